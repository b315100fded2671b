import { bech32 } from '@scure/base';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Harm } from '../../src/vault/history/finding.ts';
import {
  type Attacker,
  Forge,
  type Forgery,
  forgedEntry,
  heldBack,
  holds,
  keepsOut,
  knownIn,
  look,
  meaning,
  openWith,
  type Put,
  passwordSealed,
  said,
  sealNoteTo,
  sealTo,
  stranger,
  turned,
} from './attacker.ts';
import {
  entryFor,
  entryOf,
  type ForgeryTeam,
  forgeryTeam,
  pathOf,
  teamWith,
  turnedMembers,
} from './forgery-team.ts';
import { answer, coc, git, json } from './run.ts';

/** A member who is neither an admin nor a reader, a removed one, and somebody who has the recovery key. */
let team: ForgeryTeam;
let ben: Attacker;
let dan: Attacker;
let recovery: Attacker;
/** What others could do with keys of a reader that they got hold of. */
let cleo: Attacker;
let reader: Attacker;
let mallory: Attacker;
beforeAll(async () => {
  team = await forgeryTeam();
  ({ ana: reader, ben, cleo, dan } = await turnedMembers(team));
  recovery = await turned(team.recoveryFile, 'Mallory');
  mallory = await stranger();
}, 180_000);

/** The point of order 1, as an age recipient (RFC 7748, 6.1). */
const recipientOfNothing = bech32.encode('age', bech32.toWords(new Uint8Array(32)), false);

const ana = { name: 'Ana', email: 'ana@example.org' };

type Make = (server: Forge) => Forgery | Promise<Forgery>;
type Table = Readonly<Record<string, readonly [Harm, Make]>>;

/** The team rewritten, in a commit of Ben's own. */
function teamBy(change: (server: Forge) => string): Make {
  return (server) => ({ key: ben, files: { 'team.yaml': change(server) } });
}

/** One file, in a commit of Ben's own. */
function fileBy(path: () => string, put: () => Put | Promise<Put>): Make {
  return async () => ({ key: ben, files: { [path()]: await put() } });
}

const incident = () => pathOf(team.shared);
const own = (part: string | RegExp, other: () => string) =>
  teamBy((server) => teamWith(server, entryOf('ben'), benWith(server, part, other())));

/** Ben's entry with other keys, his own kept as the ones before. */
function benWith(server: Forge, part: string | RegExp, other: string): string {
  const [entry = ''] = entryOf('ben').exec(server.file('team.yaml').toString('utf8')) ?? [];
  const kept = [
    '    previous:',
    `      - recipient: ${ben.recipient}`,
    `        signingKey: ${ben.signingKey}`,
    '        until: 2026-11-23T14:30:00Z',
    '',
  ];
  return entry.replace(part, () => other) + kept.join('\n');
}

