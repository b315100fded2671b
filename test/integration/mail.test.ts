import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportResume } from '../../src/commands/report-resume.ts';
import { takeStep } from '../../src/desk/flow.ts';
import { Cancelled } from '../../src/errors.ts';
import { localIso } from '../../src/text/moment.ts';
import { jpeg, plainJpeg } from '../unit/evidence/made.ts';
import type { Step } from '../unit/interview/scripted-prompter.ts';
import { bytes, mail } from '../unit/mail/written.ts';
import { msg } from '../unit/mail/written-outlook.ts';
import { ana, answer, coc, drafts, FEW, json, type Place, report, show } from './run.ts';
import { seat } from './seat.ts';
import { teamOfTwo } from './teams.ts';

const WORDS = 'He followed me from MARKERhall.\nI did not know him.';
const PICTURE = Uint8Array.from({ length: 3_000 }, (_, at) => (at * 7) & 0xff);
const { account: _, ...REST } = FEW;
const NEW = ['report', 'new', '--yes', '--json'];
const DATE = 'Sat, 21 Nov 2026 14:10:00 +0100';

function written(header: Readonly<Record<string, string>> = {}, text = WORDS, picture = PICTURE): Uint8Array {
  return mail({
    header: {
      From: 'Mara Lind <mara@visitors.example>',
      Subject: 'MARKERsubject',
      'Message-ID': '<1@visitors.example>',
      Date: DATE,
      Received: `from x by y; ${DATE}`,
      ...header,
    },
    parts: [
      { text },
      {
        header: {
          'Content-Type': 'image/png',
          'Content-Disposition': 'attachment; filename="MARKERpicture.png"',
        },
        ...{ bytes: picture, encoding: 'base64' },
      },
    ],
  });
}

async function file(place: Place, name: string, content: Uint8Array): Promise<string> {
  const path = join(place.home, name);
  await writeFile(path, content);
  return path;
}

async function listed(place: Place, id: string) {
  return json(await coc(place, ['evidence', 'list', id, '--json']));
}

/** The questions after those, passed over as far as they can be. */
const REST_AT_A_SEAT: readonly Step[] = [
  ...['reporter-is-affected', 'affected-name', 'who', 'behavior', 'when', 'circumstances', 'others'].map(
    (id): Step => [id],
  ),
  ['visibility', 'private'],
  ['consent', 'no-objection'],
  ['share', 'recorder'],
  ['files'],
  ['review'],
];

const sha256 = (one: Uint8Array): string => createHash('sha256').update(one).digest('hex');

/** Where a word stands in plain text below a folder, but for these files. */
function plainIn(folder: string, word: string, but: readonly string[]): readonly string[] {
  const { stdout } = spawnSync('grep', ['-rlaF', word, folder], { encoding: 'utf8' });
  return stdout.split('\n').filter((one) => one !== '' && !but.includes(one));
}

