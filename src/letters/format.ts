/** The places that a letter can be laid out for. */
export const FORMATS = ['markdown', 'text', 'slack', 'email'] as const;
export type LetterFormat = (typeof FORMATS)[number];

/** Columns of an e-mail. */
const WIDTH = 72;

/** A letter as the place where it goes wants it. The words stay the same; what would be markup there is escaped. */
export function layOut(text: string, format: LetterFormat, subject: string): string {
  const plain = text.trim();
  switch (format) {
    case 'text':
      return plain;
    case 'email':
      return `Subject: ${subject}\n\n${plain.split('\n').map(wrapped).join('\n')}`;
    case 'markdown':
      return plain.replace(/[\\`*_[\]<>#]/g, (mark, at: number) =>
        isPartOfAWord(plain, at) ? mark : `\\${mark}`,
      );
    case 'slack':
      return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  }
}

/** An underscore or a hash within an address is no markup. */
function isPartOfAWord(text: string, at: number): boolean {
  return /[_#]/.test(text.charAt(at)) && /\w/.test(text.charAt(at - 1)) && /\w/.test(text.charAt(at + 1));
}

function wrapped(line: string): string {
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines[lines.length - 1] ?? '';
    if (last !== '' && last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
}
