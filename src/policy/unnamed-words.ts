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
  `(?:${NOT}|without) (?:(?:saying|telling|knowing) )?that it (?:was|is|came) (?:from )?${THEM}`,
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

const CONDITIONS = [
  // What has to come first, or to be kept to.
  '(?:only|but|except|just) (?:if|when|once|after|as long as|on condition|provided|unless|until|in case|where)',
  '(?:if|unless|until|once) (?:it|this|that|he|she|they|i|we|you|nobody|no one|somebody|someone|anybody|there|things|my|her|his|their|the|another|anything|others|everybody|all) (?!(?:want|wants|like|likes|need|needs|wish|wishes|must|prefer|think|thinks|see|can)\\b)(?!helps\\b)(?!(?:is|are|was) (?:useful|necessary|needed|of use|of help|ok|okay)\\b)',
  '(?:as long as|so long as|on (?:the )?condition|on condition that|provided(?: that)?|providing|under the condition|in case|assuming|subject to|depending on|it depends|given that you)',
  '(?:only|not|but not|nothing) (?:before|after|until|till|unless)|not (?:yet|now|today|for now|at the moment|this week)|(?:wait|hold off|hold on) (?:until|till|for|a|with|please)',
  '(?:maybe|perhaps|possibly|let me think|i will think|she will think|i am not sure|i m not sure|not sure|undecided|i do not know|i don t know)',
].map((one) => new RegExp(`\\b(?:${one})`));
/** What takes a yes back, or never was one. */
const RATHERS = [
  'prefer to (?:keep|stay|wait|not|leave)',
  `(?:(?:i|she|he|they|we)(?: d)? )?(?:would |d )?(?:much )?(?:rather|prefer)(?: that| if)?(?: (?:you|we|they|he|she|it|nobody|no one))?(?: (?:would|did|do|does|is|was|were))? (?:${NOT}|did not|do not|didn t|don t|nobody|no one|keep|kept|stays?|stayed)`,
  '(?:please )?(?:do not|don t|never|must not|may not|should not|shouldn t|not to) (?:tell|share|pass|let|show|give|forward|inform|involve|say)(?! (?:it )?(?:to )?(?:anybody|anyone|others|the accused|him|her employer|his employer|outside))',
  '(?:would|do|does|did) not (?:like|want|agree|permit|allow|consent|wish)(?: (?:it|that|this|you|us|them|anybody|anyone|to))',
  '(?:refuse[sd]?|declin\\w+|object(?:s|ed)?|said no|says no|against it|opposed)(?! (?:to (?:stay|wait)|nothing|any))',
].map((one) => new RegExp(`\\b(?:${one})`));
/** What looks like one of these, and sets nothing. */
const NO_CONDITION =
  /\b(?:only|just) (?:want|wants|wanted|hope|hopes|wish|wishes|need|needs|ask|asks|asked|glad|happy|sorry)\b|\bi do not know (?:him|her|them|who|what|how|why|when|where|anybody|if)\b|\b(?:do|does|did|would) not (?:mind|object|care|want (?:him|her|them|it) to (?:happen|do|go on|come|be near|get away|hurt)|want (?:it|this|that) (?:again|to happen))\b|\bnot (?:want|like) to (?:see|meet|talk|speak|be|go|wait|hear|lose|hide|stay silent)\b|\bno objections?\b|\bnothing against it\b|\b(?:not|nothing) against\b/g;

/**
 * Why words in the place of a yes are not that alone: they set a condition, or say rather not. It is asked about, since it is said
 * elsewhere; undefined for a plain yes.
 */
export function contradictsYes(words: string): 'condition' | 'no' | undefined {
  const plain = plainWords(words).replace(NO_CONDITION, ' ');
  if (RATHERS.some((one) => one.test(plain))) return 'no';
  return CONDITIONS.some((one) => one.test(plain)) ? 'condition' : undefined;
}
