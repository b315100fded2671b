import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import {
  ana,
  anaAndBen,
  coc,
  commitAsMember,
  deskOf,
  drafts,
  emptyPlace,
  git,
  headOf,
  json,
  type Place,
  report,
  show,
} from './run.ts';
import {
  decided,
  decidedPlace,
  done,
  HEARD,
  hasAge,
  MEETING,
  openedByAge,
  PRIVATE,
  refused,
  reportedPlace,
  step,
} from './steps.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests change whatever is there
type Data = any;

const fileIn = (place: Place): string => join(place.repo, 'policy/playbook.yaml');
const textIn = (place: Place): Promise<string> => readFile(fileIn(place), 'utf8');
const edit = (place: Place, text: string) => coc(place, ['policy', 'edit', '--file', '-'], { stdin: text });

/** The playbook with something changed in its data, as a community would that edits it. */
async function changed(place: Place, change: (playbook: Data) => void): Promise<string> {
  const data = parse(await textIn(place));
  change(data);
  return stringify(data);
}

/** Saves that, which must succeed. */
async function change(place: Place, how: (playbook: Data) => void): Promise<void> {
  const ran = await edit(place, await changed(place, how));
  if (ran.code !== 0) throw new Error(ran.stderr);
}

/** Lays down a playbook in a signed commit, past every check, as an older coc would have. */
async function layDown(place: Place, how: (playbook: Data) => void): Promise<void> {
  const { vault } = await deskOf(place);
  await vault.changePlaybook(await changed(place, how), await textIn(place));
}

describe.concurrent('coc policy show', () => {
  it('prints the playbook as it stands in the repository, or as JSON', async () => {
    const place = await ana();
    const { stdout, code } = await coc(place, ['policy', 'show']);
    expect(code).toBe(0);
    expect(stdout.trimEnd()).toBe((await textIn(place)).trimEnd());
    const data = json(await coc(place, ['policy', 'show', '--json']));
    const { clauses, gates, sanctions } = parse(await textIn(place));
    expect(data).toMatchObject({ clauses, gates, sanctions });
  });

  it('works for every member', async () => {
    const { ben } = await anaAndBen();
    expect((await coc(ben, ['policy', 'show'])).code).toBe(0);
    expect((await coc(ben, ['policy', 'check'])).code).toBe(0);
  });
});

describe.concurrent('coc policy check', () => {
  it('says that it is sound, with its name and version; or one in a file or on stdin', async () => {
    const place = await ana();
    const own = await coc(place, ['policy', 'check']);
    expect(own).toMatchObject({ code: 0, stdout: expect.stringContaining('sound: imgix, version 1.') });
    expect(own.stdout).not.toContain('no words of its own');
    const other = await changed(place, (playbook) => {
      playbook.name = 'ours';
      playbook.version = 7;
    });
    await writeFile(join(place.home, 'other.yaml'), other);
    for (const source of ['other.yaml', '-']) {
      const ran = await coc(place, ['policy', 'check', source], { stdin: other });
      expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('ours, version 7') });
    }
    const missing = await coc(place, ['policy', 'check', 'nowhere.yaml']);
    expect(missing).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('it is not there'),
    });
  });

  it('names everything that is wrong, by its place', async () => {
    const place = await ana();
    const broken = await changed(place, (playbook) => {
      delete playbook.clocks;
      playbook.meeting.clause = 'nowhere';
      playbook.gates.leak.clause = 'vanished';
      playbook.letters.response.names = ['everybody'];
      playbook.sanctions.kinds[0].parameters = ['colour'];
      playbook.sanctions.kinds[1].id = 'warning';
      playbook.surprise = 1;
    });
    const ran = await coc(place, ['policy', 'check', '-'], { stdin: broken });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    for (const words of [
      'clocks',
      'meeting.clause: there is no clause nowhere',
      'gates.leak.clause: there is no clause vanished',
      'letters.response.names',
      'interviews.sanction has no question colour',
      'warning is there twice',
      'surprise',
    ])
      expect(ran.stderr).toContain(words);
  });
});

