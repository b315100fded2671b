import { distance } from 'fastest-levenshtein';

/** What people type in the place of an answer, alone: words that cannot mean anything else. Lower case, blanks single. */
export const NOTHING = [
  'none|none (?:so far|yet|that i know of)|nothing|nothing (?:else|more|so far|yet)|nowhere|n ?/ ?a|not applicable',
  'unknown|not (?:known|sure)(?: yet)?|(?:i )?(?:do not|dont|don.t) (?:really )?know(?: yet)?|(?:i have )?no idea|no clue',
  '(?:nobody|no[ -]?one)(?: (?:else|yet))?',
].join('|');
const ALONE = new RegExp(`^(?:nil|${NOTHING})$`);
/** The same of an item in a list, which cannot be a word of somebody's either. */
const NO_ITEM = /^(?:no|nope|no more)$/;
/** What stands for a word, or was to end what is typed: “.”, “...”, “?”, “--”. */
const MARKS = /^[\s\p{P}]+$/u;
/** A first name that looks like one of these words, as it is written. */
const NAME = /^\s*Nil\s*$/;

/** What people write where no reason comes to their mind, or where nobody asked. */
const FILLERS = /^[^\p{L}\p{N}]*(?:na|no reason|tbd|todo|as above|see above)[^\p{L}\p{N}]*$/iu;

/** Whether there are no more than marks in a text that stand between words. */
export function isMarks(text: string): boolean {
  return MARKS.test(text);
}

/** Whether it is the full stop with which a text ends at a terminal, and no text. */
export function isFullStop(text: string): boolean {
  return /^[\s.…。]+$/u.test(text);
}

/** Whether a line says no more than that there is nothing to say: “none”, “I don't know”, “--”. */
export function saysNothing(line: string): boolean {
  if (isMarks(line)) return true;
  return ALONE.test(bare(line)) && !NAME.test(line);
}

/** The same of an item in a list. */
export function isNoItem(item: string): boolean {
  return saysNothing(item) || NO_ITEM.test(bare(item));
}

/** Whether it says that it is none of those to choose from; that nobody knows is something else. */
export function saysNobody(typed: string): boolean {
  return /^(?:(?:none|nobody|no[ -]?one)(?: of (?:them|us|these))?(?: (?:else|so far))?|nil|no)?$/.test(
    bare(typed),
  );
}

