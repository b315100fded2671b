import { beforeAll, describe, expect, it } from 'vitest';
import type { Harm } from '../../src/vault/history/finding.ts';
import {
  type Attacker,
  type Forge,
  type Forgery,
  holds,
  meaning,
  type Put,
  sealTo,
  stranger,
} from './attacker.ts';
import { entryFor, type ForgeryTeam, forgeryTeam, pathOf, teamWith } from './forgery-team.ts';
import { coc, git } from './run.ts';

/** The git host, or anybody who can push, without a key of the team. */
let team: ForgeryTeam;
let mallory: Attacker;
beforeAll(async () => {
  team = await forgeryTeam();
  mallory = await stranger();
}, 120_000);

const ana = { name: 'Ana', email: 'ana@example.org' };
const members = 'members:\n';

type Files = Readonly<Record<string, Put>>;
type Make = (server: Forge) => Forgery | Promise<Forgery>;

const COMMITS: Readonly<Record<string, readonly [Harm, Make]>> = {
  'a key added to the team, unsigned': [
    'unsigned',
    (server) => ({ author: ana, files: withMallory(server) }),
  ],
  'a key added to the team, signed with a key of nobody': [
    'stranger',
    (server) => ({ author: ana, key: mallory, files: withMallory(server) }),
  ],
  'a file edited on the web page': ['unsigned', () => ({ files: { 'README.md': 'Hello.\n' } })],
  'an incident deleted': ['unsigned', () => ({ author: ana, files: { [pathOf(team.shared)]: null } })],
  'an incident put in clear': ['unsigned', () => ({ files: { [pathOf(team.shared)]: '# Incident\n' } })],
  'an incident sealed to the attacker': [
    'stranger',
    async () => ({
      author: ana,
      key: mallory,
      files: { [pathOf(team.shared)]: await sealTo([mallory.recipient], 'x') },
    }),
  ],
  'a merge commit': [
    'merge',
    (server) => ({ author: ana, parents: [server.head(), server.git(['rev-parse', 'refs/heads/main^'])] }),
  ],
  'a second beginning grafted on': [
    'second-beginning',
    (server) => {
      const root = server.commit({ key: mallory, parents: [], files: withMallory(server) });
      return { key: mallory, author: ana, parents: [server.head(), root] };
    },
  ],
  'a second beginning put first': [
    'second-beginning',
    (server) => {
      const root = server.commit({ key: mallory, parents: [], files: withMallory(server) });
      return { key: mallory, author: ana, parents: [root, server.head()] };
    },
  ],
};

function withMallory(server: Forge): Files {
  return { 'team.yaml': teamWith(server, members, members + entryFor(mallory, { admin: true })) };
}

describe.concurrent('a forged commit on the server', () => {
  it.each(Object.entries(COMMITS))('is named: %s', async (name, [harm, make]) => {
    const { server, places } = await team.world();
    const honest = server.head();
    const forged = server.push(await make(server));
    await holds(places.ana, server, {
      says: meaning(harm),
      attackers: [mallory],
      incident: team.shared,
      before: team.before,
      honest,
      forged,
      brief: name !== Object.keys(COMMITS)[0],
    });
  });

  it('is named with its own number, and what to do', async () => {
    const { server, places } = await team.world();
    const forged = server.push({ author: ana, files: withMallory(server) });
    const ran = await coc(places.cleo, ['sync']);
    expect(ran.stderr).toContain(forged.slice(0, 12));
    expect(ran.stderr).toContain('coc verify --restore');
    expect(git(places.cleo, 'show', 'main:team.yaml')).not.toContain(mallory.recipient);
  });
});

