/** So many are kept, and then it begins anew. */
const MOST = 2_000;
/** A longer text is hardly asked about twice. */
const LONGEST = 300;

/** What a pure function makes of texts, made once of each: who looks at many incidents asks of the same few names again and again. */
export function remembered<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    if (text.length > LONGEST) return make(text);
    const before = made.get(text);
    if (before !== undefined) return before;
    const now = make(text);
    if (made.size >= MOST) made.clear();
    made.set(text, now);
    return now;
  };
}
