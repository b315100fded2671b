import { fold } from './fold.ts';
import { isOrdinary, LETTER_WORDS, STOP_WORDS } from './ordinary.ts';
import { remembered } from './remembered.ts';

const TITLES = /^(?:dr|prof|professor|mr|mrs|ms|miss|mx|sir|dame|herr|frau|dipl|ing|phd|md|jr|sr|ii|iii|st)$/;
const PARTICLES =
  /^(?:van|von|vom|zu|zum|zur|der|den|des|de|del|della|di|da|do|dos|das|du|la|le|les|el|al|bin|ibn|bint|ter|ten|te|af|av|y|e|the|of|o|d|l)$/;
/** An address, wherever it stands in a text. */
export const EMAIL = /[^\s<>()[\],;:"]{1,64}@[^\s<>()[\],;:"]{1,255}/gu;

/** Whether a folded word is a title, or what stands behind a name: it stands for nobody. */
export function isTitle(word: string): boolean {
  return TITLES.test(word);
}

/** Whether a folded word is a small one that stands within names ("van", "al"). */
export function isParticle(word: string): boolean {
  return PARTICLES.test(word);
}

/** The parts of one name that count. */
export interface NameParts {
  /** Every word of it in its order, folded, with particles, without titles and marks. */
  readonly all: readonly string[];
  /** Those that may stand for the person alone: neither particle nor initial. Of `Jean-Luc` both halves and the whole. */
  readonly telling: readonly string[];
}

/** Takes a name apart. A title, a particle ("van", "al") and an initial never stand for somebody. */
export const nameParts = remembered((name): NameParts => {
  const groups = name
    .replace(EMAIL, ' ')
    .split(/[\s,;()/"“”]+/u)
    .map((group) =>
      fold(group)
        .split(/[^\p{L}\p{M}\p{N}]+/u)
        .filter(Boolean),
    )
    .filter((group) => group.length > 0 && !TITLES.test(group.join('')));
  const telling = groups.flatMap((group) => (group.length > 1 ? [...group, group.join('')] : group));
  return {
    all: groups.flat(),
    telling: [...new Set(telling)].filter((part) => [...part].length > 1 && !PARTICLES.test(part)),
  };
});

/** Capitalised words in a row, with the small words that stand within names. */
const CAPITALISED =
  /\p{Lu}[\p{L}\p{M}'’.-]*(?:\s+(?:(?:van|von|zu|der|den|de|da|di|do|la|le|el|al|bin|ibn)\s+)*\p{Lu}[\p{L}\p{M}'’.-]*)*/gu;

/**
 * What in a description can be somebody's name: what stands before the first comma, and capitalised words in a row, but
 * not the word alone that every sentence begins with.
 */
export function possibleNames(description: string): readonly string[] {
  const [first = ''] = description.trim().split(/[,;:()/]|\s[-–—]\s/);
  const rows = [...description.trim().matchAll(CAPITALISED)]
    .filter(({ 0: row, index }) => index > 0 || /\s/.test(row))
    .map(([row]) => row);
  return [...new Set([first.trim(), ...rows])].filter((name) => name !== '');
}

/**
 * What in a description is a name: capitalised words in a row, and a beginning that has no common word or is capitalised
 * throughout, as “Will Young” is and “The speaker” is not.
 */
export function namesGivenIn(description: string): readonly string[] {
  const [first = '', ...rows] = possibleNames(description);
  const { all } = nameParts(first);
  const isName = all.length > 0 && all.length <= 4 && (!all.some(isOrdinary) || isCapitalised(first));
  return [...(isName ? [first] : []), ...rows.filter((row) => !isBrand(description, row))];
}

/** What carries the name of a firm: “the man in the Norvik shirt”. */
const BRANDED =
  '(?:t-?shirt|shirt|hoodie|jumper|sweater|vest|cap|hat|lanyard|jacket|badge|booth|stand|stall|desk|table|team|crew|bag|polo)s?';
const BEFORE_BRAND =
  '(?:the|an?|this|that|his|her|their|our|its|one|in|from|of|at|by|with|near|behind|wearing|wears|wore)';

/** Whether a capitalised row stands in a description only as the name on a shirt, a booth and the like. */
function isBrand(description: string, row: string): boolean {
  if (new RegExp(`\\s${BRANDED}$`, 'iu').test(row)) return true;
  const name = row.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const branded = new RegExp(
    `(?<![\\p{L}\\p{N}])${BEFORE_BRAND}\\s+(?:\\p{Ll}+\\s+)?${name}\\s+(?:(?:staff|polo|tech|sponsor)\\s+)?${BRANDED}(?![\\p{L}\\p{N}])`,
    'giu',
  );
  const rest = description.replace(branded, ' ');
  return rest !== description && !rest.includes(row);
}

function isCapitalised(name: string): boolean {
  const written = name.trim().split(/\s+/);
  return (
    written.every((word) => /^\p{Lu}/u.test(word) || PARTICLES.test(fold(word))) &&
    (written.length > 1 ? !ARTICLES.has(fold(written[0] ?? '')) : !NOBODY.has(fold(name)))
  );
}

const ARTICLES = new Set(['the', 'a', 'some', 'somebody', 'someone', 'one', 'his', 'her', 'their']);
const NOBODY: ReadonlySet<string> = new Set([
  ...STOP_WORDS,
  ...LETTER_WORDS,
  'unknown',
  'anonymous',
  'man',
  'woman',
]);
