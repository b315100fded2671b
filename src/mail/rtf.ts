import { decompressRTF } from '@kenjiuno/decompressrtf';
import { deEncapsulateSync } from 'rtf-stream-parser';

/**
 * What Outlook laid into an RTF, as it compresses it: the HTML or the text that was written. Nothing where it is an RTF of its own,
 * or none at all.
 */
export function rtfWords(bytes: Uint8Array): { readonly text?: string; readonly html?: string } | undefined {
  try {
    const rtf = Buffer.from(decompressRTF([...bytes]));
    const { mode, text } = deEncapsulateSync(rtf, { decode });
    return { [mode]: String(text) };
  } catch {
    return undefined;
  }
}

function decode(bytes: Buffer, charset: string): string {
  const named = charset.replace(/^cp(\d{3,5})$/, (_, page: string) => `windows-${page}`);
  try {
    return new TextDecoder(named).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
