import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportResume } from '../../src/commands/report-resume.ts';
import { takeStep } from '../../src/desk/flow.ts';
import { finishGivingOut } from '../../src/desk/giving-out.ts';
import { keyHolder, makeKeys, open } from '../../src/vault/age/age.ts';
import { jpeg } from '../unit/evidence/made.ts';
import {
  type Answers,
  answer,
  coc,
  deskOf,
  drafts,
  emptyPlace,
  FEW,
  headOf,
  json,
  type Place,
  report,
  show,
} from './run.ts';
import { seat } from './seat.ts';
import {
  decidedPlace,
  done,
  HEARD,
  hasAge,
  PRIVATE,
  placeWith,
  refused,
  reportedPlace,
  sanctionedPlace,
  step,
} from './steps.ts';
import { synced, teamOfThree } from './teams.ts';

const SHA = /^[0-9a-f]{64}$/;
const PLAIN: Answers = { sealed: 'plain', plain: 'yes', out: 'copy.html' };
const AFFECTED: Answers = { for: 'affected', person: 'R1', why: 'She asked for it.', ...PLAIN };
const LAWYER: Answers = {
  ...{ for: 'lawyer', to: 'Ines Roth, lawyer', why: 'For advice.' },
  ...{ permitted: 'yes', permission: 'You may give it to Ines Roth.' },
  'in-short': 'Somebody stood before the door of somebody else for a long while.',
  ...PLAIN,
};
const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const fileOf = (place: Place, name = 'copy.html'): string => readFileSync(join(place.home, name), 'utf8');
const names = (place: Place): readonly string[] =>
  readdirSync(place.home).filter((one) => /copy|tmp$/.test(one));

