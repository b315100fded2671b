import { datesIn } from './dates.ts';
import { pageOf } from './page.ts';
import { isPlaceNoun } from './places.ts';
import { relativeDaysIn } from './relative-days.ts';
import { sortOf } from './telling-words.ts';
import { bareHoursIn, clockTimesIn } from './times.ts';

const PART =
  'talks?|lectures?|keynotes?|sessions?|workshops?|panels?|tutorials?|presentations?|demos?|slots?|tracks?|plenar(?:y|ies)|meetups?';
const NTH =
  'opening|closing|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final|\\d{1,2}(?:st|nd|rd|th)';
/** “The closing keynote”, “the second of two talks”, “talk no. 3”; a keynote has no second beside it on most days. */
const NUMBERED = new RegExp(
  [
    `\\b(?:${NTH})(?:\\s+of\\s+\\p{L}+)?\\s+(?:\\p{L}+\\s+)?(?:${PART})\\b`,
    `\\b(?:${PART})\\s+(?:(?:number|num\\.?|no\\.?|nr\\.?|#)\\s*)?\\d{1,3}\\b`,
    `\\b(?:${PART})\\s+["“„«][^"“”„«»\\n]{2,80}["”“»]`,
    '\\bkeynotes?\\b',
  ].join('|'),
  'giu',
);
/** “Track B”, “session C”: a letter by itself, written as a name. */
const LETTERED = new RegExp(`\\b(?:${PART})\\s+[A-HJ-Z](?![\\p{L}\\p{N}'’])`, 'giu');
/** What has a place and a time of its own, and people who were there. */
const GATHERING = /\b(?:part(?:y|ies)|reception|meetup|hackathon|social event|picnic|concert|tour)\b/giu;
/** What a part of the programme is about, up to the first word that can tell it. */
const ABOUT = new RegExp(
  `\\b(?:${PART})\\s+(?:(?:was|were|is)\\s+)?(?:about|on|regarding|concerning|titled|entitled|called|named)\\s+((?:(?:the|a|an|how|why|to|of|and|in|for|with)\\s+)*[\\p{L}\\p{N}'’“”"+#.-]+)`,
  'giu',
);
const OF_A_KIND = new RegExp(
  `\\b(?:the|an?|our|their|his|her|this|that)\\s+((?:\\p{L}[\\p{L}\\p{N}+#-]*\\s+){1,2})(?:${PART})\\b`,
  'giu',
);
/** No topic, but how a part of a programme is, or what kind of a part it is. */
const HOW_IT_IS =
  /^(?:lightning|short|long|recent|scheduled|live|recorded|public|invited|planned|single|given|lunch|main|community|conference|remote|online|virtual|hybrid|own|whole|entire|same|other|next|previous|current|further|sponsored|technical|regular|official|parallel|afternoon|morning|evening|stage|screen|programme|program|schedule|day|time|minute|hour|half-hour|purpose|code|policy|harassment|harassing|sexist|sexual|racist|such|certain|event|attendee|speaker|youtube|video|slides?|recording)s?$/u;