describe.concurrent('coc policy edit', () => {
  it('puts right a playbook that cannot be used', async () => {
    const place = await ana();
    const sound = await textIn(place);
    await writeFile(fileIn(place), `${sound}\nnonsense: yes\n`);
    await commitAsMember(place, 'broken');
    const refusedBy = await coc(place, ['list']);
    expect(refusedBy).toMatchObject({ code: 1, stderr: expect.stringContaining('coc policy edit') });
    expect(
      await edit(place, sound.replace('Informing the community', 'Telling the community')),
    ).toMatchObject({
      code: 0,
    });
    expect((await coc(place, ['list'])).code).toBe(0);
    git(place, 'verify-commit', 'HEAD');
  });

  it('saves a changed playbook one version higher, in a signed commit of that path alone', async () => {
    const place = await ana();
    const ran = await edit(place, (await textIn(place)).replace('hours: 12', 'hours: 6'));
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('as version 2') });
    git(place, 'verify-commit', 'HEAD');
    expect(git(place, 'show', '--stat', '--format=%s', 'HEAD')).toMatch(
      /^Change the policy\n\n policy\/playbook\.yaml/,
    );
    expect(git(place, 'diff', '--name-only', 'HEAD~1').trim()).toBe('policy/playbook.yaml');
    expect(git(place, 'status', '--porcelain')).toBe('');
    const text = await textIn(place);
    expect(text).toContain('version: 2');
    expect(text).toContain('hours: 6');
    expect(text).toContain('# Said word for word.');
    expect((await coc(place, ['policy', 'check'])).stdout).toContain('version 2');
    const id = await report(place, PRIVATE);
    expect((await show(place, id)).respondBy).toBe('2026-11-23T21:00:00.000Z');
    expect((await edit(place, text.replace('hours: 6', 'hours: 8'))).stdout).toContain('as version 3');
  });

  it('raises the version from what is in force, whatever the file says', async () => {
    const place = await ana();
    for (const [written, saved] of [
      ['version: 40', 2],
      ['version: 1', 3],
    ] as const) {
      const text = (await textIn(place))
        .replace(/^version: \d+/m, written)
        .replace(/hours: \d+/, `hours: ${saved}`);
      expect((await edit(place, text)).stdout).toContain(`as version ${saved}`);
    }
  });

  it('says so where nothing was changed, and commits nothing', async () => {
    const place = await ana();
    const head = headOf(place.repo);
    for (const text of [await textIn(place), `${await textIn(place)}\n\n`])
      expect(await edit(place, text)).toMatchObject({ code: 0, stdout: 'Nothing was changed.\n' });
    expect(headOf(place.repo)).toBe(head);
    expect(await drafts(place)).toEqual([]);
  });

  it.each([
    ['YAML that is none', () => 'version: 1\nname: [', 'the playbook: line 2'],
    [
      'a clause that is not there',
      (text: string) => text.replace('half-day }', 'whole-day }'),
      'no clause whole-day',
    ],
    [
      'an unknown gate',
      (text: string) => text.replace('\n  grounds:\n    clause', '\n  ground:\n    clause'),
      'ground',
    ],
    ['no version', (text: string) => text.replace(/^version: .*\n/m, ''), 'version'],
    [
      'a letter that names a role that is none',
      (text: string) => text.replace('names: [accused, staff]', 'names: [us]'),
      'letters.complaint.names',
    ],
    ['a newer format', (text: string) => text.replace('format: 1', 'format: 2'), 'format 2'],
    ['nothing', () => '', 'playbook'],
    [
      'a sanction for an unknown term',
      (text: string) => text.replace('terms: [now]', 'terms: [ever]'),
      'terms',
    ],
  ] as const)('refuses %s, names it, and saves nothing', async (_what, breakIt, named) => {
    const place = await ana();
    const [head, before] = [headOf(place.repo), await textIn(place)];
    const broken = breakIt(before);
    expect(broken).not.toBe(before);
    const ran = await edit(place, broken);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain(named);
    expect(headOf(place.repo)).toBe(head);
    expect(await textIn(place)).toBe(before);
    expect(await drafts(place)).toEqual([]);
    expect((await coc(place, ['status'])).code).toBe(0);
  });

  it('refuses letters whose words in braces nobody fills in, or which leave one out', async () => {
    const place = await ana();
    const head = headOf(place.repo);
    for (const [from, to] of [
      ['Hello {{name}},', 'Hello {{nickname}},'],
      ['{{signed}}', 'Yours'],
    ] as const) {
      const ran = await edit(place, (await textIn(place)).replace(from, to));
      expect(ran, to).toMatchObject({ code: 1, stdout: '' });
      expect(ran.stderr).toContain('letters.complaint');
    }
    expect(headOf(place.repo)).toBe(head);
  });

  it('saves no letter that nobody could send after that', async () => {
    const place = await ana();
    const broken = (await textIn(place)).replace('Hello {{name}},', 'Hello {{nickname}},');
    expect((await edit(place, broken)).code).toBe(1);
    const id = await report(place, PRIVATE);
    const letter = { about: 'complaint', way: 'letter', name: 'Marlon Vane' };
    expect(await step(place, 'notify', id, letter)).toMatchObject({ code: 0 });
  });

  it('is for admins', async () => {
    const { place, ben } = await anaAndBen();
    const head = headOf(place.repo);
    const ran = await edit(ben, (await textIn(place)).replace('hours: 12', 'hours: 6'));
    expect(ran).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('Only an admin') });
    expect(headOf(place.repo)).toBe(head);
    expect(await drafts(ben)).toEqual([]);
  });

  it('wants a terminal or a file, and a repository', async () => {
    const place = await ana();
    const ran = await coc(place, ['policy', 'edit']);
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('--file') });
    expect((await edit(await emptyPlace(), 'x: 1\n')).code).toBe(1);
  });
});

