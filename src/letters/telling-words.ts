import { CALENDAR_WORDS, LETTER_WORDS, STOP_WORDS, TOOL_WORDS } from './ordinary.ts';
import { isPlaceNoun } from './places.ts';

/** What a word tells beside another: a word of its own tells beside any, two common ones tell nothing. */
export type Sort = 'own' | 'nth' | 'end' | 'slot' | 'side' | 'place' | 'wide' | 'deed' | 'event' | 'common';

const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(
  ' ',
);
/** What a programme is made of; people call the same part of it a slot and a session. */
const SLOTS = stemsOf('slot session block talk lecture round workshop panel tutorial track');
const ENDS = stemsOf('opening closing last final');
const SIDES = stemsOf('back front side rear top bottom upper lower far');
/** Every event has them, and they are where anybody goes. */
const WIDE = stemsOf(
  'room hall venue building hotel space area floor stage door entrance exit center centre chat',
);
/** Said of every event, and of anything that happens at one. */
const COMMON =
  stemsOf(`main same next nearby whole big small large little new old left right full desk counter day time year
way part kind morning noon afternoon evening night today tomorrow yesterday tonight later earlier early late ago event
summit season edition online working several repeated twice`);
/** A part of what people come for, which tells something beside a place. */
const EVENTS = stemsOf('party meetup hackathon webinar unconference livestream sprint');
/** How a letter says in general what somebody did ("Level of detail"). */
const DEEDS =
  stemsOf(`sexual sexist sexualized sexualised racist homophobic transphobic ableist antisemitic misogynist nude naked
pornographic explicit offensive insulting abusive hostile aggressive degrading derogatory demeaning discriminatory inappropriate
unwelcome unwanted uninvited unacceptable violent verbal verbally physical physically repeatedly deliberately slide image picture
photo photograph film joke comment remark word language slur insult gesture advance innuendo touch grab grope hold held hug kiss
push pull hit kick punch slap strike struck spit attack assault follow stalk chase approach shout yell scream swear swore mock
bully bullied tease ridicule laugh stare leer look appearance body gender sex orientation race religion age disability clothes ask
keep kept show shown send sent write wrote written speak spoke call tell use stand stood leave stop cease refuse ignore request
consent agree intimidate bother pester flirt proposition misgender dox expose record post publish share force prevent drunk alcohol
contact harm hurt fear afraid uncomfortable unsafe sorry apologize apologise`);
/** Where a report has “her”, a letter has one of these. */
const PEOPLE = new Set(
  `attendee attendees participant participants person persons people visitor visitors guest guests man men woman women guy guys
girl girls boy boys lady ladies colleague colleagues friend friends individual individuals member members`.split(
    /\s+/,
  ),
);
const TOGETHER: ReadonlySet<string> = new Set([
  'nth slot',
  'nth place',
  'nth wide',
  'nth side',
  'end slot',
  'side place',
  'side wide',
  'side deed',
  'place place',
  'place wide',
  'place deed',
  'place event',
]);

/** Whether two words of these sorts tell something where they stand together. */
export function tellTogether(one: Sort, other: Sort): boolean {
  return (
    one === 'own' || other === 'own' || TOGETHER.has(`${one} ${other}`) || TOGETHER.has(`${other} ${one}`)
  );
}

/** What sort of word a folded one is; undefined for those that only join others, and for whoever somebody was. */
export function sortOf(word: string): Sort | undefined {
  const stem = stemOf(word);
  if (/^\d{1,2}(?:st|nd|rd|th)$/.test(word) || ORDINALS.includes(word)) return 'nth';
  if (SIDES.has(stem)) return 'side';
  if (word.length < 3 || STOP_WORDS.has(word) || PEOPLE.has(word) || NUMBERS.includes(word)) return undefined;
  if (SLOTS.has(stem)) return 'slot';
  if (ENDS.has(stem)) return 'end';
  if (WIDE.has(stem)) return 'wide';
  if (DEEDS.has(stem)) return 'deed';
  if (EVENTS.has(stem)) return 'event';
  if (LETTER_WORDS.has(word) || CALENDAR_WORDS.has(word) || TOOL_WORDS.has(word) || COMMON.has(stem))
    return 'common';
  if (isPlaceNoun(word)) return 'place';
  return /^\p{N}+$/u.test(word) ? undefined : 'own';
}

/** A folded word without what number and tense add to it; a slot is a session, and the second is the 2nd. */
export function stemOf(word: string): string {
  const which = nthOf(word.replace(/(?<=\d)(?:st|nd|rd|th)$/, '')) ?? 1 + ORDINALS.indexOf(word);
  if (which > 0 && !NUMBERS.includes(word)) return `#${which}`;
  const one = word
    .replace(/(?<=\p{L}{2})ies$/u, 'y')
    .replace(/(?<=ch|sh|x|z|ss)es$/, '')
    .replace(/(?<=\p{L}{2}[^su])s$/u, '');
  const stem = one
    .replace(/(?<=\p{L}{3})ing$/u, '')
    .replace(/(?<=\p{L}{3})ed$/u, '')
    .replace(/e$/, '')
    .replace(/([^aeiou])\1$/, '$1')
    .replace(/y$/, 'i');
  return stem === 'session' || stem === 'block' ? 'slot' : stem;
}

/** The number that a folded word says, in digits or in words; undefined for any other. */
export function nthOf(word: string): number | undefined {
  if (/^\d{1,2}$/.test(word)) return Number(word);
  return NUMBERS.includes(word) ? 1 + NUMBERS.indexOf(word) : undefined;
}

function stemsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).map(stemOf));
}
