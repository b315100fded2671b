import { bareContactHits, contactHits } from './contact-hits.ts';
import { copiedHits } from './copied.ts';
import { datesIn, isSameDate } from './dates.ts';
import { descriptionHits, employerHits } from './hint-hits.ts';
import { type Hit, type KnownPerson, LEAK_KINDS, type Leak, type LeakFacts } from './leak.ts';
import { nameHits } from './name-hits.ts';
import { type Page, pageOf, rowOf, rowsIn, type Span, spanOf } from './page.ts';
import { placeHits } from './places.ts';
import { clockTimesIn, minuteOf } from './times.ts';
import { lineAt } from './words.ts';

export type { KnownPerson, Leak, LeakFacts, Source } from './leak.ts';

/**
 * Every place of an outgoing text that points to somebody whom it may not name, or repeats what only a report says
 * (DESIGN 1: nothing goes out without a leak check; clause "permission"). In the order of the text; empty where
 * nothing was found, which is no proof that nothing is there.
 */
export function leaks(text: string, facts: LeakFacts): readonly Leak[] {
  const page = pageOf(text);
  const isAllowed = ({ person }: { readonly person?: string }): boolean =>
    person !== undefined && facts.mayName.includes(person);
  const common = new Set((facts.ours ?? []).flatMap(rowOf));
  const accounts = facts.accounts.filter((one) => !isAllowed(one));
  const circumstances = facts.circumstances.filter((one) => !isAllowed(one));
  const allowed = facts.people
    .filter(({ ref }) => facts.mayName.includes(ref))
    .flatMap((one) => personHits(page, one, common));
  const hits = [
    ...facts.people
      .filter(({ ref }) => !facts.mayName.includes(ref))
      .flatMap((one) => personHits(page, one, common))
      .filter((hit) => !isLetThrough(hit, allowed)),
    ...roleMarks(page, facts.people),
    ...copiedHits(page, accounts, facts.known),
    ...[...accounts, ...circumstances].flatMap(({ text: words, from, person }) =>
      bareContactHits(page, words).map((span) => hitOf('contact', span, from, person)),
    ),
    ...timeHits(page, { ...facts, accounts, circumstances }),
    ...dateHits(page, [...accounts, ...circumstances]),
    ...circumstances.flatMap((one) =>
      placeHits(page, one.text).map((span) => hitOf('place', span, one.from, one.person)),
    ),
  ].filter((hit) => !allowed.some((one) => hit.what === 'place' && one.exact && isInside(hit, one)));
  const isKnown = knownIn(page, facts.known);
  const secret = hits.filter((hit) => !isKnown(hit));
  const line = lineAt(text);
  return collapsed(secret).map(({ what, start, end, from, person }) => ({
    what,
    found: text.slice(start, end),
    line: line(start),
    from,
    ...(person !== undefined && { person }),
  }));
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

function roleMarks(page: Page, people: readonly KnownPerson[]): readonly Hit[] {
  return [...page.plain.matchAll(/(?<![\p{L}\p{N}])\p{Lu}\d{1,3}(?![\p{L}\p{N}])/gu)]
    .filter(([mark]) => people.some(({ ref }) => ref === mark))
    .map(({ 0: mark, index }) =>
      hitOf('role-mark', spanOf(page, index, mark.length), `the mark of ${mark}`, mark),
    );
}

/** A round hour alone is anybody's unless a report says it. */
function timeHits(page: Page, facts: LeakFacts): readonly Hit[] {
  const here = clockTimesIn(page.plain);
  if (here.length === 0) return [];
  const told = [...facts.accounts, ...facts.circumstances].flatMap(({ text, from, person }) =>
    clockTimesIn(text).flatMap(({ minutes }) => minutes.map((minute) => ({ minute, from, person }))),
  );
  const recorded = facts.moments.flatMap(({ iso, from }) => {
    const minute = minuteOf(iso);
    return minute === undefined || minute % 60 === 0 ? [] : [{ minute, from, person: undefined }];
  });
  return here.flatMap(({ index, length, minutes }) => {
    const source = [...told, ...recorded].find(({ minute }) => minutes.includes(minute));
    return source ? [hitOf('time', spanOf(page, index, length), source.from, source.person)] : [];
  });
}

function dateHits(page: Page, sources: LeakFacts['accounts']): readonly Hit[] {
  const all = datesIn(page.plain);
  if (all.length === 0) return [];
  const told = sources.flatMap(({ text, from, person }) =>
    datesIn(text).map((date) => ({ date, from, person })),
  );
  return all.flatMap((here) => {
    const source = told.find(({ date }) => isSameDate(date, here));
    return source ? [hitOf('date', spanOf(page, here.index, here.length), source.from, source.person)] : [];
  });
}

/** What is no secret: within a known phrase as it stands there; and what is no name, also where its words are in one. */
function knownIn(page: Page, known: readonly string[]): (hit: Hit) => boolean {
  const rows = known.map(rowOf);
  const spans = [
    ...rows.flatMap((row) => rowsIn(page.words, row)),
    ...known.flatMap((one) => bareContactHits(page, one)),
  ];
  return (hit) => {
    if (spans.some((span) => isInside(hit, span))) return true;
    if (!['employer', 'place', 'description'].includes(hit.what)) return false;
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
          (hit.what === 'place' && isInside(hit, one))),
    );
    if (!isSaid) kept.push(hit);
  }
  return kept.sort((a, b) => a.start - b.start || a.end - b.end);
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function hitOf(what: Hit['what'], { start, end }: Span, from: string, person?: string): Hit {
  return { what, start, end, from, ...(person !== undefined && { person }) };
}