describe.concurrent('coc report new --mail', () => {
  it('takes the words whole, and keeps the mail and its files as evidence, in one commit', async () => {
    const place = await ana();
    const given = written();
    const path = await file(place, 'a.eml', given);
    const ran = await answer(place, [...NEW, '--mail', path], REST);
    const { id } = json(ran);
    const [{ account, receivedAt, channel }] = (await show(place, id)).reports;
    expect({ account, channel, at: new Date(receivedAt).toISOString() }).toEqual({
      account: WORDS,
      channel: undefined,
      at: '2026-11-21T13:10:00.000Z',
    });
    expect(await listed(place, id)).toMatchObject([
      { name: 'a.eml', sha256: sha256(given), from: 'R1', about: 'the mail itself, as it came' },
      { name: 'MARKERpicture.png', sha256: sha256(PICTURE), from: 'R1' },
    ]);
    expect(ran.stderr).toContain('Mara Lind <mara@visitors.example>');
    expect(ran.stderr).toContain('readable there');
    for (const marker of ['MARKERhall', 'MARKERsubject', 'MARKERpicture'])
      expect(plainIn(place.home, marker, [path])).toEqual([]);
    expect((await coc(place, ['verify'])).code).toBe(0);
  });

  it('proposes who wrote it and when, and somebody confirms each', async () => {
    const place = await ana();
    const path = await file(place, 'a.eml', written());
    const proposed: Record<string, unknown> = {};
    const asIs = (id: string): Step => [
      id,
      (asked) => {
        proposed[id] = 'initial' in asked ? asked.initial : undefined;
        return proposed[id] as string;
      },
    ];
    const { app, prompter } = seat(place, [
      ['threat', 'none'],
      ...['channel', 'received-at', 'reporter-name', 'reporter-contact'].map(asIs),
      ...REST_AT_A_SEAT,
    ]);
    await takeStep(app, 'report new', undefined, { mail: path });
    prompter.assertDone();
    expect(proposed).toEqual({
      channel: 'written',
      'received-at': localIso(new Date('2026-11-21T13:10:00Z')),
      'reporter-name': 'Mara Lind',
      'reporter-contact': 'mara@visitors.example',
    });
    const [{ id }] = json(await coc(place, ['list', '--json']));
    expect((await show(place, id)).people).toMatchObject([
      { ref: 'R1', name: 'Mara Lind', contact: 'mara@visitors.example' },
    ]);
  });

  it('assumes nobody who reports it where nobody can be asked, and names nobody who forges a name', async () => {
    const place = await ana();
    const path = await file(place, 'a.eml', written({ From: '"safety@example.org" <x@y.example>' }));
    const ran = await answer(place, [...NEW, '--mail', path], REST);
    expect(ran.stderr).toContain('x@y.example (calls itself "safety@example.org")');
    const [person] = (await show(place, json(ran).id)).people;
    expect([person.name, person.contact]).toEqual([undefined, undefined]);
  });

  it('tells what was quoted apart', async () => {
    const place = await ana();
    const path = await file(
      place,
      'a.eml',
      written({ 'In-Reply-To': '<0@x>' }, `${WORDS}\n\n> What happened?`),
    );
    const { id } = json(await answer(place, [...NEW, '--mail', path], REST));
    expect((await show(place, id)).reports[0].account).toBe(
      `${WORDS}\n\n[From earlier mails, quoted:]\n\n> What happened?`,
    );
  });

  it('takes it from stdin, and from an answers file that names it', async () => {
    const place = await ana();
    const answers = await file(
      place,
      'answers.yaml',
      Buffer.from(JSON.stringify({ ...REST, mail: 'a.eml' })),
    );
    await file(place, 'a.eml', written());
    const named = json(await coc(place, [...NEW, '--answers', answers]));
    expect(await listed(place, named.id)).toHaveLength(2);
    const rest = await file(place, 'rest.yaml', Buffer.from(JSON.stringify(REST)));
    const piped = await coc(place, [...NEW, '--mail', '-', '--answers', rest], {
      stdin: written({ 'Message-ID': '<other@x>' }, 'other'),
    });
    expect((await listed(place, json(piped).id))[0].name).toBe('mail.eml');
  });

  it('saves the same answers and the same mail once, and another mail with the same answers besides', async () => {
    const place = await ana();
    const path = await file(place, 'a.eml', written());
    const argv = [...NEW, '--mail', path];
    const inTheWay = join(place.repo, '.git/coc-arriving');
    await writeFile(inTheWay, '');
    expect(await answer(place, argv, REST)).toMatchObject({ code: 1, stdout: '' });
    const [kept] = await drafts(place);
    await rm(inTheWay);
    await writeFile(path, written({ 'Message-ID': '<other@x>' }, 'Meanwhile another one.'));
    json(await answer(place, argv, REST));
    expect(await drafts(place)).toEqual([kept]);
    await writeFile(path, written());
    const { id } = json(await answer(place, argv, REST));
    expect(await drafts(place)).toEqual([]);
    expect(await listed(place, id)).toHaveLength(2);
    expect(JSON.parse((await coc(place, ['list', '--json'])).stdout)).toHaveLength(2);
  });

  it('says that a mail is in an incident already, and proposes to add to that', async () => {
    const { ana: place, ben } = await teamOfTwo();
    const path = await file(place, 'a.eml', written());
    const { id } = json(await answer(place, [...NEW, '--mail', path], REST));
    // Saved anew by a mail program, it is other bytes.
    await writeFile(path, written({ 'X-Folder': 'Done' }));
    const refused = await answer(place, [...NEW, '--mail', path], REST);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(`in incident ${id} already`);
    expect(await drafts(place)).toEqual([]);
    const { app, prompter } = seat(
      place,
      [['add', 'follow-up'], ['from'], ['received-at', '2026-11-22T10:00+01:00'], ['files'], ['review']],
      [`Something for ${id}`],
    );
    await takeStep(app, 'report new', undefined, { mail: path });
    prompter.assertDone();
    expect((await show(place, id)).followUps).toHaveLength(1);
    const own = seat(place, [['threat', () => Promise.reject(new Cancelled())]], ['A report of its own']);
    await expect(takeStep(own.app, 'report new', undefined, { mail: path })).rejects.toThrow(Cancelled);
    // Who cannot open that incident is told nothing of it.
    await coc(ben, ['sync']);
    const theirs = await file(ben, 'b.eml', written());
    expect(json(await answer(ben, [...NEW, '--mail', theirs], REST)).id).not.toBe(id);
  });

  it('is a key that the printed form tells of', async () => {
    const place = await ana();
    for (const command of [['new'], ['add'], ['new', '--past']]) {
      const { stdout } = await coc(place, ['report', ...command, '--print-form']);
      expect(stdout.replaceAll('\n# ', ' ')).toMatch(/“mail: FILE”.*“text: FILE”/);
    }
    expect((await coc(place, ['note', '--print-form'])).stdout).not.toContain('mail: FILE');
  });

  it('says once what is hidden in many files of it, where they were taken first, and nothing of the mail itself', async () => {
    const place = await ana();
    const picture = (name: string, content: Buffer) => ({
      header: { 'Content-Type': 'image/jpeg', 'Content-Disposition': `attachment; filename="${name}"` },
      ...{ bytes: content, encoding: 'base64' as const },
    });
    const named = ['a.jpg', 'b.jpg', 'c.jpg'];
    const given = mail({
      header: { From: 'mara@visitors.example', 'Message-ID': '<1@x>', Date: DATE },
      parts: [
        { text: WORDS },
        ...named.map((name, at) => picture(name, Buffer.concat([jpeg(), Buffer.alloc(at)]))),
        picture('plain.jpg', plainJpeg()),
      ],
    });
    const path = await file(place, 'a.eml', given);
    const { stderr } = await answer(place, [...NEW, '--mail', path], REST);
    const said = stderr.split('readable there')[0] ?? '';
    expect(said.split('Where it was taken')).toHaveLength(2);
    expect(said).toMatch(
      /In 3 files, each a photo \(JPEG\):\s+a\.jpg, b\.jpg\s+and c\.jpg\s+- Where it was taken/,
    );
    expect(said).not.toMatch(/cannot look into|plain\.jpg is/);
  });

  it('takes “~” for their home where no shell did, and says which file is not there', async () => {
    const place = await ana();
    await file(place, 'a.eml', written());
    await file(place, 'words.txt', Buffer.from('He told me MARKERwords.'));
    const { account: _, ...rest } = REST;
    json(await answer(place, [...NEW, '--mail', '~/a.eml'], REST));
    await file(place, 'b.eml', written({ 'Message-ID': '<other@x>' }, 'other'));
    const lines = (answers: object) =>
      Object.entries(answers).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
    for (const [more, of] of [
      ['mail: ~/b.eml\n', REST],
      ['text: ~/words.txt\n', rest],
    ] as const) {
      const answers = await file(place, 'answers.yaml', Buffer.from([...lines(of), more].join('')));
      json(await coc(place, [...NEW, '--answers', answers]));
    }
    for (const source of ['--mail', '--text'] as const) {
      const ran = await answer(place, [...NEW, source, '~/not-there.eml'], REST);
      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(ran.stderr).toContain('~/not-there.eml');
    }
  });

  it('says where a chat is given', async () => {
    const place = await ana();
    const path = await file(place, 'chat.txt', Buffer.from('[14:10] <mara> hi\n[14:11] <tom> yo\n'));
    const ran = await answer(place, [...NEW, '--mail', path], REST);
    expect(ran.stderr).toContain('--text');
  });

  it('says what is missing, and saves nothing', async () => {
    const place = await ana();
    const path = await file(place, 'a.eml', written());
    const { account: __, share: ___, ...less } = REST;
    expect((await answer(place, [...NEW, '--mail', path], less)).code).toBe(2);
    expect(await coc(place, ['list', '--json'])).toMatchObject({ stdout: expect.stringMatching(/^\[\]/) });
  });

  it.each([
    [
      'that is encrypted',
      () => mail({ header: { 'Content-Type': 'application/pkcs7-mime; name=smime.p7m' }, text: 'x' }),
      'It is encrypted',
    ],
    [
      'that could not be read',
      () =>
        bytes(
          'From: Mara Lind <mara@visitors.example>\n',
          ...Array.from(
            { length: 300 },
            (_one, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
          ),
        ),
      'kept whole, as evidence',
    ],
  ])('keeps one %s, says so, and takes the words that are given beside it', async (_what, made, said) => {
    const place = await ana();
    const given = made();
    const path = await file(place, 'a.eml', given);
    const without = await answer(place, [...NEW, '--mail', path], REST);
    expect(without).toMatchObject({ code: 2, stdout: '' });
    expect(without.stderr).toContain(said);
    const { id } = json(await answer(place, [...NEW, '--mail', path], FEW));
    expect((await listed(place, id))[0]).toMatchObject({ name: 'a.eml', sha256: sha256(given) });
  });

  it('takes one of Outlook, and a folder as one thread, each mail of it kept', async () => {
    const place = await ana();
    const kept = {
      properties: [
        [0x0037, 'x'],
        [0x1000, WORDS],
        [0x0042, 'Mara'],
        [0x5d02, 'm@v.example'],
      ],
    } as const;
    const path = await file(place, 'a.msg', msg(kept));
    const one = json(await answer(place, [...NEW, '--mail', path], REST));
    expect((await show(place, one.id)).reports[0].account).toBe(WORDS);
    const folder = join(place.home, 'mails');
    await mkdir(folder);
    await writeFile(
      join(folder, 'b.eml'),
      written({ 'Message-ID': '<2@x>', 'In-Reply-To': '<1@visitors.example>' }, 'It goes on.'),
    );
    await writeFile(join(folder, 'c.eml'), written());
    const { id } = json(await answer(place, [...NEW, '--mail', folder], REST));
    const { account } = (await show(place, id)).reports[0];
    expect(account.indexOf(WORDS)).toBeLessThan(account.indexOf('It goes on.'));
    expect((await listed(place, id)).map(({ name }: { name: string }) => name)).toEqual([
      ...['b.eml', 'MARKERpicture.png', 'c.eml', 'MARKERpicture.png'],
    ]);
  });

  it('takes it in a hurry, and as an old case, with all that came with it', async () => {
    const place = await ana();
    const path = await file(place, 'a.eml', written());
    const quick = await answer(place, ['report', 'new', '--quick', '--mail', path, '--yes', '--json'], {
      threat: 'none',
    });
    expect(await listed(place, json(quick).id)).toHaveLength(2);
    await writeFile(path, written({ 'Message-ID': '<old@x>' }));
    const past = await answer(place, ['report', 'new', '--past', '--mail', path, '--yes', '--json'], {
      ...{ 'received-at': '2024-05', share: 'recorder' },
    });
    const { id } = json(past);
    expect((await show(place, id)).reports[0].account).toBe(WORDS);
    expect(await listed(place, id)).toHaveLength(2);
  });

  it('has somebody choose among the mails of a mailbox, and refuses to choose without', async () => {
    const place = await ana();
    const FROM = 'From mara@visitors.example Mon Nov 23 14:10:00 2026\n';
    const box = bytes(
      FROM,
      written({ Subject: 'first' }),
      '\n',
      FROM,
      written({ Subject: 'second' }, 'The other words.'),
    );
    const path = await file(place, 'box.mbox', box);
    expect(await answer(place, [...NEW, '--mail', path], REST)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('2 mails'),
    });
    const { app } = seat(
      place,
      [
        ['threat', 'none'],
        ['channel', 'written'],
        ['received-at', '2026-11-22T10:00+01:00'],
        ['reporter-name'],
        ['reporter-contact'],
        ...REST_AT_A_SEAT,
      ],
      ['Saturday'],
    );
    const asked: string[] = [];
    const prompter = await app.prompter();
    if (prompter === undefined) throw new Error('nobody is there');
    prompter.choose = async (_message, options) => {
      asked.push(...options.map(({ label }) => label));
      return options[1]?.value as never;
    };
    await takeStep(app, 'report new', undefined, { mail: path });
    expect(asked.join('\n')).toMatch(/first[\s\S]*second[\s\S]*All of them/);
    const [{ id }] = json(await coc(place, ['list', '--json']));
    expect((await show(place, id)).reports[0].account).toBe('The other words.');
    expect((await listed(place, id))[0].name).toBe('box.mbox.eml');
  });

  it('has somebody choose several mails of a mailbox, as one thread', async () => {
    const place = await ana();
    const FROM = 'From mara@visitors.example Mon Nov 23 14:10:00 2026\n';
    const mails = ['first', 'second', 'third'].map((Subject) =>
      written({ Subject, 'Message-ID': `<${Subject}@x>` }, `MARKER${Subject}, the words.`),
    );
    const path = await file(place, 'box.mbox', bytes(...mails.flatMap((one) => [FROM, one, '\n'])));
    const stop: Step = ['channel', () => Promise.reject(new Cancelled())];
    const { app, prompter } = seat(
      place,
      [
        [
          'mails',
          (asked) => {
            const type = 'answer' in asked ? asked.answer : undefined;
            const labels = type?.type === 'choices' ? type.choices.map(({ label }) => label) : [];
            expect(labels).toHaveLength(3);
            expect(labels[2]).toContain('“third”');
            expect('read' in asked && asked.read([])).toHaveProperty('problem');
            return ['1', '3'];
          },
        ],
        ['threat', 'none'],
        stop,
      ],
      ['Several of them'],
    );
    await expect(takeStep(app, 'report new', undefined, { mail: path })).rejects.toThrow(Cancelled);
    prompter.assertDone();
    // Which were chosen is kept, and not asked again.
    const again = seat(
      place,
      [
        ['channel', 'written'],
        ['received-at', '2026-11-22T10:00+01:00'],
        ['reporter-name'],
        ['reporter-contact'],
        ...REST_AT_A_SEAT,
      ],
      ['The one of'],
    );
    await reportResume(again.app, [], {});
    const [{ id }] = json(await coc(place, ['list', '--json']));
    const { account } = (await show(place, id)).reports[0];
    expect(account).toMatch(/MARKERfirst[\s\S]*MARKERthird/);
    expect(account).not.toContain('MARKERsecond');
    expect((await listed(place, id)).map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['box.mbox, 1.eml', 'box.mbox, 2.eml']),
    );
  });

  it('offers what was begun with the same mail as a report and stopped', async () => {
    const place = await ana();
    const path = await file(place, 'a.eml', written());
    const stop: Step = ['channel', () => Promise.reject(new Cancelled())];
    const first = seat(place, [['threat', 'none'], stop]);
    await expect(takeStep(first.app, 'report new', undefined, { mail: path })).rejects.toThrow(Cancelled);
    const again = seat(
      place,
      [
        ['channel', 'written'],
        ['received-at', '2026-11-22T10:00+01:00'],
        ['reporter-name'],
        ['reporter-contact'],
        ...REST_AT_A_SEAT,
      ],
      ['Go on with what you began: a report'],
    );
    await takeStep(again.app, 'report new', undefined, { mail: path });
    again.prompter.assertDone();
    const [{ id }] = json(await coc(place, ['list', '--json']));
    expect(await listed(place, id)).toHaveLength(2);
    expect(await drafts(place)).toEqual([]);
  });

  it.each([
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['nothing', Buffer.alloc(0)],
    ['a letter', Buffer.from('Dear team,\n\nhe followed me.')],
  ])('refuses %s in words, and keeps nothing', async (_what, given) => {
    const place = await ana();
    const path = await file(place, 'a.eml', given);
    const ran = await answer(place, [...NEW, '--mail', path], REST);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('a.eml is not a mail');
    expect(await drafts(place)).toEqual([]);
  });

  it('goes on after an interruption: with the mail where it is there, else without, and says so', async () => {
    const place = await ana();
    const path = await file(place, 'a.eml', written());
    const stop = async (): Promise<void> => {
      const { app } = seat(place, [
        ['threat', 'none'],
        ['channel', () => Promise.reject(new Cancelled())],
      ]);
      await expect(takeStep(app, 'report new', undefined, { mail: path })).rejects.toThrow(Cancelled);
    };
    const resume = ['report', 'resume', '--answers', '-', '--yes', '--json'];
    await stop();
    expect(await drafts(place)).toHaveLength(1);
    const there = await coc(place, resume, { stdin: JSON.stringify(REST) });
    expect(await listed(place, json(there).id)).toHaveLength(2);
    await writeFile(path, written({ 'Message-ID': '<second@x>' }));
    await stop();
    await writeFile(path, written({}, 'changed'));
    const changed = await coc(place, resume, { stdin: JSON.stringify(REST) });
    expect(changed.stderr).toContain('was changed since');
    const { id } = json(changed);
    expect((await show(place, id)).reports[0].account).toBe(WORDS);
    expect(await listed(place, id)).toEqual([]);
    await writeFile(path, written({ 'Message-ID': '<third@x>' }));
    await stop();
    await rm(path);
    const gone = await coc(place, resume, { stdin: JSON.stringify(REST) });
    expect(gone.stderr).toContain('not there any more');
    expect(gone.stderr).toContain(path);
    expect((await show(place, json(gone).id)).reports[0].account).toBe(WORDS);
  });

  it('keeps all that came with it to whoever took it, where the reporter is hidden', async () => {
    const { ana: place, ben } = await teamOfTwo();
    const path = await file(place, 'a.eml', written());
    const ran = await answer(place, [...NEW, '--mail', path], {
      ...REST,
      ...{ share: 'team', permission: 'All of you may know.', readers: ['ben'] },
      ...{ 'hide-reporter': 'yes', summary: 'Somebody was followed.', 'reporter-name': 'Mara Lind' },
    });
    const { id } = json(ran);
    expect(ran.stderr).toContain('their files stay with you alone');
    await coc(ben, ['sync']);
    expect(await listed(place, id)).toHaveLength(2);
    expect(await listed(ben, id)).toEqual([]);
    const { stdout } = await coc(ben, ['show', id, '--json']);
    for (const word of ['MARKER', 'mara@', '1@visitors']) expect(stdout).not.toContain(word);
  });
});

