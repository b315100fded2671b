const METRES_A_DEGREE = 111_000;

/** How exactly a place is known, in words that stand behind “where it was taken”. */
export function exactness(metres: number): string {
  if (metres <= 10) return 'to a few metres';
  if (metres <= 100) return `to about ${Math.ceil(metres / 10) * 10} metres`;
  if (metres < 1000) return `to about ${Math.ceil(metres / 100) * 100} metres`;
  return `to about ${Math.ceil(metres / 1000)} kilometres`;
}

/** Degrees, minutes and seconds as fractions: the number of degrees, and how many metres its last digit is. */
export function fromFractions(
  parts: readonly (readonly [number, number])[],
): { degrees: number; metres: number } | undefined {
  let degrees = 0;
  let metres = METRES_A_DEGREE * 360;
  for (const [index, [over, under]] of parts.slice(0, 3).entries()) {
    if (under === 0) continue;
    const unit = 60 ** index;
    degrees += over / under / unit;
    // A part that stands at nothing may not have been measured.
    if (over > 0 || index === 0) metres = METRES_A_DEGREE / unit / under;
  }
  return Number.isFinite(degrees) && parts.length > 0 ? { degrees, metres } : undefined;
}

/** A place written in signs, as films have it: `+52.5163+013.3777+034/`. */
export function fromIso6709(text: string): { value: string; metres: number } | undefined {
  const [, north, east] = /^\s*([+-]\d{2}(?:\.\d+)?)([+-]\d{3}(?:\.\d+)?)/.exec(text) ?? [];
  if (north === undefined || east === undefined) return undefined;
  const digits = Math.max(decimals(north), decimals(east));
  return { value: `${Number(north)}, ${Number(east)}`, metres: METRES_A_DEGREE / 10 ** digits };
}

function decimals(number: string): number {
  return number.split('.')[1]?.length ?? 0;
}
