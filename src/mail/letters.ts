/** What windows-1252 has where Latin 1 has controls, which no mail means. Node 20 decodes it to the controls. */
const OF_WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** In the place of the controls of Latin 1 what was meant. */
export function withoutControlsOfLatin(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (letter) => OF_WINDOWS[letter.charCodeAt(0) - 0x80] ?? letter);
}
