import type { App } from '../app.ts';
import { attachmentLook } from '../desk/choose-attachment.ts';
import { chooseIncident } from '../desk/choose-incident.ts';
import type { Attachment } from '../incident/evidence.ts';
import { evidenceBlocks } from '../screen/evidence.ts';

/** `coc evidence list`: what is kept with an incident. */
export async function evidenceList(
  app: App,
  [typed]: readonly [string?],
  { json }: { readonly json?: boolean },
): Promise<void> {
  const desk = await app.desk();
  const incident = (await desk.vault.inspect(await chooseIncident(app, desk, typed))).view;
  if (json) return app.printJson(incident.evidence.map(dataOf));
  app.printBlocks(evidenceBlocks(incident, attachmentLook(app, desk)));
}

function dataOf(one: Attachment) {
  const {
    number,
    id,
    file,
    name,
    size,
    sha256,
    type,
    about,
    from,
    madeAt,
    receivedAt,
    by,
    at,
    forFew,
    replaces,
    replacedBy,
  } = one;
  const told = { type, about, from, madeAt, receivedAt, by, at, forFew, replaces, replacedBy };
  return { number, entry: id, file, name, size, sha256, ...told };
}
