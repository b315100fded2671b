import { fillTemplate } from '../fill-template.ts';
import { showId } from '../incident/id.ts';
import type { Sanction } from '../incident/response.ts';
import type { IncidentView, Person } from '../incident/view.ts';
import { nameAlone } from '../letters/name-alone.ts';
import { listed } from '../text/listed.ts';
import { showDay } from '../text/moment.ts';
import { type Copy, copyFor, copyOf } from './copies.ts';
import { filesInCopy } from './copy-files.ts';
import { isFromFiles } from './from-files.ts';
import { type Given, text } from './given-answers.ts';
import { accusedIn } from './involved.ts';
import { nameDescribed } from './leak-facts.ts';
import { mayBeNamed } from './permission.ts';
import { actionOf, actionOfThem, calledOfThem, calledWith } from './sanctions-in-letters.ts';
import type { Situation } from './situation.ts';

/** A line of a copy, and the words that stand below it, as they were said or written. */
export interface CopyLine {
  /** By what it is chosen: a mark of its words, so that no other line is meant where the incident has changed. */
  readonly id: string;
  /** The day, as it stands before the line; undefined where it has none. */
  readonly day?: string;
  readonly words: string;
  readonly quote?: string;
}

/** How one thing follows another, where the moments of a day do not say it. */
const STAGES = [
  'reported',
  'complaint',
  'heard',
  'met',
  'decided',
  'told',
  'appealed',
  'appeal-heard',
  'ended',
  'appeal-told',
  'closed',
] as const;
type Stage = (typeof STAGES)[number];

/** What of a line puts it in its place: never more than the day is told. */
interface Dated extends Omit<CopyLine, 'id'> {
  readonly when?: { readonly at: string; readonly precision?: string | undefined; readonly stage: Stage };
}

/** Every line that a copy for these can have, in order; `left-out` names some of them. */
export function copyLines(given: Given, situation: Situation): readonly CopyLine[] {
  const copy = copyOf(given, situation.playbook);
  if (copy === undefined) return [];
  const all: readonly Dated[] = copy.parts.flatMap((part) => PARTS[part](given, situation));
  const undated = all.filter(({ when }) => when === undefined);
  const seen = new Map<string, number>();
  return [...undated, ...byDay(all), ...filesLine(given, situation)].map(({ when: _when, ...line }) => {
    const mark = markOf(line);
    const count = (seen.get(mark) ?? 0) + 1;
    seen.set(mark, count);
    return { ...line, id: count === 1 ? mark : `${mark}-${count}` };
  });
}

/**
 * Those that have a day, as they followed each other: on one day as they do by the policy, but for those of which the moment is
 * known, which have their places among them by that.
 */
function byDay(lines: readonly Dated[]): readonly Dated[] {
  const days = new Map<string, When[]>();
  for (const line of lines) {
    if (line.when === undefined) continue;
    const day = line.when.at.slice(0, 'YYYY-MM-DD'.length);
    days.set(day, [...(days.get(day) ?? []), { ...line.when, line }]);
  }
  return [...days.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, all]) => {
      const staged = all.sort((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage));
      const known = staged
        .filter(({ precision }) => precision === undefined)
        .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
      return staged.map((one) => (one.precision === undefined ? (known.shift() ?? one) : one).line);
    });
}

type When = NonNullable<Dated['when']> & { readonly line: Dated };

/** Four letters that are others with other words (FNV-1a). */
function markOf({ day = '', words, quote = '' }: Dated): string {
  const all = [...`${day}\n${words}\n${quote}`];
  const hash = all.reduce(
    (sum, letter) => Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0,
    0x811c9dc5,
  );
  return hash.toString(36).padStart(7, '0').slice(-4);
}

type Part = (given: Given, situation: Situation) => readonly Dated[];

const PARTS: Readonly<Record<Copy['parts'][number], Part>> = {
  'told-them': toldThem,
  'their-words': theirWords,
  decided: decidedAbout,
  people: whoItIsAbout,
  'in-short': (given, { playbook: { copies } }) => {
    const words = text(given['in-short']);
    return words === undefined ? [] : [{ words: fillTemplate(copies.short, { what: words }) }];
  },
  done: whatWasDone,
  number: (_given, { playbook: { copies }, incident }) => [
    { words: fillTemplate(copies.number, { number: showId(incident.id) }) },
  ],
};

