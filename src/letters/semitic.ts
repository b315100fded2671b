import { inLatinLetters } from './romanise.ts';

const SCRIPTS = /^[\p{Script=Arabic}\p{Script=Hebrew}\p{M}'׳״־]+$/u;
const ARTICLE = /^ال(?=.{2})/u;
/** A last letter that is read as a vowel. */
const LAST_VOWEL = /[ةه]$|ה$/u;

/** Whether a word is in a script that writes consonants and long vowels. */
export function isSemitic(word: string): boolean {
  return SCRIPTS.test(word);
}

/**
 * Whether a folded Latin word is how a word in Arabic or Hebrew script is read: all its consonants are there and no others, and each long
 * vowel where it is written. So “Mohammed” is محمد, and neither “Ahmed” nor “Mahmoud” is.
 */
export function isReadAs(word: string, latin: string): boolean {
  if (!isSemitic(word) || !/^[a-z]{2,30}$/.test(latin)) return false;
  const pattern = readings(latin);
  return [word, word.replace(ARTICLE, '')].some((one) => pattern.test(bare(one)));
}

/** Consonants and long vowels; a last vowel is `A`. */
function bare(word: string): string {
  const hasVowel = LAST_VOWEL.test(word);
  // Letter by letter: two of one kind are two, and an h behind another is one of its own.
  const letters = [...(hasVowel ? word.replace(LAST_VOWEL, '') : word)].map((one) =>
    consonants(inLatinLetters(one)),
  );
  return letters.join('').replace(/[^a-z]|[aeiou]/g, '') + (hasVowel ? 'A' : '');
}

function consonants(word: string): string {
  return word
    .replace(/tsch|tch|tz|ts|cz|ch/g, 'z')
    .replace(/sh|sch/g, 's')
    .replace(/(?<=[kgdtpz])h/g, '')
    .replace(/[qc]/g, 'k')
    .replace(/[bw]/g, 'v')
    .replace(/[pf]/g, 'f')
    .replace(/([^aeiouy])\1+/g, '$1');
}

/** What a Latin word can look like in such a script. */
function readings(latin: string): RegExp {
  const word = consonants(latin.replace(/ph/g, 'f').replace(/ah$/, 'a'));
  const body = word.replace(/[aeiou]+y?|(?<!^)y[aeiou]*|[a-z]/g, (part, at: number) => {
    const isLast = at + part.length === word.length;
    if (/^[^aeiouy]/.test(part) || (part === 'y' && at === 0)) return part === 'z' ? '[zd]' : part;
    const isLong = /ei|ee|ai|ay|ey|ii/.test(part);
    const front = /[iy]|ee/.test(part) ? (isLong || isLast ? 'y+' : 'y*') : '';
    const back = /[ou]/.test(part) ? (/ou|oo/.test(part) && at > 0 ? 'v+' : 'v*') : '';
    return `${back}${front}${isLast && /[ae]$/.test(part) ? '[Ah]?' : ''}`;
  });
  return new RegExp(`^${body}$`);
}