const TEAM: Table = {
  'adds a key': [
    'not-admin',
    teamBy((server) => teamWith(server, 'members:\n', `members:\n${entryFor(mallory, { admin: true })}`)),
  ],
  'makes himself an admin': [
    'not-admin',
    teamBy((server) => teamWith(server, /(id: ben\n(?: {4}.*\n)*? {4}admin: )false/, benAdmin(server))),
  ],
  'swaps the recovery key': [
    'team-rewritten',
    teamBy((server) =>
      teamWith(
        server,
        /^recovery:\n( {2}.*\n)*/m,
        `recovery:\n  recipient: ${mallory.recipient}\n  signingKey: ${mallory.signingKey}\n`,
      ),
    ),
  ],
  'changes the type of the keys': [
    'team-rewritten',
    teamBy((server) => teamWith(server, 'keyType: x25519', 'keyType: hybrid')),
  ],
  'drops somebody': ['team-rewritten', teamBy((server) => teamWith(server, entryOf('cleo'), ''))],
  'puts his key in place of another’s': [
    'team-rewritten',
    teamBy((server) =>
      teamWith(server, entryOf('cleo'), entryFor({ ...mallory, name: 'Cleo', email: 'cleo@example.org' })),
    ),
  ],
  'brings back an older team': [
    'team-older',
    teamBy((server) => server.file('team.yaml', team.withDan).toString('utf8')),
  ],
  'takes the team away': ['team-unreadable', () => ({ key: ben, files: { 'team.yaml': null } })],
  'writes a key twice': [
    'team-unreadable',
    teamBy((server) => `${teamWith(server, '', '')}\ngeneration: 99\n`),
  ],
  'gives two members one key': [
    'team-unreadable',
    teamBy((server) =>
      teamWith(
        server,
        'members:\n',
        `members:\n${entryFor({ ...ben, name: 'Bea', email: 'bea@example.org' })}`,
      ),
    ),
  ],
  'writes anchors': [
    'team-unreadable',
    teamBy((server) => teamWith(server, 'admin: true', 'admin: &a true\n    x: *a')),
  ],
  'writes older YAML': ['team-unreadable', teamBy((server) => `%YAML 1.1\n---\n${teamWith(server, '', '')}`)],
  'writes deep YAML': [
    'team-unreadable',
    teamBy((server) => `${teamWith(server, '', '')}\nx: ${'['.repeat(5000)}${']'.repeat(5000)}\n`),
  ],
  'writes a huge one': [
    'team-unreadable',
    teamBy((server) => `${server.file('team.yaml')}\nx: "${'x'.repeat(33 * 1024 * 1024)}"\n`),
  ],
  'writes no text': [
    'team-unreadable',
    () => ({ key: ben, files: { 'team.yaml': new Uint8Array([0xff, 0xfe, 0]) } }),
  ],
  'gives himself a key that nobody can seal to': [
    'team-unusable',
    own(
      /recipient: .*\n.*/,
      () =>
        `recipient: ${mallory.recipient.slice(0, -1)}${mallory.recipient.endsWith('q') ? 'p' : 'q'}\n    signingKey: ${mallory.signingKey}`,
    ),
  ],
  'gives himself a key that everybody shares a secret with': [
    'team-unusable',
    own(/recipient: .*\n.*/, () => `recipient: ${recipientOfNothing}\n    signingKey: ${mallory.signingKey}`),
  ],
  'gives himself another’s signing key in another spelling': [
    'team-unusable',
    own(/recipient: .*\n.*/, () => `recipient: ${mallory.recipient}\n    signingKey: ${mallory.signingKey}=`),
  ],
  'uses up the numbers': [
    'team-unusable',
    teamBy((server) =>
      teamWith(
        server,
        entryOf('ben'),
        benWith(
          server,
          /recipient: .*\n.*/,
          `recipient: ${mallory.recipient}\n    signingKey: ${mallory.signingKey}`,
        ),
      ).replace(/^generation: .*$/m, 'generation: 9007199254740991'),
    ),
  ],
  'takes back that incidents wait to be sealed again': [
    'team-unusable',
    teamBy((server) =>
      teamWith(
        server,
        entryOf('ben'),
        benWith(
          server,
          /recipient: .*\n.*/,
          `recipient: ${mallory.recipient}\n    signingKey: ${mallory.signingKey}`,
        ),
      ).replace(/^sealAgainSince: .*\n/m, ''),
    ),
  ],
};

/** Ben's entry up to the word that makes him an admin. */
function benAdmin(server: Forge): string {
  const [entry = ''] =
    /id: ben\n(?: {4}.*\n)*? {4}admin: false/.exec(server.file('team.yaml').toString('utf8')) ?? [];
  return entry.replace(/false$/, 'true');
}

const FILES: Table = {
  'the policy': [
    'not-admin',
    (server) => ({
      key: ben,
      files: { 'policy/playbook.yaml': `${server.file('policy/playbook.yaml')}\n# more\n` },
    }),
  ],
  'coc.yaml': [
    'not-admin',
    (server) => ({ key: ben, files: { 'coc.yaml': `${server.file('coc.yaml')}\n# more\n` } }),
  ],
  'a file beside the policy': [
    'not-admin',
    fileBy(
      () => 'policy/more.md',
      () => 'More.\n',
    ),
  ],
  'the README': [
    'not-admin',
    fileBy(
      () => 'README.md',
      () => 'Send it to me.\n',
    ),
  ],
  '.gitattributes': [
    'not-admin',
    fileBy(
      () => '.gitattributes',
      () => '*.age text\n',
    ),
  ],
  'an incident, deleted': ['gone', fileBy(incident, () => null)],
  'an incident in clear': ['not-sealed', fileBy(incident, () => '# Incident\n')],
  'an incident that is empty': ['not-sealed', fileBy(incident, () => '')],
  'garbage for an incident': ['not-sealed', fileBy(incident, () => new Uint8Array(5000).fill(7))],
  'an incident sealed to one key alone': [
    'not-sealed',
    fileBy(incident, () => sealTo([ben.recipient], 'x', 1)),
  ],
  'an incident sealed with a password': ['not-sealed', fileBy(incident, () => passwordSealed('x'))],
  'twenty thousand keys': [
    'not-sealed',
    fileBy(
      incident,
      () =>
        `age-encryption.org/v1\n${`-> X25519 ${'A'.repeat(43)}\n${'A'.repeat(43)}\n`.repeat(20_000)}--- ${'A'.repeat(43)}\nxxxx`,
    ),
  ],
  'a link': ['strange-file', fileBy(incident, () => ({ mode: '120000', content: '../README.md' }))],
  'another repository': [
    'strange-file',
    fileBy(
      () => 'incidents/K7F392QD.md.age',
      () => ({ mode: '160000', id: '1'.repeat(40) }),
    ),
  ],
  'a program': ['strange-file', fileBy(incident, () => ({ mode: '100755', content: 'x' }))],
  'a name that is none of ours': [
    'strange-file',
    fileBy(
      () => 'incidents/notes.txt',
      () => 'x',
    ),
  ],
  'a name that git reads as a pattern': [
    'strange-file',
    fileBy(
      () => 'incidents/:(glob)**',
      () => 'x',
    ),
  ],
  'a name of two lines': [
    'strange-file',
    fileBy(
      () => 'incidents/x\nhint: All is well.',
      () => 'x',
    ),
  ],
};

