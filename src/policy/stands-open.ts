import { type Entry, type EntryOf, isKnown } from '../incident/entry.ts';
import type { IncidentView, Person } from '../incident/view.ts';
import { leaks } from '../letters/leak-check.ts';
import type { Finding } from './finding.ts';
import { type Given, several } from './given-answers.ts';
import { knownToFew, ofFew, TELLING } from './hidden-report.ts';
import { ownWords } from './leak-facts.ts';
import { letIn } from './readers.ts';
import type { Situation } from './situation.ts';
import type { Judged } from './step.ts';

/** What an entry has besides words: who, when and where it stands. */
const NO_WORDS: ReadonlySet<string> = new Set([
  ...['id', 'kind', 'at', 'by', 'after', 'seq', 'sig', 'sealed', 'file', 'key', 'sha256', 'type', 'digest'],
  ...['report', 'entry', 'person', 'sameAs', 'role', 'precision', 'mailId', 'mailFollows'],
]);
const MARK = /^[RPAWHS][1-9][0-9]*$/;

/** By what somebody at a terminal finds it again. */
const WHERE: Readonly<Record<string, string>> = {
  note: 'a note',
  'follow-up': 'what was said later',
  meeting: 'what was noted of a meeting',
  letter: 'a letter',
  sanction: 'a sanction',
  override: 'why somebody went on in spite of a rule',
  evidence: 'a file',
};

/**
 * Where whoever comes to open an incident with these answers reads who somebody is who is to stay hidden from them: it stands open since
 * before, and no entry is ever taken out. What the accused told stands as they told it.
 *
 * @param question the one question that is looked at
 */
export function toldToNewReaders(
  step: Judged,
  given: Given,
  situation: Situation,
  question: string | undefined,
): readonly Finding[] {
  const { incident, members } = situation;
  const comeToKnow = toldBesides(given, incident);
  if (question !== undefined && question !== blamed(step, incident)) return [];
  const readers = whoIsLetIn(step, given, incident).filter((one) => members.some(({ id }) => id === one));
  const few = knownToFew(incident).filter(
    ({ ref, knownTo = [] }) => !comeToKnow.includes(ref) && readers.some((one) => !knownTo.includes(one)),
  );
  if (few.length === 0) return [];
  const facts = {
    ...ownWords(situation),
    ...ofFew(few, incident),
    ...{ accounts: [], mayName: [], circumstances: [], moments: [] },
  };
  const open = incident.entries.flatMap((entry) => wordsOf(entry, few, situation));
  const joined = marksOf(few, incident).map((at) => ({
    ...{ what: 'who it is that reported it', at },
    standsThere: true as const,
  }));
  const named = open.flatMap(({ at, words }) =>
    leaks(words, facts)
      .filter(({ what }) => TELLING.includes(what))
      .map(({ from, found }) => ({ what: from, at, words: found, standsThere: true as const })),
  );
  return [...joined.filter(({ at }) => named.every((one) => one.at !== at)), ...named];
}

/** The marks that were said to be one of these, and of which something stands open. */
function marksOf(few: readonly Person[], { entries, same }: IncidentView): readonly string[] {
  const refs = new Set(few.map(({ ref }) => ref));
  return Object.keys(same).filter(
    (mark) =>
      refs.has(same[mark] ?? '') &&
      entries.some((one) => isKnown(one) && one.kind === 'person' && one.person === mark && hasWords(one)),
  );
}

function hasWords({ name, contact, description, employer, aliases = [] }: EntryOf<'person'>): boolean {
  return [name, contact, description, employer, ...aliases].some((one) => Boolean(one));
}

/** What can be done where they would read it: what stands in an entry stays there. */
export function notLetInSo(id: string, findings: readonly Finding[]): readonly string[] {
  if (!findings.some(({ standsThere }) => standsThere)) return [];
  return [
    'This stands open there already, and whoever is let in reads it. It can be put right, and stays in the file all the same.',
    `Where whoever reported it permits that they know: \`coc access grant ${id}\`, and \`know-reporter: yes\`, or \`--reporter\` where there are several reports.`,
    'Else tell them what they may know, or give them a report of its own to read: `coc report new`, with the reporter hidden.',
  ];
}

/** How it is found: there alone it can be said that they may know who reported it. */
function blamed({ id }: Judged, { reports }: IncidentView): string {
  if (id === 'report add') return 'readers';
  const isAsked = id === 'access grant' && reports.length === 1;
  return isAsked ? 'know-reporter' : 'member';
}

function whoIsLetIn({ id }: Judged, given: Given, incident: IncidentView): readonly string[] {
  if (id === 'access readmit') return several(given.member);
  if (id === 'access grant')
    return given.permitted === undefined || given.permitted === 'yes' ? several(given.member) : [];
  return id === 'report add' ? letIn(given, incident) : [];
}

/** Whom they come to know by these answers: who made the only report, and who heard it. */
function toldBesides(given: Given, { reports: [first, ...others] }: IncidentView): readonly string[] {
  if (given['know-reporter'] !== 'yes' || first === undefined || others.length > 0) return [];
  return [first.reporter, ...(first.heardBy === undefined ? [] : [first.heardBy])];
}

interface Words {
  readonly at: string;
  readonly words: string;
}

function wordsOf(entry: Entry, few: readonly Person[], situation: Situation): readonly Words[] {
  const { incident, members } = situation;
  if (!isKnown(entry) || entry.kind === 'statement') return [];
  const isAccused = (ref: string | undefined): boolean =>
    incident.people.some((one) => one.ref === ref && one.role === 'accused');
  if (entry.kind === 'follow-up' && isAccused(entry.from)) return [];
  const ids = new Set([...incident.entries.map(({ id }) => id), ...members.map(({ id }) => id)]);
  return stringsIn(entry)
    .filter((one) => !MARK.test(one) && !ids.has(one))
    .map((words) => ({ at: whereIs(entry, few, incident), words }));
}

function whereIs(entry: Entry, few: readonly Person[], { reports, same }: IncidentView): string {
  if (!isKnown(entry)) return entry.kind;
  if (entry.kind === 'person') {
    const ref = same[entry.person] ?? entry.person;
    return few.some((one) => one.ref === ref)
      ? `${entry.person}, since before they were hidden`
      : entry.person;
  }
  const of = 'report' in entry ? entry.report : entry.id;
  const report = reports.find(({ id }) => id === of);
  return report === undefined ? (WHERE[entry.kind] ?? 'what was noted there') : `report ${report.number}`;
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (NO_WORDS.has(key) ? [] : stringsIn(one)));
}
