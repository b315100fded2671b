import type { Fact, PictureBlock } from '../../incident/picture/block.ts';
import { read, type Text } from '../../incident/picture/text.ts';
import { inert } from '../../text/inert.ts';

interface Drawn {
  readonly text: string;
  /** One of a list, which goes on with the next one. */
  readonly isItem?: boolean;
}

/** Draws the picture of an incident as Markdown. What somebody wrote cannot become markup in it. */
export function markdown(title: string, blocks: readonly PictureBlock[]): string {
  const all = blocks.filter(({ only }) => only !== 'screen').flatMap(draw);
  return all.reduce((before, { text, isItem }, index) => {
    const goesOn = isItem && all[index - 1]?.isItem;
    return `${before}${goesOn ? '' : '\n'}${text}\n`;
  }, `# ${title}\n`);
}

function draw(block: PictureBlock): readonly Drawn[] {
  if ('heading' in block) return [{ text: `## ${told(block.heading)}` }];
  if ('quote' in block) return [{ text: quoted(block.quote) }];
  if ('facts' in block) return items(block.facts.filter(({ only }) => only !== 'screen').map(fact));
  if ('list' in block) {
    const all = block.list.map(told);
    return items(block.once ? [...new Set(all)] : all);
  }
  const text = told('entry' in block ? block.entry : block.text);
  if ('entry' in block ? block.inFile === 'item' : block.item) return items([text]);
  return [{ text: 'entry' in block && block.inFile === 'heading' ? `### ${text}` : text }];
}

function items(texts: readonly string[]): readonly Drawn[] {
  return texts.map((text) => ({ text: `- ${text}`, isItem: true }));
}

function fact({ name, value, sentence }: Fact): string {
  return `${told(name)}${sentence ? ' ' : ': '}${told(value)}`;
}

function told(text: Text): string {
  return read(text, 'file', (part) => {
    switch (part.kind) {
      case 'words':
      case 'told':
        return line(part.text);
      case 'moment':
        return moment(part.at, part.precision);
      case 'actor':
        return part.id;
      case 'choice':
        return part.ids.map(plain).join('; ');
      case 'term':
        return `${plain(part.sanction.term)}${part.sanction.until === undefined ? '' : `, last day ${part.sanction.until}`}`;
      case 'over':
        return '';
    }
  });
}

/** Somebody's words, line by line. */
export function quoted(words: string): string {
  return inert(words, { lines: true })
    .replace(/\n$/, '')
    .split('\n')
    .map((row) => `> ${escapeMarkdown(row)}`.trimEnd())
    .join('\n');
}

/** Somebody's words within a line of ours. */
export function line(text: string): string {
  return escapeMarkdown(inOneLine(inert(text, { lines: true })));
}

/** Not by a pattern, whose time would grow with the square of the blanks. */
function inOneLine(text: string): string {
  const [first = '', ...others] = text.split('\n');
  const last = others.pop();
  if (last === undefined) return first;
  const between = others.map((row) => row.trim()).filter((row) => row !== '');
  return [first.trimEnd(), ...between, last.trimStart()].join(' / ');
}

/** Keeps words from becoming a heading, a list, a rule, a fence or HTML when the file is shown as Markdown. */
function escapeMarkdown(text: string): string {
  return text.replace(/^(\s*)([#>*+=~`|-]|\d+[.)])/, '$1\\$2').replace(/[<[]/g, '\\$&');
}

/** An ID of ours, as words. */
function plain(id: string): string {
  return inert(id).replaceAll('-', ' ');
}

/** `2026-11-23 14:10 +01:00`, from an ISO moment. */
function moment(iso: string, precision?: string): string {
  if (precision !== undefined) {
    if (precision === 'month') return iso.slice(0, 'YYYY-MM'.length);
    const day = iso.slice(0, 'YYYY-MM-DD'.length);
    return precision === 'day' ? day : `${day} (${plain(precision)})`;
  }
  return iso.replace(
    /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::[\d.]+)?(Z|[+-]\d\d:\d\d)$/,
    (_all, day, time, zone) => `${day} ${time} ${zone === 'Z' ? 'UTC' : zone}`,
  );
}