describe.concurrent('an incident', () => {
  it('keeps the version under which it was opened', async () => {
    const place = await ana();
    const old = await report(place, PRIVATE);
    await change(place, (playbook) => {
      playbook.clocks.response.hours = 6;
    });
    const young = await report(place, PRIVATE);
    await done(place, 'statement', old, HEARD);
    expect(await show(place, old)).toMatchObject({ playbook: { name: 'imgix', version: 1 } });
    expect(await show(place, young)).toMatchObject({ playbook: { name: 'imgix', version: 2 } });
    expect((await coc(place, ['show', old])).stdout).toContain('imgix, version 1');
    expect((await coc(place, ['show', young])).stdout).toContain('imgix, version 2');
    if (!hasAge) return;
    const stampOf = (id: string) => parse(openedByAge(place, id).split('\n---\n')[0] ?? '').playbook;
    expect(stampOf(old)).toMatchObject({ version: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(stampOf(young).digest).not.toBe(stampOf(old).digest);
    expect(createHash('sha256').update('').digest('hex')).not.toBe(stampOf(young).digest);
  });

  it('refuses in the words of a changed gate, with a changed clause', async () => {
    const { place, id } = await reportedPlace(PRIVATE);
    await change(place, (playbook) => {
      playbook.clauses.ours = { title: 'What we promised' };
      playbook.gates.attendance = { clause: 'ours', refuse: 'They wait outside, and get tea.' };
    });
    const answers = { ...MEETING, 'also-present': ['Mei Lindqvist'] };
    const rule = { gate: 'attendance', clause: 'What we promised' };
    expect(await refused(place, 'meeting', id, answers, rule)).toContain('They wait outside, and get tea.');
  });

  it('has letters, questions and sanctions as a community words them', async () => {
    const place = await ana();
    await change(place, (playbook) => {
      playbook.letters.complaint.text =
        '{{name}}: {{about}} {{community}} hears you at {{contact}}. {{signed}}';
      playbook.sanctions.kinds.push({
        id: 'no-drinks',
        label: 'No drinks at the party',
        must: 'order nothing at {{event}}',
        parameters: ['event'],
        terms: ['event-end'],
      });
      playbook.interviews.meeting['what-happened'].ask = 'What do we take to have happened';
      playbook.evaluation.questions.push({ id: 'tools', ask: 'Did a tool get in the way?' });
      playbook.announcement.why.push({ id: 'asked', label: 'Many asked us' });
    });
    const id = await decided(place);
    const { letter } = await done(place, 'notify', id, {
      about: 'complaint',
      way: 'letter',
      name: 'Marlon Vane',
    });
    expect(letter).toMatch(/^Marlon Vane: We have received a report/);
    const drinks = {
      sanction: 'no-drinks',
      event: 'the party',
      until: '2026-11-30',
      safety: 'He is calmer then.',
    };
    await done(place, 'sanction', id, drinks);
    const response = await done(place, 'notify', id, { about: 'response', way: 'letter' });
    expect(response.letter).toContain('order nothing at the party');
    expect((await coc(place, ['meeting', '--print-form'])).stdout).toContain(
      'What do we take to have happened?',
    );
    await done(place, 'evaluate', id, { anything: 'yes', tools: 'The chat was down.' });
    expect(json(await coc(place, ['evaluate', '--proposals', '--json']))).toEqual({
      proposals: [{ question: 'tools', words: 'The chat was down.' }],
    });
    const draft = {
      do: 'draft',
      why: ['asked'],
      permitted: 'yes',
      permission: 'Mei: yes.',
      what: 'An attendee was rude',
      action: 'x y',
    };
    await done(place, 'announce', id, draft);
  });

  it('keeps a sanction that the playbook has no more', async () => {
    const { place, id } = await decidedPlace();
    await done(place, 'sanction', id, {
      sanction: 'ban',
      scope: 'all',
      term: 'indefinite',
      safety: 'for their safety',
    });
    await change(place, (playbook) => {
      playbook.sanctions.kinds = playbook.sanctions.kinds.filter((kind: Data) => kind.id !== 'ban');
    });
    expect((await show(place, id)).sanctions).toMatchObject([{ label: 'No attendance at future events' }]);
    const { letter } = await done(place, 'notify', id, {
      about: 'response',
      way: 'letter',
      name: 'Marlon Vane',
    });
    expect(letter).toContain('no attendance at future events');
    const ran = await step(place, 'sanction', id, {
      sanction: 'ban',
      scope: 'all',
      safety: 'for their safety',
    });
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('sanction must be one of') });
  });
});

