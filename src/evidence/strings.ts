/** Text whose encoding nobody wrote down: UTF-8 if it is that, else Latin 1. Never throws. */
export function guessed(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

export function utf16(bytes: Uint8Array, order: 'le' | 'be' = 'le'): string {
  return new TextDecoder(`utf-16${order}`).decode(bytes);
}

/** The beginning of a text in a field of a fixed size, which ends at a zero. */
export function field(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return guessed(end < 0 ? bytes : bytes.subarray(0, end));
}