describe.concurrent('coc report add --mail', () => {
  const later = (): Uint8Array =>
    written({ 'Message-ID': '<2@visitors.example>', References: '<1@visitors.example>' }, 'It goes on.');

  it('adds what was said later, with what came with it', async () => {
    const place = await ana();
    const first = await file(place, 'a.eml', written());
    const { id } = json(
      await answer(place, [...NEW, '--mail', first], {
        ...REST,
        ...{ 'reporter-name': 'Mara Lind', 'reporter-contact': 'mara@visitors.example' },
      }),
    );
    const path = await file(place, 'b.eml', later());
    const add = ['report', 'add', id, '--mail', path, '--yes', '--json'];
    json(await answer(place, add, { add: 'follow-up', from: 'R1' }));
    expect((await show(place, id)).followUps).toMatchObject([{ text: 'It goes on.', from: 'R1' }]);
    expect(await listed(place, id)).toHaveLength(3);
    // What takes no files is not offered for it: nothing of a mail may get lost.
    expect(await answer(place, add, { add: 'detail', circumstances: 'x' })).toMatchObject({
      code: 2,
      stdout: '',
    });
  });

  it.each([
    ['thread', later, 'the same thread of mails'],
    ['sender', () => written({ 'Message-ID': '<9@x>' }, 'Zebras.'), 'its sender is somebody in it'],
  ])('proposes the incident by its %s, and who said it', async (_what, made, by) => {
    const place = await ana();
    const first = await file(place, 'a.eml', written());
    const known = { 'reporter-name': 'Mara Lind', 'reporter-contact': 'mara@visitors.example' };
    const { id } = json(await answer(place, [...NEW, '--mail', first], { ...REST, ...known }));
    await report(place, { ...FEW, account: 'Another matter with umbrellas.' });
    const path = await file(place, 'b.eml', made());
    const initials: unknown[] = [];
    const asIs = (one: string): Step => [
      one,
      (asked) => {
        const initial = 'initial' in asked ? asked.initial : undefined;
        initials.push(initial);
        return initial as string;
      },
    ];
    const { app } = seat(
      place,
      [asIs('add'), asIs('from'), ['received-at', '2026-11-22T10:00+01:00'], ['files'], ['review']],
      [id],
    );
    const offered: string[] = [];
    const prompter = await app.prompter();
    if (prompter === undefined) throw new Error('nobody is there');
    const { choose } = prompter;
    prompter.choose = (message, options) => {
      offered.push(...options.map(({ label }) => label));
      return choose(message, options);
    };
    await takeStep(app, 'report add', undefined, { mail: path });
    expect(initials).toEqual(['follow-up', 'R1']);
    expect(offered).toEqual([expect.stringContaining(by), 'Another incident']);
    expect((await show(place, id)).followUps).toHaveLength(1);
  });

  it('keeps what a hidden reporter writes later with those who know them, and says the way where another was taken', async () => {
    const { ana: place, ben } = await teamOfTwo();
    const first = await file(place, 'a.eml', written());
    const known = { 'reporter-name': 'Mara Lind', 'reporter-contact': 'mara@visitors.example' };
    const shared = { share: 'team', permission: 'All of you may know.', readers: ['ben'] };
    const hidden = { 'hide-reporter': 'yes', summary: 'Somebody was followed.' };
    const { id } = json(
      await answer(place, [...NEW, '--mail', first], { ...REST, ...known, ...shared, ...hidden }),
    );
    const signed = `MARKERlater: it goes on.\n\n--\nMara Lind\nmara@visitors.example\n\n> ${WORDS.split('\n')[0]}`;
    const path = await file(
      place,
      'b.eml',
      written({ 'Message-ID': '<2@visitors.example>', References: '<1@visitors.example>' }, signed),
    );
    const add = ['report', 'add', id, '--mail', path, '--yes', '--json'];
    const unsaid = await answer(place, add, { add: 'follow-up' });
    expect(unsaid).toMatchObject({ code: 1, stdout: '' });
    expect(unsaid.stderr.replace(/\s+/g, ' ')).toContain('`from: R1`');
    const asked: unknown[] = [];
    const asIs = (one: string): Step => [
      one,
      (question) => {
        const initial = 'initial' in question ? question.initial : undefined;
        asked.push(initial);
        return initial as string;
      },
    ];
    const { app, prompter } = seat(place, [
      asIs('add'),
      asIs('from'),
      ['received-at', '2026-11-22T10:00+01:00'],
      ['summary', 'It goes on.'],
      ['files'],
      ['review'],
    ]);
    await takeStep(app, 'report add', id, { mail: path });
    prompter.assertDone();
    expect(asked).toEqual(['follow-up', 'R1']);
    const shown = JSON.stringify(prompter.shown);
    expect(shown).toContain('stay with those who know');
    expect(shown).toContain('stay with Ana.');
    expect((await show(place, id)).followUps).toMatchObject([{ from: 'R1', summary: 'It goes on.' }]);
    expect((await show(place, id)).followUps[0].text).toContain('MARKERlater');
    await coc(ben, ['sync']);
    const seen = await coc(ben, ['show', id, '--json']);
    expect(seen).toMatchObject({ code: 0 });
    expect(seen.stdout).toContain('It goes on.');
    for (const word of ['MARKER', 'mara@', 'Mara']) expect(seen.stdout).not.toContain(word);
    expect(await listed(ben, id)).toEqual([]);
    expect(plainIn(place.home, 'MARKERlater', [path])).toEqual([]);
  });

  it('asks nobody twice to whom it happened, and who did it', async () => {
    const place = await ana();
    const first = await file(place, 'a.eml', written());
    const { id } = json(
      await answer(place, [...NEW, '--mail', first], {
        ...REST,
        ...{ 'reporter-name': 'Mara Lind', 'affected-name': 'Jo Park', who: 'Otto Quist' },
      }),
    );
    const further = async (...told: readonly Step[]): Promise<void> => {
      const path = await file(place, 'b.eml', written({ 'Message-ID': '<7@x>' }, 'Zebras.'));
      const { app, prompter } = seat(place, [
        ['add', 'report'],
        ...['threat', 'channel', 'received-at'].map(
          (one): Step => [
            one,
            ({ threat: 'none', channel: 'written' } as Record<string, string>)[one] ??
              '2026-11-22T10:00+01:00',
          ],
        ),
        ...['reporter-name', 'reporter-contact', 'reporter-is-affected'].map((one): Step => [one]),
        ...told,
        ...['behavior', 'when', 'circumstances', 'others'].map((one): Step => [one]),
        ['consent', 'no-objection'],
        ['share', 'recorder'],
        ['files'],
        ['review'],
      ]);
      await takeStep(app, 'report add', id, { mail: path });
      prompter.assertDone();
    };
    await further(['same-affected'], ['same-person']);
    await further(
      ['same-affected', 'somebody-else'],
      ['affected-name', 'Ada Lund'],
      ['same-person', 'somebody-else'],
      ['who', 'Bo Berg'],
    );
    expect(
      (await show(place, id)).people.map(
        ({ name, description }: Record<string, string>) => name ?? description,
      ),
    ).toEqual(expect.arrayContaining(['Ada Lund', 'Bo Berg']));
  });

  it('has corrected files of the same names take the place of those that are there, where somebody says so', async () => {
    const place = await ana();
    const first = await file(place, 'a.eml', written());
    const { id } = json(await answer(place, [...NEW, '--mail', first], REST));
    // The mail itself is called as one that is there, and takes no place.
    const corrected = (by: number): Uint8Array =>
      written(
        {},
        `Corrected ${by}.`,
        PICTURE.map((one) => one ^ by),
      );
    const path = await file(place, 'a.eml', corrected(1));
    const add = ['report', 'add', id, '--mail', path, '--yes', '--json'];
    json(await answer(place, add, { add: 'follow-up' }));
    expect((await listed(place, id)).some(({ replaces }: { replaces?: string }) => replaces)).toBe(false);
    await writeFile(path, corrected(2));
    const { app, prompter, told } = seat(place, [
      ['add', 'follow-up'],
      ['from'],
      ['received-at', '2026-11-22T10:00+01:00'],
      ['files'],
      ['same-names', 'yes'],
      [
        'review',
        (items) => {
          expect(items).toContainEqual(
            expect.objectContaining({ id: 'files', shown: '2 files of the mail go with it' }),
          );
          return undefined;
        },
      ],
    ]);
    await takeStep(app, 'report add', id, { mail: path });
    prompter.assertDone();
    expect(told()).toContain('saved');
    const shown = JSON.stringify(prompter.shown);
    expect(shown).toContain('MARKERpicture.png: as number 4');
    expect(shown).not.toContain('a.eml: as number');
    const all = await listed(place, id);
    expect(all).toHaveLength(6);
    expect(all[5]).toMatchObject({ name: 'MARKERpicture.png', replaces: all[3].entry });
    expect(all[3].replacedBy).toBe(all[5].entry);
    // The same once more is no corrected one.
    json(await answer(place, add, { add: 'follow-up' }));
    expect(await answer(place, add, { add: 'follow-up', 'same-names': 'yes' })).toMatchObject({ code: 2 });
    const plain = await file(place, 'MARKERpicture.png', Buffer.from('by hand'));
    const more = ['evidence', 'add', id, '--yes', '--json'];
    json(await answer(place, more, { files: [plain], 'same-names': 'yes' }));
    const last = (await listed(place, id)).at(-1);
    expect(
      (await listed(place, id)).find(({ entry }: { entry: string }) => entry === last.replaces).name,
    ).toBe('MARKERpicture.png');
  });

  it.each([true, false])(
    'offers what was begun with the same mail and stopped (incident named: %s)',
    async (isNamed) => {
      const place = await ana();
      const first = await file(place, 'a.eml', written());
      const known = { 'reporter-name': 'Mara Lind', 'reporter-contact': 'mara@visitors.example' };
      const { id } = json(await answer(place, [...NEW, '--mail', first], { ...REST, ...known }));
      const path = await file(place, 'b.eml', later());
      const stop: Step = ['received-at', () => Promise.reject(new Cancelled())];
      const own = seat(place, [['add', 'follow-up'], ['from', 'R1'], stop]);
      await expect(takeStep(own.app, 'report add', id, { mail: path })).rejects.toThrow(Cancelled);
      const other = await file(place, 'c.eml', written({ 'Message-ID': '<3@x>' }, 'Zebras.'));
      const begun = seat(place, [['add', () => Promise.reject(new Cancelled())]]);
      await expect(takeStep(begun.app, 'report add', id, { mail: other })).rejects.toThrow(Cancelled);
      const kept = (await drafts(place)).length;
      const again = seat(
        place,
        [['received-at', '2026-11-22T10:00+01:00'], ['files'], ['review']],
        ['Go on with what you began'],
      );
      await takeStep(again.app, 'report add', isNamed ? id : undefined, { mail: path });
      again.prompter.assertDone();
      expect((await show(place, id)).followUps).toMatchObject([{ text: 'It goes on.', from: 'R1' }]);
      expect(await listed(place, id)).toHaveLength(3);
      expect(await drafts(place)).toHaveLength(kept - 1);
      // It can be begun anew all the same; and is not offered once it is saved.
      const anew = seat(place, [['add', () => Promise.reject(new Cancelled())]], ['Begin anew']);
      await expect(takeStep(anew.app, 'report add', id, { mail: other })).rejects.toThrow(Cancelled);
      const saved = seat(place, [['add', () => Promise.reject(new Cancelled())]]);
      await expect(takeStep(saved.app, 'report add', id, { mail: path })).rejects.toThrow(Cancelled);
    },
  );

  it('proposes nothing that this member may not open', async () => {
    const { ana: place, ben } = await teamOfTwo();
    const first = await file(place, 'a.eml', written());
    const known = { 'reporter-name': 'Mara Lind', 'reporter-contact': 'mara@visitors.example' };
    const { id } = json(await answer(place, [...NEW, '--mail', first], { ...REST, ...known }));
    const other = await report(ben, { ...FEW, account: 'Umbrellas.' });
    await coc(ben, ['sync']);
    const path = await file(ben, 'b.eml', later());
    const { app } = seat(ben, [['add', () => Promise.reject(new Cancelled())]], [other]);
    await expect(takeStep(app, 'report add', undefined, { mail: path })).rejects.toThrow(Cancelled);
    const refused = await answer(ben, ['report', 'add', '--mail', path, '--yes'], { add: 'report' });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).not.toContain(id);
  });
});

