import { describe, expect, it } from 'vitest';
import {
  ana,
  anaAndBen,
  answer,
  coc,
  drafts,
  emptyPlace,
  FEW,
  git,
  headOf,
  json,
  NOW,
  type Place,
  report,
  show,
} from './run.ts';
import { reportedPlace } from './steps.ts';

const later = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);
const add = (place: Place, id: string, answers: Readonly<Record<string, unknown>>) =>
  answer(place, ['report', 'add', id, '--yes', '--json'], answers, { now: later(2) });

describe.concurrent('coc report add', () => {
  it('adds a further report, with people of its own; the strictest answer holds', async () => {
    const place = await ana();
    const id = await report(place, { ...FEW, 'reporter-name': 'Rosa', who: 'a man' });
    const saved = json(
      await add(place, id, {
        add: 'report',
        threat: 'none',
        account: 'It happened to me as well.',
        'reporter-name': 'Rita',
        who: 'the same man',
        consent: 'asked-not-to-proceed',
        share: 'recorder',
      }),
    );
    expect(saved.id).toBe(id);
    expect(await show(place, id)).toMatchObject({
      status: 'not-to-proceed',
      consent: 'asked-not-to-proceed',
      reports: [
        { number: 1, reporter: 'R1', consent: 'no-objection' },
        { number: 2, reporter: 'R2', account: 'It happened to me as well.', details: { who: 'A2' } },
      ],
      people: [{ name: 'Rosa' }, { ref: 'A1' }, { name: 'Rita' }, { ref: 'A2' }],
    });
    expect(json(await coc(place, ['list', '--json']))).toMatchObject([{ reports: 2 }]);
    expect(git(place, 'log', '--format=%s', '-2').trim().split('\n')).toEqual([
      'Add to the reports',
      'Add to the reports',
    ]);
    expect(git(place, 'rev-list', '--count', 'HEAD').trim()).toBe('3');
    git(place, 'verify-commit', 'HEAD');
  });

  it('adds what was said later, by whom, byte for byte', async () => {
    const place = await ana();
    const id = await report(place, { ...FEW, 'reporter-name': 'Rosa' });
    const account = 'He came back.\r\nTwice.';
    const said = { add: 'follow-up', from: 'R1', account, 'received-at': '2026-11-23T16:00:00Z' };
    expect((await add(place, id, said)).code).toBe(0);
    expect(await show(place, id)).toMatchObject({
      followUps: [{ text: account, from: 'R1', receivedAt: '2026-11-23T16:00:00Z' }],
      reports: [{ account: FEW.account }],
    });
    expect((await coc(place, ['show', id])).stdout).toContain('Twice.');
    const unknown = await add(place, id, { ...said, from: 'R9' });
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('from must be one of R1');
  });

  it('notes what may be told and what may not, the newest of each person counting', async () => {
    const { place, id } = await reportedPlace({ ...FEW, 'reporter-name': 'Rosa' });
    const said = { add: 'permission', what: 'announce' };
    const yes = { ...said, permitted: 'yes', 'permitted-words': 'Rosa: say it to all.' };
    expect((await add(place, id, yes)).code).toBe(0);
    const back = { ...said, permitted: 'no', 'permitted-words': 'Rosa: rather not, after all.' };
    expect((await add(place, id, back)).code).toBe(0);
    const condition = 'only if it happens again';
    expect((await add(place, id, { ...said, what: 'employer', permitted: 'if', condition })).code).toBe(0);
    expect((await show(place, id)).permitted).toMatchObject([
      { what: 'announce', answer: 'yes', people: ['R1'], words: 'Rosa: say it to all.' },
      { what: 'announce', answer: 'no' },
      { what: 'employer', answer: 'if', condition },
    ]);
    const shown = (await coc(place, ['show', id])).stdout;
    expect(shown).toContain('rather not');
    expect(shown).toContain(condition);
    expect((await add(place, id, { ...said, permitted: 'not-asked' })).code).not.toBe(0);
    expect((await add(place, id, { ...yes, 'permitted-words': 'no' })).stderr).toContain(
      'no words of a permission',
    );
  });

  it('keeps with whoever took it what may be shared only under a condition', async () => {
    const { place } = await anaAndBen();
    const id = await report(place, { ...FEW, share: 'if', 'share-condition': 'if it happens again: Ben' });
    expect(await show(place, id)).toMatchObject({
      readers: ['ana'],
      reports: [{ share: 'recorder', condition: 'if it happens again: Ben' }],
    });
    expect((await coc(place, ['show', id])).stdout).toContain('if it happens again: Ben');
    const early = { ...FEW, share: 'if', readers: ['ben'], 'hide-reporter': 'no' };
    const refused = await answer(place, ['report', 'new', '--yes'], early);
    expect(refused.stderr).toContain('readers would open it to somebody whom no permission covers');
    expect(refused.stderr).toContain('share-condition is missing');
  });

  it('completes details that were missing, each once', async () => {
    const place = await ana();
    const id = await report(place, { ...FEW, who: null, behavior: 'shouted' });
    expect((await add(place, id, { add: 'detail', who: 'a tall man', when: 'at noon' })).code).toBe(0);
    expect(await show(place, id)).toMatchObject({
      reports: [{ details: { who: 'A1', behavior: 'shouted', when: 'at noon' } }],
      people: [{ ref: 'R1' }, { ref: 'A1', description: 'a tall man' }],
    });
    const again = await add(place, id, { add: 'detail', behavior: 'whispered', account: 'new words' });
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('behavior is not asked here');
    expect(again.stderr).toContain('account is not asked here');
    expect(again.stderr).not.toMatch(/whispered|new words/);
  });

  it('completes the report that is meant, where there are several', async () => {
    const { place, id } = await reportedPlace(FEW);
    const second = {
      add: 'report',
      threat: 'none',
      account: 'Me too.',
      consent: 'no-objection',
      share: 'recorder',
    };
    expect((await add(place, id, second)).code).toBe(0);
    expect((await add(place, id, { add: 'detail', report: '2', when: 'at noon' })).code).toBe(0);
    const { reports } = await show(place, id);
    expect(reports.map((one: { details: object }) => one.details)).toEqual([{}, { when: 'at noon' }]);
  });

  it('does not save where there is nothing to add', async () => {
    const { place, id } = await reportedPlace(FEW);
    const head = headOf(place.repo);
    const ran = await add(place, id, { add: 'detail' });
    expect(ran.code).not.toBe(0);
    expect(headOf(place.repo)).toBe(head);
  });

  it('says what is missing, and takes no incident that is not there', async () => {
    const { place, id } = await reportedPlace(FEW);
    const empty = await add(place, id, {});
    expect(empty).toMatchObject({ code: 2, stdout: '' });
    expect(empty.stderr).toContain('add is missing: report, follow-up, detail');
    const noId = await answer(place, ['report', 'add', '--yes'], { add: 'detail', who: 'x' });
    expect(noId).toMatchObject({ code: 2 });
    expect((await add(place, 'ZZZZ-ZZZZ', { add: 'detail', who: 'x' })).code).toBe(1);
  });

  it('needs --yes, and keeps the readers as they are', async () => {
    const { place, ben } = await anaAndBen();
    const named = { share: 'named', permission: 'Rosa: Ben too', readers: ['ben'] };
    const id = await report(place, { ...FEW, ...named });
    const said = { add: 'follow-up', account: 'More.' };
    expect((await answer(place, ['report', 'add', id], said)).code).toBe(2);
    expect((await add(place, id, said)).code).toBe(0);
    expect(await show(ben, id)).toMatchObject({ followUps: [{ text: 'More.' }], readers: ['ana', 'ben'] });
  });

  it('prints { id, commit }, as --help says', async () => {
    const { place, id } = await reportedPlace(FEW);
    const saved = json(await add(place, id, { add: 'follow-up', account: 'More.' }));
    expect((await coc(place, ['report', 'add', '--help'])).stdout).toContain('{ id, commit }');
    expect(Object.keys(saved)).toEqual(['id', 'commit']);
  });

  it('prints a form that can be filled in', async () => {
    const { place, id } = await reportedPlace(FEW);
    const form = await coc(place, ['report', 'add', '--print-form']);
    expect(form.code).toBe(0);
    const stdin = form.stdout.replace('\nadd: ""', '\nadd: detail').replace('\nwho: ""', '\nwho: a man');
    expect((await coc(place, ['report', 'add', id, '--yes', '--answers', '-'], { stdin })).code).toBe(0);
  });
});

