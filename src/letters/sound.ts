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