/** What whoever gets it was told, with the letters that they got. */
function toldThem(given: Given, { incident, playbook: { copies } }: Situation): readonly Dated[] {
  const person = text(given.person);
  return incident.told.flatMap((one): readonly Dated[] => {
    const { about, toldAt, precision, appeal, notPossible } = one;
    if (one.person !== person || toldAt === undefined || notPossible !== undefined) return [];
    if (about !== 'complaint' && about !== 'response') return [];
    const letter = incident.letters.find(({ id }) => id === one.letter);
    const isTheLetter = letter !== undefined && letter.isClosed !== true && one.words === undefined;
    const decided = copyFor(given) === 'accused' ? copies.response : copies.outcome;
    const words = about === 'complaint' ? copies.complaint : appeal === undefined ? decided : copies.appeal;
    const stage = about === 'complaint' ? about : appeal === undefined ? 'told' : 'appeal-told';
    return [
      { ...dated(stage, toldAt, precision?.toldAt), words, ...(isTheLetter && { quote: letter.text }) },
    ];
  });
}

/** What they said to the team themselves, word for word; nothing of what others wrote about them. */
function theirWords(given: Given, situation: Situation): readonly Dated[] {
  return copyFor(given) === 'accused' ? wordsOfAccused(given, situation) : wordsOfAffected(given, situation);
}

function wordsOfAccused(given: Given, { incident, playbook: { copies } }: Situation): readonly Dated[] {
  const person = text(given.person);
  const { statements, sanctions } = incident;
  return [
    ...statements
      .filter((one) => one.person === person)
      .map(({ takenAt, precision, words }) => ({
        ...dated('heard', takenAt, precision?.takenAt),
        ...(words === undefined ? { words: copies.silent } : { words: copies.statement, quote: words }),
      })),
    ...sanctions
      .filter((one) => one.person === person)
      .flatMap(({ appeals }) => appeals)
      .map(({ receivedAt, precision, words }) => ({
        ...dated('appealed', receivedAt, precision?.receivedAt),
        words: copies.appealed,
        quote: words,
      })),
  ];
}

function wordsOfAffected(given: Given, { incident, playbook: { copies } }: Situation): readonly Dated[] {
  const person = text(given.person);
  const { reports, followUps, wishes = [], permitted = [], same } = incident;
  const said = (
    words: string,
    quote: string | undefined,
    at: string,
    precision?: string,
  ): readonly Dated[] =>
    quote === undefined || quote.trim() === '' ? [] : [{ ...dated('reported', at, precision), words, quote }];
  const own = reports.filter(({ reporter, fromFiles }) => reporter === person && fromFiles !== true);
  return [
    ...own.flatMap(({ account, receivedAt, precision }) =>
      said(copies.account, account, receivedAt, precision?.receivedAt),
    ),
    ...followUps
      .filter(({ from }) => from !== undefined && (same[from] ?? from) === person)
      .flatMap(({ text: words, receivedAt, precision }) =>
        said(copies.later, words, receivedAt, precision?.receivedAt),
      ),
    ...wishes
      .filter(({ from }) => from === person)
      .flatMap(({ words, saidAt, precision }) => said(copies.wish, words, saidAt, precision?.saidAt)),
    // Of words that several people gave together, nobody knows whose they are.
    ...reports
      .filter(
        ({ reporter, permittedBy = [reporter] }) => permittedBy.length === 1 && permittedBy[0] === person,
      )
      .flatMap(({ permission, shareNoted, receivedAt }) =>
        said(copies.permission, permission, shareNoted?.at ?? receivedAt),
      ),
    ...permitted
      .filter(({ people }) => people.length === 1 && people[0] === person)
      .flatMap(({ words, saidAt, precision }) => said(copies.permission, words, saidAt, precision?.saidAt)),
  ];
}

