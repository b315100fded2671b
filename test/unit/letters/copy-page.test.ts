import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { asHtml, asMarkdown } from '../../../src/letters/copy-page.ts';

const page = (text: string, mark = 'For Ines Roth, 23 Nov 2026') => ({ title: 'A copy', mark, text });

/** The tags of a page, and the words that a reader sees. */
function read(html: string) {
  const tags: string[] = [];
  const attributes: string[] = [];
  let words = '';
  let hides = 0;
  const parser = new Parser({
    onopentag: (name, own) => {
      tags.push(name);
      attributes.push(...Object.keys(own));
      if (['style', 'title', 'head'].includes(name)) hides += 1;
    },
    onclosetag: (name) => {
      if (['style', 'title', 'head'].includes(name)) hides -= 1;
    },
    ontext: (text) => {
      if (hides === 0) words += text;
    },
  });
  parser.end(html);
  return { tags, attributes, words };
}

describe('a copy as a page', () => {
  it('has headings, items and words of others for what begins so, and paragraphs for the rest', () => {
    const { tags, words } = read(
      asHtml(page('# A copy\n\nOne\nTwo\n\n- 23 Nov: three\n- four\n\n> five\n>\n> six')),
    );
    expect(tags.filter((one) => /^(?:h1|p|ul|li|blockquote)$/.test(one))).toEqual([
      'h1',
      'p',
      'ul',
      'li',
      'ul',
      'li',
      'blockquote',
    ]);
    expect(words).toContain('One\nTwo');
    expect(words).toContain('five\n\nsix');
    expect(words).toContain('For Ines Roth, 23 Nov 2026');
  });

  it('is one in which nothing that anybody wrote is more than words', () => {
    const known = new Set(
      ['html', 'head', 'meta', 'title', 'style', 'body', 'main', 'h1', 'h2', 'h3', 'p', 'ul', 'li'].concat(
        'blockquote',
        'footer',
      ),
    );
    const safe = new Set(['lang', 'charset', 'http-equiv', 'content', 'name', 'dir']);
    const hostile = fc.constantFrom(
      '<img src=x onerror=a>',
      '"><a href=x>',
      '</style><script>',
      '&lt;',
      '-->',
      '# ',
      '> ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), hostile)), fc.string(), (parts, mark) => {
        const text = parts.join('\n');
        const { tags, attributes, words } = read(asHtml(page(text, mark)));
        expect(tags.filter((one) => !known.has(one))).toEqual([]);
        expect(attributes.filter((one) => !safe.has(one))).toEqual([]);
        const letters = (said: string): string => said.replace(/[\s>#\p{C}-]/gu, '');
        for (const line of text.split('\n')) expect(letters(words)).toContain(letters(line));
      }),
    );
  });
});

describe('a copy as Markdown', () => {
  it('keeps lines, and makes no markup of words', () => {
    const text = '# For *them*\n\n> ![x](http://x.example/a) <b>\n> 1. one\n> - two\n> ===\n\n- an _item_';
    expect(asMarkdown(page(text))).toBe(
      [
        '# For \\*them\\*',
        '',
        '> \\!\\[x\\](http://x.example/a) \\<b\\>  \n> 1\\. one  \n> \\- two  \n> \\===',
        '',
        '- an \\_item\\_',
        '',
        '---',
        '',
        'For Ines Roth, 23 Nov 2026',
        '',
      ].join('\n'),
    );
  });
});