const PLACE_BEFORE = /(?:\p{L}[\p{L}\p{N}.'’-]*\s+){0,1}$/u;
/** The number or letter of a room. */
const WHICH_BEHIND = /^ (?:\d[\d.]{0,4}(?![\p{L}\p{N}])|\p{Lu}(?![\p{L}\p{N}'’]))/u;
const PART_OF_DAY =
  /\b(?:(?:in the|this|that|early|late)\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening)|at (?:night|noon|lunch(?:time)?|midnight|dinner|breakfast)|(?:during|over|before|after) (?:the )?(?:lunch|dinner|breakfast|coffee)(?: break)?|(?:on |at )?(?:the )?(?:first|second|third|fourth|last|opening|closing|final) (?:day|night|evening|morning|afternoon)|(?:on )?day (?:one|two|three|four|\d))\b/giu;
/** Before a time that is still to come, or by which something ends. */
const TO_COME = /\b(?:by|until|till|through|from)\s+(?:the\s+)?$/i;

/** Words that tell which one it was of all that took place, with their place in the text. */
interface Pointing {
  readonly index: number;
  readonly said: string;
}

/**
 * The words of a text by which somebody who has the programme of an event can look up who it was: which part of it, or what that was
 * about; and, where both stand there, a place and a time. In their order; empty where they tell no more than that it was “in a talk”.
 *
 * @param at the day that “yesterday” is told from, ISO 8601
 * @param known words that tell nothing: what the community is called
 */
export function whichOne(text: string, at: string, known: readonly string[] = []): readonly string[] {
  const parts = [...numbered(text), ...topics(text, known)];
  const [places, times] = [placesOf(text), timesOf(text, at)];
  if (parts.length === 0 && (places.length === 0 || times.length === 0)) return [];
  const all = [...parts, ...places, ...times].sort((a, b) => a.index - b.index);
  const apart = all.filter(
    (one) =>
      !all.some(
        (other) =>
          other !== one &&
          other.index <= one.index &&
          one.index + one.said.length <= other.index + other.said.length &&
          (other.said.length > one.said.length || all.indexOf(other) < all.indexOf(one)),
      ),
  );
  return [...new Set(apart.map(({ said }) => said))];
}

function numbered(text: string): readonly Pointing[] {
  const lettered = [...text.matchAll(LETTERED)].filter(([said]) => /\p{Lu}$/u.test(said));
  return [...text.matchAll(NUMBERED), ...lettered].map(({ 0: said, index }) => ({
    index,
    said,
  }));
}

function topics(text: string, known: readonly string[]): readonly Pointing[] {
  const ours = new Set(known.flatMap((one) => pageOf(one).words.map(({ folded }) => folded)));
  const tells = (words: string): boolean =>
    pageOf(words).words.some(
      ({ folded, start, end }) =>
        !ours.has(folded) &&
        // “AI”, “C++”: shorter than other words that tell.
        (/^\p{Lu}[\p{Lu}\p{N}]*$/u.test(words.slice(start, end)) && !/^[AI]$/.test(words.slice(start, end))
          ? true
          : ['own', 'nth'].includes(sortOf(folded) ?? '') &&
            !HOW_IT_IS.test(folded) &&
            !/(?:ing|ed)$/.test(folded)),
    );
  const of = (pattern: RegExp): readonly Pointing[] =>
    [...text.matchAll(pattern)]
      .filter(([, words = '']) => tells(words))
      .map(({ 0: said, index }) => ({ index, said: said.replace(/[^\p{L}\p{N}+#]+$/u, '') }));
  return [...of(ABOUT), ...of(OF_A_KIND)];
}

function placesOf(text: string): readonly Pointing[] {
  const gatherings = [...text.matchAll(GATHERING)].map(({ 0: said, index }) => ({ index, said }));
  const places = pageOf(text).words.flatMap(({ folded, start, end }) => {
    if (!isPlaceNoun(folded.replace(/s$/, '')) && !isPlaceNoun(folded)) return [];
    const before = PLACE_BEFORE.exec(text.slice(Math.max(0, start - 40), start))?.[0] ?? '';
    const which = sortOf(before.trim().toLowerCase()) === undefined ? '' : before;
    const number = WHICH_BEHIND.exec(text.slice(end, end + 8))?.[0] ?? '';
    return [{ index: start - which.length, said: text.slice(start - which.length, end + number.length) }];
  });
  return [...gatherings, ...places];
}

function timesOf(text: string, at: string): readonly Pointing[] {
  return [
    ...[...relativeDaysIn(text, at), ...datesIn(text), ...clockTimesIn(text), ...bareHoursIn(text)].map(
      ({ index, length }) => ({ index, said: text.slice(index, index + length).trim() }),
    ),
    ...[...text.matchAll(PART_OF_DAY)].map(({ 0: said, index }) => ({ index, said })),
  ].filter(({ index }) => !TO_COME.test(text.slice(Math.max(0, index - 12), index)));
}