/** That words of whoever gets it are closed to whoever makes it, and to whom they are open, as a sentence; undefined where none are. */
export function whyNoWords(given: Given, situation: Situation): string | undefined {
  const { incident, playbook, members } = situation;
  const parts: readonly string[] = copyOf(given, playbook)?.parts ?? [];
  if (!parts.includes('their-words') || copyFor(given) !== 'affected') return undefined;
  const own = incident.reports.filter(({ reporter }) => reporter === text(given.person));
  const closed = own.filter(({ restricted, account }) => restricted && account === undefined);
  if (closed.length === 0) return undefined;
  const knowing = members.filter(({ id }) =>
    closed.every(({ knownTo = [] }) => incident.readers.includes(id) && knownTo.includes(id)),
  );
  const which =
    theirWords(given, situation).length === 0
      ? 'Nothing of what they told you, in their words, can be in this copy'
      : 'Not all of what they told you, in their words, can be in this copy';
  const who =
    knowing.length === 0 ? '' : ` ${listed(knowing.map(({ name }) => name))} can make one that has it.`;
  return `${which}: it is closed to you.${who}`;
}

/** The sanctions against whoever gets it, as a letter to them says them. */
function decidedAbout(given: Given, situation: Situation): readonly Dated[] {
  const { copies } = situation.playbook;
  return situation.incident.sanctions
    .filter((one) => one.person === text(given.person))
    .flatMap((one) => [
      {
        ...decidedOn(one, situation.incident),
        words: fillTemplate(copies.sanction, { what: actionOf(one, given, situation) }),
      },
      ...endOf(one, calledWith(one, given, situation), (what, isLifted) =>
        fillTemplate(isLifted ? copies.lifted : copies.ended, { what }),
      ),
    ]);
}

/** When a sanction begins, or they were told of it before: it can be written down late. */
function decidedOn(one: Sanction, { told }: IncidentView) {
  const began = { at: one.startsAt, precision: one.precision?.startsAt };
  const heard = told
    .filter(({ about, person, at }) => about === 'response' && person === one.person && at >= one.at)
    .map(({ toldAt, at, precision }) => ({ at: toldAt ?? at, precision: precision?.toldAt }));
  const [first = began] = [began, ...heard].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return dated('decided', first.at, first.precision);
}

function endOf(
  { ended }: Sanction,
  what: string,
  say: (what: string, isLifted: boolean) => string,
): readonly Dated[] {
  if (ended === undefined) return [];
  return [
    { ...dated('ended', ended.endedAt, ended.precision?.endedAt), words: say(what, ended.how === 'lifted') },
  ];
}

/** Who is accused, by name where that may stand there, and who else may be named; nobody by what they have to do with it. */
function whoItIsAbout(given: Given, situation: Situation): readonly Dated[] {
  const { playbook, incident } = situation;
  const { copies } = playbook;
  const called = [...new Set(accusedIn(incident).map((one) => accusedName(one, given, situation)))];
  const named = incident.people
    .filter(({ ref, role }) => role !== 'accused' && mayBeNamed(given).includes(ref))
    .flatMap(({ name }) => nameAlone(name ?? '') || []);
  return [
    ...called
      .filter((who) => who !== copies.accused)
      .map((who) => ({ words: fillTemplate(copies.others.accused, { who }) })),
    ...(named.length === 0
      ? []
      : [{ words: fillTemplate(copies.named, { names: listed([...named].sort()) }) }]),
  ];
}

function accusedName(person: Person, given: Given, { playbook, incident }: Situation): string {
  const mayStand = copyOf(given, playbook)?.names.includes('accused') === true;
  return (mayStand && personName(person, incident)) || playbook.copies.accused;
}

/** What somebody is called: also where that stands in how they were described, and nothing else does. */
export function personName(person: Person, incident: IncidentView): string {
  const { name, hidden, knownTo } = person;
  if (hidden || knownTo !== undefined) return '';
  return nameAlone(name ?? '') || (nameDescribed(person, incident) ?? '');
}

