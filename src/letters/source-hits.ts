import { bareContactHits, handleHits } from './contact-hits.ts';
import { copiedHits } from './copied.ts';
import { healthHits } from './health-words.ts';
import { type Hit, hitOf, type LeakFacts, type Source } from './leak.ts';
import { looseMomentHits, momentHits } from './moment-hits.ts';
import { nameHits } from './name-hits.ts';
import { numberHits, numbersIn } from './numbers.ts';
import type { Page } from './page.ts';
import { hasCapital } from './place-in-sentence.ts';
import { numberedPlaceHits, placeHits } from './places.ts';
import { toldAgainHits } from './told-again.ts';
import { toldIn } from './told-names.ts';

/**
 * Where a text repeats what only somebody's words tell: runs of them, whom they name, addresses, numbers, times, days and
 * places. The words of somebody who may be named are let through.
 */
export function sourceHits(page: Page, facts: LeakFacts, common: ReadonlySet<string>): readonly Hit[] {
  const isClosed = ({ person }: Source): boolean => person === undefined || !facts.mayName.includes(person);
  const [accounts, circumstances, notes] = [facts.accounts, facts.circumstances, facts.notes ?? []].map(
    (all) => all.filter(isClosed),
  ) as [Source[], Source[], Source[]];
  return [
    ...copiedHits(page, accounts, facts.known),
    ...[...accounts, ...circumstances, ...notes].flatMap((source) => [
      ...bareContactHits(page, source.text).map((span) => hitOf('contact', span, source.from, source.person)),
      ...(facts.tellsWhen && circumstances.includes(source) ? [] : numberHits(page, numbersIn(source))).map(
        (span) => hitOf('number', span, source.from, source.person),
      ),
    ]),
    ...[...accounts, ...notes].flatMap((source) => [
      ...toldHits(page, source, common),
      ...numberedPlaceHits(page, source.text).map((span) => hitOf('place', span, source.from, source.person)),
    ]),
    ...healthHits(page, [...accounts, ...notes]),
    ...detailHits(page, accounts, facts.details),
    ...whenAndWhere(page, accounts, circumstances, facts),
  ];
}

/** Where a text tells when or where it was, as far as it may not. */
function whenAndWhere(
  page: Page,
  accounts: readonly Source[],
  circumstances: readonly Source[],
  { moments, tellsWhen = false }: LeakFacts,
): readonly Hit[] {
  const told = [
    ...momentHits(page, circumstances, []),
    ...circumstances.flatMap((one) =>
      placeHits(page, one.text).map((span) => hitOf('place', span, one.from, one.person)),
    ),
  ];
  if (!tellsWhen) return [...momentHits(page, accounts, moments), ...told];
  return momentHits(page, accounts, moments).filter(
    ({ start, end }) => !told.some((one) => one.start === start && one.end === end),
  );
}

/** When, where and what, said again in few words or loosely; nothing where the text may tell it. */
function detailHits(page: Page, accounts: readonly Source[], details: LeakFacts['details']): readonly Hit[] {
  if (details === undefined) return [];
  return [...looseMomentHits(page, [...accounts, ...details], details), ...toldAgainHits(page, details)];
}

/** Whom an account, a note or what was said later names; not a hint at who said it. */
function toldHits(page: Page, source: Source, common: ReadonlySet<string>): readonly Hit[] {
  const { names, handles } = toldIn(source);
  return [
    ...nameHits(page, names, common)
      .filter(({ exact, start }) => exact || hasCapital(page.text, start))
      .map((span) => hitOf('told', span, source.from)),
    ...handleHits(page, handles).map((span) => hitOf('told', span, source.from)),
  ];
}
