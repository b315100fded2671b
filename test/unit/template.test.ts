import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fillTemplate } from '../../src/fill-template.ts';

describe('a template', () => {
  it.each<[string, Record<string, string>, string]>([
    ['Dear {{name}}, {{ name }}.', { name: 'Ana' }, 'Dear Ana, Ana.'],
    ['{{a}}{{b}}', { a: '1', b: '' }, '1'],
    ['nothing {} { {x} }', {}, 'nothing {} { {x} }'],
    ['{{a}}', { a: '$& $1 {{b}} \\' }, '$& $1 {{b}} \\'],
  ])('%j with %o', (template, values, text) => expect(fillTemplate(template, values)).toBe(text));

  it.each<[string, Record<string, string>, string]>([
    ['{{name}}', {}, 'a template wants {{name}}'],
    ['{{}}', {}, 'a template wants {{}}'],
    ['{{toString}}', {}, 'a template wants {{toString}}'],
    ['no token', { name: 'SECRET' }, 'a template has no {{name}}'],
  ])('%j with %o is refused', (template, values, problem) => {
    expect(() => fillTemplate(template, values)).toThrow(problem);
    expect(() => fillTemplate(template, values)).not.toThrow('SECRET');
  });

  it('of the repository takes the community and the date', async () => {
    const url = new URL('../../templates/repository/README.md', import.meta.url);
    const text = fillTemplate(await readFile(url, 'utf8'), { community: 'imgix', created: '2026-11-25' });
    expect(text).toMatch(/^# Reports under the code of conduct of imgix\n/);
    expect(text).not.toMatch(/\{\{|\}\}/);
  });
});
