import { fold } from './fold.ts';
import { type Found, foundAt } from './found.ts';
import type { NamePatterns } from './name-patterns.ts';
import { isOrdinary, TAKEN_INITIALS } from './ordinary.ts';
import { type Page, spanOf } from './page.ts';

/** With dots: "M.V.", "M. V.", "J.-P.", "J. v. d. B.". */
const DOTTED =
  /(?<![\p{L}\p{N}.])\p{Lu}(?:\.-?\p{Lu}){1,3}\.?(?![\p{L}\p{N}])|(?<![\p{L}\p{N}.])\p{Lu}(?:\.[ \u00a0]?-?\p{L}){1,4}\./gu;
/** Without: "MV", "JvdB", and in small letters between brackets or quotes: "(mv)". */
const BARE =
  /(?<![\p{L}\p{N}@#/.'’-])(?:\p{Lu}{2,4}|\p{Lu}\p{L}{1,3}\p{Lu})(?![\p{L}\p{N}'’-])|(?<=[(["“„«])\p{Ll}{2,4}(?=[)\]"”»])/gu;
/** Of each word one letter is left: "M*** V***". */
const MASKED =
  /(?<![\p{L}\p{N}*])(\p{L})([*•█▇_…·×]{2,12}|\.{3,12})(?:[ \u00a0]+(\p{L})([*•█▇_…·×]{2,12}|\.{3,12}))?(?![\p{L}\p{N}*])/gu;
/** One letter behind a title, or as who does something. */
const ALONE =
  /(?<![\p{L}\p{N}])(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|Hr|Fr|Mme|Sr|Sra)\.?[ \u00a0](\p{Lu})(?![\p{L}\p{N}'’])|(?<!\p{Lu}[\p{L}'’]*[ \u00a0])(\p{Lu})\.(?=[ \u00a0](?:was|is|has|had|did|told|said|saw|left|came|went|wrote|reported|who|and \p{Lu}\.)\b))/gu;
/** Where nothing but the first letters of somebody's names stands. */
export function initialHits(page: Page, patterns: NamePatterns): readonly Found[] {
  return [
    ...dotted(page, patterns),
    ...bare(page, patterns),
    ...masked(page, patterns),
    ...alone(page, patterns),
  ];
}

function dotted(page: Page, { initials }: NamePatterns): readonly Found[] {
  return [...page.plain.matchAll(DOTTED)].flatMap(({ 0: found, index }) => {
    const letters = lettersOf(found);
    if (!initials.has(letters) || /^(?:am|pm|us|uk|un|eu|usa|ps|nb|eg|ie|ad|bc)$/.test(letters)) return [];
    return [foundAt(spanOf(page, index, found.length))];
  });
}

function bare(page: Page, { initials }: NamePatterns): readonly Found[] {
  return [...page.plain.matchAll(BARE)].flatMap(({ 0: found, index }) => {
    const letters = lettersOf(found);
    if (
      !initials.has(letters) ||
      TAKEN_INITIALS.test(letters) ||
      isOrdinary(letters) ||
      isInCapitals(page.plain, index)
    )
      return [];
    return [foundAt(spanOf(page, index, found.length), { exact: false })];
  });
}

function masked(page: Page, { initials, lengths }: NamePatterns): readonly Found[] {
  return [...page.text.matchAll(MASKED)].flatMap(
    ({ 0: found, 1: one = '', 2: rest = '', 3: other = '', index }) => {
      const isTheirs =
        other === '' ? lengths.has(fold(one) + (1 + rest.length)) : initials.has(fold(one + other));
      return isTheirs ? [foundAt({ start: index, end: index + found.length }, { exact: false })] : [];
    },
  );
}

function alone(page: Page, { letters }: NamePatterns): readonly Found[] {
  return [...page.plain.matchAll(ALONE)].flatMap(({ 0: found, 1: titled, 2: acting, index }) =>
    letters.has(fold(titled ?? acting ?? ''))
      ? [foundAt(spanOf(page, index, found.length), { exact: false })]
      : [],
  );
}

function lettersOf(found: string): string {
  return fold(found).replace(/[^\p{L}]+/gu, '');
}

function isInCapitals(text: string, at: number): boolean {
  const around = text.slice(Math.max(0, at - 20), at + 20);
  return around === around.toUpperCase() && /\p{Lu}{5}/u.test(around);
}
