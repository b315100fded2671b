const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The letters of a text as people count them: a joined emoji and a letter with its marks are one each. */
export function lettersOf(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