const MOVED: Readonly<Record<string, readonly [RegExp, (server: Forge) => void]>> = {
  'the branch is put back': [
    /history on the server.*1 saved change/,
    (server) => server.moveTo(server.git(['rev-parse', 'refs/heads/main^'])),
  ],
  'the branch is put back to the first commit': [
    /history on the server: 2 incidents would vanish/,
    (server) => server.moveTo(server.git(['rev-list', '--max-parents=0', 'refs/heads/main'])),
  ],
  'the branch is put back, and goes on from there': [
    /history on the server/,
    (server) => {
      server.push({ author: ana, parents: [server.git(['rev-parse', 'refs/heads/main^'])] });
    },
  ],
  'the branch is gone': [
    /no longer has the reports: 2 incidents/,
    (server) => {
      server.git(['update-ref', '-d', 'refs/heads/main']);
    },
  ],
  'a new history with the same files': [
    /begins differently/,
    (server) => {
      const tree = Object.fromEntries(
        server
          .git(['ls-tree', '-r', 'refs/heads/main'])
          .split('\n')
          .map((row): [string, Put] => {
            const [mode = '', , id = ''] = row.slice(0, row.indexOf('\t')).split(' ');
            return [row.slice(row.indexOf('\t') + 1), { mode, id }];
          }),
      );
      server.push({ author: ana, key: mallory, parents: [], files: tree });
    },
  ],
  'another repository': [
    /begins differently/,
    (server) => {
      server.push({ key: mallory, parents: [], files: { 'README.md': 'Another.\n' } });
    },
  ],
  'something that is no commit': [
    /begins differently|damaged or made up|no longer has/,
    (server) => {
      server.writeBranch(server.blob('not a commit'));
    },
  ],
};

describe.concurrent('a server that no longer has what it had', () => {
  it.each(Object.entries(MOVED))('is an alarm: %s', async (_, [says, attack]) => {
    const { server, places } = await team.world();
    const honest = server.head();
    attack(server);
    await holds(places.ana, server, {
      says,
      attackers: [mallory],
      incident: team.shared,
      before: team.before,
      honest,
    });
  });
});

const OBJECTS: Readonly<Record<string, Make>> = {
  'two authors': (server) => ({
    ...{ author: ana, key: mallory, files: withMallory(server) },
    lines: ['author Ben <ben@example.org> 1790000000 +0000'],
  }),
  'a folder of git’s own': (server) => ({ author: ana, tree: server.nested(['x', '.git', 'config']) }),
  'a path that leads out': (server) => ({ author: ana, tree: server.nested(['incidents', '..', 'x']) }),
};

describe.concurrent('what git itself refuses', () => {
  it.each(Object.entries(OBJECTS))(
    'is said to be damaged, and not that there is no network: %s',
    async (_, make) => {
      const { server, places } = await team.world();
      const honest = server.head();
      const forged = server.push(await make(server));
      await holds(places.ana, server, {
        ...{
          says: /damaged or made up/,
          attackers: [mallory],
          incident: team.shared,
          before: team.before,
          honest,
          forged,
        },
      });
    },
  );
});

describe.concurrent('names on the server', () => {
  it('that sound like ours change nothing', async () => {
    const { server, places } = await team.world();
    const honest = server.head();
    const forged = server.commit({ author: ana, key: mallory, files: withMallory(server) });
    for (const name of ['first', 'verified', 'shared', 'moving', 'fetched', 'set-aside/x'])
      server.git(['update-ref', `refs/coc/${name}`, forged]);
    for (const name of ['main', 'refs/heads/main', 'origin/main', 'HEAD'])
      server.git(['update-ref', `refs/tags/${name}`, forged]);
    server.git(['update-ref', 'refs/heads/refs/heads/main', forged]);
    server.git(['update-ref', 'refs/heads/refs/coc/verified', forged]);
    server.git(['update-ref', `refs/replace/${honest}`, forged]);
    const before = git(places.ana, 'for-each-ref', '--format=%(refname) %(objectname)');
    const ran = await coc(places.ana, ['sync', '--json']);
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ received: 0, sent: 0 });
    expect(git(places.ana, 'for-each-ref', '--format=%(refname) %(objectname)')).toBe(before);
    expect(git(places.ana, 'log', '--all', '--format=%H')).not.toContain(forged);
  });
});
