import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Answers, ana, answer, FEW, json, type Place, report } from './run.ts';
import { done } from './steps.ts';

/**
 * The same matter, reported in ways that have nothing in common but whom it is about. Whoever is accused knows what happened, and looks in
 * their copy for who told it, how many they were, and when.
 */
interface Told {
  readonly first: Answers;
  readonly more?: readonly (readonly [command: string, answers: Answers])[];
  readonly file?: string;
  /** What must not be in it. */
  readonly marks: readonly string[];
  /** When it came in. */
  readonly at: Date;
}

const at = (time: string): Date => new Date(`2026-11-23T${time}:00Z`);
const ADD = { threat: 'none', consent: 'no-objection', share: 'recorder', 'same-person': 'A1' };
const account = (words: string): Answers => ({ ...FEW, account: words, who: 'Marlon Vane' });

const WAYS: Readonly<Record<string, Told>> = {
  'by the person whom it happened to': {
    first: {
      ...account('He followed me from the lift to my door and kept knocking for twenty minutes.'),
      ...{ 'reporter-name': 'Mei Lindqvist', 'reporter-contact': 'mei@lindqvist.example' },
      ...{ 'reporter-is-affected': 'yes', behavior: 'Knocking on a hotel door', when: 'Saturday at 23:40' },
    },
    marks: ['mei@lindqvist', 'lift', 'knocking', '23:40', 'Saturday', '12:07'],
    at: at('12:07'),
  },
  'by somebody who only saw it': {
    first: {
      ...account('I was in the corridor and saw him hammer on the door of a colleague of mine.'),
      ...{ 'reporter-name': 'Tomasz Wren', 'reporter-is-affected': 'no', 'affected-name': 'Priya Nair' },
      circumstances: 'On the fourth floor, behind the ballroom',
    },
    marks: ['Tomasz', 'Wren', 'Priya', 'Nair', 'corridor', 'colleague', 'ballroom', 'fourth'],
    at: at('12:31'),
  },
  'by nobody who gave a name': {
    first: {
      ...account('No names please. The tall one from booth twelve scares people.'),
      'reporter-name': null,
    },
    marks: ['booth', 'twelve', 'scares'],
    at: at('13:02'),
  },
  'by somebody who stays with whoever took it': {
    first: {
      ...account('Please tell nobody that it was I. He grabbed my arm beside the green sofa.'),
      ...{ 'reporter-name': 'Ingrid Solheim', 'reporter-is-affected': 'yes', 'hide-reporter': 'yes' },
      summary: 'Somebody was held by the arm.',
    },
    marks: ['Ingrid', 'Solheim', 'sofa', 'arm', 'tell nobody'],
    at: at('09:15'),
  },
  'by two': {
    first: {
      ...account('He shouted at me in the foyer until I cried.'),
      ...{ 'reporter-name': 'Lena Abt', 'reporter-is-affected': 'yes' },
    },
    more: [
      [
        'report add',
        {
          ...{
            ...ADD,
            add: 'report',
            account: 'He shouted at my friend Lena in the foyer, everybody heard.',
          },
          ...{ 'reporter-name': 'Rui Costa', 'reporter-is-affected': 'no' },
        },
      ],
    ],
    marks: ['Lena', 'Abt', 'Rui', 'Costa', 'foyer', 'cried', 'shouted'],
    at: at('10:44'),
  },
  'three times by one': {
    first: {
      ...account('It began with messages at night.'),
      ...{ 'reporter-name': 'Wanjiru Kamau', 'reporter-is-affected': 'yes' },
    },
    more: ['He wrote again, forty times.', 'And again today, from another number.'].map((words) => [
      'report add',
      { ...ADD, add: 'report', account: words, 'reporter-name': 'R1', 'reporter-is-affected': 'yes' },
    ]),
    marks: ['Wanjiru', 'Kamau', 'forty', 'messages', 'another number'],
    at: at('08:08'),
  },
  'through somebody who heard it': {
    first: {
      ...account('My student told me that he waits for her after each class.'),
      ...{ channel: 'verbal', 'heard-by': 'Professor Okoro', 'reporter-name': 'Dana Petrov' },
      ...{ 'reporter-is-affected': 'yes' },
    },
    marks: ['Okoro', 'Professor', 'Dana', 'Petrov', 'student', 'class'],
    at: at('11:59'),
  },
  'by one of many who saw it': {
    first: {
      ...account('He told a dirty joke on the main stage and pointed at the interpreter.'),
      ...{ visibility: 'witnessed', consent: undefined, 'reporter-name': 'Yuki Tanaka' },
    },
    marks: ['Yuki', 'Tanaka', 'joke', 'stage', 'interpreter'],
    at: at('14:14'),
  },
  'by somebody who said more later': {
    first: {
      ...account('He keeps asking me where I live.'),
      ...{ 'reporter-name': 'Amara Diallo', 'reporter-is-affected': 'yes' },
    },
    more: [
      ['report add', { add: 'follow-up', account: 'He was at my tram stop this morning.', from: 'R1' }],
      ['note', { note: 'Amara called Ana at noon. She is afraid of Marlon Vane.' }],
    ],
    marks: ['Amara', 'Diallo', 'tram', 'afraid', 'where I live'],
    at: at('07:20'),
  },
  'with a picture of whoever took it': {
    first: {
      ...account('See the picture, my window is the one on the left.'),
      ...{ 'reporter-name': 'Sofia Marin', 'reporter-is-affected': 'yes', employer: undefined },
    },
    file: 'sofia-window.txt',
    marks: ['Sofia', 'Marin', 'window', 'picture', 'file-1'],
    at: at('13:37'),
  },
  'in another script': {
    first: {
      ...account('Он шёл за мной до гостиницы «Космос», комната 417.'),
      ...{ 'reporter-name': 'Анна Ковалёва', 'reporter-is-affected': 'yes' },
    },
    marks: ['Анна', 'Ковал', 'Anna', 'Koval', 'Космос', '417'],
    at: at('06:45'),
  },
  'by somebody with the name of the accused': {
    first: {
      ...account('My brother does this everywhere, and I am sick of it.'),
      ...{ 'reporter-name': 'Greta Vane', 'reporter-is-affected': 'no', 'affected-name': 'Holly Price' },
    },
    marks: ['Greta', 'Holly', 'Price', 'brother', 'sick of'],
    at: at('14:58'),
  },
};

