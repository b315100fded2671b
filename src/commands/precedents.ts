import type { App, Desk } from '../app.ts';
import { chooseIncident } from '../desk/choose-incident.ts';
import { matterOf } from '../desk/joined-incidents.ts';
import { Search } from '../desk/searching.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { showId } from '../incident/id.ts';
import { type ViewOfAll, view } from '../incident/view.ts';
import { alikeness, behaviourIn, precedentOf } from '../policy/precedents.ts';
import { leftOutBlocks } from '../screen/listing.ts';
import { precedentsBlocks } from '../screen/precedents.ts';
import { present } from '../text/present.ts';
import { foldFacts } from '../vault/team.ts';

/** So many are shown. */
const MOST = 8;

/** `coc show --like`: what was decided about the incidents most like one. Nobody's name or words are in it. */
export async function precedents(
  app: App,
  [typed]: readonly [string?],
  { json }: { readonly json?: boolean },
): Promise<ExitCode> {
  const desk = await app.desk();
  const id = await chooseIncident(app, desk, typed);
  const one = await forAll(desk, id);
  const search = await Search.of(app, desk);
  const { leader, led } = await matterOf(app, desk, (await desk.vault.read(id)).view);
  const ofTheMatter = [id, ...present([leader?.id]), ...led.map((other) => other.id)];
  const decided = await search.decidedLike(behaviourIn(one), ofTheMatter);
  const best = decided
    .map((other) => ({ id: other.id, ...alikeness(one, other.facts, other.words) }))
    .filter(({ alike: { words, seen, danger } }) => words > 0 || (seen && danger))
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST);
  const all = await Promise.all(
    best.map(async (other) => ({
      incident: showId(other.id),
      alike: other.alike,
      ...precedentOf(await forAll(desk, other.id)),
    })),
  );
  if (json) app.printJson({ incident: showId(id), precedents: all, notShared: search.notShared });
  else app.printBlocks(precedentsBlocks(showId(id), all, { now: app.now(), playbook: desk.playbook }));
  app.tell(leftOutBlocks({ incidents: [], notShared: search.notShared, damaged: search.damaged }));
  return search.damaged.length > 0 ? EXIT.partial : EXIT.done;
}

/** An incident as every reader has it: what is sealed to fewer does not count. */
async function forAll({ vault, repository }: Desk, id: string): Promise<ViewOfAll> {
  const { document } = await vault.read(id);
  return view(id, document.entries, undefined, foldFacts(repository.roster));
}