describe.concurrent('a playbook from before there were gates, letters and interviews', () => {
  const strip = (playbook: Data): void => {
    for (const part of ['gates', 'letters', 'interviews']) delete playbook[part];
    delete playbook.defaults.systems;
    delete playbook.questions.employer;
  };

  it('works with the words that come with coc, and `policy check` names what is missing', async () => {
    const place = await ana();
    await layDown(place, strip);
    const checked = await coc(place, ['policy', 'check']);
    expect(checked.code).toBe(0);
    for (const part of ['gates', 'letters', 'interviews', 'defaults.systems', 'questions.employer'])
      expect(checked.stdout).toMatch(new RegExp(`^- ${part}$`, 'm'));
    const id = await decided(place);
    const { letter } = await done(place, 'notify', id, {
      about: 'complaint',
      way: 'letter',
      name: 'Marlon Vane',
    });
    expect(letter).toContain('We have received a report');
    const answers = { ...MEETING, told: undefined, cannot: undefined, 'also-present': ['Mei Lindqvist'] };
    await refused(place, 'meeting', id, answers, { gate: 'attendance', clause: 'The meeting' });
    expect(await coc(place, ['policy', 'show'])).toMatchObject({
      code: 0,
      stdout: expect.not.stringContaining('gates:'),
    });
    expect(json(await coc(place, ['policy', 'show', '--json']))).toHaveProperty('gates');
  });

  it('keeps its own words where it has some', async () => {
    const place = await ana();
    await layDown(place, (playbook) => {
      playbook.gates = { attendance: { clause: 'meeting', refuse: 'They wait outside.' } };
      delete playbook.letters.response;
    });
    const id = await report(place, PRIVATE);
    const answers = { ...MEETING, 'also-present': ['Mei Lindqvist'] };
    const rule = { gate: 'attendance', clause: 'The meeting' };
    expect(await refused(place, 'meeting', id, answers, rule)).toContain('They wait outside.');
    const { stdout } = await coc(place, ['policy', 'check']);
    expect(stdout).toContain('gates.leak');
    expect(stdout).toContain('letters.response');
    expect(stdout).not.toContain('gates.attendance');
  });

  it('can be edited, and stays without what it does not say', async () => {
    const place = await ana();
    await layDown(place, strip);
    const ran = await edit(place, (await textIn(place)).replace('hours: 12', 'hours: 6'));
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('version 2') });
    expect(parse(await textIn(place))).not.toHaveProperty('gates');
  });

  it('whose clauses lack one that a borrowed gate names is told which', async () => {
    const place = await ana();
    await layDown(place, strip);
    const broken = await changed(place, (playbook) => {
      delete playbook.clauses.feedback;
      playbook.feedback.clause = 'announcing';
    });
    const ran = await edit(place, broken);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('feedback');
  });
});
