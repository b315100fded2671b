import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  type Attacker,
  digestOf,
  Forge,
  type ForgedEntry,
  forgedEntry,
  heldBack,
  keepsOut,
  knownIn,
  LATER,
  openWith,
  sealTo,
  stranger,
} from './attacker.ts';
import { type ForgeryTeam, forgeryTeam, pathOf, turnedMembers } from './forgery-team.ts';
import { answer, coc, json, type Place, report } from './run.ts';

/** A reader who turns against the team: their commits and their seals are good, what is inside is not. */
let team: ForgeryTeam;
let ana: Attacker;
let ben: Attacker;
let cleo: Attacker;
let mallory: Attacker;
beforeAll(async () => {
  team = await forgeryTeam();
  ({ ana, ben, cleo } = await turnedMembers(team));
  mallory = await stranger();
}, 180_000);

interface Front {
  readonly id: string;
  readonly entries: readonly ForgedEntry[];
}

interface Facts {
  readonly repository: string;
  readonly incident: string;
}

/** What Cleo reads with her own key and stock age. */
async function opened(server: Forge, id: string): Promise<Front> {
  const text = (await openWith(cleo, server.file(pathOf(id)))) ?? '';
  return parse(text.split(/^---$/m)[1] ?? '') as Front;
}

/** Cleo seals it again, to whom she likes, and commits it in her own name. */
async function put(
  server: Forge,
  id: string,
  front: unknown,
  { to = [ana, cleo], language = '' }: { to?: readonly Attacker[]; language?: string } = {},
): Promise<void> {
  const written = typeof front === 'string' ? front : JSON.stringify(front);
  const text = `---${language}\n${written}\n---\n# Incident\n`;
  const sealed = await sealTo(
    to.map(({ recipient }) => recipient),
    text,
  );
  server.push({ key: cleo, files: { [pathOf(id)]: sealed } });
}

function factsOf(server: Forge, id: string): Facts {
  const repository = server.git(['rev-list', '--max-parents=0', 'refs/heads/main']);
  return { repository, incident: id.replace('-', '') };
}

/** An entry that follows everything that is there. */
function next({ entries }: Front): Pick<ForgedEntry, 'after' | 'seq'> {
  const named = new Set(entries.flatMap(({ after }) => after));
  const heads = entries.map(digestOf).filter((one) => !named.has(one));
  return { after: heads.sort(), seq: Math.max(...entries.map(({ seq }) => seq)) + 1 };
}

type Change = (front: Front, facts: Facts) => object;

const INSIDE: Readonly<Record<string, readonly [RegExp, Change]>> = {
  'an entry in another’s name': [
    /not signed by the member it names/,
    (front, facts) => ({
      ...front,
      entries: [
        ...front.entries,
        forgedEntry(cleo, facts, { kind: 'note', text: 'x', by: 'ana', ...next(front) }),
      ],
    }),
  ],
  'an entry in the name of somebody who never was': [
    /not signed by the member it names/,
    (front, facts) => ({
      ...front,
      entries: [
        ...front.entries,
        forgedEntry(cleo, facts, { kind: 'note', text: 'x', by: 'mallory', ...next(front) }),
      ],
    }),
  ],
  'other words in an entry of another’s': [
    /not signed by the member it names/,
    (front) => ({
      ...front,
      entries: front.entries.map((entry) => (entry.text === 'Before.' ? { ...entry, text: 'x' } : entry)),
    }),
  ],
  'an entry of another’s, signed for another incident': [
    /not signed by the member it names/,
    (front, facts) => ({
      ...front,
      entries: [
        ...front.entries,
        forgedEntry(
          ana,
          { ...facts, incident: team.own.replace('-', '') },
          { kind: 'note', text: 'x', by: 'ana', ...next(front) },
        ),
      ],
    }),
  ],
  'an entry of another’s, signed for another repository': [
    /not signed by the member it names/,
    (front, facts) => ({
      ...front,
      entries: [
        ...front.entries,
        forgedEntry(
          ana,
          { ...facts, repository: '1'.repeat(40) },
          { kind: 'note', text: 'x', by: 'ana', ...next(front) },
        ),
      ],
    }),
  ],
  'an entry less, in the middle': [
    /an entry was taken out of it/,
    (front) => ({ ...front, entries: front.entries.filter((_, at) => at !== 2) }),
  ],
  'the last entry less': [
    /entries that were in it before are gone/,
    (front) => ({ ...front, entries: front.entries.filter(({ text }) => text !== 'Before.') }),
  ],
  'nothing of what was there': [
    /entries that were in it before are gone/,
    (front, facts) => ({
      ...front,
      entries: [forgedEntry(cleo, facts, { kind: 'opened', by: 'cleo', after: [], seq: 1 })],
    }),
  ],
  'another number': [
    /another incident than its name says/,
    (front) => ({ ...front, id: team.own.replace('-', '') }),
  ],
  'a number beyond which nobody can go on': [
    /numbers of its entries are made up/,
    (front, facts) => ({
      ...front,
      entries: [
        ...front.entries,
        forgedEntry(cleo, facts, {
          ...{ kind: 'note', text: 'x', by: 'cleo', after: next(front).after },
          seq: Number.MAX_SAFE_INTEGER,
        }),
      ],
    }),
  ],
};

