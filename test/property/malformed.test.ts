import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  type Attacker,
  digestOf,
  type Forge,
  type ForgedEntry,
  forgedEntry,
  openWith,
  sealTo,
} from '../integration/attacker.ts';
import { type ForgeryTeam, forgeryTeam, pathOf, turnedMembers } from '../integration/forgery-team.ts';
import { answer, coc, json, type Place, type Ran } from '../integration/run.ts';
import { numbers } from '../numbers.ts';

/*
 * What somebody with good keys can make of a text before it is sealed and signed: well signed, and not well formed. Nobody
 * else is stopped by it. `COC_MALFORMED_RUNS=2000 npx vitest run test/property/malformed` goes on for about an hour.
 */
const RUNS = Number(process.env.COC_MALFORMED_RUNS ?? 4);
const SEED = Number(process.env.COC_MALFORMED_SEED ?? Date.now() % 1_000_000);

let team: ForgeryTeam;
let ana: Attacker;
let ben: Attacker;
let cleo: Attacker;
beforeAll(async () => {
  team = await forgeryTeam();
  ({ ana, ben, cleo } = await turnedMembers(team));
}, 180_000);

type Random = () => number;
const oneOf = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;

/** A token that stands in the text as it is. */
class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const RAW = [
  ...['1e999', '-1e999', '.nan', '.inf', '-.inf', '0x7fffffffffffffff', '9007199254740993', '-0', '1e-400'],
  ...[
    '!!set {a, b}',
    '!!binary "AAAA"',
    '!!timestamp 2026-01-01',
    '!!omap [a: 1]',
    '!x y',
    '&a [1]',
    '*a',
    '~',
    '',
  ],
  ...['2026-02-30', '12:30:45', 'yes', '<<', '? x', '- -', '|', '{', '"\\uD800"', '"\\0"', '"\\e[2J"'],
].map((text) => new Raw(text));
const PLAIN: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 2 ** 53, 1e308, '', ' ', 'x', '\u0000', '\u202e', '\ud83d', '__proto__', 'A1'],
  ...[
    'x'.repeat(100_000),
    '2026-11-23T14:00:00Z',
    '9999-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
    '\r\n---\n',
    '$&',
  ],
  ...[
    [],
    {},
    [[]],
    { __proto__: null, x: 1 },
    Array(3000).fill('x'),
    Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`k${at}`, 1])),
  ],
];

function deep(levels: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { x: value };
  return value;
}

/** The same data with one to three places changed, left out, added or doubled. */
function mutated(random: Random, data: unknown, raw: boolean): unknown {
  const copy = structuredClone(data);
  const times = 1 + Math.floor(random() * 3);
  for (let time = 0; time < times; time += 1) mutateOnce(random, copy, raw);
  return copy;
}

