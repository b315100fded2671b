import matter from 'gray-matter';
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { canonicalJson } from '../../incident/canonical.ts';
import { type Entry, parseEntry } from '../../incident/entry.ts';
import { isIncidentId, showId } from '../../incident/id.ts';
import { readYaml, writeYaml } from '../../yaml.ts';
import { FORMAT, newerFormat } from '../format/settings.ts';

/** Under which playbook an incident was opened. */
export interface PlaybookStamp {
  readonly name: string;
  readonly version: number;
  /** SHA-256 of the playbook's data, in hex. */
  readonly digest: string;
}

/** The front matter of an incident file: the truth (DESIGN 4). */
export interface IncidentDocument {
  readonly format: number;
  readonly id: string;
  readonly playbook: PlaybookStamp;
  readonly entries: readonly Entry[];
}

const frontMatter = z.looseObject({
  format: z.int().positive(),
  id: z.string().refine(isIncidentId),
  playbook: z.looseObject({ name: z.string(), version: z.number(), digest: z.string() }),
  entries: z.array(z.unknown()).min(1),
});

const options = {
  language: 'yaml',
  engines: {
    yaml: {
      parse: (text: string) => readYaml(text, 'the front matter') as object,
      stringify: (data: object) => writeYaml(data),
    },
  },
};

const BANNER = '# For coc. To read this, go down to the line that begins with "# Incident".';

/** Writes an incident file: front matter, then the body rendered from it. */
export function encodeDocument(document: IncidentDocument, body: string): string {
  const text = matter.stringify({ content: body }, document, options);
  return text.replace(/^---\n/, `---\n${BANNER}\n`);
}

/**
 * Reads the front matter of an incident file; the body is never parsed.
 * Throws a UserError that names the place and never the content. A newer format is read as far as it can be.
 */
export function decodeDocument(text: string): IncidentDocument {
  if (!/^---\r?\n/.test(text))
    throw new UserError('This is not an incident file: it does not begin with front matter.');
  const parsed = frontMatter.safeParse(readYaml(frontOf(text), 'the front matter'));
  if (!parsed.success) {
    const places = parsed.error.issues.map((issue) => issue.path.join('.') || 'the front matter');
    throw new UserError(`This is not an incident file as it should be: ${places.join(', ')}.`);
  }
  return { ...parsed.data, entries: parseEntries(parsed.data.entries) };
}

/**
 * What stands between the two lines of dashes. Not by gray-matter, which looks for comments in it first, in a time that grows
 * with the square of its blank lines.
 */
function frontOf(text: string): string {
  const begin = text.indexOf('\n');
  const end = text.indexOf('\n---', begin);
  return text.slice(begin + 1, end < 0 ? undefined : end + 1);
}

/** Reads entries; throws a UserError that names the place and never the content. */
export function parseEntries(data: unknown): readonly Entry[] {
  if (!Array.isArray(data)) throw new UserError('There are no entries where they should be.');
  return data.map((one: unknown, index) => {
    const result = parseEntry(one);
    if ('problem' in result)
      throw new UserError(`Entry ${index + 1} is not as it should be (${result.problem}).`);
    return result.entry;
  });
}

/** Throws where this coc must not write the document back: a newer one wrote it. */
export function assertWritable(document: IncidentDocument): void {
  if (document.format <= FORMAT) return;
  const id = showId(document.id);
  const meanwhile = `Until then \`coc show ${id}\` shows what this coc knows of it. What you answered is kept as a draft.`;
  throw newerFormat(`Incident ${id}`, document.format, meanwhile);
}

/** Whether two documents say the same. */
export function sameDocument(a: IncidentDocument, b: IncidentDocument): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
