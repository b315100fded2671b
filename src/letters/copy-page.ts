/** A row of lines of one kind: a heading, an item, somebody's own words, or a paragraph. */
type Row =
  | { readonly is: 'heading'; readonly level: number; readonly text: string }
  | { readonly is: 'item' | 'quote' | 'text'; readonly lines: readonly string[] };

/**
 * The rows of a text in which a line begins with `#`, `-` or `>`, and which has no other markup: whatever else stands in it is words,
 * so that nothing which somebody wrote becomes a link, a picture or a heading.
 */
function rowsOf(text: string): readonly Row[] {
  const rows: { is: 'item' | 'quote' | 'text'; lines: string[] }[] = [];
  const all: Row[] = [];
  let last: (typeof rows)[number] | undefined;
  for (const line of text.split(/\r?\n/)) {
    const [, marks, heading] = /^(#{1,3}) (.+)$/.exec(line) ?? [];
    if (marks !== undefined && heading !== undefined) {
      all.push({ is: 'heading', level: marks.length, text: heading });
      last = undefined;
      continue;
    }
    const is = /^>( |$)/.test(line) ? 'quote' : line.startsWith('- ') ? 'item' : 'text';
    if (is === 'text' && line.trim() === '') {
      last = undefined;
      continue;
    }
    const words = is === 'text' ? line : line.slice(2);
    if (last === undefined || last.is !== is || is === 'item') {
      last = { is, lines: [] };
      all.push(last);
    }
    last.lines.push(words);
  }
  return all;
}

export interface CopyPage {
  readonly title: string;
  /** For whom it is and when it was made; on every page that is printed. */
  readonly mark: string;
  readonly text: string;
}

/** The copy as Markdown: its words are words there as well. */
export function asMarkdown({ mark, text }: CopyPage): string {
  const rows = rowsOf(text).map((row) => {
    if (row.is === 'heading') return `${'#'.repeat(row.level)} ${plainInMarkdown(row.text)}`;
    const begin = row.is === 'quote' ? '> ' : row.is === 'item' ? '- ' : '';
    // A line stays a line: two blanks at its end.
    return row.lines
      .map((line) => `${begin}${plainInMarkdown(line)}`.trimEnd())
      .join(row.is === 'item' ? '\n' : '  \n');
  });
  return `${rows.join('\n\n')}\n\n---\n\n${plainInMarkdown(mark)}\n`;
}

function plainInMarkdown(words: string): string {
  return words
    .replace(/[\\`*_[\]<>#|~!&]/g, '\\$&')
    .replace(
      /^(\s*)([-+=]|\d+[.)])/,
      (_all, blank: string, begin: string) => `${blank}${begin.slice(0, -1)}\\${begin.slice(-1)}`,
    );
}

const STYLE = `
body { font: 12pt/1.5 Georgia, "Noto Serif", serif; max-width: 40em; margin: 2em auto; padding: 0 1em; color: #000; background: #fff; }
h1 { font-size: 1.5em; line-height: 1.2; } h2, h3 { font-size: 1.15em; }
blockquote { margin: 0.5em 0 1em; padding: 0 0 0 1em; border-inline-start: 3px solid #888; white-space: pre-wrap; overflow-wrap: anywhere; }
p { white-space: pre-wrap; overflow-wrap: anywhere; }
footer { margin-top: 3em; padding-top: 0.5em; border-top: 1px solid #888; font-size: 0.85em; }
@page { margin: 2cm; }
@media print {
  /* The foot of a table stands at the end of every page that it goes over, and takes its room there. */
  body { display: table; width: 100%; margin: 0; padding: 0; max-width: none; }
  main { display: table-row-group; }
  /* A browser repeats it only where it may not be broken. */
  footer { display: table-footer-group; break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
}`;

/** The copy as a page of its own, that any browser shows and prints: nothing in it is loaded from anywhere, or runs. */
export function asHtml({ title, mark, text }: CopyPage): string {
  const rows = rowsOf(text).map((row) => {
    if (row.is === 'heading') return `<h${row.level} dir="auto">${escaped(row.text)}</h${row.level}>`;
    const words = escaped(row.lines.join('\n'));
    if (row.is === 'quote') return `<blockquote dir="auto">${words}</blockquote>`;
    return row.is === 'item' ? `<ul><li dir="auto">${words}</li></ul>` : `<p dir="auto">${words}</p>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${STYLE}
</style>
</head>
<body>
<main>
${rows.join('\n')}
</main>
<footer dir="auto">${escaped(mark)}</footer>
</body>
</html>
`;
}

function escaped(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
