import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Answers,
  addMember,
  ana,
  answer,
  coc,
  deskOf,
  json,
  NOW,
  type Place,
  type RunOptions,
  report,
  show,
} from './run.ts';
import { decidedPlace, done, due, MEETING, PRIVATE, sanctionedPlace, step, WARNING } from './steps.ts';

const on = (day: string): RunOptions => ({ now: new Date(`${day}T12:00:00Z`) });
const BAN: Answers = {
  sanction: 'ban',
  scope: 'all our events',
  term: 'until',
  safety: 'Nobody meets him here.',
};
const list = async (place: Place, flags: readonly string[] = [], options: RunOptions = {}) =>
  json(await coc(place, ['sanction', 'list', '--json', ...flags], options));
const check = (place: Place, name: string) => coc(place, ['sanction', 'check', '--json'], { stdin: name });
const found = async (place: Place, name: string) => json(await check(place, name)).found;

/** Somebody else, with a sanction of their own. */
async function another(place: Place, who: string, sanction: Answers): Promise<string> {
  const id = await report(place, { ...PRIVATE, who, 'reporter-name': 'Sunita Rao', account: 'She shouted.' });
  await done(place, 'meeting', id, MEETING);
  await done(place, 'sanction', id, sanction);
  return id;
}

describe.concurrent('coc sanction list', () => {
  it('has every sanction, those that end first at the head; the ended ones too', async () => {
    const { place, id } = await sanctionedPlace();
    await done(place, 'sanction', id, {
      ...BAN,
      until: '2027-11-23',
      tell: ['the door'],
      'switch-off': ['Slack'],
    });
    const other = await another(place, 'Ada Quist', { ...BAN, until: '2026-12-01' });
    await done(place, 'sanction end', id, {
      sanction: '1',
      how: 'lifted',
      reason: 'for their safety',
      'decided-by': ['ana'],
    });
    expect(await list(place)).toMatchObject([
      { incident: other, number: 1, until: '2026-12-01', status: 'active', name: 'Ada Quist' },
      { incident: id, number: 2, until: '2027-11-23', term: 'until', open: ['the door', 'Slack'] },
      { incident: id, number: 1, sanction: 'warning', term: 'indefinite', until: null, status: 'ended' },
    ]);
    const keys =
      'incident, number, person, name, sanction, label, parameters, term, until, conditions, status, appealed, tell, open';
    const [first] = await list(place);
    expect(Object.keys(first).join(', ')).toBe(keys);
    const help = await coc(place, ['sanction', 'list', '--help']);
    expect(help.stdout.replace(/\s+/g, ' ')).toContain(`[{ ${keys} }]`);
    const { stdout } = await coc(place, ['sanction', 'list']);
    for (const words of [id, other, 'Ada Quist', 'the door; Slack']) expect(stdout).toContain(words);
  });

  it('lists the active ones, and those that end within some days', async () => {
    const { place, id } = await sanctionedPlace({ ...BAN, until: '2026-12-20', behavior: undefined });
    await done(place, 'sanction', id, WARNING);
    const later = await another(place, 'Ada Quist', { ...BAN, until: '2027-03-01' });
    const numbers = (rows: readonly { incident: string; number: number }[]) =>
      rows.map(({ incident, number }) => [incident, number]);
    expect(numbers(await list(place, ['--ending', '30d']))).toEqual([[id, 1]]);
    expect(numbers(await list(place, ['--ending', '200 days', '--active']))).toEqual([
      [id, 1],
      [later, 1],
    ]);
    expect(await list(place, ['--ending', '26'])).toEqual([]);
    expect(numbers(await list(place, ['--active']))).toHaveLength(3);
    const past = on('2026-12-22');
    expect(await list(place, ['--active', '--ending', '1d'], past)).toMatchObject([
      { incident: id, status: 'past' },
    ]);
    await done(place, 'sanction end', id, { sanction: '1', how: 'ran-out' }, past);
    expect(await list(place, ['--ending', '30d'], past)).toEqual([]);
    expect(numbers(await list(place, ['--active'], past))).toHaveLength(2);
    for (const typed of ['soon', '30x', '-3', ''])
      expect(await coc(place, ['sanction', 'list', '--ending', typed])).toMatchObject({
        code: 2,
        stdout: '',
      });
  });

  it('is an empty list where there is none', async () => {
    const place = await ana();
    expect(await list(place)).toEqual([]);
    expect((await coc(place, ['sanction', 'list'])).stdout).toContain('There is no such sanction.');
  });

  it('does not have those of incidents that one cannot open, and says that there are some', async () => {
    const { place } = await sanctionedPlace();
    const ben = await addMember(place, 'ben');
    expect(await list(ben)).toEqual([]);
    const looked = await coc(ben, ['sanction', 'check'], { stdin: 'Marlon Vane\n' });
    expect(looked.stdout + looked.stderr).not.toMatch(/Marlon|Vane/);
    expect(looked.stdout.replace(/\s+/g, ' ')).toContain('that you can open');
    expect(json(await check(ben, 'Marlon Vane\n'))).toEqual({
      found: [],
      notCounted: [],
      notShared: 1,
      ask: ['Ana'],
    });
  });
});

