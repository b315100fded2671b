import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import {
  type Answers,
  answer,
  coc,
  emptyPlace,
  FEW,
  fileOf,
  headOf,
  json,
  type Place,
  prepared,
  type Ran,
  type RunOptions,
  report,
} from './run.ts';

/** What every step prints with `--json`. */
export interface Stepped {
  readonly id: string;
  readonly commit: string;
  readonly letter?: string;
}

/** Does a step of the response from answers, such as `meeting` or `sanction end --override conflict`. */
export function step(
  place: Place,
  command: string,
  id: string,
  answers: Answers = {},
  options: RunOptions = {},
): Promise<Ran> {
  return answer(place, [...command.split(' '), id, '--yes', '--json'], answers, options);
}

/** Does a step, which must succeed. */
export async function done(
  place: Place,
  command: string,
  id: string,
  answers: Answers = {},
  options: RunOptions = {},
): Promise<Stepped> {
  return json(await step(place, command, id, answers, options)) as Stepped;
}

/** Does a step that a rule has to refuse: exit code 1, the clause, how to go on, nothing on stdout and nothing saved. */
export async function refused(
  place: Place,
  command: string,
  id: string,
  answers: Answers,
  { gate, clause }: { readonly gate: string; readonly clause: string },
  options: RunOptions = {},
): Promise<string> {
  const head = headOf(place.repo);
  const ran = await step(place, command, id, answers, options);
  expect(ran, ran.stderr).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toContain(`clause: ${clause}`);
  expect(ran.stderr).toContain(`--override ${gate}`);
  expect(headOf(place.repo)).toBe(head);
  return ran.stderr;
}

/** Ana, with more told about the community than the flags of `coc init` take. */
export async function anaWith(answers: Answers): Promise<Place> {
  const place = await emptyPlace();
  const flags = ['--name', 'Ana', '--email', 'ana@example.org', '--key-type', 'x25519', '--yes'];
  const ran = await answer(place, ['init', ...flags, '--no-passphrase', '--no-recovery'], answers);
  if (ran.code !== 0) throw new Error(`init failed: ${ran.stderr}`);
  return place;
}

/** What waits, of all incidents. */
export async function due(
  place: Place,
  options: RunOptions = {},
): Promise<
  readonly {
    incident: string;
    what: string;
    clause: string;
    at: string | null;
    overdue: boolean;
    command: string;
  }[]
> {
  return json(await coc(place, ['status', '--json'], options)).due;
}

export const hasAge = spawnSync('age', ['--version']).status === 0;
if (!hasAge)
  process.stderr.write('\nSKIPPED: no `age` program here, so nothing was opened with stock age.\n\n');

/** An incident file as stock age opens it. */
export function openedByAge(place: Place, id: string): string {
  const opened = spawnSync('age', ['-d', '-i', place.identity, fileOf(place, id)], { encoding: 'utf8' });
  if (opened.status !== 0) throw new Error(opened.stderr);
  return opened.stdout;
}

/** A private incident with names, of which the person affected has no objection to a meeting. */
export const PRIVATE: Answers = {
  ...FEW,
  account: 'He followed me from the lift to my door and would not stop knocking for twenty minutes.',
  'reporter-name': 'Mei Lindqvist',
  'reporter-is-affected': 'yes',
  who: 'Marlon Vane',
};

export const HEARD: Answers = { said: 'yes', words: 'I only wanted to bring back a scarf.' };
export const MEETING: Answers = {
  present: ['ana'],
  told: 'cannot',
  cannot: 'They left before anybody could speak to them.',
  'what-happened': 'It happened as it was told.',
  outcome: 'sanction',
};
export const WARNING: Answers = {
  sanction: 'warning',
  behavior: 'following people',
  safety: 'They know that it has to stop.',
};

/** Ana's machine with something on it, which is done once in a run of the tests and copied. */
export interface PlaceWith {
  readonly place: Place;
  readonly id: string;
}

/** Ana, with an incident that `prepare` makes; the same name and answers are the same incident. */
export const placeWith = (name: string, answers: Answers, prepare: (place: Place) => Promise<string>) =>
  prepared<PlaceWith>(`${name} ${JSON.stringify(answers)}`, async (place) => ({
    place,
    id: await prepare(place),
  }));

/** Ana, with one report. */
export const reportedPlace = (answers: Answers): Promise<PlaceWith> =>
  placeWith('report', answers, (place) => report(place, answers));

/** Ana, with an incident as `decided` makes it. */
export const decidedPlace = (more: Answers = {}): Promise<PlaceWith> =>
  placeWith('decided', more, (place) => decided(place, more));

/** Ana, with an incident as `sanctioned` makes it. */
export const sanctionedPlace = (sanction: Answers = {}): Promise<PlaceWith> =>
  placeWith('sanctioned', sanction, (place) => sanctioned(place, sanction));

/** A private incident after a meeting that decided on a sanction. */
export async function decided(place: Place, more: Answers = {}): Promise<string> {
  const id = await report(place, { ...PRIVATE, ...more });
  await done(place, 'statement', id, HEARD);
  await done(place, 'meeting', id, MEETING);
  return id;
}

/** A private incident with a sanction. */
export async function sanctioned(place: Place, sanction: Answers = {}): Promise<string> {
  const id = await decided(place);
  await done(place, 'sanction', id, { ...WARNING, ...sanction });
  return id;
}