const SIGNED: Table = {
  'by Ben, in Ana’s name': ['other-author', () => ({ key: ben, author: ana })],
  'by Ben, with Ana as committer': ['other-author', () => ({ key: ben, committer: ana })],
  'for something else than git': ['stranger', () => ({ key: ben, namespace: 'coc-entry' })],
  'with nobody’s key': ['stranger', () => ({ key: mallory, author: ben })],
  'by nobody': ['unsigned', () => ({ author: ben })],
  'by Dan, who was removed': ['left', () => ({ key: dan })],
  'by Dan, dated before he was removed': ['left', () => ({ key: dan, date: 1_763_000_000 })],
};

const RECOVERED: Table = {
  'to save an incident': [
    'recovery-misused',
    async () => ({
      key: recovery,
      author: ben,
      files: { [incident()]: await sealTo([mallory.recipient], 'x') },
    }),
  ],
  'to change the policy': [
    'recovery-misused',
    (server) => ({
      key: recovery,
      author: mallory,
      files: { ...newAdmin(server), 'coc.yaml': `${server.file('coc.yaml')}\n# more\n` },
    }),
  ],
  'to admit an admin beside those before': [
    'recovery-misused',
    (server) => ({
      key: recovery,
      author: mallory,
      files: {
        'team.yaml': teamWith(server, 'members:\n', `members:\n${entryFor(mallory, { admin: true })}`),
      },
    }),
  ],
  'to let somebody else in as well': [
    'recovery-misused',
    (server) => ({
      key: recovery,
      author: mallory,
      files: {
        'team.yaml': String(newAdmin(server)['team.yaml']).replace(
          'members:\n',
          `members:\n${entryFor({ ...dan, recipient: recovery2.recipient, signingKey: recovery2.signingKey, name: 'Eve', email: 'eve@example.org' })}`,
        ),
      },
    }),
  ],
};
let recovery2: Attacker;
beforeAll(async () => {
  recovery2 = await stranger('Eve');
});

/** Mallory in place of Ana, as the recovery key may do it. */
function newAdmin(server: Forge): Readonly<Record<string, string>> {
  const text = teamWith(server, 'members:\n', `members:\n${entryFor(mallory, { admin: true })}`);
  return { 'team.yaml': text.replace(/(id: ana\n(?: {4}.*\n)*? {4}admin: )true/, '$1false') };
}

describe.concurrent.each([
  ['changes the team', TEAM],
  ['changes a file', FILES],
  ['signs', SIGNED],
  ['uses the recovery key', RECOVERED],
])('somebody with keys who %s', (_, table) => {
  it.each(Object.entries(table))('is named: %s', async (name, [harm, make]) => {
    const { server, places } = await team.world();
    const honest = server.head();
    const forged = server.push(await make(server));
    await holds(places.ana, server, {
      ...{ says: meaning(harm), attackers: [ben, dan, mallory], incident: team.shared, before: team.before },
      ...{ honest, forged, brief: name !== Object.keys(table)[0] },
    });
  });
});

describe.concurrent('what never changes', () => {
  it.each(['evidence', 'notes'])('is not changed: %s', async (folder) => {
    const { server, places } = await team.world();
    const path = `${folder}/ABCDEFGH23.age`;
    const honest = server.push({ key: ben, files: { [path]: await sealTo([ben.recipient], 'one') } });
    json(await coc(places.ana, ['sync', '--json']));
    const forged = server.push({ key: ben, files: { [path]: await sealTo([ben.recipient], 'two') } });
    await holds(places.ana, server, {
      ...{ says: meaning('evidence-changed'), attackers: [ben], incident: team.shared, honest, forged },
    });
  });
});

/** An incident sealed anew to the same people: other bytes than any that were there. */
async function sealedAnew(server: Forge, id: string, at?: string): Promise<Uint8Array> {
  const text = await openWith(reader, server.file(pathOf(id), at));
  if (text === undefined) throw new Error('it does not open');
  return sealTo([reader.recipient, cleo.recipient], text);
}

