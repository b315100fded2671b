import type { App } from '../app.ts';
import { glances } from '../desk/glances.ts';
import { factsAt } from '../desk/known-elsewhere.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { showId } from '../incident/id.ts';
import { knownAmong } from '../policy/known-elsewhere.ts';
import { knownData, pairBlocks } from '../screen/known-elsewhere.ts';
import { leftOutBlocks } from '../screen/listing.ts';
import type { Block } from '../text/block.ts';

/** `coc same list`: who may be one person in the incidents that one can open, and what was said of it. */
export async function sameList(
  app: App,
  _args: readonly [],
  { json }: { readonly json?: boolean },
): Promise<ExitCode> {
  const desk = await app.desk();
  const listing = await glances(app, desk);
  const all = knownAmong(listing.incidents, app.now());
  const facts = factsAt(app, desk);
  if (json) app.printJson(all.map(({ of, ...one }) => ({ of: showId(of), ...knownData(one) })));
  else if (all.length === 0)
    app.printText('Nobody is like anybody of another incident, as far as you can open them.');
  else
    app.printBlocks(
      all.flatMap(({ of, ...one }): readonly Block[] => [
        ...pairBlocks(one, facts, of),
        { kind: 'command', text: `coc same ${showId(of)}` },
      ]),
    );
  app.tell(leftOutBlocks(listing));
  return listing.damaged.length > 0 ? EXIT.partial : EXIT.done;
}