function mutateOnce(random: Random, data: unknown, raw: boolean): void {
  const holders: (Record<string, unknown> | unknown[])[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || value instanceof Raw) return;
    holders.push(value as Record<string, unknown>);
    for (const one of Object.values(value)) walk(one);
  };
  walk(data);
  const holder = oneOf(random, holders);
  const nasty = (): unknown => {
    const roll = random();
    if (raw && roll < 0.4) return oneOf(random, RAW);
    return roll < 0.5 ? deep(oneOf(random, [5, 31, 33, 500])) : oneOf(random, PLAIN);
  };
  if (Array.isArray(holder)) {
    const at = Math.floor(random() * (holder.length + 1));
    const roll = random();
    if (roll < 0.3) holder.splice(at, 1);
    else if (roll < 0.6 && holder.length > 0) holder.push(structuredClone(holder[at % holder.length]));
    else holder[at] = nasty();
    return;
  }
  const keys = Object.keys(holder);
  const key =
    random() < 0.85 && keys.length > 0
      ? oneOf(random, keys)
      : oneOf(random, ['extra', 'kind', '__proto__', 'sealed', 'toString', '']);
  if (random() < 0.2) delete holder[key];
  else
    Object.defineProperty(holder, key, {
      value: nasty(),
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

/** JSON, which is YAML, with raw tokens in it. */
function written(value: unknown): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, one]) => `${JSON.stringify(key)}: ${written(one)}`)
      .join(', ')}}`;
  return JSON.stringify(value) ?? 'null';
}

const facts = (server: Forge, id: string) => ({
  repository: server.git(['rev-list', '--max-parents=0', 'refs/heads/main']),
  incident: id.replace('-', ''),
});

/** Cleo's entry, mutated and then well signed; what cannot be signed is left as it was. */
function signed(
  random: Random,
  server: Forge,
  base: object,
  next: { after: readonly string[]; seq: number },
): ForgedEntry {
  const entry = { id: 'CLEOENTRY2', by: 'cleo', at: '2026-11-23T14:00:00Z', ...next, ...base };
  const changed = mutated(random, entry, false) as ForgedEntry;
  return forgedEntry(cleo, facts(server, team.shared), changed);
}

const CONTENTS: readonly object[] = [
  { kind: 'note', text: 'x' },
  { kind: 'person', person: 'A1', role: 'accused', name: 'x', aliases: ['y'] },
  {
    kind: 'person',
    person: 'W1',
    role: 'witness',
    sameAs: 'A1',
    sealed: '-----BEGIN AGE ENCRYPTED FILE-----',
  },
  { kind: 'report', reporter: 'R2', receivedAt: '2026-11-23T14:00:00Z', account: 'x' },
  { kind: 'details', report: 'x', details: { who: 'A1', others: ['W1'], when: 'x' } },
  { kind: 'action', what: 'x', who: 'cleo', due: '2026-11-24T14:00:00Z' },
  { kind: 'sanction', sanction: 'warning', person: 'A1', term: { kind: 'until', until: '2027-01-01' } },
  { kind: 'meeting', heldAt: '2026-11-23T14:00:00Z', attended: ['cleo'], answers: { x: 'y' } },
  { kind: 'recusal', member: 'dan' },
  {
    kind: 'taken-in',
    from: 'cleo',
    written: [
      {
        kind: 'note',
        text: 'x',
        id: 'x',
        at: '2026-11-23T14:00:00Z',
        by: 'cleo',
        after: [],
        seq: 1,
        sig: 'x',
      },
    ],
  },
  { kind: 'widened', entry: 'x', to: ['cleo'], sealed: '-----BEGIN AGE ENCRYPTED FILE-----' },
  { kind: 'from-a-newer-coc', x: 1 },
];

interface Front {
  readonly entries: readonly ForgedEntry[];
}

async function frontOf(server: Forge): Promise<Front> {
  const text = (await openWith(cleo, server.file(pathOf(team.shared)))) ?? '';
  return parse(text.split(/^---$/m)[1] ?? '') as Front;
}

function nextOf({ entries }: Front): { after: readonly string[]; seq: number } {
  const named = new Set(entries.flatMap(({ after }) => after));
  const heads = entries.map(digestOf).filter((one) => !named.has(one));
  return { after: heads.sort(), seq: Math.max(...entries.map(({ seq }) => seq)) + 1 };
}

type Attack = (random: Random, server: Forge) => Promise<void>;

const BY_READER: Readonly<Record<string, Attack>> = {
  'an entry': async (random, server) => {
    const front = await frontOf(server);
    const entry = signed(random, server, oneOf(random, CONTENTS), nextOf(front));
    await putIncident(server, { ...front, entries: [...front.entries, entry] });
  },
  'what stands around the entries': async (random, server) =>
    putIncident(server, mutated(random, await frontOf(server), true)),
  'a sealed note': async (random, server) => {
    const front = await frontOf(server);
    const entry = signed(random, server, oneOf(random, CONTENTS), nextOf(front));
    const note = { format: 1, incident: facts(server, team.shared).incident, entries: [entry] };
    const text = written(random() < 0.5 ? note : mutated(random, note, true));
    const files = { 'notes/ABCDEFGH23.age': await sealTo([ana.recipient], text) };
    server.push({ key: cleo, files });
  },
  'a request to join': async (random, server) => {
    const blob = server.blob(
      oneOf(random, [
        '-----BEGIN COC REQUEST-----\nx\n-----END COC REQUEST-----\n',
        '\u0000',
        'x'.repeat(1e6),
      ]),
    );
    const tree = server.tree(undefined, { request: { mode: '100644', id: blob } });
    const commit = server.commit({ tree, parents: [], key: ben });
    server.git([
      'update-ref',
      `refs/coc/requests/${Math.floor(random() * 1e9)}`,
      oneOf(random, [blob, tree, commit]),
    ]);
    const files = { 'notes/ABCDEFGH23.age': await sealTo([ben.recipient], 'x') };
    server.push({ key: ben, files });
  },
};

async function putIncident(server: Forge, front: unknown): Promise<void> {
  const text = `---\n${written(front)}\n---\n# Incident\n`;
  server.push({
    key: cleo,
    files: { [pathOf(team.shared)]: await sealTo([ana.recipient, cleo.recipient], text) },
  });
}