describe.concurrent('a copy for somebody outside', () => {
  it('is a page with what they said themselves, word for word, for whoever reported it', async () => {
    const { place, id } = await sanctionedPlace();
    const words =
      'See <b>this</b> ![x](http://tracker.example/a.png)\n# Not a heading\n\n\tMüller\u202e said';
    await done(place, 'report add', id, { add: 'follow-up', account: words, from: 'R1' });
    await done(place, 'notify', id, {
      about: 'outcome',
      person: 'R1',
      way: 'letter',
      given: 'yes',
      how: 'by mail',
    });
    const ran = json(await step(place, 'export', id, AFFECTED));
    const page = fileOf(place);
    expect(page).toContain('A copy for Mei Lindqvist');
    expect(page).toContain('He followed me from the lift to my door and would not stop knocking');
    expect(page).toContain('We have looked into it');
    expect(page).toContain('See &lt;b&gt;this&lt;/b&gt; ![x](http://tracker.example/a.png)');
    expect(page).toContain('# Not a heading');
    expect(page).toContain('Müller\\u{202E} said');
    expect(page).not.toMatch(/<img|<a |<script|src=|href=|\u202e/);
    expect(page).not.toMatch(/scarf|It happened as it was told|They know that it has to stop/);
    const path = join(place.home, 'copy.html');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const sha256 = digestOf(await readFile(path));
    expect(ran).toMatchObject({ id, file: path, sha256 });
    expect((await show(place, id)).exports).toMatchObject([
      { for: 'affected', person: 'R1', why: 'She asked for it.', form: 'plain', sha256, by: 'ana' },
    ]);
    expect(JSON.stringify((await show(place, id)).exports)).not.toMatch(/lift|knocking|inside/);
    expect((await coc(place, ['show', id])).stdout.replace(/\s+/g, ' ')).toContain(
      `whom it happened to (R1); made today 15:00 by Ana; why: She asked for it; sealed: Not at all`,
    );
    expect(names(place)).toEqual(['copy.html']);
  });

  it('has nothing of what others told, for one of two', async () => {
    const { place, id } = await reportedPlace({
      ...PRIVATE,
      'reporter-is-affected': 'no',
      'affected-name': 'Jonas Falk',
    });
    await done(place, 'report add', id, {
      ...{
        add: 'report',
        threat: 'none',
        account: 'I saw Mei cry behind the stage.',
        consent: 'no-objection',
      },
      ...{
        share: 'recorder',
        'reporter-name': 'Rui Costa',
        'same-person': 'A1',
        'reporter-is-affected': 'no',
      },
    });
    await done(place, 'export', id, { ...AFFECTED, person: 'R2', as: 'markdown', out: 'copy.md' });
    expect(fileOf(place, 'copy.md')).toContain('I saw Mei cry behind the stage.');
    expect(fileOf(place, 'copy.md')).not.toMatch(/lift|knocking|Lindqvist|Jonas|Falk|Vane/);
    await done(place, 'export', id, { ...AFFECTED, person: 'P1', out: 'p1.html' });
    expect(fileOf(place, 'p1.html')).not.toMatch(/lift|stage|Rui|Costa|Lindqvist|Vane/);
  });

  it('takes the words of those affected for others, and notes them with a no as well', async () => {
    const { place, id } = await decidedPlace();
    const { permitted: _, permission: __, ...unasked } = LAWYER;
    await refused(place, 'export', id, unasked, { gate: 'permission', clause: 'Permission to share' });
    const no = {
      for: 'lawyer',
      to: 'Ines Roth',
      why: 'For advice.',
      permitted: 'no',
      permission: 'Not to her.',
    };
    expect((await step(place, 'export', id, no)).stderr).toContain('nothing goes out');
    expect(names(place)).toEqual([]);
    const { exports, exportPermissions } = await show(place, id);
    expect(exports).toBeUndefined();
    expect(exportPermissions).toMatchObject([
      { for: 'lawyer', people: ['R1'], answer: 'no', words: 'Not to her.' },
    ]);
    await done(place, 'export', id, LAWYER);
    const page = fileOf(place);
    expect(page).toContain('A copy in confidence, for Ines Roth, lawyer');
    expect(page).toContain('For Ines Roth, lawyer, 23 Nov 2026');
    expect(page).toContain('It is about Marlon Vane.');
    expect(page).toContain('We heard Marlon Vane.');
    expect(page).toContain(id);
    expect(page).not.toMatch(/Mei|Lindqvist|lift|knocking|scarf|as it was told|\b[RPA]1\b/);
    await done(place, 'export', id, {
      ...LAWYER,
      for: 'team',
      to: 'Ines Roth of the board',
      out: 'board.html',
    });
    expect(fileOf(place, 'board.html')).toContain('We heard the person accused.');
    expect(fileOf(place, 'board.html')).not.toMatch(/Marlon|Vane|Mei|Lindqvist/);
  });

  it('ends in words where nobody was asked, and goes on from there once they were', async () => {
    const { place, id } = await decidedPlace();
    const begun = seat(place, [
      ['for', 'lawyer'],
      ['to', 'Ines Roth'],
      ['why', 'For advice.'],
      ['permitted', 'not-asked'],
      ['review', undefined],
    ]);
    const labels: string[] = [];
    const { review } = begun.prompter;
    Object.assign(begun.prompter, {
      review: (items: never, label: string) => {
        labels.push(label);
        return review.call(begun.prompter, items, label, []);
      },
    });
    await expect(takeStep(begun.app, 'export', id, {})).rejects.toThrow('They have not been asked');
    expect(labels).toEqual(['End here: nothing goes out, and your answers are kept']);
    expect(await drafts(place)).toHaveLength(1);
    const again = seat(
      place,
      [
        ['permitted', 'no'],
        ['permitted-by', ['R1']],
        ['permission', undefined],
        ['permitted-at', 'today 2pm'],
        ['review', undefined],
      ],
      ['The one of'],
    );
    await reportResume(again.app, [], {});
    again.prompter.assertDone();
    const { exportPermissions } = await show(place, id);
    expect(exportPermissions).toMatchObject([{ for: 'lawyer', to: 'Ines Roth', answer: 'no' }]);
    expect(again.told()).not.toContain('law-enforcement');
  });

  it('names what is left for an order of a court, and to whom they said no before', async () => {
    const { place, id } = await decidedPlace();
    const no = {
      for: 'police',
      to: 'District court',
      why: 'Their letter.',
      permitted: 'no',
      permission: 'No.',
    };
    const ran = await step(place, 'export', id, no);
    expect(ran.stderr).toContain(`coc export ${id} --override law-enforcement`);
    const later = seat(place, [
      ['for', 'police'],
      ['to', 'District court'],
      ['why', 'Their letter.'],
      [
        'permitted',
        () => {
          throw new Error('stopped');
        },
      ],
    ]);
    await expect(takeStep(later.app, 'export', id, {})).rejects.toThrow('stopped');
    expect(JSON.stringify(later.prompter.shown)).toContain('to a copy for District court (');
  });

  it('names who reported it only with their own permission', async () => {
    const { place, id } = await decidedPlace();
    const told = { ...LAWYER, 'in-short': 'Mei Lindqvist could not sleep that night.' };
    await refused(place, 'export', id, told, { gate: 'reporter', clause: 'Permission to share' });
    await done(place, 'export', id, {
      ...told,
      'may-name': ['R1'],
      'reporter-permission': 'My name may be there.',
    });
    expect(fileOf(place)).toContain('They said that they may be named here: Mei Lindqvist');
    expect((await show(place, id)).permitted).toMatchObject([
      { what: 'name', people: ['R1'], answer: 'yes' },
    ]);
  });

  it('goes to the police as the person affected asks, or on an order, with a reason that stays', async () => {
    const { place, id } = await decidedPlace({ visibility: 'witnessed', consent: undefined });
    const police = {
      ...LAWYER,
      for: 'police',
      to: 'Police station North',
      permitted: undefined,
      permission: undefined,
    };
    await refused(place, 'export', id, police, { gate: 'law-enforcement', clause: 'Law enforcement' });
    const order = { ...police, 'override-law-enforcement': 'Order of the district court, 4 C 12/26.' };
    await done(place, 'export --override law-enforcement', id, order);
    const { overrides, exports } = await show(place, id);
    expect(overrides).toMatchObject([
      { gate: 'law-enforcement', reason: 'Order of the district court, 4 C 12/26.' },
    ]);
    expect(exports).toMatchObject([
      { for: 'police', to: 'Police station North', inSpiteOf: ['law-enforcement'] },
    ]);
    expect((await coc(place, ['show', id])).stdout.replace(/\s+/g, ' ')).toContain(
      'in spite of: law-enforcement',
    );
  });

  it('leaves out the lines that somebody names, and none that has become another one', async () => {
    const { place, id } = await decidedPlace();
    const { stdout } = await coc(place, ['export', id, '--print-form']);
    const [, line = ''] = /^# {3}(\w{4}): .*We heard Marlon Vane/m.exec(stdout) ?? [];
    expect(line).toMatch(/^\w{4}$/);
    await done(place, 'export', id, { ...LAWYER, 'left-out': [line] });
    expect(fileOf(place)).not.toContain('We heard');
    const other = await step(place, 'export', id, { ...LAWYER, 'left-out': ['zzzz'], out: 'b.html' });
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('left-out') });
  });

  it('is sealed to an age key, with files that have nothing hidden in them, in an archive', async () => {
    const { place, id } = await placeWith('decided with a picture', {}, async (at) => {
      const one = await report(at, PRIVATE);
      await done(at, 'statement', one, HEARD);
      await writeFile(join(at.home, 'mei-at-the-door.jpg'), jpeg());
      await writeFile(join(at.home, 'of-mei.jpg'), Buffer.concat([jpeg(), Buffer.from('of Mei')]));
      await writeFile(join(at.home, 'x.rtf'), '{\\rtf1 hello}');
      await done(at, 'evidence add', one, { files: ['mei-at-the-door.jpg'] });
      await done(at, 'evidence add', one, { files: ['of-mei.jpg'], from: 'R1' });
      await done(at, 'evidence add', one, { files: ['x.rtf'] });
      return one;
    });
    const { secret, recipient } = await makeKeys('hybrid');
    const sealed = { ...LAWYER, sealed: 'recipient', recipient, plain: undefined, out: 'to-her.age' };
    // What somebody gave who reported it points to them.
    const hers = await step(place, 'export', id, { ...sealed, evidence: ['2'] });
    expect(hers).toMatchObject({ code: 2, stderr: expect.stringContaining('evidence') });
    const unknown = await step(place, 'export', id, { ...sealed, evidence: ['1', '3'] });
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('as-given') });
    const half = await step(place, 'export', id, { ...sealed, evidence: ['1', '3'], 'as-given': ['1'] });
    expect(half).toMatchObject({ code: 2, stderr: expect.stringContaining('number 3') });
    expect(names(place)).toEqual([]);
    const ran = json(await step(place, 'export', id, { ...sealed, evidence: ['1', '3'], 'as-given': ['3'] }));
    const bytes = await readFile(join(place.home, 'to-her.age'));
    expect(ran.sha256).toBe(digestOf(bytes));
    expect(bytes.toString('latin1')).not.toMatch(/html|Exif|Vane|rtf1/);
    const inside = await open(bytes, keyHolder([secret]));
    const at = join(place.home, 'opened');
    execFileSync('mkdir', [at]);
    execFileSync('tar', ['-xf', '-', '-C', at], { input: inside });
    expect(readdirSync(at).sort()).toEqual(['copy.html', 'file-1.jpg', 'file-2.rtf']);
    expect(readFileSync(join(at, 'copy.html'), 'utf8')).toContain('With it: file-1.jpg, file-2.rtf');
    const picture = readFileSync(join(at, 'file-1.jpg'));
    expect(jpeg().toString('latin1')).toContain('Owner Someone');
    expect(picture.toString('latin1')).not.toContain('Owner Someone');
    const { exports, evidence } = await show(place, id);
    expect(exports).toMatchObject([
      {
        ...{ form: 'recipient', sha256: digestOf(bytes), size: bytes.length, inside: digestOf(inside) },
        evidence: [
          { entry: evidence[0].id, sha256: digestOf(picture), stripped: true },
          { entry: evidence[2].id, sha256: evidence[2].sha256, stripped: false },
        ],
      },
    ]);
    expect(exports[0].sha256).toMatch(SHA);
    expect(names(place)).toEqual([]);
  });

  it('asks of a file that has no copy without what is hidden in it whether it goes as given, before it is sealed', async () => {
    const mail = 'From: Lena <lena@abt.example>\nTo: Ana <ana@team.example>\nSubject: Hello\n\nHi.\n';
    const { place, id } = await placeWith('reported with a mail', {}, async (at) => {
      const one = await report(at, PRIVATE);
      await writeFile(join(at.home, 'lena.eml'), mail);
      await writeFile(join(at.home, 'door.jpg'), jpeg());
      await writeFile(join(at.home, 'cut.pdf'), '%PDF-1.7\n1 0 obj\n<< /Type /Catalog');
      for (const name of ['lena.eml', 'door.jpg', 'cut.pdf'])
        await done(at, 'evidence add', one, { files: [name], from: 'R1' });
      return one;
    });
    const { recipient } = await makeKeys('x25519');
    const proposed = (asked: object) => ('initial' in asked ? (asked.initial as string) : undefined);
    const first = [
      ['for', 'affected'],
      ['why', 'It was asked for.'],
      ['evidence', ['1', '2']],
      [
        'as-given',
        ({ answer }: { answer: object }) => {
          expect(answer).toMatchObject({ choices: [{ value: '1', label: 'lena.eml (file-1.eml)' }] });
          return [];
        },
      ],
      ['evidence', ['2', '1']],
      ['as-given', ['1']],
      ['left-out', undefined],
      ['copy', proposed],
      ['as', 'markdown'],
      ['review', undefined],
    ] as const;
    const begun = seat(place, first as never);
    await takeStep(begun.app, 'export', id, { to: recipient, out: 'hers.age' });
    begun.prompter.assertDone();
    const { exports } = await show(place, id);
    expect(exports[0].evidence.map(({ stripped }: { stripped: boolean }) => stripped)).toEqual([false, true]);
    // Of a picture alone nothing is asked.
    const other = seat(place, [
      ['for', 'affected'],
      ['why', 'It was asked for.'],
      ['evidence', ['2']],
      ['left-out', undefined],
      ['copy', proposed],
      ['as', 'markdown'],
      ['review', undefined],
    ] as never);
    await takeStep(other.app, 'export', id, { to: recipient, out: 'other.age' });
    other.prompter.assertDone();
    // What turns out to have no such copy is said before a passphrase is typed.
    const damaged = seat(place, [
      ['for', 'affected'],
      ['why', 'It was asked for.'],
      ['evidence', ['3']],
      ['left-out', undefined],
      ['copy', proposed],
      ['as', 'markdown'],
      ['review', undefined],
    ] as never);
    const typed: string[] = [];
    Object.assign(damaged.prompter, { secret: async (what: string) => typed.push(what) });
    await expect(takeStep(damaged.app, 'export', id, { to: 'passphrase', out: 'third.age' })).rejects.toThrow(
      'no copy of cut.pdf',
    );
    expect(typed).toEqual([]);
    expect(await drafts(place)).toHaveLength(1);
  });

  it.each([
    ['whom it is for', 'police', 'no age key'],
    ['a member', 'ben@conf.example', 'no age key'],
    ['a secret key', 'AGE-SECRET-KEY-1QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 'which nobody should give away'],
    ['a secret key of another kind', 'age-secret-key-pq-1qqpzry9x8gf2tvdw0s3jn54', 'nobody should give away'],
  ])('is refused at once where --to names %s, which is never said again', async (_what, to, says) => {
    const { place, id } = await reportedPlace(PRIVATE);
    const { app, told, prompter } = seat(place, []);
    const asked = takeStep(app, 'export', id, { to }).catch((error: unknown) => error);
    const error = (await asked) as { message: string; hints: readonly string[]; exitCode: number };
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(says);
    expect(error.hints.join()).toContain('--to passphrase');
    expect(
      `${error.message} ${error.hints.join()} ${told()} ${JSON.stringify(prompter.shown)}`,
    ).not.toContain(to);
    const given = { ...AFFECTED, sealed: 'recipient', plain: undefined, recipient: to, out: 'x.html.age' };
    const ran = await step(place, 'export', id, given);
    expect(ran.code).toBe(2);
    expect(ran.stderr.replace(/\s+/g, ' ')).toContain(says);
    expect(ran.stdout + ran.stderr).not.toContain(to);
  });

  it('proposes a name that nothing has, however many there are of that day', async () => {
    const { place, id } = await reportedPlace(PRIVATE);
    const proposed = async (): Promise<unknown> => {
      let initial: unknown;
      const asIs = (one: object) => ('initial' in one ? (one.initial as string) : undefined);
      const { app } = seat(place, [
        ['for', 'affected'],
        ['why', 'She asked for it.'],
        ['left-out', undefined],
        ['copy', asIs],
        ['as', 'markdown'],
        ['sealed', 'passphrase'],
        [
          'out',
          (one) => {
            initial = asIs(one);
            throw new Error('seen');
          },
        ],
      ]);
      await expect(takeStep(app, 'export', id, {})).rejects.toThrow('seen');
      const desk = await deskOf(place);
      for (const { id: draft } of await desk.drafts.list()) await desk.drafts.remove(draft);
      return initial;
    };
    const first = String(await proposed());
    expect(first).toMatch(/^copy-2026-11-\d\d\.md\.age$/);
    await writeFile(join(place.home, first), 'mine');
    const second = first.replace('.md', '-2.md');
    expect(await proposed()).toBe(second);
    await writeFile(join(place.home, second), 'mine');
    expect(await proposed()).toBe(first.replace('.md', '-3.md'));
  });

  it('takes key and place from the command line as well', async () => {
    const { place, id } = await reportedPlace(PRIVATE);
    const { recipient, secret } = await makeKeys('x25519');
    const { sealed: _, plain: __, out: ___, ...rest } = AFFECTED;
    const argv = ['export', id, '--to', recipient, '--out', 'sealed.age', '--yes', '--json'];
    json(await answer(place, argv, rest));
    const inside = await open(await readFile(join(place.home, 'sealed.age')), keyHolder([secret]));
    expect(Buffer.from(inside).toString()).toContain('would not stop knocking');
    if (!hasAge) return;
    await writeFile(join(place.home, 'key.txt'), `${secret}\n`);
    const byAge = ['-d', '-i', join(place.home, 'key.txt'), join(place.home, 'sealed.age')];
    expect(execFileSync('age', byAge)).toEqual(Buffer.from(inside));
  });

  it.each([
    ['over a file', { out: 'there.html' }, 'is there already'],
    ['as a folder', { out: '.local' }, 'is a folder; put the name of a new file behind it'],
    ['under a name that is of another kind', { out: 'copy.pdf' }, 'ends in .pdf, and has to end in .html'],
    [
      'sealed, under a name that says that it is not',
      { sealed: 'passphrase', plain: undefined },
      'has to end in .age',
    ],
    ['into a folder that is not there', { out: 'no/copy.html' }, 'not there'],
    ['unsealed without a yes', { plain: 'no' }, 'nothing is written unsealed'],
    ['unsealed without a word', { plain: undefined }, 'plain'],
    [
      'into the reports repository',
      { out: '.local/share/coc/code-of-conduct-reports/copy.html' },
      'in the reports repository',
    ],
    ['to what is no key', { sealed: 'recipient', plain: undefined, recipient: 'age1xyz' }, 'no age key'],
    [
      'to a passphrase, where nobody can type one',
      { sealed: 'passphrase', plain: undefined, out: 'copy.html.age' },
      'typed at a terminal',
    ],
  ])('is not written %s', async (_what, more, says) => {
    const { place, id } = await reportedPlace(PRIVATE);
    await writeFile(join(place.home, 'there.html'), 'mine');
    const head = headOf(place.repo);
    const ran = await step(place, 'export', id, { ...AFFECTED, ...more });
    expect(ran.code, ran.stderr).toBeGreaterThan(0);
    expect(ran.code, ran.stderr).toBeLessThan(3);
    expect(ran.stderr.replace(/\s+/g, ' ')).toContain(says);
    expect(headOf(place.repo)).toBe(head);
    expect(readFileSync(join(place.home, 'there.html'), 'utf8')).toBe('mine');
    expect(names(place)).toEqual([]);
  });

  it('is not sealed to the key of a member who cannot open the incident', async () => {
    const { ana } = await teamOfThree();
    const id = await report(ana, PRIVATE);
    await done(ana, 'statement', id, HEARD);
    const roster = readFileSync(join(ana.repo, 'team.yaml'), 'utf8');
    const keys = roster.match(/age1[0-9a-z]+/g) ?? [];
    const seal = (recipient: string | undefined): Promise<unknown> =>
      step(ana, 'export', id, {
        ...LAWYER,
        sealed: 'recipient',
        recipient,
        plain: undefined,
        out: 'copy.age',
      });
    expect(await seal(keys[1])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('somebody on the team who cannot open this'),
    });
    expect(names(ana)).toEqual([]);
    expect(await seal(keys[0])).toMatchObject({ code: 0 });
  });

  it('has no more of it than whoever makes it may see, and says what it was not checked against', async () => {
    const { ana, ben, cem } = await teamOfThree();
    const id = await report(ana, {
      ...{ ...FEW, account: 'She stood in my doorway and sang.', 'reporter-name': 'Ingrid Solheim' },
      ...{ 'reporter-is-affected': 'yes', 'hide-reporter': 'yes', summary: 'Somebody was bothered.' },
      ...{ who: 'Otto Quist', share: 'named', permission: 'Ben may know it.', readers: ['ben'] },
    });
    await synced(ana);
    await synced(ben);
    await synced(cem);
    // Who cannot open it makes no copy.
    expect(await step(cem, 'export', id, AFFECTED)).toMatchObject({ code: 1 });
    const ran = await step(ben, 'export', id, { ...AFFECTED, as: 'markdown', out: 'copy.md' });
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stderr.replace(/\s+/g, ' ')).toContain('not checked against who reported');
    expect(ran.stderr.replace(/\s+/g, ' ')).toMatch(
      /Nothing of what they told you, in their words, can be in this copy: it is closed to you\. Ana.* can make one/,
    );
    const paragraphs = fileOf(ben, 'copy.md').split(/\n{2,}/);
    expect(paragraphs.find((one) => one.includes('What others told us is not in it'))).not.toMatch(/\n/);
    expect(fileOf(ben, 'copy.md')).not.toMatch(/Ingrid|Solheim|doorway|sang/);
    // Whoever knows them makes one, and nothing of it comes to those who do not.
    await synced(ana);
    await done(ana, 'export', id, { ...AFFECTED, why: 'Ingrid wants what we have from her.' });
    expect(fileOf(ana)).toContain('She stood in my doorway and sang.');
    const given = {
      ...LAWYER,
      'permitted-by': ['R1'],
      permission: 'I, Ingrid Solheim, want that.',
      out: 'l.html',
    };
    await done(ana, 'export', id, given);
    expect(fileOf(ana, 'l.html')).not.toMatch(/Ingrid|Solheim/);
    await synced(ben);
    expect(JSON.stringify(await show(ben, id))).not.toMatch(/Ingrid|Solheim|doorway|from her/);
    const named = { ...given, why: 'Ingrid Solheim wants it.', out: 'm.html' };
    expect(await step(ana, 'export', id, named)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--override known-to-few'),
    });
    const [hers, others] = [await show(ana, id), await show(ben, id)].map(
      ({ exports }) => exports.findLast((one: { for: string }) => one.for === 'affected').why,
    );
    expect(hers).toBe('Ingrid wants what we have from her.');
    expect(others).toBe('known to those alone who know whose copy it is');
    expect((await coc(ben, ['show', id])).stdout).not.toContain('from her');
    expect(JSON.stringify((await show(ana, id)).exportPermissions)).toContain('Ingrid Solheim');
    json(await answer(ana, ['access', 'recuse', id, '--yes', '--json'], { member: 'ben' }));
    await synced(ben);
    expect(await step(ben, 'export', id, { ...AFFECTED, out: 'again.html' })).toMatchObject({ code: 1 });
  });

  it('has the letters that they got as they were, and another way back where somebody reads the old one', async () => {
    const { ana } = await teamOfThree();
    const id = await report(ana, { ...PRIVATE, share: 'team', permission: 'All may know.' });
    const told = { about: 'complaint', way: 'letter', name: 'Marlon Vane', given: 'yes', how: 'by mail' };
    await done(ana, 'notify', id, told);
    json(await answer(ana, ['access', 'recuse', id, '--yes', '--json'], { member: 'ben' }));
    const copy = { for: 'accused', why: 'They asked.', ...PLAIN };
    expect(await step(ana, 'export', id, copy)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('reach'),
    });
    await done(ana, 'export', id, { ...copy, reach: 'Ana, by phone: 555 0100' });
    const page = fileOf(ana);
    expect(page).toContain('Please tell it to codeofconduct@imgix.com');
    expect(page).toContain('The team for the code of conduct of imgix, Ana, by phone: 555 0100');
  });

  it('is another one where the command line names another place, after one that could not be written', async () => {
    const { place, id } = await reportedPlace(PRIVATE);
    const { out: _, ...rest } = AFFECTED;
    const at = (out: string) => answer(place, ['export', id, '--out', out, '--yes', '--json'], rest);
    expect(await at('.local/share/coc/code-of-conduct-reports/x.html')).toMatchObject({ code: 1 });
    expect(await drafts(place)).toHaveLength(1);
    expect(json(await at('elsewhere.html')).file).toBe(join(place.home, 'elsewhere.html'));
  });

  it('gets the name that it had not yet when coc was stopped, never one that something has, and no other file does', async () => {
    const { place, id } = await reportedPlace(PRIVATE);
    const { file } = json(await step(place, 'export', id, AFFECTED));
    const { exports } = await show(place, id);
    const opened = await (await deskOf(place)).vault.read(id.replace('-', ''));
    const draft = {
      ...{ id: 'D', command: 'export', incident: id, entry: exports[0].id, startedAt: '', passed: [] },
      answers: { out: file },
    };
    const mark = createHash('sha256').update(exports[0].id).digest('hex').slice(0, 12);
    const waiting = join(place.home, `.copy.html.${mark}.coc-tmp`);
    const page = await readFile(file);
    expect(await finishGivingOut(draft, opened)).toMatchObject({ file });
    await rename(file, waiting);
    expect(await finishGivingOut(draft, opened)).toMatchObject({ file });
    expect(await readFile(file)).toEqual(page);
    await rename(file, waiting);
    await writeFile(file, 'mine');
    const beside = join(place.home, 'copy-2.html');
    expect(await finishGivingOut(draft, opened)).toMatchObject({ file: beside });
    expect(await readFile(beside)).toEqual(page);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    await writeFile(waiting, 'half of it');
    expect(await finishGivingOut(draft, opened)).toEqual({ words: expect.stringContaining('not there') });
    expect(names(place)).toEqual(['copy-2.html', 'copy.html']);
    expect(await finishGivingOut({ ...draft, entry: 'another' }, opened)).toBeUndefined();
  });

  it('prints its form also where nothing is set up', async () => {
    const { code, stdout } = await coc(await emptyPlace(), ['export', '--print-form']);
    expect(code).toBe(0);
    expect(stdout).toContain('# Then: coc export --answers FILE');
    expect(stdout).toContain('#   police: The police, or a court');
  });

  it('is gone on with where somebody stopped, with every answer', async () => {
    const { place, id } = await reportedPlace(PRIVATE);
    const { recipient, secret } = await makeKeys('x25519');
    const stops = (): never => {
      throw new Error('stopped');
    };
    const first = [
      ['for', 'affected'],
      ['why', 'She asked for it.'],
      ['left-out', undefined],
      ['copy', stops],
    ] as const;
    const begun = seat(place, first);
    await expect(takeStep(begun.app, 'export', id, { to: recipient, out: 'hers.age' })).rejects.toThrow(
      'stopped',
    );
    expect(names(place)).toEqual([]);
    const rest = [
      ['copy', (asked: object) => ('initial' in asked ? (asked.initial as string) : undefined)],
      ['as', 'markdown'],
      ['review', undefined],
    ] as const;
    const again = seat(place, rest, ['The one of']);
    await reportResume(again.app, [], {});
    again.prompter.assertDone();
    const inside = await open(await readFile(join(place.home, 'hers.age')), keyHolder([secret]));
    expect(Buffer.from(inside).toString()).toContain('# A copy for Mei Lindqvist');
    expect((await show(place, id)).exports).toHaveLength(1);
    expect(await drafts(place)).toEqual([]);
  });

  it('is not made by a member who may be the person accused', async () => {
    const { place, id } = await reportedPlace({ ...PRIVATE, who: undefined });
    await done(place, 'report add', id, { add: 'detail', who: 'Ana' });
    const ran = await step(place, 'export', id, AFFECTED);
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('may be the person accused') });
    expect(await drafts(place)).toHaveLength(0);
  });
});
