import type { IncidentView, Report } from '../view.ts';
import { type Fact, type PictureBlock, section } from './block.ts';
import { actor, actors, moment, onScreen, say, type Text, words } from './text.ts';

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

/** The same in short, by names alone; who can open it is not among it. */
export function accessInShort(incident: IncidentView): readonly Fact[] {
  const { keptOut: out, recusals } = incident;
  const again = recusals.filter(({ member, undone }) => undone !== undefined && !out.includes(member));
  const once = [...new Set(again.map(({ member }) => member))];
  return [...byRecovery(incident), ...named(KEPT_OUT, out), ...named(AGAIN, once)];
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
  return named(say`By the recovery key`, members);
}

function named(name: Text, members: readonly string[]): readonly Fact[] {
  return members.length > 0 ? [{ name, value: actors(members) }] : [];
}
