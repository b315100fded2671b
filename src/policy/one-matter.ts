import type { IncidentView, Person } from '../incident/view.ts';
import { alikeIn, type WordsAlike } from '../letters/alike-words.ts';
import { namedIn } from '../letters/named-in.ts';
import { nameParts, namesGivenIn } from '../letters/names.ts';
import { isOrdinary } from '../letters/ordinary.ts';
import { rowOf } from '../letters/page.ts';
import { comparePeople } from '../letters/same-person.ts';
import { profileIn } from './comparable.ts';

/** Within how many days of each other reports of one matter come in. */
const DAYS = 3;
const DAY = 86_400_000;

/** An incident that may be what somebody reports now. */
export interface OneMatter {
  readonly incident: IncidentView;
  /** Words that stand in both and that few reports have, as they stand in the account now. */
  readonly words: readonly string[];
  /** Who is named now and is in the incident, by their marks. */
  readonly people: readonly string[];
}

/** Whether reports that came in then can be of the same days as one that comes in now. */
export function isOfTheseDays(received: string | null, now: Date): boolean {
  return received !== null && Math.abs(now.getTime() - Date.parse(received)) <= DAYS * DAY;
}

/**
 * The incidents of the same days that are alike: by the words of their accounts, or by who is named. The most alike first. It is for
 * somebody to look at; nothing is added to anything by it.
 */
export function alikeTo(account: string, incidents: readonly IncidentView[]): readonly OneMatter[] {
  const isNamed = whoIsNamedIn(account);
  const said = rowOf(account);
  return incidents
    .map((incident): OneMatter & { readonly alike: WordsAlike } => {
      const alike = alikeIn(account, wordsOf(incident));
      const parts = incident.people.flatMap(namePartsOf).filter((part) => said.includes(part));
      const isAlike =
        alike.isAlike || (parts.length > 0 && alike.telling.some((word) => !parts.includes(word)));
      const people = incident.people.filter(isNamed).map(({ ref }) => ref);
      return { incident, alike: { ...alike, isAlike }, words: alike.telling, people };
    })
    .filter(({ alike, people }) => alike.isAlike || people.length > 0)
    .sort((a, b) => b.people.length - a.people.length || b.alike.share - a.alike.share)
    .map(({ alike: _alike, ...one }) => one);
}

/** Whether it is likely somebody whom a text names. */
export function whoIsNamedIn(text: string): (person: Person) => boolean {
  const named = namedIn(text).map((name): Person => ({ ref: name, role: 'witness', name, hidden: false }));
  return (person) => named.some((one) => comparePeople(profileIn(one), profileIn(person))?.is === 'likely');
}

/** Names in part, which say little by themselves: with one of them, one word more that is the same is enough. */
function namePartsOf({ name, aliases = [], description }: Person): readonly string[] {
  const names = [name ?? '', ...aliases, ...(description ? namesGivenIn(description) : [])];
  return names
    .flatMap((one) => nameParts(one).telling)
    .filter((part) => part.length > SHORTEST_PART && !isOrdinary(part));
}

const SHORTEST_PART = 3;

/** What was told of an incident. */
function wordsOf({ reports, followUps }: IncidentView): readonly string[] {
  return [
    ...reports.map(({ account, summary, details: { behavior, circumstances } }) =>
      [account ?? summary ?? '', behavior ?? '', circumstances ?? ''].join(' '),
    ),
    ...followUps.map(({ text, summary = '' }) => text ?? summary),
  ];
}

/** Why it may be that one, in a few words that tell nothing of what stands in it: whoever reports may be looking on. */
export function whyPerhaps({ people, words }: OneMatter): string {
  if (people.length > 0) return 'they name somebody who is in it';
  return `${words.length === 1 ? 'a rare word of theirs stands' : `${words.length} rare words of theirs stand`} in it too`;
}
