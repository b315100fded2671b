import { bareContactHits, contactHits, sharedDomains, withoutAddresses } from './contact-hits.ts';
import { decodedIn, shownOf } from './decoded.ts';
import { employerHits } from './employers.ts';
import { descriptionHits } from './hint-hits.ts';
import { type Hit, hitOf, type KnownPerson, LEAK_KINDS, type Leak, type LeakFacts } from './leak.ts';
import { nameHits } from './name-hits.ts';
import { numberHits, numbersIn } from './numbers.ts';
import { type Page, pageOf, rowOf, rowsIn, type Span, spanOf } from './page.ts';
import { isTheirName } from './same-name.ts';
import { sourceHits } from './source-hits.ts';
import { lineAt } from './words.ts';

export type { Detail, KnownPerson, Leak, LeakFacts, Source } from './leak.ts';

/**
 * Every place of an outgoing text that points to somebody whom it may not name, or repeats what only a report says
 * (DESIGN 1: nothing goes out without a leak check; clause "permission"). In the order of the text; empty where
 * nothing was found, which is no proof that nothing is there.
 */
export function leaks(text: string, facts: LeakFacts): readonly Leak[] {
  const common = commonWords(facts);
  const hitsOf = (words: string): readonly Hit[] => hitsOn(pageOf(words), facts, common);
  const shown = shownOf(text);
  const inCode = [
    ...decodedIn(text),
    ...(shown === undefined ? [] : decodedIn(shown.text).map((one) => ({ ...one, ...shown.spanOf(one) }))),
  ];
  const hits = [
    ...hitsOf(text),
    ...(shown === undefined ? [] : hitsOf(shown.text).map((hit) => ({ ...hit, ...shown.spanOf(hit) }))),
    ...inCode.flatMap(({ says, start, end }) =>
      hitsOf(says)
        .slice(0, 1)
        .map((hit) => ({ ...hit, start, end })),
    ),
  ];
  const line = lineAt(text);
  return collapsed(hits).map(({ what, start, end, from, person }) => ({
    what,
    found: text.slice(start, end),
    line: line(start),
    from,
    ...(person !== undefined && { person }),
  }));
}

function hitsOn(page: Page, facts: LeakFacts, common: ReadonlySet<string>): readonly Hit[] {
  const { people, mayName, others = [], addressee } = facts;
  const all = people.flatMap((one) => personHits(page, one, common));
  const allowed = all.filter(({ person = '' }) => mayName.includes(person));
  const theirs = addressee === undefined ? [] : personHits(page, addressee, common).filter(isNameAsItIs);
  const known = [...all, ...others.flatMap((one) => personHits(page, one, common))].filter(isNameAsItIs);
  const hits = [
    ...all
      .filter(({ person = '' }) => !mayName.includes(person))
      .filter((hit) => !isLetThrough(hit, allowed))
      .filter((hit) => !isNearKnown(hit, known) && !isOfAddressee(page, hit, facts, theirs)),
    ...roleMarks(page, people),
    ...sourceHits(page, facts, common)
      .filter((hit) => !isOfAllowed(hit, allowed))
      .filter((hit) => hit.what !== 'told' || !theirs.some((one) => isInside(hit, one))),
  ];
  const isKnown = knownIn(page, facts.known);
  return hits.filter((hit) => !isKnown(hit));
}

/** The words of our own letters, once for each list of them. */
const COMMON = new WeakMap<readonly string[], ReadonlySet<string>>();

function commonWords({ ours = [] }: LeakFacts): ReadonlySet<string> {
  const before = COMMON.get(ours) ?? new Set(ours.flatMap(rowOf));
  COMMON.set(ours, before);
  return before;
}

type PersonHit = Hit & { readonly exact: boolean };

function personHits(page: Page, person: KnownPerson, common: ReadonlySet<string>): readonly PersonHit[] {
  const { ref } = person;
  const of = (what: 'employer' | 'description', spans: readonly Span[]): PersonHit[] =>
    spans.map((span) => ({ ...hitOf(what, span, `the ${what} of ${ref}`, ref), exact: true }));
  return [
    ...nameHits(page, person.names, common).map((one) => ({
      ...hitOf('name', one, `the name of ${ref}`, ref),
      exact: one.exact,
    })),
    ...contactHits(page, person.contacts, person).map((hit) => ({ ...hit, exact: true })),
    ...of('employer', employerHits(page, person.employers)),
    ...of('description', descriptionHits(page, person.descriptions)),
    ...numberHits(page, numbersIn({ from: ref, text: person.descriptions.join('\n') })).map((span) => ({
      ...hitOf('number', span, `a number of ${ref}`, ref),
      exact: true,
    })),
  ];
}