describe.concurrent('a reader who seals it well and writes', () => {
  it.each(Object.entries(INSIDE))('is noticed by the others: %s', async (_, [says, change]) => {
    const { server, places } = await team.world();
    await withNote(places.ana);
    await put(server, team.shared, change(await opened(server, team.shared), factsOf(server, team.shared)));
    await heldBack(places.ana, server, { says, incident: team.shared, attackers: [ben, mallory] });
  });

  it('front matter that would run', async () => {
    const { server, places } = await team.world();
    await put(server, team.shared, 'globalThis.forged = true', { language: 'js' });
    await heldBack(places.ana, server, {
      ...{ says: /front matter/, incident: team.shared, attackers: [ben, mallory] },
    });
    expect('forged' in globalThis).toBe(false);
  });
});

describe.concurrent('a reader who seals it to somebody else', () => {
  it.each(['mallory', 'ben'])('does so once: what is written afterwards is not for %s', async (who) => {
    const { server, places } = await team.world();
    await withNote(places.ana);
    const other = who === 'ben' ? ben : mallory;
    const front = await opened(server, team.shared);
    const grant = { kind: 'grant', member: who, by: 'cleo', ...next(front) };
    const entries = [...front.entries, forgedEntry(cleo, factsOf(server, team.shared), grant)];
    await put(server, team.shared, { ...front, entries }, { to: [ana, cleo, other] });
    const clone = new Forge(join(places.ana.repo, '.git'));
    const known = await knownIn(server, clone);
    json(await coc(places.ana, ['sync', '--json']));
    json(await answer(places.ana, ['note', team.shared, '--yes', '--json'], { note: LATER }));
    expect(server.head()).toBe(clone.head());
    expect(await openWith(cleo, server.file(pathOf(team.shared)))).toContain(LATER);
    await keepsOut([other], [server, clone], known);
  });
});

describe.concurrent('a reader who seals it to themselves alone', () => {
  it('keeps nobody’s new report, and what the others saved before stays in the history', async () => {
    const { server, places } = await team.world();
    await withNote(places.ana);
    const before = server.file(pathOf(team.shared));
    await put(server, team.shared, await opened(server, team.shared), { to: [cleo] });
    const ran = await coc(places.ana, ['sync', '--json']);
    expect(ran.code).toBe(0);
    expect(ran.stderr.replace(/\s+/g, ' ')).toMatch(/You could open [\w-]+ until now, and cannot any more/);
    expect(await openWith(ana, before)).toContain('Before.');
    expect((await answer(places.ana, ['note', team.shared, '--yes'], { note: LATER })).code).toBe(1);
    const id = await report(places.ana, { ...REPORT });
    expect(await openWith(cleo, server.file(pathOf(id)))).toBeUndefined();
  });
});

const REPORT = {
  ...{ threat: 'none', account: LATER, visibility: 'private', consent: 'no-objection', share: 'recorder' },
};

async function withNote(place: Place): Promise<void> {
  json(await answer(place, ['note', team.shared, '--yes', '--json'], { note: 'Before.' }));
}
