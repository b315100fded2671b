/** Lower case, without marks, and “n’t” written out. */
export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/\b(did|do|does|has|have|was|were|is|are|must|should)n[’‘']?t\b/g, '$1 not')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
