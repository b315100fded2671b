import type { App } from '../app.ts';
import { everMember, exposureOf } from '../checking/exposure.ts';
import { showId } from '../incident/id.ts';
import { exposureBlocks } from '../screen/exposure.ts';

/** `coc access --exposure MEMBER`: what somebody's key could open, as far as one can open it oneself. */
export async function exposure(app: App, typed: string, options: { json?: boolean }): Promise<void> {
  const { vault, repository } = await app.desk();
  const member = everMember(repository.roster, typed);
  const found = await exposureOf(vault, member, app.notice);
  if (!options.json) return app.printBlocks(exposureBlocks(found, app.now()));
  app.printJson({
    ...found,
    incidents: found.incidents.map((one) => ({ ...one, incident: showId(one.incident) })),
  });
}