describe.concurrent('what somebody wants now', () => {
  const WANT = { add: 'wish', account: 'Please forget it.' };

  it('stops it, narrows who may know, lets the accused hear that it goes no further, and can go on again', async () => {
    const { place, ben } = await anaAndBen();
    const named = { share: 'named', permission: 'Rosa: Ben too', readers: ['ben'] };
    const id = await report(place, { ...FEW, ...named, 'reporter-name': 'Rosa', who: 'Marlon Vane' });
    const told = { about: 'complaint', person: 'A1', way: 'told', how: 'By phone' };
    expect((await answer(place, ['notify', id, '--yes'], told, { now: later(1) })).code).toBe(0);

    const stop = { ...WANT, want: 'stop', 'may-open': 'yes', 'said-at': later(2).toISOString() };
    const said = await answer(place, ['report', 'add', id, '--yes'], stop, { now: later(2) });
    expect(said).toMatchObject({ code: 0 });
    expect(said.stdout).toContain('It does not go on, and no clock runs.');
    expect(said.stdout).toMatch(/What was given stays given: still open to ben,\s+and\s+to\s+nobody\s+more/);
    expect(said.stdout).toContain('Tell A1 that it goes no further');
    const much = { now: later(1000) };
    expect(json(await coc(ben, ['show', id, '--json'], much))).toMatchObject({
      status: 'not-to-proceed',
      overdue: false,
      due: [{ what: 'Tell A1 that it goes no further' }],
      readers: ['ana', 'ben'],
      wishes: [{ want: 'stop', from: 'R1', words: 'Please forget it.' }],
    });
    expect((await coc(place, ['show', id], much)).stdout).toContain('Please forget it.');
    const meeting = await answer(place, ['meeting', id, '--yes'], { 'what-happened': 'x' }, much);
    expect(meeting.stderr).toContain('--override not-to-proceed');

    const over = { about: 'response', person: 'A1', way: 'letter', given: 'yes', how: 'By mail' };
    const letter = await answer(place, ['notify', id, '--yes'], over, { now: later(3) });
    expect(letter.code, letter.stderr).toBe(0);
    expect(letter.stdout).toContain('We are not taking it any further');
    expect(letter.stdout).not.toMatch(/Rosa|forget/);
    expect(json(await coc(place, ['status', '--json'], much)).due).toEqual([]);

    const again = {
      ...{ add: 'report', threat: 'none', account: 'He did it again.', consent: 'no-objection' },
      ...{ share: 'recorder', 'goes-on': 'R1', 'received-at': later(900).toISOString() },
    };
    expect((await answer(place, ['report', 'add', id, '--yes'], again, { now: later(901) })).code).toBe(0);
    expect(json(await coc(place, ['show', id, '--json'], { now: later(902) }))).toMatchObject({
      status: 'open',
      respondBy: later(912).toISOString(),
      overdue: false,
    });
  });

  it('closes it to those who could open it, where they say so', async () => {
    const { place, ben } = await anaAndBen();
    const named = { share: 'named', permission: 'Rosa: Ben too', readers: ['ben'] };
    const id = await report(place, { ...FEW, ...named });
    const alone = { ...WANT, want: 'nobody-more', 'may-open': 'no' };
    const said = await answer(place, ['report', 'add', id, '--yes'], alone, { now: later(2) });
    expect(said.stdout).toContain('From now on ben can no longer open this');
    expect(said.stdout).not.toContain('What was given stays given');
    expect((await coc(ben, ['show', id])).code).toBe(1);
    expect(await show(place, id)).toMatchObject({ readers: ['ana'], status: 'open' });
    const grant = await answer(place, ['access', 'grant', id, '--yes'], { member: 'ben' });
    expect(grant.stderr).toContain('No permission that is recorded lets them open the incident.');
  });

  it('keeps the words from readers who do not know who reported', async () => {
    const { place, ben } = await anaAndBen();
    const hidden = {
      share: 'named',
      permission: 'x',
      readers: ['ben'],
      'hide-reporter': 'yes',
      summary: 'x',
    };
    const id = await report(place, { ...FEW, ...hidden });
    expect((await add(place, id, { ...WANT, want: 'stop', 'may-open': 'yes' })).code).toBe(0);
    expect((await show(place, id)).wishes).toMatchObject([{ words: 'Please forget it.' }]);
    const [seen] = (await show(ben, id)).wishes;
    expect(seen).toMatchObject({ want: 'stop' });
    expect(seen).not.toHaveProperty('words');
  });
});

