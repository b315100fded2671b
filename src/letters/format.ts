/** The places that a letter can be laid out for. */
export const FORMATS = ['markdown', 'text', 'slack', 'email'] as const;
export type LetterFormat = (typeof FORMATS)[number];

/** A link or an e-mail address: nothing in it is markup. */
const ADDRESS = /(https?:\/\/[^\s<>]+|[^\s<>@]+@[^\s<>@]+)/;
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
      return plain
        .split(ADDRESS)
        .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\`*_[\]<>#]/g, '\\$&')))
        .join('');
    case 'slack':
      return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  }
}

/** A line that begins as an item of a list goes on below its words. */
function wrapped(line: string): string {
  const [mark = ''] = /^ {0,8}[-*•] (?=\S)/.exec(line) ?? [];
  const width = WIDTH - mark.length;
  const lines = [''];
  for (const word of line.slice(mark.length).split(' ')) {
    const last = lines[lines.length - 1] ?? '';
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return mark + lines.join(`\n${' '.repeat(mark.length)}`);
}
