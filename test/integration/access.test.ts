import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { takeStep } from '../../src/desk/flow.ts';
import type { UserError } from '../../src/errors.ts';
import { makeEntryId } from '../../src/incident/id.ts';
import { open } from '../../src/vault/age/age.ts';
import { Writer } from '../../src/vault/clone/writer.ts';
import { makeIdentity, parseIdentity, publicPart } from '../../src/vault/keys/identity.ts';
import { sealDocument, signEntries } from '../../src/vault/record/writing.ts';
import { NOTHING_HELD } from '../../src/vault/team/known-keys.ts';
import {
  addMemberBeside,
  answer,
  coc,
  deskOf,
  drafts,
  FEW,
  fileOf,
  git,
  json,
  type Place,
  prepared,
  report,
  show,
} from './run.ts';
import { seat } from './seat.ts';

/** Whether somebody's key opens each version of an incident, the oldest first, with nothing of coc's around it. */
async function opens(who: Place, id: string): Promise<readonly boolean[]> {
  const path = `incidents/${id.replace('-', '')}.md.age`;
  const commits = git(who, 'log', '--reverse', '--format=%H', '--', path).trim().split('\n');
  const identity = await parseIdentity(await readFile(who.identity, 'utf8'));
  return Promise.all(
    commits.map(async (commit) => {
      const bytes = execFileSync('git', ['show', `${commit}:${path}`], { cwd: who.repo, env: who.env });
      return open(bytes, identity).then(
        () => true,
        () => false,
      );
    }),
  );
}

const change = (place: Place, command: readonly string[], id: string, answers: object) =>
  answer(place, ['access', ...command, id, '--yes', '--json'], { ...answers });
const access = async (place: Place, id: string) => json(await coc(place, ['access', id, '--json']));
const commits = (place: Place): string => git(place, 'rev-list', '--count', 'HEAD').trim();
const WORDS = 'Ben may know, and nobody else.';
const YES = { permitted: 'yes', permission: WORDS, 'know-reporter': 'yes' };
const PERMITTED = { ...FEW, share: 'named', permission: WORDS, readers: ['ben'] };

function team() {
  return prepared('ana, ben and cem', async (place) => {
    const [ben, cem] = [await addMemberBeside(place, 'ben'), await addMemberBeside(place, 'cem')];
    return { place, ben, cem };
  });
}

describe.concurrent('coc access grant', () => {
  it('needs a permission, which it records, and opens it to nobody else and not the older ones', async () => {
    const { place, ben, cem } = await team();
    const id = await report(place, FEW);
    const before = commits(place);
    const refused = await change(place, ['grant'], id, { member: 'ben' });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('Permission to share');
    expect(refused.stderr).toContain('coc report add');
    expect(commits(place)).toBe(before);

    json(await change(place, ['grant'], id, { member: 'ben', ...YES }));
    expect(await opens(ben, id)).toEqual([false, true]);
    expect(await opens(cem, id)).toEqual([false, false]);
    expect(await opens(place, id)).toEqual([true, true]);
    expect(await access(ben, id)).toMatchObject({
      readers: [
        { member: 'ana', why: ['took-report'] },
        { member: 'ben', name: 'ben', why: ['permission'], reports: [1] },
      ],
      permissions: [{ report: 1, share: 'named', members: ['ben'], words: WORDS }],
      reporters: [{ report: 1, knownTo: ['ana', 'ben'] }],
      keptOut: [],
      recovery: null,
    });
    const page = (await coc(place, ['access', id])).stdout;
    expect(page).toContain('ben: the person affected allowed it (report 1)');
    expect(page).toContain('There is no recovery key.');
    expect((await change(place, ['grant'], id, { member: 'ben' })).stderr).toContain('already');
    expect((await coc(cem, ['access', id])).code).toBe(1);
  });

  it('takes the permission for each report, since the strictest holds', async () => {
    const { place, ben } = await team();
    const id = await report(place, FEW);
    const second = { add: 'report', threat: 'none', account: 'Me too.', consent: 'no-objection' };
    json(await answer(place, ['report', 'add', id, '--yes', '--json'], { ...second, share: 'recorder' }));
    const half = await change(place, ['grant'], id, { member: 'ben', ...YES, reports: ['1'] });
    expect(half.code).toBe(2);
    expect(half.stderr).toContain('must have all of them');
    json(
      await change(place, ['grant'], id, {
        member: 'ben',
        ...YES,
        reports: ['1', '2'],
        'permitted-by': ['R1', 'R2'],
      }),
    );
    expect(await opens(ben, id)).toEqual([false, false, true]);
  });
});