describe.concurrent('who reported it, when the readers widen later', () => {
  const SECRET = { ...FEW, 'reporter-name': 'Rosa Reporter' };
  const WIDER = { code: 2, stderr: expect.stringContaining('readers would open it to somebody') };
  const hidesFrom = async (ben: Place, id: string): Promise<void> => {
    const ran = await coc(ben, ['show', id, '--json']);
    expect(ran).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('not shared with you'),
    });
    expect(ran.stderr).not.toMatch(/Rosa Reporter|followed them around/);
  };

  it('stays with the recorder where a quick report turns out to be widely witnessed', async () => {
    const { place, ben } = await anaAndBen();
    const text = { threat: 'none', account: FEW.account };
    const { id } = json(await answer(place, ['report', 'new', '--quick', '--yes', '--json'], text));
    const alone = { visibility: 'witnessed', share: 'recorder', 'reporter-name': 'Rosa Reporter' };
    const resume = ['report', 'resume', id, '--yes'];
    expect(await answer(place, resume, { ...alone, readers: ['ben'] })).toMatchObject(WIDER);
    await hidesFrom(ben, id);
    expect((await answer(place, resume, alone)).code).toBe(0);
    expect(await show(place, id)).toMatchObject({ visibility: 'witnessed', readers: ['ana'] });
    await hidesFrom(ben, id);
  });

  it('stays with the recorder where a further report of a witnessed incident may be shared', async () => {
    const { place, ben } = await anaAndBen();
    const id = await report(place, { ...SECRET, visibility: 'witnessed', consent: undefined });
    const further = { add: 'report', threat: 'none', account: 'I saw it too.', share: 'team' };
    const permitted = { ...further, permission: 'Rita: the team', 'hide-reporter': 'no' };
    expect(await add(place, id, { ...permitted, readers: ['ben'] })).toMatchObject(WIDER);
    expect((await add(place, id, permitted)).code).toBe(0);
    expect(await show(place, id)).toMatchObject({ reports: [{}, {}], readers: ['ana'] });
    await hidesFrom(ben, id);
  });

  it('stays with the recorder where a private one may not be shared by every report', async () => {
    const { place, ben } = await anaAndBen();
    const id = await report(place, SECRET);
    const further = {
      add: 'report',
      threat: 'none',
      account: 'Me too.',
      consent: 'no-objection',
      share: 'team',
    };
    const refused = await add(place, id, { ...further, permission: 'Rita: the team', readers: ['ben'] });
    expect(refused).toMatchObject(WIDER);
    const saved = await add(place, id, { ...further, permission: 'Rita: the team', 'hide-reporter': 'no' });
    expect(saved.code).toBe(0);
    expect((await show(place, id)).readers).toEqual(['ana']);
    await hidesFrom(ben, id);
  });

  it('keeps out of a quick report whoever has a conflict of interest', async () => {
    const { place } = await anaAndBen();
    const text = { threat: 'none', account: FEW.account };
    const { id } = json(await answer(place, ['report', 'new', '--quick', '--yes', '--json'], text));
    const rest = { visibility: 'private', consent: 'no-objection', share: 'recorder', conflicts: ['ben'] };
    expect(await answer(place, ['report', 'resume', id, '--yes'], rest)).toMatchObject({ code: 0 });
    expect(await show(place, id)).toMatchObject({ keptOut: ['ben'] });
  });
});

