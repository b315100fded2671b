import { readdir, readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): Promise<string> => readFile(new URL(path, ROOT), 'utf8');
const below = async (folder: string, ending: string): Promise<readonly string[]> =>
  (await readdir(new URL(folder, ROOT), { recursive: true }))
    .map((name) => `${folder}${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith(ending))
    .sort();

const pages = new Map(
  await Promise.all(
    ['README.md', ...(await below('docs/', '.md'))].map(async (path) => [path, await read(path)] as const),
  ),
);
const page = (path: string): string => pages.get(path) ?? '';

/** The relative links of a page, as paths from the root, with what they point at within it. */
function linksIn(path: string): readonly { readonly to: string; readonly heading: string | undefined }[] {
  return [...page(path).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].map(([, to, heading]) => ({
    to: to ? posix.join(posix.dirname(path), to) : path,
    heading,
  }));
}

/** The headings of a page as hosts make them into names. */
function headingsOf(path: string): readonly string[] {
  return [...page(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('the pages', () => {
  it('begin with a short one for staff, from where every other is one step away', () => {
    expect(page('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(150);
    const linked = linksIn('README.md').map(({ to }) => to);
    expect([...pages.keys()].filter((path) => path !== 'README.md' && !linked.includes(path))).toEqual([]);
  });

  it.each([...pages.keys()])('%s links to what is there', (path) => {
    const dead = linksIn(path).filter(
      ({ to, heading }) => !pages.has(to) || (heading !== undefined && !headingsOf(to).includes(heading)),
    );
    expect(dead).toEqual([]);
  });
});

it('files that the pages name are there', async () => {
  const files = [...(await below('src/', '.ts')), ...(await below('test/', '.ts'))];
  const gone = [...pages].flatMap(([path, text]) =>
    [...text.matchAll(/`([a-z][\w./-]*\.ts)`/g)]
      .map(([, name = '']) => name)
      .filter((name) => !name.includes('NAME') && !files.some((file) => `/${file}`.endsWith(`/${name}`)))
      .map((name) => `${path}: ${name}`),
  );
  expect(gone).toEqual([]);
});

describe('docs/architecture.md', () => {
  it('names every file and folder at the top of src/, and no file that is not there', async () => {
    const text = page('docs/architecture.md');
    const top = await readdir(new URL('src/', ROOT), { withFileTypes: true });
    const names = top.map((one) => (one.isDirectory() ? `${one.name}/` : one.name));
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
    const files = [...(await below('src/', '.ts')), ...(await below('test/', '.ts'))];
    const named = [...text.matchAll(/[\w./-]+\.ts\b/g)].map(([name]) => name);
    expect(named.filter((name) => !files.some((file) => file.endsWith(`/${name}`) || file === name))).toEqual(
      [],
    );
  });
});

describe('docs/design.md', () => {
  const sections = new Map(
    page('docs/design.md')
      .split(/^## /m)
      .map((text) => [text.charAt(0), plain(text)]),
  );

  /** Without marks and line ends. */
  function plain(text: string): string {
    return text.replace(/[*`]/g, '').replace(/\s+/g, ' ').toLowerCase();
  }

  it('has every section, and the words in it, that a comment cites', async () => {
    const missing: string[] = [];
    for (const path of await below('src/', '.ts')) {
      const text = (await read(path)).replace(/\n\s*\* /g, ' ');
      for (const [cited, number = '', words = ''] of text.matchAll(/DESIGN (\d)((?:, "[^"]+")*)/g)) {
        const phrases = [...words.matchAll(/"([^"]+?),?"/g)].map(([, phrase = '']) => plain(phrase));
        const section = sections.get(number);
        if (section === undefined || !phrases.every((phrase) => section.includes(phrase)))
          missing.push(`${path}: ${cited}`);
      }
    }
    expect(missing).toEqual([]);
  });
});

describe('docs/scripts.md', () => {
  const folder = 'test/fixtures/format-1/';
  /** The parts that a newer coc wrote there, and what has keys that are not names of fields. */
  const OTHERS = new Set(['x-later', 'parameters', 'proposals', 'same']);

  function fieldsIn(data: unknown): readonly string[] {
    if (Array.isArray(data)) return data.flatMap(fieldsIn);
    if (typeof data !== 'object' || data === null) return [];
    return Object.entries(data).flatMap(([key, value]) => [key, ...(OTHERS.has(key) ? [] : fieldsIn(value))]);
  }

  it('names every field that --json printed of an incident with everything in it', async () => {
    const named = new Set(page('docs/scripts.md').match(/\w+/g));
    const fields = new Set<string>();
    for (const path of await below(folder, '.json')) {
      const { incidents, ...others } = JSON.parse(await read(path)) as Record<string, object>;
      for (const data of [...Object.values(incidents ?? {}), ...Object.values(others)])
        for (const field of fieldsIn(Object.values(data ?? {}))) fields.add(field);
    }
    expect(fields.size).toBeGreaterThan(100);
    expect([...fields].filter((field) => !named.has(field) && !OTHERS.has(field))).toEqual([]);
  });
});
