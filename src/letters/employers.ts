import { cutHits } from './disguise.ts';
import { fold } from './fold.ts';
import { isOrdinary, TAKEN_INITIALS } from './ordinary.ts';
import { isForm, type Page, rowOf, rowsIn, type Span, spanOf } from './page.ts';
import { beginsSentence } from './words.ts';

const COMPANY =
  /^(?:inc|incorporated|ltd|limited|llc|llp|plc|corp|corporation|co|company|companies|gmbh|mbh|ag|kg|ug|se|sa|sarl|sas|srl|spa|bv|nv|ab|as|oy|pty|kk|group|holding|holdings|software|systems|solutions|services|service|technologies|technology|tech|labs|lab|consulting|consultants|consultancy|media|digital|data|cloud|web|games|studio|studios|agency|partners|ventures|capital|bank|university|universität|college|institute|school|foundation|association|international|global|worldwide|europe|european|america|american|deutschland|germany|german|uk|usa|networks|network|security|analytics|design|engineering|industries|robotics|electronics|aerospace|pharma|biotech|logistics|motors|telecom|communications|insurance|airlines|energy|foods|entertainment|health|healthcare|hardware|internet|interactive|mobile|research|science|sciences|education|publishing|press|books|energy|power|water|transport|freelance|freelancer|self-employed|unemployed|student|contractor|employer|works|the|and|und|of|for)$/;

/** Where an employer stands in a text: the whole name, or a word of it that only this employer has. */
export function employerHits(page: Page, employers: readonly string[]): readonly Span[] {
  return employers.flatMap((employer) => {
    const row = rowOf(employer);
    const core = row.filter((word) => !COMPANY.test(word));
    const telling = core.filter((word) => word.length >= 3 && !isOrdinary(word) && /\p{L}/u.test(word));
    const joined = core.join('');
    const wholes = core.length > 1 ? [row, core] : row.length > 1 && core.length === 1 ? [row] : [];
    const lone = core.length === 1 && row.length === 1 ? capitalised(page, core[0] ?? '') : [];
    return [
      ...cutHits(page, new Set(telling.filter((word) => word.length > 4))),
      ...shortHits(page, row, core),
      ...wholes.flatMap((one) => rowsIn(page.words, one)),
      ...lone,
      ...page.readings.filter(
        ({ folded }) =>
          telling.some((word) => isForm(folded, word)) ||
          (core.length > 1 && joined.length >= 4 && isForm(folded, joined)),
      ),
    ];
  });
}

/** The words by which an employer is known, folded, without “Ltd” and “Systems”; all of one that has no other. */
export function employerWords(employer: string): readonly string[] {
  const row = rowOf(employer);
  const core = row.filter((word) => !COMPANY.test(word));
  return core.length > 0 ? core : row;
}

/** What some are called by everybody, and by nobody in their register. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  'international business machines': ['ibm', 'big blue'],
  ibm: ['big blue'],
  alphabet: ['google'],
  google: ['alphabet'],
  meta: ['facebook'],
  facebook: ['meta platforms'],
  'hewlett packard': ['hp'],
  'hewlett packard enterprise': ['hpe'],
  'price waterhouse coopers': ['pwc'],
  pricewaterhousecoopers: ['pwc'],
  'amazon web services': ['aws'],
  'bayerische motoren werke': ['bmw'],
  'deutsche bahn': ['db'],
  'british broadcasting corporation': ['bbc', 'the beeb'],
  twitter: ['x corp'],
};

/** The first letters of an employer's words, one of them cut to its first letter, and by what name everybody knows it. */
function shortHits(page: Page, row: readonly string[], core: readonly string[]): readonly Span[] {
  const first = (words: readonly string[]): string => words.map((word) => word.charAt(0)).join('');
  const letters = new Set(
    [first(row), first(core), ...(row.length > 2 ? [first(row.slice(0, -1))] : [])].filter(
      (one) => one.length > 1,
    ),
  );
  const called = [CALLED[row.join(' ')], CALLED[core.join(' ')], CALLED[row.slice(0, -1).join(' ')]].flatMap(
    (one) => one ?? [],
  );
  const [begin = '', next = ''] = row;
  const cut = row.length > 1 ? rowsIn(page.words, [begin.charAt(0), next]) : [];
  return [
    ...[...page.plain.matchAll(ACRONYM)]
      .filter(({ 0: found, index }) => isAcronym(page.plain, index, found, letters))
      .map(({ 0: found, index }) => spanOf(page, index, found.length)),
    ...cut.filter(({ start }) => /^\p{Lu}\./u.test(page.text.slice(start, start + 2))),
    ...called.flatMap((one) =>
      rowsIn(page.words, one.split(' ')).filter(({ start }) => /^\p{Lu}/u.test(page.text.slice(start))),
    ),
  ];
}

const ACRONYM = /(?<![\p{L}\p{N}@#/-])\p{Lu}{2,6}(?![\p{L}\p{N}/])/gu;

/** Two letters, and letters that are another word, mean an employer only where somebody is said to be of it. */
function isAcronym(text: string, index: number, found: string, letters: ReadonlySet<string>): boolean {
  if (!letters.has(fold(found))) return false;
  if (found.length > 2 && !TAKEN_INITIALS.test(fold(found)) && !isOrdinary(fold(found))) return true;
  return /\b(?:of|at|from|for|by|with)\s$/.test(text.slice(Math.max(0, index - 6), index));
}

/** A name that is a common word too ("Apple"), where its capital says that the name is meant. */
function capitalised(page: Page, name: string): readonly Span[] {
  return page.words.filter(
    ({ folded, start, end }) =>
      isOrdinary(name) &&
      isForm(folded, fold(name)) &&
      /^\p{Lu}/u.test(page.text.slice(start, end)) &&
      !beginsSentence(page.text, start),
  );
}
