import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { view } from '../../src/incident/view.ts';
import { parseAnswers } from '../../src/interview/answers-file.ts';
import { joinForm } from '../../src/interview/forms/join.ts';
import { parsePlaybook } from '../../src/policy/playbook.ts';
import { dearmor, seal, sealArmored } from '../../src/vault/age/age.ts';
import { readHeader } from '../../src/vault/age/age-header.ts';
import { parseSettings } from '../../src/vault/format/settings.ts';
import { authoredAt, parseCommit } from '../../src/vault/git/commit.ts';
import { readTree, writeTree } from '../../src/vault/git/object.ts';
import { parseUpdates } from '../../src/vault/history/pre-receive.ts';
import { looksLikeRestore, restoredTo, restoreMessage } from '../../src/vault/history/restore.ts';
import { checkRosterChange } from '../../src/vault/history/roster-rules.ts';
import {
  formatIdentity,
  type HeldIdentity,
  makeIdentity,
  publicPart,
} from '../../src/vault/keys/identity.ts';
import { readIdentityText } from '../../src/vault/keys/identity-text.ts';
import { importIdentity } from '../../src/vault/keys/import-identity.ts';
import { armorSshsig, namespaceOf, readSshsigArmor, verifySshsig } from '../../src/vault/keys/sshsig.ts';
import { renderBody } from '../../src/vault/record/body.ts';
import { decodeDocument, encodeDocument } from '../../src/vault/record/document.ts';
import { formatShare, parseShares } from '../../src/vault/recovery/share-text.ts';
import { type Share, splitIdentity } from '../../src/vault/recovery/shares.ts';
import { alikeIn, oddName } from '../../src/vault/team/alike.ts';
import { formatRequest, parseRequest } from '../../src/vault/team/join-request.ts';
import { allowedSigners, parseRoster, type Roster } from '../../src/vault/team/roster.ts';
import { changesWithWords, redo } from '../../src/vault/team/roster-changes.ts';
import { readYaml, writeYaml } from '../../src/yaml.ts';
import { numbers } from '../numbers.ts';

/*
 * Each text that comes from elsewhere, with a few places changed: it is read, or refused in words that somebody can act on.
 * `COC_FUZZ_SEED=… COC_FUZZ_RUNS=10000 npx vitest run test/unit/fuzzed-texts.test.ts` goes on for longer.
 */
const SEED = Number(process.env.COC_FUZZ_SEED ?? Date.now() % 1_000_000);
const RUNS = Number(process.env.COC_FUZZ_RUNS ?? 25);

const NASTY = [
  ...[
    '',
    ' ',
    '\n',
    '\r\n',
    '\t',
    '\u0000',
    '\ufeff',
    '\u202e',
    '\ud83d',
    '\u00ff',
    '-',
    '--',
    '---\n',
    '...\n',
    '>',
    '#',
  ],
  ...[
    '1e999',
    '.nan',
    '-0',
    '0',
    '9007199254740993',
    'null',
    'true',
    '~',
    '__proto__',
    'constructor',
    'toString',
  ],
  ...[
    '!!set {a}',
    '!x ',
    '&a ',
    '*a',
    '<<: ',
    '? ',
    ': ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '|',
    '>\n',
    '%YAML 1.1\n',
  ],
  ...[
    '['.repeat(60),
    '{a: '.repeat(60),
    '- '.repeat(60),
    '\n'.repeat(300),
    'x'.repeat(3000),
    '=',
    'AAAA',
    'age1',
    '\u0130',
  ],
];

function mutated(random: () => number, text: string): string {
  const at = (): number => Math.floor(random() * (text.length + 1));
  let now = text;
  for (let times = 1 + Math.floor(random() * 3); times > 0; times -= 1) {
    const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number];
    const end = random() < 0.7 ? Math.min(to, from + Math.floor(random() * 12)) : to;
    const roll = random();
    const between =
      roll < 0.25
        ? ''
        : roll < 0.45
          ? now.slice(from, end).repeat(2)
          : roll < 0.6
            ? String.fromCharCode(Math.floor(random() * 256))
            : (NASTY[Math.floor(random() * NASTY.length)] ?? '');
    now = now.slice(0, from) + between + now.slice(end);
  }
  return now;
}

