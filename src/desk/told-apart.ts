/** What is said of something in a line, and what can be put behind it where others say the same, the most telling first. */
export interface Line {
  readonly words: string;
  readonly more: readonly string[];
}

/**
 * The lines, no two of them the same: behind those that are, as much as tells them apart, and where nothing does, which of them it is.
 */
export function toldApart(lines: readonly Line[]): readonly string[] {
  const most = Math.max(0, ...lines.map(({ more }) => more.length));
  let told = lines.map(({ words }) => words);
  for (let place = 0; place < most; place += 1) {
    const own = lines.map(({ more }) => more[place] ?? '');
    const groups = alike(told);
    told = told.map((words, index) => {
      const all = new Set((groups.get(words) ?? []).map((other) => own[other]));
      return all.size > 1 ? `${words}${own[index]}` : words;
    });
  }
  const groups = alike(told);
  return told.map((words, index) => {
    const all = groups.get(words) ?? [];
    return all.length > 1 ? `${words} (${all.indexOf(index) + 1} of ${all.length} alike)` : words;
  });
}

/** Which of them say the same, by what they say. */
function alike(told: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const [index, words] of told.entries()) groups.set(words, [...(groups.get(words) ?? []), index]);
  return groups;
}
