import { describe, expect, it } from 'vitest';
import { isEmail } from '../../src/email.ts';
import { UserError } from '../../src/errors.ts';
import { canSealTo } from '../../src/vault/age/age.ts';
import { authoredAt, parseCommit, plainName } from '../../src/vault/git/commit.ts';
import { parseUpdates } from '../../src/vault/history/pre-receive.ts';
import { readIdentityText } from '../../src/vault/keys/identity-text.ts';
import { decodeDocument, encodeDocument } from '../../src/vault/record/document.ts';
import { line, quoted } from '../../src/vault/record/markdown.ts';
import { parseShares } from '../../src/vault/recovery/share-text.ts';
import { sameWords } from '../../src/vault/team/fingerprint.ts';
import { parseRequest } from '../../src/vault/team/join-request.ts';
import { readYaml } from '../../src/yaml.ts';

/** What it took the processor, so that others who use it meanwhile do not count. Milliseconds. */
function took(work: () => unknown): number {
  const before = process.cpuUsage();
  try {
    work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  return process.cpuUsage(before).user / 1000;
}

const LENGTH = 60_000;
/** Of YAML each part takes its time, however short it is. */
const OF_YAML = 2_000;
const FRONT = 'format: 1\nid: K7F392QD\nplaybook: {name: x, version: 1, digest: x}\n';
const entry = (more: object) => ({
  ...{ kind: 'note', text: 'x', id: 'X', at: '2026-11-23T14:00:00Z', by: 'ana', after: [], seq: 1, sig: 'x' },
  ...more,
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const YAML: Readonly<Record<string, (text: string) => unknown>> = {
  'the front matter of an incident': (text) => decodeDocument(`---\n${FRONT}${text}entries: []\n---\n`),
  'YAML within brackets': (text) => readYaml(`[${text}]`, 'a file'),
};

/** A pattern that goes back in a text takes a time that grows with its square: here seconds to minutes. */
const TEXTS: Readonly<Record<string, (text: string) => unknown>> = {
  'a request to join': (text) => parseRequest(text),
  'shares of a recovery key': (text) => parseShares(`coc-share 1/2\n${text}`),
  'an identity file': (text) => readIdentityText(text),
  'an age key': (text) => canSealTo(`age1${text}`, 'x25519'),
  'a commit': (text) => {
    const object = bytes(`tree ${'a'.repeat(40)}\nauthor ${text} <a@b> 1 +0000\ngpgsig ${text}\n\n${text}`);
    return [parseCommit('x', object, () => true).isSignedBy('x'), authoredAt(object)];
  },
  'the name in a commit': (text) => plainName(`x${text}x`),
  'the lines of a push': (text) => parseUpdates(text),
  'words within a line of an incident': (text) => line(`x${text}x`),
  'words in an incident': quoted,
  'an address': (text) => isEmail(`a@${text}`),
  'words that are compared': (text) => sameWords(text, text),
};
const UNITS = [
  ' ',
  '\n',
  '\r\n',
  '\t',
  '.',
  ',',
  '"',
  "'",
  '\\',
  '<',
  '> ',
  '-',
  '- ',
  '- a\n',
  '[',
  ']',
  '{}',
  '{a: b},',
];
const MORE = [
  'a: b\n',
  '? ',
  ': ',
  '#',
  '# a\n',
  '|\n',
  '&a ',
  '*a ',
  '!a ',
  'a ',
  'a@',
  '\ufeff',
  '\u0301',
  '-> X25519 A\n',
];

describe('a text from elsewhere', () => {
  it.each(Object.entries(TEXTS))(
    'is read or refused at once, whatever is repeated in it: %s',
    (_what, read) => {
      for (const unit of [...UNITS, ...MORE])
        expect(
          took(() => read(unit.repeat(LENGTH / unit.length))),
          JSON.stringify(unit),
        ).toBeLessThan(1_500);
    },
  );

  it.each(Object.entries(YAML))(
    'is read or refused at once, whatever is repeated in it: %s',
    { timeout: 30_000 },
    (_what, read) => {
      for (const unit of [...UNITS, ...MORE])
        expect(
          took(() => read(unit.repeat(OF_YAML / unit.length))),
          JSON.stringify(unit),
        ).toBeLessThan(600);
      // Blank lines and mistakes: one by one they are the cheapest to make.
      for (const unit of ['\n', '\r\n', '{{a}}'])
        expect(
          took(() => read(unit.repeat(LENGTH / unit.length))),
          JSON.stringify(unit),
        ).toBeLessThan(2_500);
    },
  );

  it('has as many keys as it likes, and takes no longer for each', { timeout: 30_000 }, () => {
    const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`key${at}`, at]));
    const text = `---\n${FRONT}entries:\n  - ${JSON.stringify(entry(many))}\n---\n`;
    expect(took(() => encodeDocument(decodeDocument(text), ''))).toBeLessThan(4_000);
  });

  it('is refused before it takes the memory of this machine', { timeout: 30_000 }, () => {
    const text = '\n'.repeat(8_000_000);
    expect(took(() => expect(() => readYaml(text, 'a file')).toThrow('more parts'))).toBeLessThan(6_000);
  });
});