describe.concurrent('a further report in an incident that others can open', () => {
  const OPEN = {
    ...FEW,
    share: 'named',
    permission: 'Rosa: Ben too',
    readers: ['ben'],
    'hide-reporter': 'no',
  };
  const FURTHER = { add: 'report', threat: 'none', account: 'MARKER-words', 'reporter-name': 'Mei Zanzibar' };

  it('is open to whom its reporter named, who could open it already', async () => {
    const { place, ben } = await anaAndBen();
    const id = await report(place, OPEN);
    const given = { ...FURTHER, consent: 'no-objection', share: 'named', permission: 'Ben may know' };
    const unsaid = await add(place, id, given);
    expect(unsaid.stderr).toContain('readers is missing: ben');
    const said = { ...given, readers: ['ben'], 'hide-reporter': 'no' };
    const ran = await answer(place, ['report', 'add', id, '--yes'], said);
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).not.toContain('can no longer open');
    expect(await show(ben, id)).toMatchObject({
      readers: ['ana', 'ben'],
      reports: [{}, { account: 'MARKER-words' }],
    });
  });

  it('keeps its reporter and their words with whoever took it, where they want that', async () => {
    const { place, ben } = await anaAndBen();
    const id = await report(place, { ...OPEN, visibility: 'witnessed', consent: undefined });
    const given = { ...FURTHER, share: 'team', permission: 'MARKER-permission', summary: 'It went on.' };
    expect((await add(place, id, given)).stderr).toContain('hide-reporter is missing');
    const ran = await add(place, id, { ...given, 'hide-reporter': 'yes' });
    expect(ran.code, ran.stderr).toBe(0);
    for (const args of [
      ['show', id],
      ['show', id, '--json'],
      ['access', id],
    ]) {
      const seen = await coc(ben, args);
      expect(seen.code, seen.stderr).toBe(0);
      expect(seen.stdout).not.toMatch(/MARKER|Zanzibar/);
    }
    expect((await coc(ben, ['show', id])).stdout).toContain('It went on.');
    expect(json(await coc(ben, ['access', id, '--json'])).reporters).toMatchObject([
      { knownTo: ['ana', 'ben'] },
      { reporter: 'R2', knownTo: ['ana'] },
    ]);
    expect((await coc(place, ['show', id])).stdout).toContain('MARKER-words');
  });
});

