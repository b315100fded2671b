import type { IncidentView, Report } from '../view.ts';
import { type Fact, type PictureBlock, section } from './block.ts';
import { actor, actors, joined, moment, onScreen, say, type Text, words } from './text.ts';

const KEPT_OUT = say`Kept out`;
const AGAIN = say`No longer kept out`;

/** Who can open an incident, to whom its reporters are known, and who is kept out. */
export function access(incident: IncidentView): readonly PictureBlock[] {
  const { readers, reports, widenings } = incident;
  const known = reports.filter(({ knownTo }) => knownTo !== undefined).map(knownToText);
  const permitted = widenings.flatMap(({ at, by, to, words: own }) =>
    own === undefined ? [] : [say`${moment(at)}, ${actor(by)}, to ${actors(to)}: ${words(own)}`],
  );
  const byKey = byRecovery(incident).map(({ name, value }) => say`${name}: ${value}`);
  return [
    ...section(say`Who can open this`, [
      { list: [say`${actors(readers)}, and the recovery key where there is one`, ...byKey] },
    ]),
    ...section(say`To whom the reporter is known`, [{ list: [...known, ...permitted], once: true }]),
    ...keptOut(incident),
  ];
}

/** The same in short, without reasons; who can open it is not among it. */
export function accessInShort(incident: IncidentView): readonly Fact[] {
  const { recusals } = incident;
  const inShort = (all: readonly Since[]): readonly Text[] =>
    all.map(({ member, at, by }) => sinceText({ member, at, by }));
  const out = inShort(recusals.filter(({ undone }) => undone === undefined));
  const again = inShort(recusals.flatMap(({ undone }) => undone ?? []));
  return [...byRecovery(incident), ...ifAny(KEPT_OUT, out), ...ifAny(AGAIN, again)];
}

/** Who is kept out and who no longer is: since when, by whom and why. */
export function keptOut({ recusals }: IncidentView): readonly PictureBlock[] {
  const key = onScreen(say` (with the recovery key)`);
  const out = recusals.filter(({ undone }) => undone === undefined).map((one) => sinceText(one));
  const again = recusals.flatMap(({ undone }) =>
    undone === undefined ? [] : [say`${sinceText(undone)}${undone.proof !== undefined && key}`],
  );
  return [...section(KEPT_OUT, [{ list: out }]), ...section(AGAIN, [{ list: again }])];
}

/** To whom it is known who made a report. */
export function knownToText({ number, reporter, knownTo }: Report): Text {
  const whom = knownTo === undefined ? say`everybody who can open this` : actors(knownTo);
  return say`Report ${number}, ${actor(reporter)}: known to ${whom}`;
}

type Since = Pick<IncidentView['recusals'][number], 'member' | 'at' | 'by' | 'reason'>;

function sinceText({ member, at, by, reason }: Since): Text {
  const why = reason !== undefined && say`: ${words(reason)}`;
  return say`${actor(member)}, since ${moment(at)}, by ${actor(by)}${why}`;
}

function byRecovery({ recovered, readers }: IncidentView): readonly Fact[] {
  const members = recovered.filter((member) => readers.includes(member));
  return ifAny(say`By the recovery key`, members.map(actor), ', ');
}

function ifAny(name: Text, all: readonly Text[], by = '; '): readonly Fact[] {
  return all.length > 0 ? [{ name, value: joined(all, by) }] : [];
}
