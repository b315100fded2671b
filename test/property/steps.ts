import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Answers, FEW, type Ran } from '../integration/run.ts';
import { MEETING } from '../integration/steps.ts';
import { idOf, type Person, type World } from './world.ts';

/** One thing that somebody does; the numbers choose among what there is then. */
export interface Step {
  readonly what: What;
  readonly who: number;
  readonly which: number;
  readonly whom: number;
  readonly way: number;
  /** For what is killed: after how many milliseconds, and whether git lives on. */
  readonly after: number;
  readonly alone: boolean;
}

type Killable = keyof typeof COMMANDS;
type What = Killable | `kill ${Killable}` | 'add' | 'policy' | 'offline' | 'online' | 'both';

/** What a command is called with. */
interface Command {
  readonly argv: readonly string[];
  readonly answers?: Answers;
  /** What stands in the incident afterwards. */
  readonly marker?: string;
  readonly incident?: string;
}

type Make = (world: World, by: Person, step: Step) => Command;

const COMMANDS = {
  report(world, by, { way, whom }) {
    const marker = world.text();
    const others = ['ana', 'ben', 'cem'].filter((member) => member !== by.member);
    const permission = { permission: 'They may know.', 'hide-reporter': 'no' };
    const share: Answers = [
      { share: 'recorder' },
      { share: 'named', ...permission, readers: [others[whom % others.length]] },
      { share: 'team', ...permission, readers: others },
      { share: 'team', ...permission, readers: others },
    ][way % 4] as Answers;
    return {
      argv: ['report', 'new', '--yes', '--json'],
      answers: { ...FEW, ...share, account: marker },
      marker,
    };
  },
  note: (world, _by, step) => entry(world, step, ['note'], (note) => ({ note })),
  more: (world, _by, step) =>
    entry(world, step, ['report', 'add'], (account) => ({
      ...{ add: 'report', threat: 'none', account, consent: 'no-objection', 'hide-reporter': 'no' },
      ...(step.way % 3 === 0 ? { share: 'recorder' } : { share: 'team', permission: 'Everybody.' }),
    })),
  meeting: (world, by, step) =>
    entry(world, step, ['meeting'], (text) => ({
      ...MEETING,
      present: [by.member],
      'what-happened': text,
      outcome: 'undecided',
    })),
  grant: (world, _by, step) =>
    entry(world, step, ['access', 'grant'], (permission) => ({
      member: someone(world, step),
      permitted: 'yes',
      permission,
      'know-reporter': 'yes',
      ...(step.way % 2 === 0 && { reports: ['1', '2'], 'permitted-by': ['R1', 'R2'] }),
    })),
  recuse: (world, by, step) =>
    entry(world, step, ['access', 'recuse'], (reason) => ({
      member: step.way % 2 === 0 ? by.member : someone(world, step),
      reason,
    })),
  readmit: (world, _by, step) =>
    entry(world, step, ['access', 'readmit'], (reason) => ({ member: someone(world, step), reason })),
  remove: (world, _by, step) => ({ argv: ['team', 'remove', someone(world, step), '--yes'] }),
  admin: (world, _by, step) => ({
    argv: ['team', 'admin', someone(world, step), '--yes', ...(step.way % 3 === 0 ? ['--revoke'] : [])],
  }),
  rotate: () => ({ argv: ['team', 'rotate', '--yes'] }),
  recovery: (world) => ({ argv: ['recovery-key', '--recovery-file', world.recoveryFile] }),
  sync: (_world, _by, { way }) => ({
    argv: [
      ...['sync', '--json'],
      ...(['again', 'drop'][way % 3] ? ['--team', ['again', 'drop'][way % 3] ?? ''] : []),
      ...(['mine', 'theirs'][way % 4] ? ['--policy', ['mine', 'theirs'][way % 4] ?? ''] : []),
    ],
  }),
} satisfies Record<string, Make>;

const WEIGHTS: readonly (readonly [number, What])[] = [
  [4, 'report'],
  [5, 'note'],
  [1, 'more'],
  [1, 'meeting'],
  [2, 'grant'],
  [3, 'recuse'],
  [1, 'readmit'],
  [1, 'remove'],
  [2, 'admin'],
  [1, 'rotate'],
  [1, 'recovery'],
  [4, 'sync'],
  [1, 'add'],
  [1, 'policy'],
  [4, 'offline'],
  [3, 'online'],
  [2, 'both'],
  [2, 'kill note'],
  [1, 'kill report'],
  [1, 'kill recuse'],
  [1, 'kill rotate'],
  [1, 'kill remove'],
  [3, 'kill sync'],
];