describe.concurrent('an accused who turns out to be on the team', () => {
  it('waits until they are kept out, or somebody says that it is somebody else', async () => {
    const { place, ben } = await anaAndBen();
    const given = { who: 'a man', share: 'named', permission: 'Ben too', readers: ['ben'] };
    const id = await report(place, { ...FEW, ...given, 'hide-reporter': 'no' });
    const due = async () => JSON.stringify(json(await coc(place, ['status', '--json'])).due);
    expect(await due()).not.toContain('may be somebody on this team');
    const named = { add: 'person', person: 'A1', 'person-name': 'Ben' };
    expect((await add(place, id, named)).stderr).toContain('conflicts is missing');
    expect((await add(ben, id, { ...named, 'person-name': '@ben' })).code).toBe(0);
    expect(await due()).toContain('A1 may be somebody on this team, who can open this');
    const page = (await coc(place, ['access', id])).stdout.replace(/\s+/g, ' ');
    expect(page).toContain('May be the person accused: keep them out, or say that it is somebody else.');
    expect((await add(place, id, { add: 'person', person: 'A1', conflicts: [] })).code).toBe(0);
    expect(await due()).not.toContain('may be somebody on this team');
    expect((await coc(place, ['show', id])).stdout).toContain('somebody else than ben');
    expect((await add(place, id, { ...named, conflicts: ['ben'] })).code).toBe(0);
    expect((await coc(ben, ['show', id])).code).toBe(1);
  });
});

