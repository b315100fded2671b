import { bech32 } from '@scure/base';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/errors.ts';
import { canonicalJson } from '../../../../src/incident/canonical.ts';
import { makeIdentity, publicPart } from '../../../../src/vault/keys/identity.ts';
import { signerFromSeed, signSshsig } from '../../../../src/vault/keys/sshsig.ts';
import {
  assertRequestFor,
  formatRequest,
  type JoinRequest,
  parseRequest,
} from '../../../../src/vault/team/join-request.ts';

const identity = await makeIdentity('x25519');
const request: JoinRequest = {
  format: 1,
  repository: 'a'.repeat(40),
  name: 'Ana López',
  email: 'ana@example.org',
  ...publicPart(identity),
  at: '2026-11-23T15:00:00+01:00',
};
const block = await formatRequest(request, identity.signer);
const lines = block.trimEnd().split('\n');
const body = lines.slice(1, -1).join('');

const boxed = (bytes: string | Uint8Array): string =>
  `-----BEGIN COC REQUEST-----\n${Buffer.from(bytes).toString('base64')}\n-----END COC REQUEST-----\n`;

/** A block of anything, well signed, as somebody without coc could make it. */
async function signed(data: object, namespace = 'coc-join', signer = identity.signer): Promise<string> {
  const message = new TextEncoder().encode(canonicalJson(data));
  const sig = Buffer.from(await signSshsig(signer, namespace, message)).toString('base64');
  return boxed(JSON.stringify({ ...data, sig }));
}

function refusalOf(text: string): string {
  try {
    parseRequest(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.hints).not.toEqual([]);
    return error.message;
  }
  return 'it was taken';
}

describe('a request to join', () => {
  it('comes back from its block', async () => {
    expect(lines[0]).toBe('-----BEGIN COC REQUEST-----');
    expect(lines.at(-1)).toBe('-----END COC REQUEST-----');
    for (const line of lines.slice(1, -1)) expect(line).toMatch(/^[A-Za-z0-9+/=]{1,64}$/);
    expect(parseRequest(block)).toEqual(request);
    const replacing = { ...request, replaces: 'ana-lopez' };
    expect(parseRequest(await formatRequest(replacing, identity.signer))).toEqual(replacing);
  });

  it('is refused with a key to which nothing can be sealed', async () => {
    const ofNothing = bech32.encode('age', bech32.toWords(new Uint8Array(32)), false);
    expect(refusalOf(await signed({ ...request, recipient: ofNothing }))).toContain(
      'cannot be, in: recipient',
    );
    for (const where of ['"format":1', '"more":1']) {
      const large = JSON.stringify({ ...request, more: 1, sig: 'x' }).replace(where, `${where}e999`);
      expect(refusalOf(boxed(large))).toContain('was changed on the way');
    }
  });

  it('comes back with hybrid keys', async () => {
    const hybrid = await makeIdentity('hybrid');
    const wanted = { ...request, ...publicPart(hybrid), repository: 'b'.repeat(64) };
    expect(parseRequest(await formatRequest(wanted, hybrid.signer))).toEqual(wanted);
  });

  it.each<[string, string]>([
    ['with text around it', `Hello Bo,\n\n${block}\nBest - Ana`],
    ['on the line of other text', `here: ${block} thanks`],
    ['quoted twice', lines.map((line) => `> > ${line}`).join('\n')],
    ['quoted with bars', lines.map((line) => `| ${line}`).join('\n')],
    ['with CRLF', block.replaceAll('\n', '\r\n')],
    ['with blanks around each line', lines.map((line) => `\u00a0\t ${line}  `).join('\n\n')],
    ['on one line', lines.join(' ')],
    ['with dashes made long', block.replaceAll('-----', '—–-')],
    ['as code in a chat', `\`\`\`\n${block}\`\`\``],
    ['with lines broken elsewhere', `${lines[0]}\n${body.replace(/.{30}/g, '$&\n')}\n${lines.at(-1)}`],
    ['with breaks that nobody sees', `\ufeff${lines.join('\u200b\n')}`],
    ['twice, as an answer quotes it', `${block}\n${lines.map((line) => `> ${line}`).join('\n')}`],
  ])('is read %s', (_how, text) => {
    expect(parseRequest(text)).toEqual(request);
  });

  it('keeps what a newer coc adds, which is signed as well', async () => {
    const newer = { ...request, pronouns: 'she', more: { list: [1, null] } };
    expect(parseRequest(await formatRequest(newer, identity.signer))).toEqual(newer);
    const sent = Buffer.from(body, 'base64').toString();
    expect(refusalOf(boxed(sent.replace('{', '{"pronouns":"she",')))).toContain('changed on the way');
  });
});

