import { inert } from '../../screen/inert.ts';

/** The parts that the Markdown of an incident is put together from. What somebody wrote cannot become markup in it. */

/** Empty where there is nothing to put into it. */
export function section(title: string, items: readonly string[], paragraphs: readonly string[] = []): string {
  if (items.length + paragraphs.length === 0) return '';
  return [`## ${title}`, ...(items.length > 0 ? [items.map(item).join('\n')] : []), ...paragraphs].join(
    '\n\n',
  );
}

export function item(text: string): string {
  return `- ${text}`;
}

/** Somebody's words below a sentence of ours. */
export function said(lead: string, words: string): string {
  const quoted = inert(words, { lines: true })
    .replace(/\n$/, '')
    .split('\n')
    .map((row) => `> ${escapeMarkdown(row)}`.trimEnd());
  return `${lead}\n\n${quoted.join('\n')}`;
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
export function plain(id: string): string {
  return inert(id).replaceAll('-', ' ');
}

/** `2026-11-23 14:10 +01:00`, from an ISO moment. */
export function moment(iso: string): string {
  return iso.replace(
    /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::[\d.]+)?(Z|[+-]\d\d:\d\d)$/,
    (_all, day, time, zone) => `${day} ${time} ${zone === 'Z' ? 'UTC' : zone}`,
  );
}
