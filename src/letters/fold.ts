import { remembered } from './remembered.ts';

/** Letters that decomposition leaves alone, and how they are written without them. */
const LETTERS = new Map(
  Object.entries({
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    ł: 'l',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    ħ: 'h',
    ŋ: 'n',
    ŧ: 't',
    ı: 'i',
    ς: 'σ',
  }),
);
const SMALL_CAPITALS = paired('ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡɩ', 'abcdefghijklmnoprstuvwyzagi');
/** Cyrillic, Greek and Armenian letters that look like Latin ones, by the case in which they do. */
const LOOK_ALIKES = new Map([
  ...paired('авеикмнорстухіјѕԁԛԝһӏүґєпгьз', 'abeukmhopctyxijsdqwhlyrenrbe'),
  ...paired('АВЕКМНОРСТУХІЈЅԚԜӀҮЗ', 'ABEKMHOPCTYXIJSQWIYE'),
  ...paired('αβγεηικνορστυχωζμ', 'abyenikvopotuxwzu'),
  ...paired('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'),
  ...paired('օսոհցզ', 'ouuhgq'),
]);
const UMLAUTS = new Map(Object.entries({ ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' }));

const APOSTROPHES = /['`´‘’‚‛′‵ʹʻʼʽˈꞌ＇]/gu;
const HYPHENS = /[‐‑−﹣－]/gu;
/** Format characters, fillers and controls: nobody sees them. */
const INVISIBLE =
  /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u17b4\u17b5\u115f\u1160\u3164\uffa0\u0000-\u0008\u000e-\u001f\u007f\p{Cf}]/gu;
/** Only what sits on Latin, Greek, Cyrillic, Hebrew and Arabic letters: elsewhere a mark is a letter of its own. */
const ACCENTS =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: marks alone, none of them joined
  /[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/gu;
const LETTER_RUN = /\p{L}+/gu;
/** Letters that are the same to the eye in both alphabets. */
const TWINS = paired('асеорхуіјѕАВСЕНІЈКМОРЅТХУ', 'aceopxyijsABCEHIJKMOPSTXY');
const TWINS_BACK = new Map([...TWINS].map(([cyrillic, latin]) => [latin, cyrillic]));
const FOREIGN = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u;
const LATIN = /\p{Script=Latin}/u;

/**
 * A text without what typography adds: case, accents, ligatures, styled and full-width letters, invisible characters,
 * kinds of apostrophe and hyphen, and letters of another alphabet that only look Latin. For comparing, never for
 * showing: a name is not to be hidden from the leak check by the way it is set (DESIGN 1, "Nothing goes out").
 */
export function fold(text: string): string {
  if (/^[\x20-\x7e\s]*$/.test(text)) return text.replaceAll('`', "'").toLowerCase();
  const bare = text
    .replace(APOSTROPHES, "'")
    .replace(HYPHENS, '-')
    .replace(INVISIBLE, '')
    .normalize('NFKD')
    .replace(ACCENTS, '');
  const latin = FOREIGN.test(bare) ? bare.replace(LETTER_RUN, unmask) : bare;
  return latin
    .toLowerCase()
    .replace(
      /[^\x00-\x7f]/gu,
      (letter) => LETTERS.get(letter) ?? SMALL_CAPITALS.get(letter) ?? enclosed(letter),
    )
    .replace(ACCENTS, '')
    .normalize('NFC');
}

/** The ways a name is commonly folded: without its umlauts, and with ae, oe, ue, aa for them. */
export const spellings = remembered((name): readonly string[] => {
  const written = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüåø]/g, (letter) => UMLAUTS.get(letter) ?? letter);
  return [...new Set([fold(name), fold(written)])];
});

/**
 * What a folded word of another alphabet looks like in Latin letters, where every one of its letters does; undefined
 * elsewhere. Such a word may well be what it is: “ВЕРА” is Vera.
 */
export function latinTwinOf(word: string): string | undefined {
  if (!FOREIGN.test(word)) return undefined;
  const upper = [...word.toUpperCase()].map((letter) => LOOK_ALIKES.get(letter));
  return upper.includes(undefined) ? undefined : upper.join('').toLowerCase();
}

/** A word that mixes alphabets is read in the one that it is meant for. */
function unmask(word: string): string {
  return FOREIGN.test(word) && LATIN.test(word) ? toOneAlphabet(word) : word;
}

function toOneAlphabet(word: string): string {
  const letters = [...word];
  const isCyrillic =
    letters.some((letter) => FOREIGN.test(letter) && !TWINS.has(letter)) &&
    letters.every((letter) => !LATIN.test(letter) || TWINS_BACK.has(letter));
  const alphabet = isCyrillic ? TWINS_BACK : LOOK_ALIKES;
  return letters.map((letter) => alphabet.get(letter) ?? letter).join('');
}

/** Letters in filled circles and squares, and of flags, which have no decomposition. */
function enclosed(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  for (const first of [0x1f150, 0x1f170, 0x1f1e6])
    if (code >= first && code < first + 26) return String.fromCharCode(97 + code - first);
  return character;
}

/** Throws where a letter has no partner: one too many would shift all that follow. */
function paired(from: string, to: string): Map<string, string> {
  const [letters, others] = [[...from], [...to]];
  if (letters.length !== others.length) throw new Error(`${from} and ${to} are not letter for letter`);
  return new Map(letters.map((letter, index) => [letter, others[index] ?? letter]));
}