describe.concurrent('coc note', () => {
  it('adds a note, byte for byte', async () => {
    const { place, id } = await reportedPlace(FEW);
    const note = '  Called the venue.\r\n';
    const ran = await answer(place, ['note', id, '--yes'], { note });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(await show(place, id)).toMatchObject({ notes: [{ text: note, by: 'ana' }] });
    expect((await coc(place, ['show', id])).stdout).toContain('Called the venue.');
    expect(git(place, 'log', '-1', '--format=%B').trim()).toBe('Add to the reports');
  });

  it('prints { id, commit }, as --help says', async () => {
    const { place, id } = await reportedPlace(FEW);
    const saved = json(await answer(place, ['note', id, '--yes', '--json'], { note: 'x' }));
    expect(saved).toMatchObject({ id, commit: headOf(place.repo).trim() });
    expect((await coc(place, ['note', '--help'])).stdout).toContain('{ id, commit }');
    expect(Object.keys(saved)).toEqual(['id', 'commit']);
  });

  it('says what is missing, in one list', async () => {
    const { place, id } = await reportedPlace(FEW);
    const ran = await answer(place, ['note', id, '--yes'], { nota: 'secretive words' });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('note is missing');
    expect(ran.stderr).toContain('is note meant?');
    expect(ran.stderr).not.toContain('secretive');
    const form = await coc(place, ['note', '--print-form']);
    expect(form.stdout).toContain('note: ""');
  });
});