describe('parseRequest refuses', () => {
  it.each<[string, string, string]>([
    ['nothing', '', 'no request to join'],
    ['talk of it', 'Press BEGIN COC REQUEST and END COC REQUEST', 'no request to join'],
    ['no end', lines.slice(0, -1).join('\n'), 'part of the request to join is missing'],
    ['no beginning', lines.slice(1).join('\n'), 'part of the request to join is missing'],
    ['the end first', `${lines.at(-1)}\n${body}\n${lines[0]}`, 'part of the request to join is missing'],
    ['nothing in it', `${lines[0]}\n${lines.at(-1)}`, 'changed on the way'],
    ['a line gone', lines.toSpliced(3, 1).join('\n'), 'changed on the way'],
    ['its last letters gone', block.replace(/.{4}(?=\n-----END)/, ''), 'changed on the way'],
    ['text inside', lines.toSpliced(3, 0, 'Best wishes!').join('\n'), 'changed on the way'],
    ['no JSON', boxed('hello'), 'changed on the way'],
    ['no fields', boxed('[1]'), 'changed on the way'],
    ['null', boxed('null'), 'changed on the way'],
    ['no UTF-8', boxed(Buffer.of(0x7b, 0xff, 0x7d)), 'changed on the way'],
    ['no signature', boxed(JSON.stringify(request)), 'changed on the way'],
    ['too much', `${'x'.repeat(64 * 1024)}${block}`, 'longer than a request'],
    [
      'deep nesting',
      boxed(`{"signingKey":"x","sig":"x","a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`),
      'changed',
    ],
  ])('%s', (_what, text, message) => {
    expect(refusalOf(text)).toContain(message);
  });

  it('any field changed after it was signed', () => {
    const sent: Record<string, unknown> = JSON.parse(Buffer.from(body, 'base64').toString());
    const other = { ...publicPart(identity), signingKey: signerFromSeed(new Uint8Array(32)).publicKey };
    for (const change of [
      { name: 'Bo' },
      { email: 'bo@example.org' },
      { repository: 'b'.repeat(40) },
      { at: '2026-11-24T15:00:00+01:00' },
      { replaces: 'bo' },
      { recipient: 'age1x' },
      { sig: '' },
      { sig: 7 },
      other,
    ])
      expect(refusalOf(boxed(JSON.stringify({ ...sent, ...change })))).toContain('changed on the way');
  });

  it('a signature made for something else, or by somebody else', async () => {
    expect(refusalOf(await signed(request))).toBe('it was taken');
    expect(refusalOf(await signed(request, 'coc-entry'))).toContain('changed on the way');
    expect(refusalOf(await signed(request, 'git'))).toContain('changed on the way');
    const other = signerFromSeed(new Uint8Array(32));
    expect(refusalOf(await signed(request, 'coc-join', other))).toContain('changed on the way');
  });

  it('two different ones', async () => {
    const second = await formatRequest({ ...request, name: 'Bo' }, identity.signer);
    expect(refusalOf(block + second)).toContain('more than one');
  });

  it.each<[string, object]>([
    ['name', { name: '' }],
    ['name', { name: ' Ana' }],
    ['name', { name: 'Ana\nadmin: true' }],
    ['name', { name: 'Ana\u202e' }],
    ['name', { name: 'Ana\u001b[2J' }],
    ['name', { name: 'A\u200bna' }],
    ['name', { name: 'A'.repeat(300) }],
    ['email', { email: 'ana' }],
    ['email', { email: 'ana@example.org namespaces="git"' }],
    ['email', { email: 'ana\u202e@example.org' }],
    ['recipient', { recipient: 'age1x' }],
    ['recipient', { recipient: identity.recipient.toUpperCase() }],
    ['signingKey', { signingKey: `${identity.signer.publicKey} ana` }],
    ['repository', { repository: 'main' }],
    ['at', { at: 'yesterday' }],
    ['replaces', { replaces: 'Ana López' }],
    ['name', { name: '\u2800' }],
    ['name', { name: 'AGE-SECRET-KEY-1XYZ' }],
  ])('a %s that cannot be, though it is signed', async (field, change) => {
    const text = await signed({ ...request, ...change });
    expect(refusalOf(text)).toBe(`The request to join says something that cannot be, in: ${field}.`);
  });

  it('what a newer coc made, with a word on what to do', async () => {
    expect(refusalOf(await signed({ ...request, format: 2 }))).toContain('is of format 2');
    expect(refusalOf(await signed({ ...request, format: 0 }))).toContain('in: format');
  });
});

describe('formatRequest', () => {
  it('makes none that would be refused', async () => {
    await expect(formatRequest({ ...request, name: 'A\u202e' }, identity.signer)).rejects.toThrow('in: name');
    const other = signerFromSeed(new Uint8Array(32));
    await expect(formatRequest(request, other)).rejects.toThrow('another key');
  });
});

describe('assertRequestFor', () => {
  it('refuses one for another reports repository', () => {
    expect(() => assertRequestFor(request, request.repository)).not.toThrow();
    expect(() => assertRequestFor(request, 'b'.repeat(40))).toThrow('another reports repository');
  });
});