describe.concurrent('a condition under which more may know', () => {
  const UNDER = { ...FEW, share: 'if', 'share-condition': 'Only if it happens again.' };

  it('is noted as met from “coc report add” on, where somebody is let in', async () => {
    const { place, ben } = await team();
    const id = await report(place, { ...UNDER, 'hide-reporter': 'no' });
    const at = seat(place, [
      ['add', 'condition-met'],
      ['review'],
      ['member', ['ben']],
      ['condition-met', 'yes'],
      ['met', 'She wrote this morning that it happened again.'],
      ['permitted-by', ['R1']],
      ['share', 'named'],
      ['know-reporter', 'yes'],
      ['review'],
    ]);
    await takeStep(at.app, 'report add', id, {});
    at.prompter.assertDone();
    expect(await opens(ben, id)).toEqual([false, true]);
    expect((await show(place, id)).reports[0]).toMatchObject({
      met: 'She wrote this morning that it happened again.',
    });
    expect(await drafts(place)).toEqual([]);
    // It stands no longer.
    const more = await answer(place, ['report', 'add', id, '--yes'], { add: 'condition-met' });
    expect(more.code).toBe(2);
  });

  it('leads a file to where it is noted, and saves nothing', async () => {
    const { place } = await team();
    const id = await report(place, { ...UNDER, 'hide-reporter': 'no' });
    const before = commits(place);
    const ran = await answer(place, ['report', 'add', id, '--yes'], { add: 'condition-met' });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr.replace(/\s+/g, ' ')).toContain(`\`coc access grant ${id}\` takes it`);
    expect(commits(place)).toBe(before);
    expect(await drafts(place)).toEqual([]);
    const unconditional = await answer(place, ['report', 'add', await report(place, FEW), '--yes'], {
      add: 'condition-met',
    });
    expect(unconditional.code).toBe(2);
    expect((await coc(place, ['report', 'add', '--print-form'])).stdout).not.toContain('condition-met');
  });
});

