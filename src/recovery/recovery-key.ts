import type { App, Desk } from '../app.ts';
import { UsageError, UserError } from '../errors.ts';
import { writeNew } from '../machine/new-file.ts';
import { formatIdentity, type Identity, keyTypeOf, makeIdentity, publicPart } from '../vault/keys.ts';
import { currentMembers, type RecoveryKey, type Roster } from '../vault/team.ts';
import { wholePath } from '../whole-path.ts';
import { custodiansFor, parseShareCount } from './custodians.ts';
import { assertCanHandOut, type HandOut, handOut } from './hand-out.ts';

const ABOUT = 'A recovery key, made by coc. It opens every report. Keep it offline.';

/**
 * Makes a recovery key of the same type, and hands it over: in a new file, in shares, or shown once. Returns what the
 * roster says of it.
 */
export async function makeRecoveryKey(
  app: App,
  member: Identity,
  to: string | HandOut | undefined,
): Promise<RecoveryKey> {
  const recovery = await makeIdentity(keyTypeOf(member.recipient));
  if (typeof to === 'object') {
    await handOut(app, recovery, to);
    const custodians = to.custodians.map((one) => ({ ...one }));
    return { ...publicPart(recovery), shares: { needed: to.count.needed, custodians } };
  }
  if (to === undefined) await showOnce(app, formatIdentity(recovery, { about: ABOUT, publicKeys: false }));
  else await writeNew(wholePath(app.io, to), formatIdentity(recovery, { about: ABOUT }));
  return { ...publicPart(recovery) };
}

/**
 * Writes a recovery key into the roster; every incident that one can open is then sealed to it, and no longer to the one
 * before. Throws a UserError where somebody else has made another one meanwhile.
 */
export async function adoptRecovery(
  app: App,
  { vault, repository }: Desk,
  recovery: RecoveryKey,
): Promise<void> {
  const known = currentKey(repository.roster);
  await vault.changeRoster(
    (roster) => {
      if (currentKey(roster) !== known) {
        throw new UserError(
          'Somebody else has made a recovery key meanwhile. The one made here opens nothing.',
          {
            hints: ['Destroy the one made here, so that nobody takes it for the right one.'],
          },
        );
      }
      return { ...roster, recovery: { ...recovery, ...previousOf(roster, app.nowLocal()) } };
    },
    { sealAgain: true },
  );
}

/** Asks for what is not decided about shares, and makes sure that they can be handed out. */
export async function planShares(
  app: App,
  { repository }: Desk,
  wanted: { readonly shares: string; readonly custodian?: readonly string[]; readonly shareDir?: string },
): Promise<HandOut> {
  const count = parseShareCount(wanted.shares);
  const plan = { count, community: repository.settings.community, folder: wanted.shareDir };
  await assertCanHandOut(app, plan);
  const members = currentMembers(repository.roster);
  return { ...plan, custodians: await custodiansFor(app, count, wanted.custodian ?? [], members) };
}

/** Whether it is time for shares: more than one member, and a recovery key that one person could have alone. */
function wantsShares(roster: Roster): boolean {
  const { recovery } = roster;
  if (recovery === 'declined' || currentMembers(roster).length < 2) return false;
  return recovery === 'not-yet' || recovery.shares === undefined;
}

/**
 * With the second member, proposes to an admin that the recovery key be in shares (DESIGN 7): does it now, where
 * somebody at a terminal says so, or prints the command. Says nothing where there is nothing to propose.
 */
export async function proposeShares(app: App, desk: Desk): Promise<void> {
  const { repository, me } = desk;
  if (!me.admin || !wantsShares(repository.roster)) return;
  const replaces = repository.roster.recovery !== 'not-yet';
  app.tell([
    {
      kind: 'text',
      text: `There are more of you now. ${replaces ? 'The recovery key opens every report, so it should not be with one person.' : 'There is no recovery key yet. It opens every report if keys are lost, so it should not be with one person.'} In shares, such as any two of three, nobody can use it alone, and one lost share does no harm.`,
    },
    ...(replaces ? [{ kind: 'text', text: REPLACING } as const] : []),
  ]);
  const prompter = await app.prompter();
  const now =
    prompter !== undefined &&
    (await prompter.choose('Make a recovery key in shares', [
      { value: false, label: 'Later; coc reminds you', esc: 'leave' },
      { value: true, label: 'Now, any two of three' },
    ]));
  if (!now) {
    const command = `coc recovery-key ${replaces ? '--replace ' : ''}--shares 2/3`;
    return app.tell([{ kind: 'command', text: command }]);
  }
  const sharing = await planShares(app, desk, { shares: '2/3' });
  await adoptRecovery(app, desk, await makeRecoveryKey(app, await (await app.keys()).unlock(), sharing));
}

/** What it means that a recovery key takes the place of another one. */
export const REPLACING =
  'A new recovery key takes the place of the one there is. The old one then opens nothing that is sealed from now on. Old copies of the repository stay readable with it, so keep it as safe as before, or destroy it.';

function currentKey({ recovery }: Roster): string {
  return typeof recovery === 'string' ? '' : recovery.recipient;
}

/** The keys before, each with the moment since when nothing is sealed to it. */
function previousOf({ recovery }: Roster, until: string): Pick<RecoveryKey, 'previous'> {
  if (typeof recovery === 'string') return {};
  const { recipient, signingKey, previous = [] } = recovery;
  return { previous: [...previous, { recipient, signingKey, until }] };
}

async function showOnce(app: App, text: string): Promise<void> {
  const prompter = await app.prompter();
  if (prompter === undefined) {
    throw new UsageError(
      'There is no terminal to show the recovery key on.',
      'Name a new file with --recovery-file FILE.',
    );
  }
  prompter.show([
    { kind: 'heading', text: 'The recovery key' },
    {
      kind: 'text',
      text: 'It opens every report if all other keys are lost. It is shown this once. Copy it to paper, or to a stick that stays in a drawer. `coc` and the program `age` take it as a file.\nCopy all three lines. Two of them are the key: the one that begins with # coc-signing-key, and the one that begins with AGE-SECRET-KEY. Where the screen is narrow, each goes on in the row below; copy it as one line.',
    },
    { kind: 'verbatim', text: text.trimEnd() },
  ]);
  while (!(await prompter.confirm('Is it copied', false))) {
    prompter.show([{ kind: 'text', text: 'Take your time. It stays on the screen until you say yes.' }]);
  }
}
