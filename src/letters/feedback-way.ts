import { isOrdinary, STOP_WORDS } from './ordinary.ts';
import { rowOf } from './page.ts';

/** Something that one can write to, from wherever one is: an address, a link, a form, a chat, a box for notes. */
const WRITTEN =
  /\S@\S|https?:|www\.|(?<![\p{L}\p{N}])[\p{L}\p{N}-]+\.(?:org|com|net|io|dev|eu|de|fr|uk|app|social|community|events?|info|chat)(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[#@][\p{L}\p{N}_-]{2}|(?<![\p{L}\p{N}])(?:e-?mails?|mail(?:box|ing\s+list)?|forms?|formular|fragebogen|formulaire|formulario|survey|questionnaire|poll|chat|slack|discord|matrix|irc|zulip|mattermost|telegram|signal|whatsapp|sms|text\s+messages?|direct\s+messages?|dms?|messages?|forum|discourse|website|web\s?page|web\s?site|page|issue\s+tracker|issues?|github|gitlab|feedback\s+box|letter\s?box|(?:suggestion|comment)s?\s+box|cards?|notes?|letters?|post(?:al)?(?:\s+address)?|in\s+writing|writ(?:e|ing|ten)|schriftlich|briefkasten|qr[\s-]code)(?![\p{L}\p{N}])/iu;

/**
 * Whether a way to give feedback is one for everybody ("Feedback": verbally in person is not accessible to everyone). What
 * is not known to be written is taken for spoken.
 */
export function isAccessible(way: string): boolean {
  return WRITTEN.test(way);
}

/** Where somebody is, or who hears them, without a name: words for places, for those who sit there, and for how one gets to them. */
const PLACE = new Set(
  `desk booth stand stall table box mailbox letterbox room office lobby reception counter door entrance gate hall floor stage tent
  house building street road hotel kitchen phone telephone mobile cell number extension intercom radio call ring ask knock visit
  board committee council panel chair chairs director president secretary manager organiser organisers organizer organizers
  ombudsman ombudsperson hr people union lawyer court team staff volunteers helpers security police host hosts trustee trustees
  foundation association company website page link online`.split(/\s+/),
);

/**
 * Whether words can be a way to reach somebody: an address, a number, a name, a place, whoever hears them. Only where every word is a common one
 * and none of those, they are none: “a warning”.
 */
export function mayBeAWay(words: string): boolean {
  if (
    isAccessible(words) ||
    /[\p{N}@#/]/u.test(words) ||
    /(?<=\s|^)\p{Lu}/u.test(words.replace(/^\s*\S+/u, ''))
  )
    return true;
  const all = rowOf(words);
  const [first = ''] = words.trim().split(/\s+/u);
  // One word alone is as often a name as not.
  if (all.length === 1 && /^\p{Lu}/u.test(first)) return true;
  return (
    all.length === 0 || all.some((word) => PLACE.has(word) || !(isOrdinary(word) || STOP_WORDS.has(word)))
  );
}

/** Those who sit together, and of whom nobody is named. */
const GROUP = new Set(
  `board boards committee committees council councils panel panels team teams staff crew volunteers helpers hosts organisers organizers
  chairs directors trustees members people folks everybody everyone everyone's all others leadership management`.split(
    /\s+/,
  ),
);
/** What stands around that and says nothing more of who or where it is. */
const AROUND_GROUP = new Set(
  'the a an our their your whole entire full executive steering organising organizing conference event programme program advisory of some one ask tell to via through with and or'.split(
    ' ',
  ),
);

/**
 * Whether words in the place of somebody mean a group and nobody in it, with no address and no place: “the board”. Nothing can be sent to
 * it. Undefined where it is none, else the word for it.
 */
export function groupAlone(words: string): string | undefined {
  if (isAccessible(words) || /[\p{N}@#/]/u.test(words)) return undefined;
  const all = rowOf(words);
  const isOnly = all.every((word) => GROUP.has(word) || AROUND_GROUP.has(word));
  const isNamed = /(?<=\s)\p{Lu}/u.test(
    words.trim().replace(/\b(?:Board|Committee|Council|Panel|Team|Staff)\b/gu, ''),
  );
  return isOnly && !isNamed ? all.find((word) => GROUP.has(word)) : undefined;
}