describe.concurrent('coc access recuse', () => {
  it('keeps somebody out from now on, says what they have, and nothing lets them in again', async () => {
    const { place, ben, cem } = await team();
    const id = await report(place, { ...PERMITTED, share: 'team', readers: ['ben', 'cem'] });
    const ran = await change(place, ['recuse'], id, { member: 'ben' });
    expect(json(ran)).toMatchObject({ id });
    expect(ran.stderr).toContain('ben could open this incident from');
    expect(ran.stderr).toMatch(/stays\sopen to them in older copies/);
    expect(await opens(ben, id)).toEqual([true, false]);
    expect(await opens(cem, id)).toEqual([true, true]);
    expect(await access(cem, id)).toMatchObject({
      keptOut: [{ member: 'ben', by: 'ana', reason: null }],
      readers: [{ member: 'ana' }, { member: 'cem' }],
    });

    const again = await change(place, ['grant'], id, { member: 'ben', ...YES });
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('Conflicts of interest');
    expect((await change(cem, ['readmit'], id, { member: 'ben' })).stderr.replace(/\s+/g, ' ')).toContain(
      'It takes an admin who can open this: Ana.',
    );
    const overridden = await answer(place, ['access', 'grant', id, '--yes', '--override', 'permission'], {
      member: 'ben',
    });
    expect(overridden.code).toBe(2);
    const shared = { add: 'detail', share: 'team', permission: 'Everybody.' };
    const added = await answer(place, ['report', 'add', id, '--yes'], {
      ...shared,
      readers: ['ben'],
      'know-reporter': 'yes',
    });
    expect(added.code).toBe(2);
    json(await answer(place, ['report', 'add', id, '--yes', '--json'], shared));
    json(await answer(place, ['note', id, '--yes', '--json'], { note: 'x' }));
    expect(await opens(ben, id)).toEqual([true, false, false, false]);
    expect(json(await coc(ben, ['list', '--json']))).toEqual([]);
    const shown = (await coc(ben, ['show', id])).stderr.replace(/\s+/g, ' ');
    expect(shown).toMatch(
      /saved in it (?:today|on \w{3} \d+ \w{3}), and since then it is closed to you.* ask whoever told you of it, or whoever took the report\./i,
    );
  });

  it('sends nobody to an admin, who can open no more than others, nor anybody to themselves', async () => {
    const { place, ben } = await team();
    const id = await report(place, { ...PERMITTED, share: 'team', readers: ['ben', 'cem'] });
    json(await change(ben, ['recuse'], id, { member: 'ana' }));
    const why = async () => (await coc(place, ['show', id])).stderr.replace(/\s+/g, ' ');
    expect(await why()).toContain('If you do not know why, ask somebody with whom it was shared.');
    expect((await coc(place, ['team', 'admin', 'cem', '--yes'])).code).toBe(0);
    expect(await why()).not.toContain('an admin');
  });

  it('lets nobody who is kept out type a note for nothing', async () => {
    const { place, ben } = await team();
    const id = await report(place, { ...PERMITTED, share: 'team', readers: ['ben', 'cem'] });
    json(await change(place, ['recuse'], id, { member: 'ben' }));
    const at = seat(ben, []);
    const error = await takeStep(at.app, 'note', id, {}).catch((one: unknown) => one);
    expect(error).toMatchObject({ message: expect.stringContaining('not shared with you') });
    expect((error as UserError).hints.join(' ')).toMatch(
      /ask whoever told you of it, or whoever took the report/i,
    );
    expect(at.prompter.asked).toEqual([]);
    expect(await drafts(ben)).toEqual([]);
  });

  it('sends nobody round in circles whose note comes too late', async () => {
    const { place, ben } = await team();
    const id = await report(place, { ...PERMITTED, share: 'team', readers: ['ben', 'cem'] });
    const at = seat(ben, [
      [
        'note',
        async () => {
          json(await change(place, ['recuse'], id, { member: 'ben' }));
          return 'MARKER-note';
        },
      ],
      ['review'],
    ]);
    const error = await takeStep(at.app, 'note', id, {}).catch((one: unknown) => one);
    expect(error).toMatchObject({ message: expect.stringContaining('not shared with you') });
    const { hints } = error as UserError;
    expect(hints.at(-1)).toContain('If it is opened to you again');
    expect(hints.join(' ')).not.toContain('goes on with saving');
    expect(await drafts(ben)).toHaveLength(1);
  });

  it('says of somebody who never could open it that they could not', async () => {
    const { place, cem } = await team();
    const id = await report(place, PERMITTED);
    const ran = await answer(place, ['access', 'recuse', id, '--yes'], {
      member: 'cem',
      reason: 'A friend.',
    });
    expect(ran.stdout).toContain('cem could never open this incident.');
    expect(await opens(cem, id)).toEqual([false, false]);
    expect((await coc(cem, ['show', id])).stderr).toMatch(
      /Whoever told you of it, or whoever took the report, can\ssay whether/i,
    );
    expect((await coc(place, ['access', id])).stdout).toContain('A friend.');
    const body = new TextDecoder().decode(
      await open(
        await readFile(fileOf(place, id)),
        await parseIdentity(await readFile(place.identity, 'utf8')),
      ),
    );
    expect(body).toContain('## Kept out\n\n- cem, since');
  });

  it('refuses where nobody would be left, and lets whoever goes keep themselves out once somebody is', async () => {
    const { place, ben } = await team();
    const id = await report(place, FEW);
    const refused = await change(place, ['recuse'], id, { member: 'ana' });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('Somebody else has to be able to open it first');
    json(await change(place, ['grant'], id, { member: 'ben', ...YES }));
    const gone = await answer(place, ['access', 'recuse', id, '--yes'], { member: 'ana' });
    expect(gone.code).toBe(0);
    expect(gone.stdout).toContain('you cannot open it any more');
    expect(await opens(place, id)).toEqual([true, true, false]);
    expect(await opens(ben, id)).toEqual([false, true, true]);
    const shown = await coc(place, ['show', id]);
    expect(shown).toMatchObject({ code: 1, stdout: '' });
    expect(shown.stderr.replace(/\s+/g, ' ')).toMatch(
      /You kept yourself out of \S+ (?:today|on \w{3} \d+ \w{3})\. It goes on without you/,
    );
    expect(shown.stderr).not.toMatch(/admin|ask/i);
    expect(await drafts(place)).toEqual([]);
  });

  it('warns of a share of the recovery key', async () => {
    const { place } = await team();
    const { vault } = await deskOf(place);
    const keys = publicPart(await makeIdentity('x25519'));
    const shares = { needed: 2, custodians: [{ name: 'Cem', member: 'cem' }, { name: 'A lawyer' }] };
    await vault.changeRoster((roster) => ({ ...roster, recovery: { ...keys, shares } }));
    const id = await report(place, PERMITTED);
    expect((await change(place, ['recuse'], id, { member: 'cem' })).stderr).toContain(
      'share of the recovery key',
    );
    const other = await change(place, ['recuse'], id, { member: 'ben' });
    json(other);
    expect(other.stderr).not.toContain('recovery key');
    expect(await access(place, id)).toMatchObject({
      recovery: { needed: 2, custodians: [{ name: 'Cem' }, {}] },
    });
    expect((await coc(place, ['access', id])).stdout).toContain('kept by Cem, A lawyer, any 2 of them');
  });

  it('is not undone by answers that somebody had begun before', async () => {
    const { place, ben } = await team();
    const id = await report(place, { ...FEW, share: 'team', permission: 'All of you.' });
    const desk = await deskOf(place);
    const draft = {
      id: makeEntryId(randomBytes),
      command: 'report add',
      incident: id.replace('-', ''),
      entry: makeEntryId(randomBytes),
      startedAt: '2026-11-23T15:00:00Z',
      answers: {
        add: 'detail',
        share: 'team',
        permission: 'All of you.',
        readers: ['ben'],
        'know-reporter': 'yes',
      },
      passed: [],
    };
    await desk.drafts.keep(draft);
    json(await change(place, ['recuse'], id, { member: 'ben' }));
    const resumed = await coc(place, ['report', 'resume', '--yes']);
    expect(resumed.code).toBe(0);
    expect(resumed.stderr).toContain('is kept out of it by now');
    expect(await drafts(place)).toEqual([]);
    expect(await access(place, id)).toMatchObject({
      readers: [{ member: 'ana' }],
      keptOut: [{ member: 'ben' }],
    });
    await desk.drafts.keep({
      ...draft,
      id: 'DRAFT2',
      entry: 'E2',
      command: 'access grant',
      answers: { member: 'ben' },
    });
    const granted = await coc(place, ['report', 'resume', '--yes']);
    expect(granted.code).toBe(1);
    expect(granted.stderr).toContain('Conflicts of interest');
    expect(await opens(ben, id)).toEqual([false, false, false]);
  });
});

