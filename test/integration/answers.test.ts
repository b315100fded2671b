import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ana,
  anaAndBen,
  answer,
  coc,
  drafts,
  FEW,
  fileOf,
  git,
  json,
  type Place,
  pinned,
  report,
  show,
} from './run.ts';
import { reportedPlace } from './steps.ts';

const NEW = ['report', 'new', '--yes', '--json'];
/** Stands in every answer of these tests; no error may ever repeat it. */
const MARK = 'xyzzyMARKER';

const given = (place: Place, stdin: string | Uint8Array) => coc(place, [...NEW, '--answers', '-'], { stdin });

describe.concurrent('an answers file', () => {
  it('has everything reported at once: missing, unknown, inapplicable and invalid', async () => {
    const place = await ana();
    const ran = await answer(place, NEW, {
      account: MARK,
      threat: `none ${MARK}`,
      'law-enforcement': MARK,
      channel: 'written',
      'heard-by': MARK,
      'received-at': `not a time ${MARK}`,
      'reporter-name': `two\nlines ${MARK}`,
      'reporter-is-affected': 'yes',
      'affected-name': MARK,
      when: { nested: MARK },
      others: [[MARK]],
      visibility: 'witnessed',
      consent: 'no-objection',
      'hide-reporter': 'maybe',
      [MARK]: MARK,
      acount: MARK,
    });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    const lines = ran.stderr.split('\n').filter((line) => line.startsWith('  '));
    const about = (start: string): string | undefined => lines.find((line) => line.trim().startsWith(start));
    expect(about('threat ')).toMatch(/must be one of none, general, person, violence/);
    expect(about('law-enforcement ')).toMatch(/must be one of not-involved, victim-request/);
    expect(about('heard-by ')).toMatch(/is not asked here/);
    expect(about('received-at ')).toMatch(/is not a time/);
    expect(about('reporter-name ')).toMatch(/must be one line/);
    expect(about('affected-name ')).toMatch(/is not asked here/);
    expect(about('when ')).toMatch(/must be text/);
    expect(about('others ')).toMatch(/must be text, a list of texts, or null/);
    expect(about('hide-reporter ')).toMatch(/must be one of/);
    expect(about('consent ')).toMatch(/is not asked here/);
    expect(about('key 15 ')).toMatch(/is not a question here$/);
    expect(about('key 16 ')).toMatch(/is account meant\?/);
    expect(about('share ')).toMatch(/is missing: recorder, named, team/);
    expect(ran.stderr).toContain('hint: `coc report new --print-form`');
    expect(ran.stderr).not.toContain(MARK);
    expect(await drafts(place)).toEqual([]);
    expect(git(place, 'rev-list', '--count', 'HEAD').trim()).toBe('1');
  });

  it('has what does not apply reported also where something before it is missing', async () => {
    const place = await ana();
    const ran = await answer(place, NEW, { visibility: 'witnessed', consent: 'no-objection' });
    expect(ran.stderr).toContain('threat is missing');
    expect(ran.stderr).toContain('consent is not asked here');
  });

  it.each([
    ['a list', '- threat'],
    ['a text', 'hello there'],
    ['not YAML', `account: "${MARK}\nthreat: [`],
    ['a tab for an indent', `account:\n\t- ${MARK}`],
    ['two documents', `account: ${MARK}\n---\nthreat: none`],
    ['a key twice', `account: ${MARK}\naccount: ${MARK}2`],
    ['an alias', `account: &a ${MARK}\nwho: *a`],
    ['a tag', `account: !!js/function "${MARK}"`],
    ['a local tag', `account: !run ${MARK}`],
    ['a directive', `%YAML 1.1\n---\naccount: ${MARK}`],
    ['a merge', `<<: {account: ${MARK}}\nthreat: none`],
    ['deep nesting', `account: ${'['.repeat(2000)}${MARK}${']'.repeat(2000)}`],
    ['a prototype', `__proto__: {account: ${MARK}}\nconstructor: ${MARK}`],
    ['a key that is a list', `? [${MARK}]\n: x`],
  ])('is refused without a word of it where it is %s', async (_name, text) => {
    const place = await ana();
    const ran = await given(place, text);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(/^coc: /);
    expect(ran.stderr).not.toContain(MARK);
    expect(ran.stderr.length).toBeLessThan(1500);
  });

  it('is refused where it is not UTF-8', async () => {
    const place = await ana();
    for (const bytes of [Buffer.from('account: M\xfcller', 'latin1'), Buffer.from([0xed, 0xa0, 0x80])]) {
      const ran = await given(place, bytes);
      expect(ran.code).toBe(2);
      expect(ran.stderr).toContain('the answers file: it is not UTF-8');
    }
  });

  it('may be there with a byte order mark and CRLF, as an editor on Windows writes it', async () => {
    const place = await ana();
    const text = Object.entries(FEW).map(([key, value]) => `${key}: ${value}\r\n`);
    const { id } = json(await given(place, `\ufeff${text.join('')}`));
    const shown = json(await coc(place, ['show', id, '--json']));
    expect(shown.reports[0].account).toBe(FEW.account);
  });

  it('may be empty, and then everything is missing', async () => {
    const place = await ana();
    for (const text of ['', '# nothing\n', 'null', '{}']) {
      const ran = await given(place, text);
      expect(ran.code).toBe(2);
      expect(ran.stderr).toContain('threat is missing');
    }
  });

  it('is missed where it is not there', async () => {
    const place = await ana();
    const ran = await coc(place, [...NEW, '--answers', `nowhere-${MARK}.yaml`]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('the answers file');
  });

  it('lists all that is missing where there is none at all', async () => {
    const place = await ana();
    const ran = await coc(place, ['report', 'new']);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    for (const id of ['threat', 'account', 'visibility', 'share'])
      expect(ran.stderr).toContain(`${id} is missing`);
  });

  it('keeps numbers, yes and dates as they were typed', async () => {
    const place = await ana();
    const text = `${JSON.stringify(FEW).slice(0, -1)}, sure: behavior, who: 0123, behavior: yes, when: 2026-01-02, circumstances: 1e3, others: [0x1F, off, 1e10]}`;
    const { id } = json(await given(place, text));
    const { reports, people } = json(await coc(place, ['show', id, '--json']));
    expect(reports[0].details).toMatchObject({ behavior: 'yes', when: '2026-01-02', circumstances: '1e3' });
    expect(people.flatMap((one: { description?: string }) => one.description ?? [])).toEqual([
      '0123',
      '0x1F',
      'off',
      '1e10',
    ]);
  });

  it('cannot make readers of whom permission does not cover, nor of strangers', async () => {
    const { place } = await anaAndBen();
    const stranger = { ...FEW, share: 'team', permission: 'Rosa: all', readers: ['ben', `mallory-${MARK}`] };
    const ran = await answer(place, NEW, stranger);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('readers can only have these: ben');
    expect(ran.stderr).not.toContain(MARK);
    const unpermitted = await answer(place, NEW, { ...FEW, readers: ['ben'] });
    expect(unpermitted.code).toBe(2);
    expect(unpermitted.stderr).toContain('readers would open it to somebody');
    const noWords = await answer(place, NEW, { ...FEW, share: 'team', readers: ['ben'] });
    expect(noWords.code).toBe(2);
    expect(noWords.stderr).toContain('permission is missing');
  });

  it('cannot be received in the future', async () => {
    const place = await ana();
    const ran = await answer(place, NEW, { ...FEW, 'received-at': '2026-11-24T15:00:00Z' });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('received-at is still to come');
    for (const time of [
      '2026-02-30T10:00:00Z',
      '2026-13-01T10:00:00Z',
      '2026-11-23T25:00:00Z',
      '2026-11-23T10:00:00+99:00',
    ]) {
      const none = await answer(place, NEW, { ...FEW, 'received-at': time });
      expect(none.code).toBe(2);
      expect(none.stderr).toContain('received-at');
    }
  });

  it('shows a date in words as it was understood, where no review does', async () => {
    const place = await ana();
    const words = await answer(place, NEW, { ...FEW, 'received-at': 'saturday 3pm' });
    expect(words.stderr).toMatch(/understood as:\s+- Received: Sat.* 21 Nov 2026, 15:00/);
    const exact = await answer(place, NEW, { ...FEW, 'received-at': '2026-11-22T15:00:00Z' });
    expect(exact.stderr).toMatch(/understood as:\s+- Received: yesterday, Sun 22 Nov 2026, \d\d:00[^\n]*\n$/);
  });

  it('says that a report may be one matter with another of these days, which a terminal asks', async () => {
    const place = await ana();
    const told = {
      ...FEW,
      account: 'The keynote showed a sexual slide, a naked woman. Everybody in the hall saw it.',
    };
    const first = json(await answer(place, NEW, told));
    const second = await answer(place, NEW, {
      ...FEW,
      account: 'In the keynote there was a slide with a naked woman on it.',
    });
    const words = second.stderr.replace(/\s+/g, ' ');
    expect(words).toContain(`This may be one matter with ${first.id}, received today`);
    expect(words).toContain(`\`coc join-incidents ${json(second).id}\``);
    expect(words).not.toMatch(/keynote|slide|naked/);
    expect((await answer(place, NEW, { ...FEW, account: 'Loud music at the booth.' })).stderr).toBe('');
  });

  it('puts nothing of itself on stderr, saved or not', async () => {
    const place = await ana();
    const all = { ...FEW, account: MARK, who: MARK, 'reporter-name': MARK, circumstances: MARK, sure: 'who' };
    expect((await answer(place, NEW, all)).stderr).toBe('');
    const locked = await answer(place, NEW, all, { env: { PATH: '/nonexistent' } });
    expect(locked.code).toBe(1);
    expect(locked.stderr).not.toContain(MARK);
    expect(await report(place, FEW)).toBeTruthy();
  });
});

describe.concurrent('an answers file that is tried once more', () => {
  /** Somebody else's git is at work, so that nothing can be committed. */
  const lockOf = ({ repo }: Place): string => join(repo, '.git/index.lock');

  it.each([
    ['note', { note: MARK }, 'notes'],
    ['report add', { ...FEW, visibility: undefined, add: 'report', account: MARK }, 'reports'],
    ['statement', { person: 'A1', words: MARK }, 'statements'],
  ] as const)('after %s could not be saved, is the same entry', async (command, answers, kind) => {
    const { place, id } = await reportedPlace({ ...FEW, who: 'Dan' });
    const argv = [...command.split(' '), id, '--yes', '--json'];
    await writeFile(lockOf(place), '');
    expect((await answer(place, argv, answers)).code).toBe(1);
    expect(await drafts(place)).toHaveLength(1);
    await rm(lockOf(place));
    json(await answer(place, argv, answers));
    expect(await drafts(place)).toEqual([]);
    expect((await show(place, id))[kind]).toHaveLength(kind === 'reports' ? 2 : 1);
  });

  it('after a new report could not be saved, is the same report', async () => {
    const place = await ana();
    await writeFile(lockOf(place), '');
    expect((await answer(place, NEW, FEW)).code).toBe(1);
    await rm(lockOf(place));
    json(await answer(place, NEW, FEW));
    expect(await drafts(place)).toEqual([]);
    expect(json(await coc(place, ['list', '--json']))).toHaveLength(1);
    // Once it is saved, the same words are another report.
    await report(place, FEW);
    expect(json(await coc(place, ['list', '--json']))).toHaveLength(2);
  });

  it('after it was saved and coc was killed before it said so, is not saved once more, which is said', async () => {
    const { place, id } = await reportedPlace(FEW);
    const argv = ['note', id, '--yes', '--json'];
    await writeFile(lockOf(place), '');
    expect((await answer(place, argv, { note: MARK })).code).toBe(1);
    await rm(lockOf(place));
    const [name = ''] = await drafts(place);
    const draft = join(place.home, '.local/state/coc/drafts', name);
    const kept = await readFile(draft);
    const { commit } = json(await answer(place, argv, { note: MARK }));
    await writeFile(draft, kept);
    expect(json(await answer(place, argv, { note: MARK }))).toMatchObject({ id, commit });
    await writeFile(draft, kept);
    const told = await answer(place, argv.slice(0, -1), { note: MARK });
    expect(told.stdout).toMatch(/saved already: .*not saved once more/);
    expect((await show(place, id)).notes).toHaveLength(1);
    expect(await drafts(place)).toEqual([]);
  });

  it('of a save that another run finished, adds nothing, and that run said so', async () => {
    const { place, id } = await reportedPlace(FEW);
    const before = await readFile(fileOf(place, id));
    const head = git(place, 'rev-parse', 'HEAD').trim();
    const argv = ['note', id, '--yes', '--json'];
    await writeFile(lockOf(place), '');
    expect((await answer(place, argv, { note: MARK })).code).toBe(1);
    await rm(lockOf(place));
    const [name = ''] = await drafts(place);
    const draft = join(place.home, '.local/state/coc/drafts', name);
    const kept = await readFile(draft);
    json(await answer(place, argv, { note: MARK }));
    // As a kill leaves it between the file and the commit.
    const after = await readFile(fileOf(place, id));
    git(place, 'reset', '-q', '--hard', head);
    await pinned(place);
    await writeFile(fileOf(place, id), after);
    await writeFile(draft, kept);
    await writeFile(join(place.repo, '.git/coc-committing'), '');
    expect(before.equals(after)).toBe(false);
    const other = await answer(place, argv, { note: 'another' });
    expect(other.stderr.replace(/\s+/g, ' ')).toContain(`saved something in ${id}. That is saved now`);
    expect(json(await answer(place, argv, { note: MARK }))).toMatchObject({ id });
    expect((await show(place, id)).notes.map(({ text }: { text: string }) => text)).toEqual([
      MARK,
      'another',
    ]);
    expect(await drafts(place)).toEqual([]);
  });
});
