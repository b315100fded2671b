import { dirname, join } from 'node:path';
import type { App, Desk } from '../app.ts';
import { writableByOthers } from '../disk/writable.ts';
import { UserError } from '../errors.ts';
import { INVOCATION } from '../invocation.ts';
import type { DoctorFacts, TeamFacts, Trouble } from '../screen/doctor-checks.ts';
import { Drafts } from '../vault/drafts.ts';
import { foreignHooks, foreignSettings, otherHooks, startGit, textconv } from '../vault/health.ts';
import { wordsOfCommit } from '../vault/joining.ts';
import { folderOfSealed, Git, Objects, openRepository, type Repository } from '../vault/repository.ts';
import { currentMembers, type Roster } from '../vault/team.ts';
import { type Standing, standingOf } from '../vault/trust.ts';
import { incidentFacts } from './doctor-incidents.ts';

/** git is quick to say its version. Milliseconds. */
const TIME_LIMIT = 10_000;

/** What to look at, as far as it could be opened. */
export interface Patient {
  /** The folder of the reports repository; undefined where there is none. */
  readonly folder: string | undefined;
  /** The desk, or why it could not be opened. */
  readonly desk: Desk | Trouble;
  /** What is wrong with the policy, if anything. */
  readonly policy?: Trouble;
}

/** Looks at everything that it can, and changes nothing. What cannot be looked at is said, not thrown. */
export async function examine(app: App, { folder, desk, policy }: Patient): Promise<DoctorFacts> {
  const machine = await machineFacts(app, folder);
  const opened = 'vault' in desk ? desk : undefined;
  const closed = 'vault' in desk ? undefined : desk;
  if (folder === undefined || typeof machine.git !== 'string') return { machine, ...(closed && { closed }) };
  const standing = await looking(async () => trustIn(app, folder));
  const verified = 'verified' in standing ? standing : undefined;
  const repository = await looking(async () => opened?.repository ?? repositoryAt(app, folder, verified));
  const known = 'roster' in repository ? repository : undefined;
  const history = verified && known ? await looking(() => historyFacts(known, verified, policy)) : undefined;
  const trouble = closed ?? (history && 'what' in history ? history : undefined);
  return {
    machine,
    ...(trouble && { closed: trouble }),
    ...(history && 'words' in history && { history }),
    ...(known && {
      team: {
        ...teamFacts(known.roster, (await opened?.vault.unconfirmed()) ?? []),
        me: opened?.me.name,
      },
    }),
    ...(opened && {
      sharing: { unshared: await opened.vault.unshared() },
      incidents: await looking(() => incidentFacts(opened)),
    }),
  };
}

/** What is wrong, in place of an error that somebody can act on: in one line, whatever lines it has. */
export function troubleOf({ message, hints }: UserError): Trouble {
  return { what: message.replace(/\s*\n\s*/g, ' '), todo: hints };
}

async function looking<T>(look: () => Promise<T>): Promise<T | Trouble> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof UserError) return troubleOf(error);
    throw error;
  }
}

async function machineFacts(app: App, folder: string | undefined): Promise<DoctorFacts['machine']> {
  const { env, cwd } = app.io;
  const keys = await app.keys();
  const own = await looking(() => publicKeys(app));
  const drafts = 'recipient' in own ? await new Drafts(app.places.drafts, folder, own.recipient).list() : [];
  return {
    git: await looking(async () => {
      await Git.check(env);
      const { stdout } = await startGit(folder ?? cwd, ['--version'], {
        env,
        timeLimit: TIME_LIMIT,
      });
      return /\d[\w.]*/.exec(stdout.toString('utf8'))?.[0] ?? '';
    }),
    keys:
      'none' in own
        ? 'none'
        : 'what' in own
          ? own
          : await looking(async () => {
              if (!(await keys.isProtected())) return 'without-passphrase' as const;
              const earlier = await keys.openEarlier();
              return earlier.length === 0 ? ('with-passphrase' as const) : { earlier };
            }),
    foreignHooks: folder === undefined ? [] : await foreignHooks(folder),
    otherHooks: folder === undefined ? [] : await otherHooks(folder),
    settings:
      folder === undefined ? [] : await looking(() => foreignSettings(folder, env, textconv(INVOCATION))),
    writable: await writableByOthers(whatMatters(app, folder)),
    drafts: drafts.length,
  };
}

/** What coc works with on this machine. */
function whatMatters({ places }: App, folder: string | undefined): readonly string[] {
  const own = [dirname(places.config), places.identity, dirname(places.drafts)];
  return [
    ...own,
    ...(folder === undefined ? [] : [folder, join(folder, '.git'), join(folder, '.git/config')]),
  ];
}

async function publicKeys(app: App) {
  return (await (await app.keys()).public()) ?? { none: true };
}

/** How far the history can be trusted; also for somebody who is not on the team, of a copy that was compared. */
async function trustIn(app: App, folder: string): Promise<Standing> {
  const own = await publicKeys(app);
  const signingKey = 'signingKey' in own ? own.signingKey : '';
  return standingOf(new Objects(folder, app.io.env), signingKey, app.notice);
}

/** Of a history that cannot be trusted, only the part before that counts. */
function repositoryAt(app: App, folder: string, standing: Standing | undefined): Promise<Repository> {
  return openRepository(folder, app.io.env, standing?.alarm === undefined ? undefined : standing.verified);
}

async function historyFacts(
  { git, objects }: Repository,
  { first, verified, alarm }: Standing,
  policy: Trouble | undefined,
): Promise<NonNullable<DoctorFacts['history']>> {
  const changed = await git.changed(['.'], 'no');
  const all = await git.changed(['.'], 'all');
  const isOpen = (path: string): boolean => folderOfSealed(path) === undefined;
  return {
    words: wordsOfCommit(first),
    verified: (await objects.revisions(undefined, verified)).length,
    ...(alarm && { alarm: troubleOf(alarm) }),
    ...(policy && { policy }),
    changed: changed.filter(isOpen),
    strange: all.filter((path) => isOpen(path) && !changed.includes(path)),
  };
}

function teamFacts(roster: Roster, unconfirmed: TeamFacts['unconfirmed']): TeamFacts {
  const { recovery, members } = roster;
  const isGone = (id: string | undefined): boolean =>
    members.some((member) => member.id === id && member.left !== undefined);
  const shares = typeof recovery === 'string' ? undefined : recovery.shares;
  return {
    unconfirmed,
    members: currentMembers(roster).map(({ name, admin }) => ({ name, admin })),
    recovery:
      typeof recovery === 'string'
        ? recovery
        : shares === undefined
          ? {}
          : {
              shares: {
                needed: shares.needed,
                custodians: shares.custodians.map(({ name, member }) => ({ name, left: isGone(member) })),
              },
            },
  };
}