/** Words that say nothing of who somebody is, beside those that say that no name is given. */
const AROUND_NO_NAME = new RegExp(
  `^(?:${[
    "they|she|he|i|we|the|an?|any|their|her|his|my|it|that|this|who|reporter|person|somebody|someone|they'd|i'd|she'd|he'd",
    'is|are|be|was|been|stay(?:s|ed|ing)?|remain(?:s|ed|ing)?|keep|kept|reports?|reported|and|but',
    'wants?|wanted|would|will|likes?|liked|wish(?:es)?|wished|prefers?|preferred|rather|asks?|asked|chose|to',
    'for|now|so|far|yet|please|do|does|did|give|gives|given|gave|giving|says?|said|tells?|told|leave|left|known|out|of',
    'us|me|anybody|anyone|used|mentioned|written|down|in|shared?',
  ].join('|')})$`,
);
const ANONYMOUS = /^(?:anon|anonymous(?:ly)?|unnamed|nameless)$/;
const NOT = /^(?:not|without|withheld|refuse[ds]?|declined?|(?:wo|do|does|did|would|is|was|has|have)n'?t)$/;
const NO = new RegExp(`${NOT.source}|^(?:no|unknown)$`);
const A_NAME = /^names?$/;
/** What is not done where no name is given. */
const TOLD =
  /^(?:wants?|wanted|says?|said|tells?|told|gives?|gave|given|left|leave|rather|known|shared?|like|wish)$/;
/** A first name that looks like one of these words, as it is written. */
const NAME_ANON = /^\s*Anon\s*$/;
/** The word for it, which nobody has as a name, also with a slip in it. */
const ANONYMOUSLY = ['anonymous', 'anonymously', 'anonymised'];
/** Between two things that are said of somebody. */
const BETWEEN = /\s*(?:[,;:!?()–—]|\.(?:\s|$)|\s-{1,2}\s)+\s*/u;

/** Whether words in the place of a name say that none is given: “anonymous”, “they want to stay anonymous”, “no name”, “didn't say”. */
export function isUnnamed(typed: string): boolean {
  if (NAME_ANON.test(typed)) return false;
  const said = typed.split(BETWEEN).filter((one) => bare(one) !== '');
  return said.some(isNoName) && said.every((one) => isNoName(one) || saysNothing(one));
}

/** What is said of somebody beside that no name is given: “a visitor” of “a visitor, gave no name”; undefined where that is not said. */
export function besideNoName(typed: string): string | undefined {
  const said = typed.split(BETWEEN).filter((one) => bare(one) !== '');
  const rest = said.filter((one) => !isNoName(one));
  return rest.length < said.length && rest.length > 0 ? rest.join(', ') : undefined;
}

function isNoName(typed: string): boolean {
  const words = bare(typed).split(' ');
  const says = (what: RegExp): boolean => words.some((word) => what.test(word));
  return (
    (words.some(isAnonymous) || (says(NO) && says(A_NAME)) || (says(NOT) && says(TOLD))) &&
    words.every((word) => isAnonymous(word) || [AROUND_NO_NAME, NO, A_NAME].some((known) => known.test(word)))
  );
}

function isAnonymous(word: string): boolean {
  return (
    ANONYMOUS.test(word) ||
    (word.length > 6 && ANONYMOUSLY.some((one) => distance(one, word) <= SLIPS_OF_LONG))
  );
}

/** Letters in which a long word may be another and be meant all the same. */
const SLIPS_OF_LONG = 2;

/** The words that say so which a slip makes a name of. */
const EASILY_MISTYPED = ['unknown', 'unnamed', 'nameless', 'nobody', 'withheld'];
/** How it is said in other languages, and in short, without marks. */
const NO_NAME_ELSEWHERE = new RegExp(
  `^(?:${[
    'anonym(?:e[rsnm]?)?|unbekannt(?:e[rsnm]?)?|niemand|namenlos|keine?[rn]?(?: (?:angaben?|namen?))?|ohne (?:angabe|namen?)',
    'inconnue?s?|sans nom|personne|aucune?|non precise',
    'anonim[oa]s?|desconocid[oa]s?|sin nombre|nadie|ningun[oa]?',
    'n\\.? ?n|x{1,4}|tb[ac]|redacted|n\\.? ?k',
  ].join('|')})$`,
);

/**
 * Whether words in the place of a name may be meant to say that none is given: one of the words for that with a slip in it, or how it
 * is said in another language. It can be a name all the same.
 */
export function isNearlyUnnamed(typed: string): boolean {
  if (isUnnamed(typed) || saysNothing(typed)) return false;
  const said = bare(typed.normalize('NFD').replace(/\p{M}/gu, ''));
  const words = said.split(' ').filter((word) => !AROUND_NO_NAME.test(word));
  const [word, ...others] = words;
  if (NO_NAME_ELSEWHERE.test(said)) return true;
  if (word === undefined || others.length > 0) return false;
  return EASILY_MISTYPED.some(
    (one) => distance(one, word) <= (one.length > 6 ? SLIPS_OF_LONG : 1) && word.length > 4,
  );
}

/** How people begin where they know no way to somebody, whoever it is about left out. */
const NO_WAY = new RegExp(
  `^(?:(?:sorry|well|but|they|she|he|we|i|there|is|are|was|were|has|have|had|gave|left)[ ,]+)*(?:${[
    '(?:really )?no (?:idea|clue|way|contact|address|number|phone|e-?mail|mail|details?|card)',
    "(?:do not|don't|dont|did not|didn't|does not|doesn't) (?:really )?(?:know|say|tell|give|leave|want)",
    "(?:can not|cannot|can't|cant|could not|couldn't) be (?:reached|found|contacted)|not reachable|unreachable",
    'unknown|not (?:known|given|said)|nothing|none|nobody knows|anonymous',
    'gone|disappeared|went (?:away|home|off)|(?:already )?left|ran (?:away|off)|walked (?:away|off)',
  ].join('|')})(?![\\p{L}\\p{N}])`,
  'u',
);
/** What may be a way all the same. */
const PERHAPS_A_WAY =
  /[\p{N}@#/]|\b(?:ask|asks?|via|through|at (?!all)|by|on|over|under|calls?|ring|write|text|message|to|find|found at|look|meet|see|back|will|sits?|stands?|works?|stays?|lives?|with|only|except)\b/u;

/** Whether words in the place of a way to reach somebody say that there is none, and name none: “no idea, he went away”. */
export function saysNoWay(words: string): boolean {
  const said = bare(words);
  return saysNothing(words) || (NO_WAY.test(said) && !PERHAPS_A_WAY.test(said));
}

/** Whether nothing is said in a text: no letter and no number, or a word that stands for nothing. */
export function hasNoWords(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text) || saysNothing(text) || FILLERS.test(text);
}

/** Words that say no more of why than none would, alone or one after the other. */
const EMPTY = new RegExp(
  `^(?:${[
    'x+|y+|ok|okay|okey|k|yes|yep|no|nope|na|n|tb[adc]|todo|test(?:ing)?|foo|bar|baz|abc|aaa+|bla+h?|lorem|ipsum|etc|idk|dunno|asdf\\p{L}*|qwert\\p{L}*|jkl\\p{L}*',
    'because|just|reasons?|this|that|it|is|so|the|an?|as|said|above|before|see|and|or|of|to|for|later|will|fill|write|add|here|obvious|whatever|placeholder|come|comes|soon',
  ].join('|')})$`,
  'u',
);
/** In a script without gaps a sentence is one word. */
const GAPLESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const SHORTEST_GAPLESS = 4;

/** Letters of the shortest word that can say why by itself, as “unfounded” does. */
const SHORTEST_ALONE = 5;

/** Whether a reason says nothing of why: one short word, or only such as stand where a reason is to come. */
export function saysTooLittle(reason: string): boolean {
  if (hasNoWords(reason)) return true;
  const words = bare(reason).match(/\p{L}[\p{L}\p{M}'-]*/gu) ?? [];
  if (GAPLESS.test(reason)) return words.join('').length < SHORTEST_GAPLESS;
  const saying = words.filter((word) => !EMPTY.test(word) && !/^(.)\1*$/u.test(word));
  const [only = ''] = saying;
  return only === '' || (words.length === 1 && only.length < SHORTEST_ALONE);
}

/** Without what stands around the words. */
function bare(line: string): string {
  return line
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/^[\s.…,;:!?()[\]'"*–—-]+|[\s.…,;:!?()[\]'"*–—-]+$/g, '')
    .replace(/^n\.a$/, 'n/a');
}