describe.concurrent('what comes first after a sanction', () => {
  it('is what is to be done now, the same on the saved screen, in list, in show and in status', async () => {
    const { place, id } = await decidedPlace();
    const leave = {
      sanction: 'leave-event',
      event: 'imgix Conf',
      'decided-by': ['ana'],
      term: 'event-end',
      until: '2026-11-24',
      safety: 'He leaves at once.',
    };
    const saved = await answer(place, ['sanction', id, '--yes'], { ...leave, tell: ['the door'] });
    expect(saved.code, saved.stderr).toBe(0);
    const lines = saved.stdout.split(/\n\s*Next\n/)[1]?.replace(/\s+/g, ' ') ?? '';
    const status = await due(place);
    const whats = status.map(({ what }) => what);
    expect(whats.at(-1)).toMatch(/^Confirm that .* ends/);
    expect(whats.find((what) => what.startsWith('Tell the door'))).toBeDefined();
    const places = whats.map((what) => lines.indexOf(what.slice(0, 30)));
    expect(places.every((at) => at >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const now of [
      NOW,
      new Date(NOW.getTime() + 20 * 3_600_000),
      new Date(NOW.getTime() + 40 * 3_600_000),
    ]) {
      const order = (await due(place, { now })).map(({ command }) => command);
      const shown = json(await coc(place, ['show', id, '--json'], { now })).due as readonly {
        command: string;
      }[];
      expect(shown.map(({ command }) => command)).toEqual(order);
      expect(json(await coc(place, ['list', '--json'], { now }))[0].next).toBe(order[0]);
    }
  });
});

describe.concurrent('coc sanction done', () => {
  it('names nothing of the incident where what was done is left out or wrong', async () => {
    const { place, id } = await sanctionedPlace({ tell: ['Zelda Quorn at the door'] });
    for (const answers of [{}, { items: ['Zelda'] }, { items: ['7'] }]) {
      const ran = await answer(place, ['sanction', 'done', id, '--yes'], answers);
      expect(ran.code).toBe(2);
      expect(ran.stderr).not.toMatch(/Zelda|Quorn|door/);
    }
    expect((await answer(place, ['sanction', 'done', id, '--yes'], { items: ['1'] })).code).toBe(0);
  });
});

describe.concurrent('coc sanction check', () => {
  it('finds a member who was accused by a short form by their whole name, as one who may be meant, also once they have left', async () => {
    const place = await ana();
    await addMember(place, 'weiss');
    const { vault } = await deskOf(place);
    const named = (more: object) =>
      vault.changeRoster((roster) => ({
        ...roster,
        members: roster.members.map((one) => (one.id === 'weiss' ? { ...one, ...more } : one)),
      }));
    await named({ name: 'Jonathan Weiss' });
    const id = await report(place, { ...PRIVATE, who: 'Jonny', conflicts: ['weiss'] });
    await done(place, 'meeting', id, MEETING);
    const saved = await answer(place, ['sanction', id, '--yes'], { ...WARNING, 'decided-by': ['ana'] });
    expect(saved.stdout.replace(/\s+/g, ' ')).toContain(
      `Of A1 a first name alone is known, and at a door people give their whole name. Add it once you know it: \`coc report add ${id}\``,
    );
    const typed = ['Jonatan Weis', 'jonathon weis', 'Jonatan', 'Weiss', 'Jonny', 'Jonathan', 'Jon Weiss'];
    for (const name of typed) {
      expect(await found(place, name), name).toMatchObject([{ person: 'A1', differs: [] }]);
      const { stdout } = await coc(place, ['sanction', 'check'], { stdin: name });
      expect(stdout).not.toContain('Not the same');
    }
    expect(await found(place, 'Weiss')).toMatchObject([{ mayBe: 'Jonathan Weiss' }]);
    expect(await found(place, 'Otto Falk')).toEqual([]);
    await named({ left: '2026-11-23T15:00:00Z' });
    expect(await found(place, 'Weis')).toMatchObject([{ mayBe: 'Jonathan Weiss' }]);
  });

  it.each([
    ['as it is', 'Marlon Vane', 'exact'],
    ['reversed', 'Vane, Marlon', 'exact'],
    ['in capitals', 'MARLON VANE', 'exact'],
    ['misspelled', 'Marlon Vanne', 'near'],
    ['without a letter', 'Marln Vane', 'near'],
    ['with a title and accents', 'Dr. Márlon Väne', 'exact'],
    ['with one name alone', 'Vane', 'part'],
    ['with an initial', 'M. Vane', 'near'],
    ['with Windows line ends', 'Marlon Vane\r\nsomething else', 'exact'],
  ] as const)('finds a name %s', async (_how, typed, alike) => {
    const { place, id } = await sanctionedPlace({
      conditions: ['Not at the party either.'],
      tell: ['the door'],
    });
    const rows = await found(place, `${typed}\n`);
    expect(rows).toMatchObject([{ incident: id, person: 'A1', name: 'Marlon Vane', alike }]);
    expect(rows[0].sanctions).toMatchObject([
      { sanction: 'warning', conditions: ['Not at the party either.'] },
    ]);
  });

  it('says what may be said to whom', async () => {
    const { place } = await sanctionedPlace({ tell: ['the door'] });
    const { stdout } = await coc(place, ['sanction', 'check'], { stdin: 'Marlon Vanne\n' });
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toContain('Make sure that it is the same person');
    expect(text).toContain('the door');
    expect(text).toContain('Say nothing of why');
    expect(text).not.toMatch(/Mei|Lindqvist|lift|scarf/);
  });

  it('finds nobody else, and nobody whose sanction has ended', async () => {
    const { place, id } = await sanctionedPlace();
    for (const name of ['Mei Lindqvist', 'Marla Stone', 'Bo'])
      expect(await found(place, name), name).toEqual([]);
    expect((await coc(place, ['sanction', 'check'], { stdin: 'Bo Stone\n' })).stdout).toContain('Nobody');
    await done(place, 'sanction end', id, {
      how: 'lifted',
      reason: 'for their safety',
      'decided-by': ['ana'],
    });
    expect(await found(place, 'Marlon Vane')).toEqual([]);
  });

  it('finds a name that came out later, and other names', async () => {
    const { place, id } = await sanctionedPlace();
    const person = { add: 'person', person: 'A1', 'person-name': 'Óscar Brandt', aliases: ['nightowl'] };
    json(await answer(place, ['report', 'add', id, '--yes', '--json'], person));
    for (const name of ['oscar brandt', 'Brandt', 'nightowl', 'Marlon Vane'])
      expect(await found(place, name), name).toHaveLength(1);
  });

  it('wants a name, and takes none as an argument', async () => {
    const { place } = await sanctionedPlace();
    for (const stdin of ['', '\n', '  \n Marlon Vane']) {
      const ran = await check(place, stdin);
      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(ran.stderr).toContain('There is no name');
    }
    const typed = await coc(place, ['sanction', 'check', 'Marlon Vane'], { stdin: 'x\n' });
    expect(typed).toMatchObject({ code: 2, stdout: '' });
    expect(typed.stderr).not.toMatch(/Marlon|Vane/);
  });

  it('keeps nothing of what was typed', async () => {
    const { place } = await sanctionedPlace();
    expect(await found(place, 'Zebulon Quackenbush')).toEqual([]);
    const files = await readdir(place.home, { recursive: true, withFileTypes: true });
    for (const file of files.filter((one) => one.isFile()))
      expect((await readFile(join(file.parentPath, file.name))).includes('Zebulon'), file.name).toBe(false);
  });
});

describe.concurrent('the term of a sanction', () => {
  it('is changed, with a reason, and what holds now is in every list and letter', async () => {
    const { place, id } = await sanctionedPlace({ ...BAN, until: '2027-01-31', behavior: undefined });
    const change = { term: 'until', until: '2027-06-30', reason: 'He came back.', 'decided-by': ['ana'] };
    const missing = await step(place, 'sanction change', id, { term: 'until' });
    expect(missing.code).toBe(2);
    for (const key of ['until', 'reason', 'decided-by'])
      expect(missing.stderr).toContain(`${key} is missing`);
    await done(place, 'sanction change', id, { ...change, conditions: ['Not online either.'] });
    expect(await list(place)).toMatchObject([{ until: '2027-06-30', conditions: ['Not online either.'] }]);
    expect((await show(place, id)).sanctions).toMatchObject([{ changes: [{ reason: 'He came back.' }] }]);
    const { letter } = await done(place, 'notify', id, {
      about: 'response',
      way: 'letter',
      name: 'Marlon Vane',
    });
    expect(letter).toContain('Not online either');
    expect(letter).toMatch(/30 Jun\w* 2027/);
    const over = await step(place, 'sanction change', id, { ...change, until: '2026-01-31' });
    expect(over).toMatchObject({ code: 2, stderr: expect.stringContaining('is over already') });
  });

  it('is put right where it was written down wrong, in every list and letter, and nothing is decided with that', async () => {
    const { place, id } = await sanctionedPlace({ ...BAN, until: '2027-01-31', behavior: undefined });
    await done(place, 'notify', id, { about: 'response', way: 'told', how: 'by phone' });
    const isDue = async () => (await due(place)).some(({ what }) => what === 'Tell A1 what was decided');
    expect(await isDue()).toBe(false);
    await done(place, 'sanction correct', id, { wrong: 'tell', tell: ['The front door'] });
    expect(await isDue()).toBe(false);
    await done(place, 'sanction correct', id, { wrong: 'time', until: '2027-06-30' });
    expect(await list(place)).toMatchObject([{ until: '2027-06-30', tell: ['The front door'] }]);
    expect((await show(place, id)).sanctions).toMatchObject([{ changes: [], corrections: [{}, {}] }]);
    expect((await coc(place, ['show', id])).stdout.replace(/\s+/g, ' ')).toContain(
      'first written: Term: until 31 Jan 2027',
    );
    expect(await isDue()).toBe(true);
    const { letter } = await done(place, 'notify', id, {
      about: 'response',
      way: 'letter',
      name: 'Marlon Vane',
    });
    expect(letter).toContain('Nothing new has been decided.');
    expect(letter).toMatch(/30 Jun\w* 2027/);
    const same = await step(place, 'sanction correct', id, { wrong: 'time', until: '2027-06-30' });
    expect(same).toMatchObject({ code: 1, stderr: expect.stringContaining('Nothing is other') });
  });

  it('is told anew after a change', async () => {
    const { place, id } = await sanctionedPlace({ ...BAN, until: '2027-01-31', behavior: undefined });
    const told = { about: 'response', way: 'told', how: 'by phone' };
    await done(place, 'notify', id, told);
    const isDue = async () => (await due(place)).some(({ what }) => what === 'Tell A1 what was decided');
    expect(await isDue()).toBe(false);
    await done(place, 'sanction change', id, {
      term: 'indefinite',
      reason: 'He came back.',
      'decided-by': ['ana'],
    });
    expect(await isDue()).toBe(true);
    await done(place, 'notify', id, told);
    expect(await isDue()).toBe(false);
  });

  it('cannot run out before its last day is over, and waits in status until somebody confirms it', async () => {
    const { place, id } = await sanctionedPlace({ ...BAN, until: '2026-12-31', behavior: undefined });
    const command = `coc sanction end ${id}`;
    const waits = async (options: RunOptions) =>
      (await due(place, options)).filter((one) => one.command === command);
    expect(await waits(on('2026-11-24'))).toEqual([]);
    expect(await waits(on('2026-12-15'))).toMatchObject([
      { overdue: false, what: expect.stringMatching(/ends$/) },
    ]);
    for (const day of ['2026-11-24', '2026-12-30']) {
      const early = await step(place, 'sanction end', id, { how: 'ran-out' }, on(day));
      expect(early, day).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('its last day has not come'),
      });
    }
    for (const day of ['2027-01-01', '2027-08-01', '2031-01-01']) {
      const what = expect.stringContaining('Confirm that');
      expect(await waits(on(day)), day).toMatchObject([{ overdue: true, what }]);
      expect((await list(place, ['--active'], on(day)))[0]).toMatchObject({ status: 'past' });
      expect(
        json(await coc(place, ['sanction', 'check', '--json'], { ...on(day), stdin: 'Marlon Vane\n' })).found,
      ).toHaveLength(1);
    }
    await done(place, 'sanction end', id, { how: 'ran-out' }, on('2027-01-01'));
    expect(await waits(on('2027-01-02'))).toEqual([]);
    const again = await step(place, 'sanction end', id, { how: 'ran-out' }, on('2027-01-03'));
    expect(again.code).toBe(1);
    expect((await show(place, id)).sanctions[0].ended).toMatchObject({ how: 'ran-out' });
  });

  it('waits also after the incident is closed', async () => {
    const { place, id } = await sanctionedPlace({ ...BAN, until: '2026-12-31', behavior: undefined });
    const close = { unfinished: 'Only the end of the ban.', 'stays-due': [], 'not-needed': 'All is told.' };
    await done(place, 'close', id, close);
    await done(place, 'evaluate', id, { anything: 'no' });
    expect(await due(place, on('2027-01-02'))).toMatchObject([
      { command: `coc sanction end ${id}`, overdue: true },
    ]);
  });

  it('is lifted only with a reason and by somebody', async () => {
    const { place, id } = await sanctionedPlace();
    const missing = await step(place, 'sanction end', id, { how: 'lifted' });
    expect(missing.code).toBe(2);
    for (const key of ['reason', 'decided-by']) expect(missing.stderr).toContain(`${key} is missing`);
    const none = await report(place, PRIVATE);
    const ran = await step(place, 'sanction end', none, {
      how: 'lifted',
      reason: 'for their safety',
      'decided-by': ['ana'],
    });
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('no sanction that still holds') });
  });

  it.each([
    ['ban', { scope: 'x', term: 'until' }, 'until is missing'],
    ['ban', { scope: 'x', term: 'now' }, 'term must be one of'],
    ['ban', { term: 'indefinite' }, 'scope is missing'],
    ['ban', { scope: 'x', term: 'until', until: '2020-01-01' }, 'is over already'],
    ['no-contact', { term: 'event-end', until: '2026-12-01' }, 'whom is missing'],
    ['no-contact', { whom: 'A1', term: 'event-end', until: '2026-12-01' }, 'whom must be one of'],
    ['refund', { grant: 'x', until: '2026-12-01' }, 'grant-condition is missing'],
    ['shaming', {}, 'sanction must be one of'],
    ['warning', { behavior: 'x', safety: '' }, 'safety is missing'],
    ['warning', { behavior: 'x', scope: 'y' }, 'scope is not asked here'],
  ] as const)('%s wants what belongs to it', async (sanction, answers, problem) => {
    const { place, id } = await decidedPlace();
    const ran = await step(place, 'sanction', id, { sanction, safety: 'for their safety', ...answers });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(problem);
  });
});

