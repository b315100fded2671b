import { namesGivenIn } from '../letters/names.ts';
import { isOrdinary } from '../letters/ordinary.ts';
import { isManyPeople } from '../text/many-people.ts';
import { besideNoName, isNearlyUnnamed, isUnnamed } from '../text/nothing.ts';

/** Words in the place of a name, as they are kept. */
export interface Called {
  /** Null is "asked, not given". */
  readonly name?: string | null;
  readonly description?: string;
}

/** Before what somebody is. “An” stands before a vowel alone, and is a name elsewhere. */
const BEFORE_WHAT_THEY_ARE =
  /^(?:a(?= [^aeiou])|an(?= [aeiouh])|the|some|one of|another|somebody|someone|this|that|my|his|her|their|our)(?= |$)/iu;

const SOMEBODY = new RegExp(
  `^(?:${[
    'visitors?|guests?|attendees?|participants?|delegates?|strangers?|passers?-?by|passerby|person|people|somebody|someone',
    'man|men|woman|women|guy|girl|boy|lady|gentleman|kid|child|teenager|student|parent|mother|father|couple',
    'speaker|sponsor|exhibitor|volunteer|helper|steward|organi[sz]er|colleague|friend|neighbou?r|member|employee|trainee|intern',
    'customer|cleaner|waiter|waitress|bartender|security|guard|receptionist|host|moderator|developer|engineer|journalist',
  ].join('|')})$`,
  'iu',
);

/**
 * Words in the place of a name, taken for what they are: that none was given, a description (“a visitor, gave no name”), or a name.
 * Whatever can be a name is one.
 */
export function calledBy(words: string): Called {
  if (isUnnamed(words)) return { name: null };
  const rest = besideNoName(words);
  if (rest !== undefined && (isDescription(rest) || beginsAsOne(rest) || isOnlyWords(rest)))
    return { name: null, description: rest };
  return isDescription(words) || isManyPeople(words) ? { description: words } : { name: words };
}

/** Somebody of whom words were kept as a name that are none, as somebody is who was written down by an older coc. */
export function withoutWordsForName<
  P extends { readonly name?: string | null; readonly description?: string },
>(person: P): P {
  if (!person.name) return person;
  const called = calledBy(person.name);
  if (called.name === person.name) return person;
  const { name: _words, ...rest } = person;
  const described = [person.description, called.description].filter((one) => one !== undefined).join('; ');
  return {
    ...rest,
    ...(called.name !== undefined && { name: called.name }),
    ...(described !== '' && { description: described }),
  } as P;
}

/** Whether words that are kept as a name may be none: whoever types them is asked. */
export function mayBeNoName(words: string): boolean {
  if (typeof calledBy(words).name !== 'string') return false;
  return (
    isNearlyUnnamed(words) || besideNoName(words) !== undefined || beginsAsOne(words) || isOnlyWords(words)
  );
}

/** Whether it says what somebody is, and nothing that can be their name: “a visitor”, “the tall man with the dog”. */
function isDescription(words: string): boolean {
  return beginsAsOne(words) && namesGivenIn(words).length === 0;
}

function beginsAsOne(words: string): boolean {
  const said = words.trim();
  const begun = BEFORE_WHAT_THEY_ARE.exec(said);
  if (begun === null) return false;
  const [next = ''] = wordsIn(said.slice(begun[0].length));
  return next === '' ? /^some(?:body|one)$/iu.test(begun[0]) : /^\p{Ll}/u.test(next) && isOrdinary(next);
}

/** “tall man”, “visitor”: what somebody is, without an article. */
function isOnlyWords(words: string): boolean {
  const all = wordsIn(words);
  return all.some((word) => SOMEBODY.test(word)) && all.every((word, at) => isCommon(word, at === 0));
}

function isCommon(word: string, isFirst: boolean): boolean {
  return (isFirst || !/^\p{Lu}/u.test(word)) && (SOMEBODY.test(word) || isOrdinary(word.toLowerCase()));
}

function wordsIn(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{M}\p{N}'’-]+/u).filter((word) => word !== '');
}
