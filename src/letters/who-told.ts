const COUNT =
  '(?:one|two|three|four|five|six|\\d+|a|an|another|several|some|many|both|the|these|those|our|her|his|their|your)';
const WHO =
  '(?:visitors?|attendees?|guests?|people|persons?|women|woman|men|man|witness(?:es)?|participants?|colleagues?|co-?workers?|volunteers?|bystanders?|friends?|flatmates?|roommates?|partners?|students?|speakers?|sponsors?|exhibitors?|neighbou?rs?|somebody|someone|they|he|she|both|them)';
const SOMEBODY = `(?:${COUNT}\\s+(?:of\\s+(?:the|them|our)\\s*)?(?:(?!not\\b)\\p{L}+\\s+){0,2})?${WHO}`;
const TOLD =
  '(?:told\\s+us|has\\s+told|have\\s+told|reported|complained|overheard|came\\s+to\\s+us|informed\\s+us|wrote\\s+to\\s+us|spoke\\s+(?:up|to\\s+us|with\\s+us)|came\\s+forward|raised\\s+it|let\\s+us\\s+know|brought\\s+it\\s+to\\s+us|saw\\s+it\\s+and)';
/** Somebody tells; it is told by somebody; it comes from somebody; thanks to whoever did. */
const WAYS = [
  `${SOMEBODY}\\s+(?:of\\s+them\\s+|who\\s+|that\\s+)?(?:\\p{L}+\\s+)?${TOLD}`,
  `(?:told|informed|warned|alerted|contacted|approached)\\s+(?:about\\s+(?:it|this)\\s+)?by\\s+${SOMEBODY}`,
  `(?:came|comes|reached\\s+us|received|heard|got)\\s+(?:(?:it|this|the\\s+report|to\\s+us)\\s+)*(?:from|by|through|via)\\s+${SOMEBODY}`,
  `(?:reports?|complaints?|notice)\\s+(?:was|were|has\\s+been|came|comes|is)\\s+(?:made|given|sent|filed|written|brought|raised|reported)?\\s*(?:to\\s+us\\s+)?(?:by|from)\\s+${SOMEBODY}`,
  `(?:thanks?|thank\\s+you|grateful)\\s+(?:to\\s+)?(?:the\\s+)?${SOMEBODY}\\s+who`,
];
const WHO_TOLD = new RegExp(`(?<![\\p{L}\\p{N}])(?:${WAYS.join('|')})(?![\\p{L}\\p{N}])`, 'giu');

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