const AT = '2026-11-23T14:00:00Z';
const stamp = { at: AT, by: 'ana', after: [], sig: 'x' };
const ENTRIES = [
  { kind: 'opened' },
  { kind: 'threat', level: 'none' },
  { kind: 'person', person: 'R1', role: 'reporter', name: 'Mei', aliases: ['m'] },
  { kind: 'person', person: 'A1', role: 'accused', name: 'Sam', sameAs: 'R1' },
  { kind: 'report', reporter: 'R1', receivedAt: AT, account: 'They said\nthis.' },
  { kind: 'details', report: 'E4', details: { who: 'A1', others: ['R1'], when: 'noon' } },
  { kind: 'note', text: 'x' },
  { kind: 'action', what: 'x', who: 'ana', due: AT },
  { kind: 'meeting', heldAt: AT, present: ['ana'], whatHappened: 'x', outcome: 'no-action', reason: 'x' },
  { kind: 'recusal', member: 'ben' },
  { kind: 'from-a-newer-coc', x: 1 },
].map((content, index) => ({ ...content, ...stamp, id: `E${index}`, seq: index + 1 }));
const DOCUMENT = `---\n${writeYaml({ format: 1, id: 'K7F392QD', playbook: { name: 'x', version: 1, digest: 'x' }, entries: ENTRIES })}---\n# Incident\n`;
const SETTINGS = writeYaml({
  format: 1,
  community: 'x',
  contact: 'x',
  policy: 'x',
  emergency: ['x'],
  feedback: ['x'],
});
const PLAYBOOK = readFileSync(new URL('../../templates/playbooks/imgix.yaml', import.meta.url), 'utf8');

let ana: HeldIdentity;
let roster: Roster;
const texts = new Map<string, string>();
beforeAll(async () => {
  ana = await makeIdentity('x25519');
  const [ben, recovery] = [await makeIdentity('x25519'), await makeIdentity('x25519')].map(publicPart);
  const member = (id: string, keys: object) => ({
    id,
    name: id,
    email: `${id}@x.org`,
    admin: true,
    joined: AT,
    ...keys,
  });
  roster = parseRoster({
    ...{ format: 1, keyType: 'x25519', generation: 1, recovery },
    members: [member('ana', publicPart(ana)), member('ben', { ...ben, left: AT })],
  });
  const person = {
    name: 'Cleo',
    email: 'cleo@x.org',
    at: AT,
    format: 1 as const,
    repository: 'a'.repeat(40),
  };
  const signature = await ana.signer.sign(new Uint8Array(64));
  const armored = armorSshsig(ana.signer.publicKey, 'git', signature);
  const [share] = await splitIdentity(ana, { needed: 2, total: 3 });
  const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
  texts
    .set('team', writeYaml(roster))
    .set('request', await formatRequest({ ...person, ...publicPart(ana) }, ana.signer))
    .set('identity', formatIdentity(ana))
    .set('header', latin(await seal(new Uint8Array(9), [ana.recipient], { keyType: 'x25519' })))
    .set('armor', await sealArmored(new Uint8Array(9), [ana.recipient], { keyType: 'x25519' }))
    .set('signature', armored)
    .set('tree', latin(writeTree([{ mode: '100644', name: 'team.yaml', id: 'a'.repeat(40) }])))
    .set(
      'commit',
      `tree ${'a'.repeat(40)}\nparent ${'b'.repeat(40)}\nauthor Ana <a@x.org> 1790000000 +0000\ncommitter Ana <a@x.org> 1790000000 +0000\ngpgsig ${armored.trimEnd().replaceAll('\n', '\n ')}\n\n${restoreMessage('c'.repeat(40), [])}`,
    )
    .set('share', formatShare(share as Share, { community: 'x', made: '2026-01-31' }));
});

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