describe.concurrent('coc report new --quick', () => {
  const QUICK = { threat: 'none', account: 'Somebody was hit, hall 3.' };
  const REST = {
    channel: 'verbal',
    'reporter-name': 'Rosa',
    who: 'badge 12',
    visibility: 'private',
    consent: 'no-objection',
    share: 'recorder',
  };
  const quick = async (place: Place): Promise<string> =>
    json(await answer(place, ['report', 'new', '--quick', '--yes', '--json'], QUICK)).id;

  it('takes one text, and is waiting to be completed', async () => {
    const place = await ana();
    const id = await quick(place);
    expect(json(await coc(place, ['list', '--json']))).toMatchObject([
      { id, status: 'unfinished', reports: 1 },
    ]);
    const { due } = json(await coc(place, ['status', '--json']));
    expect(due).toContainEqual(expect.objectContaining({ incident: id, command: `coc report resume ${id}` }));
    expect((await coc(place, ['show', id])).stdout).toContain('hall 3');
  });

  it('asks for no more than that, and takes no more', async () => {
    const place = await ana();
    const bare = await answer(place, ['report', 'new', '--quick', '--yes'], {});
    expect(bare.code).toBe(2);
    expect(bare.stderr.match(/is missing/g)).toHaveLength(2);
    const more = await answer(place, ['report', 'new', '--quick', '--yes'], { ...QUICK, who: 'badge 12' });
    expect(more.code).toBe(2);
    expect(more.stderr).not.toContain('badge 12');
  });

  it('is completed by `report resume ID --answers`', async () => {
    const place = await ana();
    const id = await quick(place);
    const { channel: _, ...rest } = REST;
    const ran = await answer(place, ['report', 'resume', id, '--yes', '--json'], rest);
    expect(json(ran).id).toBe(id);
    expect(await show(place, id)).toMatchObject({
      status: 'open',
      consent: 'no-objection',
      visibility: 'private',
      reports: [{ account: QUICK.account, details: { who: 'A1' } }],
      people: [{ name: 'Rosa' }, { description: 'badge 12' }],
    });
    expect(json(await coc(place, ['status', '--json'])).due).toHaveLength(3);
    expect(await drafts(place)).toEqual([]);
  });

  it('can be told how it came, and who heard it, when it is completed', async () => {
    const place = await ana();
    const id = await quick(place);
    const ran = await answer(place, ['report', 'resume', id, '--yes'], {
      ...REST,
      channel: 'verbal',
      'heard-by': 'Vera, a volunteer',
    });
    expect(ran).toMatchObject({ code: 0 });
    expect(await show(place, id)).toMatchObject({ reports: [{ channel: 'verbal', heardBy: 'H1' }] });
  });

  it('can be a member who heard it, who is put right like anybody else', async () => {
    const { place } = await anaAndBen();
    const id = await report(place, { ...FEW, channel: 'verbal', 'heard-by': 'Ben' });
    expect((await show(place, id)).reports[0]).toMatchObject({ heardByMember: 'ben', by: 'ana' });
    expect((await show(place, id)).people.filter(({ role }: { role: string }) => role === 'hearer')).toEqual(
      [],
    );
    expect((await coc(place, ['show', id])).stdout).toMatch(/Heard by +ben/);
    const right = (heard: string | null) =>
      answer(place, ['report', 'add', id, '--yes'], {
        add: 'correction',
        wrong: 'report',
        'right-heard-by': heard,
      });
    expect((await right('Kim, a volunteer')).code).toBe(0);
    const other = (await show(place, id)).reports[0];
    expect(other).toMatchObject({ heardBy: 'H1' });
    expect(other).not.toHaveProperty('heardByMember');
    expect((await coc(place, ['show', id])).stdout.replace(/\s+/g, ' ')).toContain(
      'who heard it (first written: ben)',
    );
    expect((await right('Ben')).code).toBe(0);
    expect((await show(place, id)).reports[0]).toMatchObject({ heardByMember: 'ben' });
    expect((await show(place, id)).reports[0]).not.toHaveProperty('heardBy');
    expect((await right('me')).code).toBe(0);
    for (const key of ['heardBy', 'heardByMember'])
      expect((await show(place, id)).reports[0]).not.toHaveProperty(key);
    const own = await answer(place, ['report', 'new', '--yes'], {
      ...FEW,
      channel: 'verbal',
      'heard-by': 'me',
    });
    expect(own.code).toBe(2);
    expect(own.stderr).toContain('heard-by is for somebody else');
  });

  it('is found without its ID, where it is the only one', async () => {
    const place = await ana();
    const id = await quick(place);
    expect(
      json(await answer(place, ['report', 'resume', '--yes', '--json'], { visibility: 'witnessed' })).id,
    ).toBe(id);
    expect((await show(place, id)).status).toBe('open');
    const nothing = await coc(place, ['report', 'resume', '--yes']);
    expect(nothing).toMatchObject({ code: 1 });
    expect(nothing.stderr).toContain('Nothing is unfinished');
  });

  it('is not chosen where there are several', async () => {
    const place = await ana();
    await quick(place);
    await quick(place);
    expect(await coc(place, ['report', 'resume', '--yes'])).toMatchObject({ code: 2 });
  });

  it('stays to be completed where nothing was answered', async () => {
    const place = await ana();
    const id = await quick(place);
    const head = headOf(place.repo);
    const ran = await coc(place, ['report', 'resume', id, '--yes']);
    expect(ran.code).not.toBe(0);
    expect(headOf(place.repo)).toBe(head);
  });

  it('prints the form of what is to be completed, and saves nothing by it', async () => {
    const place = await ana();
    const id = await quick(place);
    const head = headOf(place.repo);
    const form = await coc(place, ['report', 'resume', id, '--print-form', '--yes']);
    expect(form.code).toBe(0);
    expect(form.stdout).toContain('visibility: ""');
    expect(headOf(place.repo)).toBe(head);
  });

  it('is the first thing that can be done on an empty machine', async () => {
    const place = await emptyPlace();
    const ran = await answer(place, ['report', 'new', '--quick', '--yes', '--json'], {
      ...QUICK,
      'your-name': 'Ana',
    });
    expect(ran.code).toBe(0);
    expect(Object.keys(JSON.parse(ran.stdout))).toEqual(['id', 'commit', 'respondBy']);
  });
});