/**
 * What is an allowed person's as well is no leak; but a description of theirs does not give away somebody's name, and
 * of who reported it or whom it happened to only what stands within a longer name of theirs is let through.
 */
function isLetThrough(hit: PersonHit, allowed: readonly PersonHit[]): boolean {
  const isOfName = (one: Hit): boolean => ['name', 'contact', 'handle'].includes(one.what);
  const isProtected = hit.exact && /^[RP]/.test(hit.person ?? '') && isOfName(hit);
  return allowed.some(
    (one) =>
      one.exact &&
      isInside(hit, one) &&
      (isOfName(one) || !isOfName(hit)) &&
      (!isProtected || one.end - one.start > hit.end - hit.start),
  );
}

/** Whether it is somebody's very name, or a part of it, as it is written. */
function isNameAsItIs({ what, exact }: PersonHit): boolean {
  return what === 'name' && exact;
}

/** Whether what is only like somebody's name is the very name of somebody else who is known: those are two. */
function isNearKnown(hit: PersonHit, known: readonly PersonHit[]): boolean {
  return (
    hit.what === 'name' && !hit.exact && known.some((one) => one.person !== hit.person && isInside(hit, one))
  );
}

/** Whether it stands in the name of whoever gets the text, and is not all that somebody else is called. */
function isOfAddressee(
  page: Page,
  hit: PersonHit,
  { people }: LeakFacts,
  theirs: readonly PersonHit[],
): boolean {
  if (hit.what !== 'name' || !theirs.some((one) => one.person !== hit.person && isInside(hit, one)))
    return false;
  const said = page.text.slice(hit.start, hit.end);
  return !people.some(
    ({ ref, names }) => ref === hit.person && names.some((name) => isTheirName(name, said)),
  );
}

function roleMarks(page: Page, people: readonly KnownPerson[]): readonly Hit[] {
  return [...page.plain.matchAll(/(?<![\p{L}\p{N}])\p{Lu}\d{1,3}(?![\p{L}\p{N}])/gu)]
    .filter(([mark]) => people.some(({ ref }) => ref === mark))
    .map(({ 0: mark, index }) =>
      hitOf('role-mark', spanOf(page, index, mark.length), `the mark of ${mark}`, mark),
    );
}

/** A place in somebody's name or employer, or a name of theirs that an account has, is theirs. */
function isOfAllowed(hit: Hit, allowed: readonly PersonHit[]): boolean {
  return (
    ['place', 'told', 'again'].includes(hit.what) && allowed.some((one) => one.exact && isInside(hit, one))
  );
}

/** What is no secret: within a known phrase as it stands there; and what is no name, also where its words are in one. */
function knownIn(page: Page, known: readonly string[]): (hit: Hit) => boolean {
  const rows = known.map((one) => rowOf(withoutAddresses(one))).filter((row) => row.length > 0);
  const spans = [
    ...rows.flatMap((row) => rowsIn(page.words, row)),
    ...known.flatMap((one) => bareContactHits(page, one)),
    ...sharedDomains(page, known),
  ];
  return (hit) => {
    if (spans.some((span) => isInside(hit, span))) return true;
    if (!['employer', 'place', 'description', 'told', 'again'].includes(hit.what)) return false;
    const found = rowOf(page.text.slice(hit.start, hit.end));
    return rows.some((row) => found.every((word) => row.includes(word)));
  };
}

/** One hit for each place: of overlapping ones about the same person, or from the same source, the most telling. */
function collapsed(hits: readonly Hit[]): readonly Hit[] {
  const kept: Hit[] = [];
  const byTelling = [...hits].sort(
    (a, b) => LEAK_KINDS.indexOf(a.what) - LEAK_KINDS.indexOf(b.what) || b.end - b.start - (a.end - a.start),
  );
  for (const hit of byTelling) {
    const isSaid = kept.some(
      (one) =>
        hit.start < one.end &&
        one.start < hit.end &&
        (hit.from === one.from ||
          (hit.person !== undefined && hit.person === one.person) ||
          (hit.what === one.what && hit.person === undefined) ||
          hit.what === 'told' ||
          (hit.what === 'place' && isInside(hit, one))),
    );
    if (!isSaid) kept.push(hit);
  }
  return kept.sort((a, b) => a.start - b.start || a.end - b.end);
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