/** Their guess is right in one of the twelve, and the copy must not tell in which. */
const SIDE = 'It was Mei Lindqvist who told you, I know it.\nI only wanted to bring back a scarf.';
const APPEAL = 'I want this looked at again.';
const MEETING: Answers = {
  present: ['ana'],
  'what-happened': 'Ana read out what was told. Everybody believed it. A scarf is no excuse.',
  outcome: 'sanction',
  reason: undefined,
  alone: 'Nobody else is here.',
};

/** What is done, and what the accused is told of it, is the same whoever told it. */
async function copyOf(place: Place, { first, more = [], file, at: came }: Told): Promise<string> {
  const id = await report(place, first, { now: came });
  const after = { now: at('15:00') };
  for (const [command, answers] of more)
    json(await answer(place, [...command.split(' '), id, '--yes', '--json'], answers, { now: at('14:59') }));
  if (file !== undefined) {
    await writeFile(join(place.home, file), 'a picture of a window');
    await done(place, 'evidence add', id, { files: [file], from: 'R1', 'open-to': undefined }, after);
  }
  await done(
    place,
    'notify',
    id,
    { about: 'complaint', way: 'letter', given: 'yes', how: 'by mail', ...NAMED },
    after,
  );
  await done(place, 'statement', id, { said: 'yes', words: SIDE }, after);
  await done(place, 'meeting', id, MEETING, after);
  await done(
    place,
    'sanction',
    id,
    {
      ...{ sanction: 'warning', behavior: 'following people', alone: 'Nobody else is here.' },
      safety: 'They know that we look.',
    },
    after,
  );
  await done(place, 'notify', id, { about: 'response', way: 'letter', given: 'yes', how: 'by mail' }, after);
  await done(place, 'sanction appeal', id, { sanction: '1', state: 'received', words: APPEAL }, after);
  await done(
    place,
    'export',
    id,
    {
      ...{ for: 'accused', why: 'They asked for all that we hold on them.', as: 'markdown' },
      ...{ sealed: 'plain', plain: 'yes', out: 'copy.md' },
    },
    after,
  );
  const text = readFileSync(join(place.home, 'copy.md'), 'utf8');
  expect(text).not.toContain(id);
  return text;
}

const NAMED = { name: 'Marlon Vane' };

describe('the copy of the accused', { timeout: 120_000 }, () => {
  it('is the same letter for letter, whoever reported it, how often, when, and how they are known', async () => {
    const copies: string[] = [];
    for (const [way, told] of Object.entries(WAYS)) {
      const text = await copyOf(await ana(), told);
      const ours = text.split('\n').filter((line) => !line.startsWith('>'));
      for (const mark of told.marks)
        expect(ours.join('\n').toLowerCase(), way).not.toContain(mark.toLowerCase());
      expect(ours.join('\n'), way).not.toMatch(
        /\b[RPAWHS]\d\b|\d\d:\d\d|reporter|\d+ reports?|\b(?:two|three) /i,
      );
      copies.push(text);
    }
    expect(copies.length).toBeGreaterThan(10);
    expect(new Set(copies).size).toBe(1);
    const [copy = ''] = copies;
    expect(copy).toContain('A copy for Marlon Vane');
    expect(copy).toContain('> It was Mei Lindqvist who told you, I know it.');
    expect(copy).toContain(`> ${APPEAL}`);
    expect(copy).toContain('We told you that there is a complaint');
    expect(copy).toContain('This was decided about you');
    expect(copy).not.toMatch(/Ana|believed|excuse|They know that we look|Nobody else/);
  });
});