describe.concurrent('coc access readmit', () => {
  it('lets somebody in again, by an admin and with a reason', async () => {
    const { place, ben } = await team();
    const id = await report(place, PERMITTED);
    expect(
      (await change(place, ['readmit'], id, { member: 'ben', reason: 'for their safety' })).stderr,
    ).toContain('Nobody is kept out');
    json(await change(place, ['recuse'], id, { member: 'ben' }));
    const himself = { member: 'ben', 'know-reporter': 'yes' };
    expect((await change(place, ['readmit'], id, himself)).code).toBe(2);
    const unsaid = await change(place, ['readmit'], id, { member: 'ben', reason: 'for their safety' });
    expect(unsaid.stderr).toContain('stands open');
    json(await change(place, ['readmit'], id, { ...himself, reason: 'It was another Ben.' }));
    expect(await opens(ben, id)).toEqual([true, false, true]);
    expect(await access(ben, id)).toMatchObject({
      keptOut: [],
      readmitted: [{ member: 'ben', by: 'ana', reason: 'It was another Ben.' }],
    });
    expect((await coc(ben, ['show', id])).stdout).toContain('No longer kept out');
    json(await change(place, ['recuse'], id, { member: 'ben' }));
    expect(await opens(ben, id)).toEqual([true, false, true, false]);
  });
});

describe.concurrent('coc access grant --reporter', () => {
  it('lets one reader know who reported and no other, with the permission of the reporter', async () => {
    const { place, ben, cem } = await team();
    const id = await report(place, {
      ...PERMITTED,
      readers: ['ben', 'cem'],
      'reporter-name': 'Rosa Reporter',
      'reporter-contact': 'rosa@example.org',
      'hide-reporter': 'yes',
      summary: 'Somebody was followed.',
    });
    expect((await show(ben, id)).reports[0]).not.toHaveProperty('account');
    const refused = await change(place, ['grant', '--reporter'], id, { members: ['ben'] });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('Permission to share');
    const permission = 'Ben may know that it was me.';
    json(
      await change(place, ['grant', '--reporter'], id, { members: ['ben'], permitted: 'yes', permission }),
    );

    expect(await show(ben, id)).toMatchObject({
      reports: [{ account: FEW.account, permission: WORDS, knownTo: ['ana', 'ben'] }],
      people: [{ name: 'Rosa Reporter', contact: 'rosa@example.org', hidden: false }],
      widenings: expect.arrayContaining([expect.objectContaining({ to: ['ben'], words: permission })]),
    });
    const theirs = [
      await coc(cem, ['show', id, '--json']),
      await coc(cem, ['show', id]),
      await coc(cem, ['access', id]),
    ];
    for (const { code, stdout } of theirs) {
      expect(code).toBe(0);
      for (const secret of ['Rosa', 'rosa@', 'followed them around', 'that it was me', WORDS])
        expect(stdout).not.toContain(secret);
    }
    expect(theirs[1]?.stdout).toContain('known to Ana, ben');
    expect(theirs[2]?.stdout).toContain('known to Ana, ben');
    const plain = new TextDecoder().decode(
      await open(await readFile(fileOf(cem, id)), await parseIdentity(await readFile(cem.identity, 'utf8'))),
    );
    expect(plain).not.toContain('Rosa');
    expect(plain).toContain('Report 1, R1: known to ana, ben');
    expect(
      (await change(place, ['grant', '--reporter'], id, { members: ['ben'], permitted: 'yes', permission }))
        .code,
    ).toBe(2);
  });

  it('is refused where nobody is hidden', async () => {
    const { place } = await team();
    const id = await report(place, PERMITTED);
    const ran = await change(place, ['grant', '--reporter'], id, {
      members: ['ben'],
      permitted: 'yes',
      permission: 'x',
    });
    expect(ran.stderr).toContain('hidden from nobody');
  });
});

