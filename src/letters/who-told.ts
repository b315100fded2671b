const SOMEBODY =
  '(?:(?:one|two|three|four|five|six|\\d+|a|an|another|several|some|many|both|the)\\s+(?:\\p{L}+\\s+){0,2})?(?:visitors?|attendees?|guests?|people|persons?|women|woman|men|man|witness(?:es)?|participants?|colleagues?|volunteers?|bystanders?|friends?|somebody|someone|they|he|she)';
const TOLD =
  '(?:told\\s+us|has\\s+told|have\\s+told|reported|complained|overheard|came\\s+to\\s+us|informed\\s+us|wrote\\s+to\\s+us)';
const WHO_TOLD = new RegExp(
  `(?<![\\p{L}\\p{N}])${SOMEBODY}\\s+(?:\\p{L}+\\s+)?${TOLD}(?![\\p{L}\\p{N}])`,
  'giu',
);

/**
 * Where a text says that somebody told it, who or how many they were: where few heard it, that is a hint at who reported
 * (DESIGN 5, "any hint of a reporter"). That there was a report is none.
 */
export function whoTold(text: string): readonly { readonly found: string; readonly line: number }[] {
  return [...text.matchAll(WHO_TOLD)].map(({ 0: found, index }) => ({
    found,
    line: text.slice(0, index).split('\n').length,
  }));
}
