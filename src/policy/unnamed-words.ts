import { plainWords } from '../text/plain-words.ts';

const NOT = '(?:not|never|cannot|can t|won t|wouldn t)';
const WHO =
  '(?:who (?:i am|she is|he is|they are|it (?:was|is)|said|told|reported|made|wrote|came)|names?|identity|from whom)';
const THEM = '(?:me|i|her|she|him|he|them|they)';

/** How people say that what they tell may be passed on, and who they are may not. */
const UNNAMED = [
  `(?:${NOT}|without|no|except|minus|excluding|apart from|other than|bar) (?:(?:about|by|with|giving|using|saying|telling|mentioning) )?(?:my|her|his|their|the|any) ${WHO}`,
  `(?:${NOT}|without|except|apart from|other than) (?:saying |telling |mentioning |knowing |that )*${WHO}`,
  `(?:without|${NOT}) (?:naming|identifying|mentioning|revealing) ${THEM}`,
  `${NOT} (?:say|tell|mention|name|reveal|give|show|share|use|disclose|identify|know|pass on|find out|learn|want)(?: \\w+){0,6} (?:it (?:was|is) (?:from )?${THEM}|${WHO}|from ${THEM})`,
  `${NOT} (?:name|mention|identify) ${THEM}`,
  `(?:nobody|no one|none of them) (?:\\w+ ){0,5}(?:know|learn|hear|see|find out)(?: \\w+){0,4} (?:${WHO}|(?:was|is) ${THEM})`,
  `(?:leave|keep) (?:${THEM}|(?:my|her|his|their) name|(?:my|her|his|their) identity) (?:\\w+ )?(?:out|away|off|secret|private|hidden|unknown|confidential|to yourself|to you|between us|with you)`,
  `(?:name|identity) (?:(?!no )\\w+ ){0,3}(?:stays?|remains?|kept|withheld|hidden|secret|private|confidential|unknown|unmentioned)`,
  '(?:hide|withhold|conceal|omit|leave out|take out|remove) (?:my|her|his|their|the) (?:name|identity)',
  `(?:stay|remain|be|keep ${THEM}) (?:unnamed|unknown|nameless)`,
  'anonym(?:ous|ously|ity|ised|ized)|incognito',
].map((one) => new RegExp(`\\b(?:${one})\\b`));

/**
 * Whether words of a permission seem to say that who gave it is to stay unknown: “but not my name”. A hint for whoever has to
 * decide that, and no answer: it can be said in words that are not known here.
 */
export function seemsUnnamed(words: string): boolean {
  const plain = plainWords(words);
  return UNNAMED.some((one) => one.test(plain));
}

/** How people say that no more than one thing may be told of it. */
const NO_FURTHER = [
  '(?:only|just|merely|solely|no more than|nothing (?:but|except|beyond|else|more|further))',
  '(?:it|this|that) (?:was|is) about',
  `(?:${NOT}|no|without|nothing (?:of|about)) (?:\\w+ ){0,3}(?:details?|particulars|specifics|when|where|times?|hours?|days?|dates?|places?)`,
  '(?:in general|generally|roughly|in outline|in broad)',
].map((one) => new RegExp(`\\b(?:${one})\\b`));
const ALL_OF_IT = /\b(?:everything|all (?:of it|details|the details)|anything|whatever)\b/;

/**
 * Whether words of a permission seem to say how far it goes: “only that it was about the accent”. When and where it was is then no
 * part of it.
 */
export function seemsLimited(words: string): boolean {
  const plain = plainWords(words);
  return !ALL_OF_IT.test(plain) && NO_FURTHER.some((one) => one.test(plain));
}