/** What was done, a line each. What those who reported it, or whom it happened to, were told or said is not among it. */
function whatWasDone(given: Given, situation: Situation): readonly Dated[] {
  const { incident, playbook } = situation;
  const { others } = playbook.copies;
  const accused = accusedIn(incident);
  const who = (ref: string | undefined): string | undefined => {
    const person = accused.find((one) => one.ref === ref);
    return person && accusedName(person, given, situation);
  };
  const about = (
    stage: Stage,
    ref: string | undefined,
    at: string | undefined,
    precision: string | undefined,
    say: (who: string) => string,
  ): readonly Dated[] => {
    const called = who(ref);
    return called === undefined || at === undefined
      ? []
      : [{ ...dated(stage, at, precision), words: say(called) }];
  };
  const outcomes: Readonly<Record<string, string>> = playbook.interviews.meeting.outcome.choices ?? {};
  const heard: Readonly<Record<string, string>> =
    playbook.interviews['sanction-appeal'].outcome.choices ?? {};
  const { told, statements, meetings, sanctions, closed } = incident;
  return [
    ...told.flatMap(({ about: what, person, toldAt, precision, appeal }) => {
      if (what === 'announcement')
        return toldAt === undefined
          ? []
          : [{ ...dated('told', toldAt, precision?.toldAt), words: others.announced }];
      const say = {
        complaint: others.complaint,
        response: others.response,
        employer: others.employer,
        relay: undefined,
      }[what];
      return say === undefined || appeal !== undefined
        ? []
        : about(what === 'complaint' ? what : 'told', person, toldAt, precision?.toldAt, (called) =>
            fillTemplate(say, { who: called }),
          );
    }),
    ...statements.flatMap(({ person, takenAt, precision, words }) =>
      about('heard', person, takenAt, precision?.takenAt, (called) =>
        fillTemplate(words === undefined ? others.silent : others.heard, { who: called }),
      ),
    ),
    ...meetings.map(({ heldAt, precision, outcome }) => ({
      ...dated('met', heldAt, precision?.heldAt),
      words: fillTemplate(others.meeting, { what: outcomes[outcome] ?? outcome }),
    })),
    ...sanctions.flatMap((one) => [
      ...about('decided', one.person, one.startsAt, one.precision?.startsAt, (called) =>
        fillTemplate(others.sanction, { who: called, what: actionOfThem(one, situation) }),
      ),
      ...endOf(one, calledOfThem(one, situation), (what) =>
        fillTemplate(others.ended, { who: who(one.person) ?? playbook.copies.accused, what }),
      ),
      ...one.appeals.flatMap(({ receivedAt, precision, outcome }) => [
        ...about('appealed', one.person, receivedAt, precision?.receivedAt, (called) =>
          fillTemplate(others.appealed, { who: called }),
        ),
        ...(outcome === undefined
          ? []
          : [
              {
                ...dated('appeal-heard', outcome.heardAt ?? outcome.at, outcome.precision?.heardAt),
                words: fillTemplate(others['heard-appeal'], {
                  what: heard[outcome.outcome] ?? outcome.outcome,
                }),
              },
            ]),
      ]),
    ]),
    ...(closed === undefined || isFromFiles(incident)
      ? []
      : [
          {
            ...dated('closed', closed.closedAt ?? closed.at, closed.precision?.closedAt),
            words: others.closed,
          },
        ]),
  ];
}

function filesLine(given: Given, situation: Situation): readonly Dated[] {
  const names = filesInCopy(given, situation).map(({ name }) => name);
  if (names.length === 0) return [];
  return [{ words: fillTemplate(situation.playbook.copies.files, { files: names.join(', ') }) }];
}

function dated(
  stage: Stage,
  at: string,
  precision?: string,
): Required<Pick<Dated, 'when'>> & { readonly day: string } {
  return { when: { at, precision, stage }, day: dayWords(at, precision) };
}

/** A day with its year, and never more of the time. */
export function dayWords(at: string, precision?: string): string {
  const day = showDay(at.slice(0, 'YYYY-MM-DD'.length));
  return precision === 'month' ? day.replace(/^\d+ /, '') : day;
}
