/** How the words of a day are written in haste, and the words. */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/\b(?:tonite|2nite|2night|2nyt)\b/gi, 'tonight'],
  [/\b(?:2(?:moro|morro|mrw|morrow|morow)w?|tmrr?w|tmrow|tmoro|tmr|tmw|tomoz?)\b/gi, 'tomorrow'],
  [/\b(?:2day|tday)\b/gi, 'today'],
  [/\b(?:yest|yday)\b\.?/gi, 'yesterday'],
  [/\b(?:morn|mrng)\b\.?/gi, 'morning'],
  [/\b(?:aft|aftn|arvo)\b\.?/gi, 'afternoon'],
  [
    /(?<=\b(?:today|yesterday|tomorrow|this|mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)? )eve\b\.?/gi,
    'evening',
  ],
  [/\bwk(s?)\b\.?/gi, 'week$1'],
  [/\byr(s?)\b\.?/gi, 'year$1'],
  [/\bmth(s?)\b\.?/gi, 'month$1'],
];

/** A text with such words in whole: “tmrw 9am”, “tonite 6”. */
export function inWholeWords(typed: string): string {
  return SHORT.reduce((text, [short, whole]) => text.replace(short, whole), typed);
}