/** Reads a text, and does with it what is done before anybody has looked at it. */
const READERS: Readonly<Record<string, readonly [of: () => string, read: (text: string) => unknown]>> = {
  'an incident': [
    () => DOCUMENT,
    (text) => {
      const document = decodeDocument(text);
      const seen = view(document.id, document.entries);
      return decodeDocument(encodeDocument(document, renderBody(seen)));
    },
  ],
  'the team': [
    () => texts.get('team') ?? '',
    (text) => {
      const read = parseRoster(readYaml(text, 'team.yaml'));
      const by = { member: roster.members[0] as Roster['members'][number] };
      return [
        ...[checkRosterChange(roster, read, by), allowedSigners(read), redo(roster, read, roster)],
        ...[changesWithWords(roster, read), alikeIn(read, { name: 'x', email: 'y' })],
        ...read.members.map((one) => oddName(roster, one)),
      ];
    },
  ],
  'the settings': [() => SETTINGS, (text) => parseSettings(readYaml(text, 'coc.yaml'))],
  'an answers file': [
    () => 'name: Ana\nemail: ana@x.org\n',
    (text) =>
      parseAnswers(readYaml(text, 'the answers file', { asWritten: { isKey: () => true } }), joinForm),
  ],
  'a request to join': [() => texts.get('request') ?? '', parseRequest],
  'an identity file': [() => texts.get('identity') ?? '', readIdentityText],
  'a key that somebody brings': [
    () => texts.get('identity') ?? '',
    (text) => importIdentity(new TextEncoder().encode(text), 'x25519', async () => ''),
  ],
  'shares of a recovery key': [() => texts.get('share') ?? '', parseShares],
  'the beginning of a sealed file': [() => texts.get('header') ?? '', (text) => readHeader(latin1(text))],
  'an armored file': [() => texts.get('armor') ?? '', async (text) => readHeader(await dearmor(text))],
  'a commit': [
    () => texts.get('commit') ?? '',
    (text) => {
      const commit = parseCommit('x', latin1(text), (...all) => verifySshsig(all[0], 'git', all[1], all[2]));
      return [
        commit.isSignedBy(ana.signer.publicKey),
        looksLikeRestore(commit),
        restoredTo(commit),
        authoredAt(latin1(text)),
      ];
    },
  ],
  'a folder of git': [() => texts.get('tree') ?? '', (text) => readTree(latin1(text))],
  'a signature': [
    () => texts.get('signature') ?? '',
    (text) => [
      readSshsigArmor(text),
      namespaceOf(latin1(text)),
      verifySshsig(text, 'git', latin1(text), latin1(text)),
    ],
  ],
  'the lines of a push': [() => `${'a'.repeat(40)} ${'b'.repeat(40)} refs/heads/main\n`, parseUpdates],
};

async function readsOrRefuses(
  read: (text: string) => unknown,
  text: string,
  about: string,
): Promise<boolean> {
  try {
    await read(text);
    return true;
  } catch (error) {
    expect(error, `${about}: ${JSON.stringify(text).slice(0, 2000)}`).toBeInstanceOf(UserError);
    return false;
  }
}

describe('a text from elsewhere with a few places changed', () => {
  it.each(Object.entries(READERS))(
    'is read, or refused in words: %s',
    { timeout: 600_000 },
    async (name, [of, read]) => {
      expect(await readsOrRefuses(read, of(), name)).toBe(true);
      const random = numbers(SEED);
      for (let run = 0; run < RUNS; run += 1)
        await readsOrRefuses(read, mutated(random, of()), `COC_FUZZ_SEED=${SEED} ${name}, run ${run}`);
    },
  );

  it('is read, or refused in words: the playbook', { timeout: 600_000 }, async () => {
    const random = numbers(SEED);
    const read = (text: string) => parsePlaybook(readYaml(text, 'the playbook'));
    for (let run = 0; run < RUNS / 10; run += 1)
      await readsOrRefuses(read, mutated(random, PLAYBOOK), `COC_FUZZ_SEED=${SEED} the playbook, run ${run}`);
  });
});
