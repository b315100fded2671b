import type { App } from '../app.ts';
import { ageOfCopy, sharedLongAgo } from '../desk/newest.ts';
import { dueBlocks, fewBlocks, overview, reminders } from '../desk/overview.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { leftOutBlocks } from '../screen/listing.ts';
import { attending } from './attend.ts';

/** `coc`: what needs attention, then a menu. Exit 3 where some files are damaged. */
export async function home(app: App): Promise<ExitCode> {
  const found = await app.findRepository();
  if (!found.exists) {
    await welcome(app);
    return app.outcome;
  }
  const desk = await app.deskAt(found.folder);
  let waiting: readonly MenuItem[] = [];
  let outcome: ExitCode = EXIT.done;
  let unfinished = (await desk.drafts.list()).length > 0;
  if (await (await app.keys()).unlocksByItself()) {
    const { due, reminders: also, few, listing } = await overview(app, desk);
    app.printBlocks([...dueBlocks(due, also, app.now(), app.most), ...fewBlocks(few)]);
    app.tell(leftOutBlocks(listing));
    if (listing.damaged.length > 0) outcome = EXIT.partial;
    unfinished ||= listing.incidents.some(({ status }) => status === 'unfinished');
    waiting = attending(app, due).map(({ label, value }) => [label, value]);
  } else {
    app.printBlocks([
      { kind: 'text', text: 'Your keys are locked. “See what waits” opens them and tells what is due.' },
      ...(await reminders(app, desk)).map((text) => ({ kind: 'text', text }) as const),
    ]);
  }
  const age = await ageOfCopy(app, desk, (await sharedLongAgo(app, desk)) !== undefined);
  if (age !== undefined) app.printText(age);
  await menu(app, [
    ['Take a report', () => take(app, 'report new')],
    ...(unfinished ? [RESUME(app)] : []),
    ['Add to a report', () => take(app, 'report add')],
    ...(waiting.length > 0 ? [['Do one of the things that wait', () => menu(app, waiting)] as const] : []),
    ['See what waits', async () => (await import('./status.ts')).status(app, [], {})],
    ['Go on with an incident: meeting, letters, sanctions', () => incidentMenu(app)],
    ['List the incidents', async () => (await import('./list.ts')).list(app, [], {})],
    ['Read an incident', async () => (await import('./show.ts')).show(app, [], {})],
    ['Add a note to an incident', () => take(app, 'note')],
    ['Share with the team what is saved here', async () => (await import('./sync.ts')).sync(app, [], {})],
    ['Look whether everything is in order', async () => (await import('./doctor.ts')).doctor(app, [], {})],
    GUIDE(app),
  ]);
  return outcome === EXIT.done ? app.outcome : outcome;
}

/** Everything that is done about an incident, in the order in which it mostly comes. */
function incidentMenu(app: App): Promise<void> {
  const steps = app.steps.flatMap(({ id, menu: at }) =>
    at === undefined ? [] : [{ place: at[0], label: at[1], run: () => take(app, id) }],
  );
  const all = [
    ...steps,
    {
      place: 14,
      label: 'Who can open it',
      run: async () => (await import('./access.ts')).access(app, [], {}),
    },
    {
      place: 17,
      label: 'Is somebody under a sanction',
      run: async () => (await import('./sanction-check.ts')).sanctionCheck(app, [], {}),
    },
  ];
  return menu(
    app,
    all.sort((a, b) => a.place - b.place).map(({ label, run }) => [label, run]),
  );
}

async function take(app: App, step: string): Promise<void> {
  await (await import('../desk/flow.ts')).takeStep(app, step, undefined, {});
}

async function welcome(app: App): Promise<void> {
  const drafts = await earlyDrafts(app);
  app.printBlocks([
    { kind: 'heading', text: 'coc' },
    {
      kind: 'text',
      text: 'It helps you take a report under your code of conduct, step by step, and keeps it encrypted. Nothing is set up on this machine yet.',
    },
  ]);
  return menu(app, [
    ...(drafts > 0 ? [RESUME(app)] : []),
    ['Somebody is here with a report: take it now, set up afterwards', () => take(app, 'report new')],
    [
      'My team has its reports on a server: join it',
      async () => (await import('./join.ts')).join(app, [], {}),
    ],
    [
      'My team begins with coc: set it up here',
      async () => {
        await (await import('./init.ts')).init(app, [], {});
        return home(app);
      },
    ],
    GUIDE(app),
  ]);
}

type MenuItem = readonly [label: string, run: () => Promise<unknown>];

const RESUME = (app: App): MenuItem => [
  'Go on with what is not finished',
  async () => (await import('./report-resume.ts')).reportResume(app, [], {}),
];

const GUIDE = (app: App): MenuItem => [
  'Look up what to say and do',
  async () => (await import('./guide.ts')).guide(app, []),
];

/** How many reports were begun here before anything was set up. */
async function earlyDrafts(app: App): Promise<number> {
  const keys = await (await app.keys()).public();
  if (keys === undefined) return 0;
  const { Drafts } = await import('../vault/drafts.ts');
  return (await new Drafts(app.places.drafts, undefined, keys.recipient).list()).length;
}

/** Without a terminal there is nobody to choose, and the menu is left out. */
async function menu(app: App, items: readonly MenuItem[]): Promise<void> {
  const prompter = await app.prompter();
  if (prompter === undefined) return app.notice('`coc --help` lists the commands.');
  const run = await prompter.choose<MenuItem[1]>('What now', [
    ...items.map(([label, value]) => ({ value, label })),
    { value: async () => undefined, label: 'Leave', esc: 'leave' },
  ]);
  await run();
}