describe.concurrent('coc report new --text', () => {
  it.each([
    ['irc', '[14:10] <mara> he said MARKERirc\n[14:12] <tom> I saw it\n', /MARKERirc/],
    [
      'slack',
      JSON.stringify([
        { ts: '1795701000.000100', text: 'he said MARKERslack', user_profile: { display_name: 'mara' } },
        { ts: '1795701060.000100', text: 'I saw it', user_profile: { display_name: 'tom' } },
      ]),
      /^\[2026-11-2\dT[\d:]+Z\] mara: he said MARKERslack\n\[.*\] tom: I saw it$/,
    ],
    ['words alone', 'He told me MARKERwords.', /^He told me MARKERwords\.$/],
  ])('takes %s whole, says who speaks, and keeps the file', async (name, chat, account) => {
    const place = await ana();
    const path = await file(place, 'chat.txt', Buffer.from(chat));
    const ran = await answer(place, [...NEW, '--text', path], REST);
    const { id } = json(ran);
    expect((await show(place, id)).reports[0].account).toMatch(account);
    expect(ran.stderr).toContain(name === 'words alone' ? 'No chat' : 'mara, tom');
    expect(await listed(place, id)).toMatchObject([{ name: 'chat.txt', sha256: sha256(Buffer.from(chat)) }]);
    expect(plainIn(place.home, `MARKER${name === 'words alone' ? 'words' : name}`, [path])).toEqual([]);
  });

  it('proposes when it was said as when it came in, not as when it happened, and shows its words first', async () => {
    const place = await ana();
    const said = '2026-11-21 14:10:00\tmara\tMARKERwords\n2026-11-21 14:12:00\ttom\ty\n';
    const path = await file(place, 'chat.txt', Buffer.from(said));
    const proposed: unknown[] = [];
    const { app, told, prompter } = seat(place, [
      ['threat', 'none'],
      ['channel', 'written'],
      [
        'received-at',
        (asked) => {
          expect(told()).toContain('MARKERwords');
          proposed.push('initial' in asked && asked.initial);
          return proposed[0] as string;
        },
      ],
      ...[
        'reporter-name',
        'reporter-contact',
        'reporter-is-affected',
        'affected-name',
        'who',
        'behavior',
      ].map((id): Step => [id]),
      [
        'when',
        (asked) => {
          proposed.push('initial' in asked && asked.initial);
          throw new Cancelled();
        },
      ],
    ]);
    await expect(takeStep(app, 'report new', undefined, { text: path })).rejects.toThrow(Cancelled);
    expect(proposed).toEqual([localIso(new Date('2026-11-21T14:12:00')), false]);
    expect(JSON.stringify(prompter.shown)).not.toContain('somewhere quiet');
  });

  it.each([
    [['--mail', 'a', '--text', 'b'], 'There can be one of'],
    [['--account', 'a', '--text', 'b'], 'two accounts'],
    [['--text', '-', '--answers', '-'], 'from stdin'],
    [['--text', 'nowhere'], 'cannot read the chat'],
    [['--mail', 'nowhere'], 'cannot read the mail'],
  ])('refuses %s', async (flags, why) => {
    const place = await ana();
    const ran = await coc(place, [...NEW, ...flags], { stdin: '{}' });
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(why) });
  });
});