const REPLACED: Readonly<Record<string, readonly [RegExp, (server: Forge) => Put | Promise<Put>]>> = {
  'an older version of it': [
    /somebody who could not open it wrote over it/,
    (server) => sealedAnew(server, team.shared, team.withDan),
  ],
  'another incident': [/another incident than its name says/, (server) => sealedAnew(server, team.own)],
};

const COPIED: Readonly<Record<string, (server: Forge) => Readonly<Record<string, Put>>>> = {
  'an older version of it': (server) => ({
    [pathOf(team.shared)]: server.file(pathOf(team.shared), team.withDan),
  }),
  'another incident': (server) => ({ [pathOf(team.shared)]: server.file(pathOf(team.own)) }),
  'it under a new name': (server) => ({ 'incidents/ZZZZZZZ2.md.age': server.file(pathOf(team.shared)) }),
  'it as a sealed note': (server) => ({ 'notes/ABCDEFGH23.age': server.file(pathOf(team.shared)) }),
};

describe.concurrent('bytes that were there before', () => {
  it.each(Object.entries(COPIED))('are not taken over, whoever can open them: %s', async (_, make) => {
    const { server, places } = await team.world();
    const honest = server.head();
    const forged = server.push({ key: ben, files: make(server) });
    await holds(places.ana, server, {
      ...{ says: meaning('put-back'), attackers: [ben, dan], incident: team.shared, before: team.before },
      ...{ honest, forged },
    });
  });
});

describe.concurrent('a member’s good commit with the wrong content', () => {
  it.each(Object.entries(REPLACED))('is named by whoever can open it: %s', async (_, [says, make]) => {
    const { server, places } = await team.world();
    json(await answer(places.ana, ['note', team.shared, '--yes', '--json'], { note: 'Before.' }));
    const clone = new Forge(`${places.ana.repo}/.git`);
    server.push({ key: ben, files: { [pathOf(team.shared)]: await make(server) } });
    await heldBack(places.ana, server, { says, incident: team.shared, attackers: [ben, dan] });
    expect(clone.head()).toBe(server.head());
  });

  it('is put right where the victim has something of their own to add', async () => {
    const { server, places } = await team.world();
    git(places.ana, 'remote', 'set-url', 'origin', '/nowhere');
    expect((await answer(places.ana, ['note', team.shared, '--yes'], { note: 'Mine.' })).code).toBe(3);
    git(places.ana, 'remote', 'set-url', 'origin', server.path);
    const clone = new Forge(`${places.ana.repo}/.git`);
    const known = await knownIn(server, clone);
    const forged = await sealedAnew(server, team.own);
    server.push({ key: ben, files: { [pathOf(team.shared)]: forged } });
    json(await coc(places.ana, ['sync', '--json']));
    expect((await coc(places.ana, ['list'])).code).toBe(0);
    expect((await look(places.ana, team.shared)).notes).toEqual(['Mine.']);
    expect(clone.head()).toBe(server.head());
    await keepsOut([ben], [server, clone], known);
  });
});

describe.concurrent('a sealed note of somebody who could never open the incident', () => {
  it.each(['recovered', 'opened', 'report'])('makes nobody a reader: %s', async (kind) => {
    const { server, places } = await team.world();
    const first = server.git(['rev-list', '--max-parents=0', 'refs/heads/main']);
    const id = team.shared.replace('-', '');
    const content = {
      recovered: { kind, member: 'ben' },
      opened: { kind },
      report: { kind, reporter: 'R9', receivedAt: '2026-11-23T14:00:00Z', account: 'x' },
    }[kind];
    const entry = forgedEntry(
      ben,
      { repository: first, incident: id },
      { ...content, by: 'ben', after: [], seq: 1 },
    );
    const [anas = ''] = /age1\S+/.exec(server.file('team.yaml').toString('utf8')) ?? [];
    const note = await sealNoteTo([anas], id, [entry]);
    const clone = new Forge(`${places.ana.repo}/.git`);
    server.push({ key: ben, files: { 'notes/ABCDEFGH23.age': note } });
    const known = await knownIn(server, clone);
    const ran = await coc(places.ana, ['sync', '--json']);
    expect(ran.code).toBe(0);
    // What the recovery key did not sign is not even theirs.
    const why =
      kind === 'recovered' ? 'is not signed by the member it names' : 'whoever wrote it could not open';
    expect(said(ran)).toContain(why);
    json(await answer(places.ana, ['note', team.shared, '--yes', '--json'], { note: 'Later.' }));
    expect(clone.head()).toBe(server.head());
    await keepsOut([ben], [server, clone], known);
  });
});