describe.concurrent('coc sanction list --ics', () => {
  it('writes a calendar as RFC 5545 has it, with IDs and days alone', async () => {
    const { place, id } = await sanctionedPlace({ ...BAN, until: '2026-12-31', behavior: undefined });
    await done(place, 'sanction', id, WARNING);
    const other = await another(place, 'Ada Quist', { ...BAN, until: '2027-03-01' });
    const ran = await coc(place, ['sanction', 'list', '--ics', 'ends.ics', '--json']);
    expect(json(ran)).toHaveLength(3);
    const path = join(place.home, 'ends.ics');
    const text = await readFile(path, 'utf8');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const lines = text.split('\r\n');
    expect(lines.at(-1)).toBe('');
    expect(lines[0]).toBe('BEGIN:VCALENDAR');
    expect(lines.at(-2)).toBe('END:VCALENDAR');
    expect(lines).toContain('VERSION:2.0');
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const values = (name: string) => lines.filter((line) => line.startsWith(name));
    expect(values('BEGIN:VEVENT')).toHaveLength(2);
    expect(values('DTSTART')).toEqual(['DTSTART;VALUE=DATE:20261231', 'DTSTART;VALUE=DATE:20270301']);
    expect(values('SUMMARY')).toEqual([`SUMMARY:${id}`, `SUMMARY:${other}`]);
    expect(values('DTSTAMP')).toEqual(['DTSTAMP:20261123T150000Z', 'DTSTAMP:20261123T150000Z']);
    expect(new Set(values('UID')).size).toBe(2);
    expect(text).not.toMatch(/Marlon|Vane|Ada|Quist|A1|ban|attendance|events/i);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const later = { now: new Date(NOW.getTime() + 60_000) };
    expect((await coc(place, ['sanction', 'list', '--ics', 'ends.ics'], later)).code).toBe(0);
    const again = (await readFile(path, 'utf8')).split('\r\n');
    expect(again).toContain('DTSTAMP:20261123T150100Z');
    expect(again.filter((line) => line.startsWith('UID'))).toEqual(values('UID'));
  });

  it('takes the place of a calendar, and of no other file', async () => {
    const { place } = await sanctionedPlace({ ...BAN, until: '2026-12-31', behavior: undefined });
    const path = join(place.home, 'notes.txt');
    await writeFile(path, 'my notes');
    const refused = await coc(place, ['sanction', 'list', '--ics', path]);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('not a calendar');
    expect(await readFile(path, 'utf8')).toBe('my notes');
    const folder = await coc(place, ['sanction', 'list', '--ics', place.home]);
    expect(folder.code).toBe(1);
    await writeFile(path, 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n');
    expect((await coc(place, ['sanction', 'list', '--ics', path])).code).toBe(0);
    expect(await readFile(path, 'utf8')).toContain('BEGIN:VEVENT');
    expect((await readdir(place.home)).filter((name) => name.includes('notes'))).toEqual(['notes.txt']);
  });

  it('has no event for what has ended or has no end', async () => {
    const { place, id } = await sanctionedPlace();
    await done(place, 'sanction', id, { ...BAN, until: '2026-12-31' });
    const lifted = { sanction: '2', how: 'lifted', reason: 'for their safety', 'decided-by': ['ana'] };
    await done(place, 'sanction end', id, lifted);
    expect((await coc(place, ['sanction', 'list', '--ics', 'ends.ics'])).code).toBe(0);
    expect(await readFile(join(place.home, 'ends.ics'), 'utf8')).not.toContain('VEVENT');
  });
});