describe.concurrent('an entry that is not signed by the member it names', () => {
  it('does not count, is named without its words, and nothing is written behind it', async () => {
    const { place, ben } = await team();
    const id = await report(place, PERMITTED);
    const { vault, repository, me } = await deskOf(place);
    const { document, view } = await vault.read(id.replace('-', ''));
    const [identity, stranger] = [
      await parseIdentity(await readFile(place.identity, 'utf8')),
      await makeIdentity('x25519'),
    ];
    const { firstCommit } = vault;
    const held = NOTHING_HELD;
    const writing = { repository, held, me, identity, firstCommit, now: () => '2026-11-23T15:30:00Z' };
    const forged = [
      { id: 'F0RGED0001', content: { kind: 'recusal', member: 'ben', reason: 'SECRET-words' } as const },
      { id: 'F0RGED0002', content: { kind: 'note', text: 'SECRET-words' } as const },
    ];
    const entries = await signEntries(view.id, document.entries, forged, { ...writing, identity: stranger });
    const sealed = await sealDocument({ ...document, entries }, writing, view.readers);
    await writeFile(fileOf(place, id), sealed);
    await new Writer(repository).save(vault.head, new Map([[`incidents/${view.id}.md.age`, sealed]]), {
      author: me,
      signer: identity.signer,
      now: writing.now,
    });

    const page = await coc(ben, ['show', id]);
    expect(page.code).toBe(3);
    expect(page.stderr).toContain('without the key of the member that it names');
    expect(page.stderr).toContain('coc verify');
    expect(page.stderr).toMatch(/talk\sto\sthe\sothers\swho\scan\sopen\sit/);
    expect(page.stderr).not.toContain('an admin');
    expect(page.stdout).toContain('who is kept out, a note. NOT VERIFIED');
    expect(page.stdout).toContain('verified');
    const data = await coc(ben, ['show', id, '--json']);
    expect(json(data, 3)).toMatchObject({ readers: ['ana', 'ben'], keptOut: [], notes: [] });
    expect(json(data, 3).written.slice(-2)).toEqual([
      {
        id: 'F0RGED0001',
        kind: 'recusal',
        at: '2026-11-23T15:30:00Z',
        by: 'ana',
        authorship: 'not-verified',
      },
      { id: 'F0RGED0002', kind: 'note', at: '2026-11-23T15:30:00Z', by: 'ana', authorship: 'not-verified' },
    ]);
    for (const { stdout, stderr } of [page, data]) expect(stdout + stderr).not.toContain('SECRET');
    const before = commits(place);
    expect((await answer(place, ['note', id, '--yes'], { note: 'x' })).code).toBe(1);
    expect(commits(place)).toBe(before);
    expect((await coc(place, ['list'])).code).toBe(3);
  });
});

describe.concurrent('coc show', () => {
  it('says who wrote what', async () => {
    const { place } = await team();
    const id = await report(place, PERMITTED);
    const { stdout } = await coc(place, ['show', id]);
    expect(stdout).toMatch(/Who wrote this\n- today 15:00, Ana: the opening, .*report 1/);
    expect(stdout).not.toContain('NOT VERIFIED');
    const { written } = await show(place, id);
    expect(written[0]).toMatchObject({ kind: 'opened', by: 'ana', authorship: 'verified' });
  });
});