/** Reads what an admin has, changes it, and writes it as one who is an admin may. */
const byAdmin =
  (path: string): Attack =>
  async (random, server) => {
    const data = parse(server.file(path).toString('utf8')) as { generation?: number };
    const next = data.generation === undefined ? data : { ...data, generation: data.generation + 1 };
    server.push({ key: ana, files: { [path]: written(mutated(random, next, true)) } });
  };

const BY_ADMIN: Readonly<Record<string, Attack>> = {
  'team.yaml': byAdmin('team.yaml'),
  'the playbook': byAdmin('policy/playbook.yaml'),
  'the settings': byAdmin('coc.yaml'),
};

function ended(ran: Ran, what: string): void {
  expect([0, 1, 3], `${what}: ${ran.stderr}`).toContain(ran.code);
  expect(ran.stderr, what).not.toContain('something went wrong inside coc');
}

async function looksAround(place: Place, seed: string): Promise<void> {
  for (const argv of [
    ['sync'],
    ['list'],
    ['status'],
    ['verify'],
    ['doctor'],
    ['show', team.shared],
    ['team', 'list'],
    [],
  ])
    ended(await coc(place, argv), `${seed}: coc ${argv.join(' ')}`);
}

describe.concurrent('what is well signed and not well formed', () => {
  it.each(Object.entries(BY_READER))(
    'stops nobody: %s',
    { timeout: 24 * 3_600_000 },
    async (name, attack) => {
      for (let run = 0; run < Math.ceil(RUNS / 4); run += 1) {
        const seed = `COC_MALFORMED_SEED=${SEED} ${name}, run ${run}`;
        const { server, places } = await team.world();
        await attack(numbers(SEED + run * 7919), server);
        await looksAround(places.ana, seed);
        const { stdout, code } = await coc(places.ana, ['list', '--json']);
        expect([0, 3], seed).toContain(code);
        expect(
          JSON.parse(stdout).map(({ id }: { id: string }) => id),
          seed,
        ).toContain(team.own);
        const noted = await answer(places.ana, ['note', team.own, '--yes', '--json'], { note: 'More.' });
        expect(json(noted).shared, seed).toBe(true);
        ended(await answer(places.ana, ['note', team.shared, '--yes', '--json'], { note: 'More.' }), seed);
      }
    },
  );

  it.each(Object.entries(BY_ADMIN))(
    'ends in words: %s',
    { timeout: 24 * 3_600_000 },
    async (name, attack) => {
      for (let run = 0; run < Math.ceil(RUNS / 6); run += 1) {
        const { server, places } = await team.world();
        await attack(numbers(SEED + run * 7919), server);
        await looksAround(places.cleo, `COC_MALFORMED_SEED=${SEED} ${name}, run ${run}`);
      }
    },
  );
});