const NUMBER = fc.nat({ max: 11 });

/** Steps at random. */
export function someSteps(length: number): fc.Arbitrary<readonly Step[]> {
  const step = fc.record({
    what: fc.oneof(...WEIGHTS.map(([weight, what]) => ({ weight, arbitrary: fc.constant(what) }))),
    who: NUMBER,
    which: NUMBER,
    whom: NUMBER,
    way: NUMBER,
    after: fc.integer({ min: 150, max: 1500 }),
    alone: fc.boolean(),
  });
  return fc.array(step, { minLength: length, maxLength: length });
}

/** Takes one step, and notes what was acknowledged. Throws where something is wrong already. */
export async function take(world: World, step: Step): Promise<void> {
  const by = at(world.people, step.who);
  const { what } = step;
  if (what === 'offline' || what === 'online') return world.connect(by, what === 'online');
  if (what === 'add') return letIn(world, step);
  if (what === 'policy') return edit(world, by);
  if (what === 'both') {
    const other = at(world.people, step.who + 1);
    const commands = [by, other].map((one) => [one, COMMANDS.note(world, one, step)] as const);
    const rans = await Promise.all(commands.map(([one, command]) => run(world, one, command)));
    for (const [index, [one, command]] of commands.entries()) acknowledge(world, one, command, rans[index]);
    return;
  }
  const killed = /^kill (.*)/.exec(what)?.[1] as Killable | undefined;
  const command: Command = COMMANDS[killed ?? (what as Killable)](world, by, step);
  const ran =
    killed === undefined
      ? await run(world, by, command)
      : await world.kill(by, command.argv, command.answers, step);
  acknowledge(world, by, command, ran);
  if (what === 'note' && ran?.code === 1) await assertNotTheirs(world, by, command);
}

function run(world: World, by: Person, { argv, answers }: Command): Promise<Ran> {
  return world.run(by, argv, answers);
}

function acknowledge(world: World, by: Person, { marker, incident }: Command, ran: Ran | undefined): void {
  if (ran === undefined) return;
  if (ran.code === 70 || ![0, 1, 2, 3, -1].includes(ran.code))
    throw new Error(`${by.member} met a bug: ${ran.stderr}`);
  if (/history|does not verify|put back to an older/i.test(ran.stderr))
    throw new Error(`an alarm where nothing is wrong: ${ran.stderr}`);
  if ((ran.code !== 0 && ran.code !== 3) || marker === undefined) return;
  const id = incident ?? idOf(ran);
  if (incident === undefined) world.incidents.push(id);
  world.acknowledged.push({ marker, incident: id, by });
}

/** A note is refused only to whom the incident does not open, or who is not on the team. */
async function assertNotTheirs(world: World, by: Person, { argv }: Command): Promise<void> {
  const shown = await world.run(by, ['show', argv[1] ?? '', '--json']);
  if (shown.code === 0) throw new Error(`${by.member} can open an incident and not add to it`);
}

async function letIn(world: World, step: Step): Promise<void> {
  const admin = at(world.people, step.who);
  const gone = world.roster(admin.place.repo).members.filter(({ left }) => left !== undefined);
  const back = at(gone, step.whom);
  if (back !== undefined) await world.letIn(admin, back.name, back.id);
  else if (world.people.length < 5)
    await world.letIn(admin, ['Dan', 'Eva'][world.people.length - 3] ?? 'Dan');
}

async function edit(world: World, by: Person): Promise<void> {
  const text = await readFile(join(by.place.repo, 'policy/playbook.yaml'), 'utf8');
  const file = join(by.place.home, 'playbook.yaml');
  await writeFile(file, `${text.trimEnd()}\n# Edited by ${by.member}, ${world.log.length}\n`);
  const argv = ['policy', 'edit', '--file', file];
  acknowledge(world, by, { argv }, await world.run(by, argv));
  await rm(file);
}

function entry(
  world: World,
  { which }: Step,
  [first = '', ...rest]: readonly string[],
  answers: (marker: string) => Answers,
): Command {
  const marker = world.text();
  const incident = at(world.incidents, which) ?? 'XXXX-XXXX';
  return { argv: [first, ...rest, incident, '--yes', '--json'], answers: answers(marker), marker, incident };
}

function someone(world: World, { whom }: Step): string {
  return at(world.people, whom)?.member ?? 'ana';
}

function at<T>(all: readonly T[], number: number): T {
  return all[number % Math.max(all.length, 1)] as T;
}
