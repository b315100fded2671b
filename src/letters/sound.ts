/** In this order: how letters are heard, whatever the language that wrote them. */
const HEARD: readonly (readonly [RegExp, string])[] = [
  [/^(?:kn|gn|pn)/, 'n'],
  [/^wr/, 'r'],
  [/ph/g, 'f'],
  [/tsch/g, 'c'],
  [/sch|shch|sh|sz|ś/g, 's'],
  [/tsch|tch|cz|ch/g, 'c'],
  [/(?:ck|q(?:u|(?=u))?|c(?=[^ceiyh]|$))/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/x/g, 'ks'],
  [/dzh|dj|zh/g, 'j'],
  [/[wv]+/g, 'v'],
  [/z/g, 's'],
  [/(?<=[bdgkt])h/g, ''],
  [/oe|oo|ou/g, 'u'],
  [/(?:ee|ea|ie|ei|ey|ij|ii|iy|yi|ay(?=$))/g, 'i'],
  [/[yj]/g, 'i'],
  [/(?<=.)h/g, ''],
  [/(.)\1+/g, '$1'],
  [/(?<=..)e$/, ''],
];

/** How a folded word in Latin letters sounds, roughly and in any language: the same for “Kowalczyk” and “Kovalchyk”. */
export function soundOf(word: string): string {
  const sound =
    HEARD_BEFORE.get(word) ?? HEARD.reduce((left, [written, heard]) => left.replace(written, heard), word);
  if (HEARD_BEFORE.size > MOST_HEARD) HEARD_BEFORE.clear();
  HEARD_BEFORE.set(word, sound);
  return sound;
}

/** Names come back, and a name is compared with many. */
const HEARD_BEFORE = new Map<string, string>();
const MOST_HEARD = 20_000;

/** The consonants of a word as they sound, with its first letter: what stays when somebody writes a name by ear. */
export function consonantsOf(word: string): string {
  const sound = soundOf(word);
  return sound.charAt(0) + sound.slice(1).replace(/[aeiou]+/g, '');
}

type Hand = readonly (readonly [RegExp, string])[];

/** How those write who learnt it in one language: each turns a word into how it would be written otherwise. */
const HANDS: readonly Hand[] = [
  // Italian, and “ch” as it is read from Greek or Hebrew.
  [
    [/c?ch|cq/g, 'k'],
    [/g?gh/g, 'g'],
    [/gn/g, 'n'],
  ],
  // German
  [
    [/chs/g, 'ks'],
    [/t?z(?:sch)?|ts(?!ch)/g, 's'],
    [/dt(?=k|$)/g, 't'],
    [/^v|^pf/, 'f'],
    [/pf/g, 'f'],
    [/ai|ay|ey/g, 'ei'],
  ],
  // Polish and other Slavic ones in Latin letters
  [
    [/^ch|kh/g, 'h'],
    [/rz/g, 'z'],
    [/ff$/, 'v'],
    [/c(?=[aou]|$)|t?z$|ts/g, 's'],
  ],
  // Hungarian
  [
    [/cs/g, 'ch'],
    [/s$/, 'ch'],
    [/gy/g, 'di'],
  ],
  // French
  [
    [/e?au[dltsx]?(?=$)/, 'o'],
    [/(?<=o|u)[tdx]$/, ''],
  ],
  // Spanish
  [
    [/ll/g, 'y'],
    [/^[gx](?=[ei])/, 'j'],
  ],
];
const SHORTEST_READING = 2;

/** Every way in which a folded word in Latin letters may sound, by whose hand it may be: “Bianchi” also as “Bianki”. */
export function soundsAs(word: string): readonly string[] {
  const known = READ_BEFORE.get(word);
  if (known !== undefined) return known;
  const all = HANDS.map((hand) =>
    hand.reduce((left, [written, other]) => left.replace(written, other), word),
  );
  const sounds = [
    soundOf(word),
    ...all.filter(({ length }) => length > SHORTEST_READING).map((one) => soundOf(one)),
  ];
  const read = [...new Set(sounds)];
  if (READ_BEFORE.size > MOST_HEARD) READ_BEFORE.clear();
  READ_BEFORE.set(word, read);
  return read;
}

const [CK, CH] = [/ck/, /(?<!c)ch/];
const READ_BEFORE = new Map<string, readonly string[]>();

/** Whether two words may sound the same, each by whose hand it may be. Whoever writes ck does not mean ch by it: Becker, Becher. */
export function soundAlike(one: string, other: string): boolean {
  if ((CK.test(one) && CH.test(other)) || (CH.test(one) && CK.test(other)))
    return soundOf(one) === soundOf(other);
  const others = soundsAs(other);
  return soundsAs(one).some((sound) => others.includes(sound));
}
