import type { App, Desk } from '../app.ts';
import { assertSure } from '../desk/confirm.ts';
import { readSource } from '../desk/source.ts';
import { EXIT, type ExitCode, UserError } from '../errors.ts';
import type { Block } from '../screen/block.ts';
import { showMoment } from '../screen/moment.ts';
import { waitingRequests } from '../setup/requests.ts';
import { rotateKeys } from '../setup/rotating.ts';
import { sameWords, wordsOfCommit, wordsOfKeys } from '../vault/team/fingerprint.ts';
import { assertRequestFor, type JoinRequest, parseRequest } from '../vault/team/join-request.ts';
import { currentMembers, type Member } from '../vault/team/roster.ts';
import {
  memberMeant,
  withAdmin,
  withMember,
  withNewKeys,
  withoutMember,
} from '../vault/team/roster-edits.ts';

/** `coc team list`: who is on the team, since when, who is an admin, and the words of their keys. */
export async function teamList(
  app: App,
  _args: readonly [],
  options: { readonly json?: boolean },
): Promise<void> {
  const { repository, me } = await app.desk();
  const { members } = repository.roster;
  if (options.json) {
    return app.printJson(
      members.map(({ id, name, email, admin, joined, left = null, previous = [], ...keys }) => ({
        id,
        name,
        email,
        admin,
        joined,
        left,
        words: wordsOfKeys(keys),
        replacedKeys: previous.length,
      })),
    );
  }
  const now = app.now();
  app.printTable(
    ['Member', 'Name', 'Admin', 'On the team', 'Words of their keys'],
    members.map((member) => [
      member.id,
      member.id === me.id ? `${member.name} (you)` : member.name,
      member.admin ? 'yes' : '',
      `since ${showMoment(member.joined, now)}${member.left ? `, left ${showMoment(member.left, now)}` : ''}`,
      member.left ? '' : wordsOfKeys(member),
    ]),
  );
}

interface AddOptions {
  readonly request?: string;
  readonly words?: string;
  readonly replaces?: string;
  readonly admin?: boolean;
  readonly json?: boolean;
}

/** `coc team add`: lets somebody in who asked with `coc join`, once their words were compared. */
export async function teamAdd(app: App, _args: readonly [], options: AddOptions): Promise<ExitCode> {
  const desk = await app.desk();
  assertAdmin(desk);
  const request = await requestMeant(app, desk, options.request);
  assertRequestFor(request, desk.vault.firstCommit);
  await assertTheirs(app, request, options.words);
  const replaced = await replacedBy(app, desk, request, options);
  const at = app.nowLocal();
  const { commit, shared, failed } = await desk.vault.changeRoster(
    (roster) =>
      replaced === undefined
        ? withMember(roster, { ...request, admin: options.admin === true }, at)
        : withNewKeys(roster, replaced.id, request, at),
    { sealAgain: replaced !== undefined },
  );
  const words = wordsOfCommit(commit);
  if (options.json) app.printJson({ commit, words, shared: shared ?? null });
  else {
    app.printBlocks([
      {
        kind: 'text',
        text:
          replaced === undefined
            ? `${request.name} is on the team. They can open nothing yet but what is shared with them from now on.`
            : `${replaced.name} has new keys. What they may read and somebody else can open is sealed to these.`,
      },
      { kind: 'text', text: 'When they type `coc sync`, they see six words. Compare them aloud with these:' },
      { kind: 'say', text: words },
    ]);
  }
  return failed.length > 0 ? EXIT.partial : app.outcome;
}

interface SureOptions {
  readonly yes?: boolean;
}

/** `coc team remove`: somebody leaves the team, at once for everything that is saved from now on. */
export async function teamRemove(
  app: App,
  [typed]: readonly [string?],
  options: SureOptions,
): Promise<ExitCode> {
  const desk = await app.desk();
  assertAdmin(desk);
  const member = await chosenMember(app, desk, typed);
  await assertSure(app, options.yes, `Take ${member.name} off the team`);
  const { done, others, failed } = await desk.vault.changeRoster(
    (roster) => withoutMember(roster, member.id, app.nowLocal()),
    { sealAgain: true },
  );
  app.printBlocks([
    {
      kind: 'text',
      text: `${member.name} is off the team. What is saved from now on they cannot open.\nWhat they could open before stays open to them in old copies: \`coc access --exposure ${member.id}\` lists it, as far as you can open it yourself.`,
    },
    ...sealedAgainBlocks({ done, others, failed }),
  ]);
  return failed.length > 0 ? EXIT.partial : app.outcome;
}

/** `coc team admin`: makes somebody an admin, or takes that back. */
export async function teamAdmin(
  app: App,
  [typed]: readonly [string?],
  options: SureOptions & { readonly revoke?: boolean },
): Promise<void> {
  const desk = await app.desk();
  assertAdmin(desk);
  const member = await chosenMember(app, desk, typed);
  const admin = options.revoke !== true;
  await assertSure(
    app,
    options.yes,
    admin
      ? `Make ${member.name} an admin: they can then change the team and the policy`
      : `Take from ${member.name} what an admin may do`,
  );
  await desk.vault.changeRoster((roster) => withAdmin(roster, member.id, admin));
  app.printBlocks([
    {
      kind: 'text',
      text: admin ? `${member.name} is an admin now.` : `${member.name} is no longer an admin.`,
    },
  ]);
}

/** `coc team rotate`: gives oneself new keys, and seals to them what one can open. */
export async function teamRotate(app: App, _args: readonly [], options: SureOptions): Promise<ExitCode> {
  await assertSure(app, options.yes, 'Make new keys in place of yours, and seal to them what you can open');
  const { words, done, others, failed } = await rotateKeys(app);
  app.printBlocks([
    { kind: 'text', text: 'You have new keys. The file with those before stays beside it, for old copies.' },
    { kind: 'text', text: 'Read these words to somebody on the team; `coc team list` shows them the same:' },
    { kind: 'say', text: words },
    ...sealedAgainBlocks({ done, others, failed }),
  ]);
  return failed.length > 0 ? EXIT.partial : app.outcome;
}

function sealedAgainBlocks({
  done,
  others,
  failed,
}: {
  readonly done: number;
  readonly others: number;
  readonly failed: readonly { readonly path: string; readonly why: string }[];
}): readonly Block[] {
  return [
    { kind: 'text', text: `Sealed again: ${done}.` },
    ...(others > 0
      ? [
          {
            kind: 'text',
            text: `${others} more that you cannot open wait for those who can, at their next save or \`coc sync\`. \`coc doctor\` lists them.`,
          } as const,
        ]
      : []),
    ...(failed.length > 0
      ? [
          {
            kind: 'list',
            title: 'These could not be sealed again:',
            items: failed.map(({ path, why }) => `${path}: ${why}`),
          } as const,
        ]
      : []),
  ];
}

function assertAdmin({ me, repository }: Desk): void {
  if (me.admin) return;
  const admins = currentMembers(repository.roster).filter(({ admin }) => admin);
  throw new UserError('Only an admin changes the team.', {
    hints: [`Ask ${admins.map(({ name }) => name).join(' or ')}.`],
  });
}

async function chosenMember(app: App, desk: Desk, typed: string | undefined): Promise<Member> {
  const { roster } = desk.repository;
  if (typed !== undefined) return memberMeant(roster, typed);
  const prompter = await app.prompter();
  if (prompter === undefined) throw new UserError('Who? The name is missing.', { exitCode: EXIT.usage });
  return prompter.choose(
    'Who',
    currentMembers(roster).map((member) => ({ value: member, label: member.name })),
  );
}

/** The request in a file or on stdin, one that waits on the server, or one that is pasted. */
async function requestMeant(app: App, desk: Desk, source: string | undefined): Promise<JoinRequest> {
  if (source !== undefined) return parseRequest(await readSource(app, source, 'the request'));
  const prompter = await app.prompter();
  if (prompter === undefined) {
    throw new UserError('The request of whoever wants to join is missing.', {
      hints: ['`--request FILE` takes it from a file, `--request -` from stdin.'],
      exitCode: EXIT.usage,
    });
  }
  const waiting = await waitingRequests(app, desk).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    app.warn(error);
    return [];
  });
  const chosen =
    waiting.length === 0
      ? undefined
      : await prompter.choose<JoinRequest | undefined>('Who wants to join', [
          ...waiting.map((one) => ({ value: one, label: `${one.name} <${one.email}>` })),
          { value: undefined, label: 'Somebody else, whose request I have here' },
        ]);
  if (chosen !== undefined) return chosen;
  const pasted = await prompter.ask(PASTE);
  return parseRequest(typeof pasted === 'string' ? pasted : '');
}

const PASTE = {
  id: 'request',
  ask: 'Paste the request, from BEGIN to END',
  label: 'Request',
  answer: { type: 'text' },
  required: true,
  notGiven: false,
  read: (answer: unknown) => ({ value: typeof answer === 'string' ? answer : '' }),
  onPartial: () => undefined,
} as const;

/** Whether the request is from whom it says: only they can tell, with the words of their keys. */
async function assertTheirs(app: App, request: JoinRequest, typed: string | undefined): Promise<void> {
  const words = wordsOfKeys(request);
  if (typed !== undefined) {
    if (sameWords(words, typed)) return;
    throw differ();
  }
  const prompter = await app.prompter();
  if (prompter === undefined) {
    throw new UserError('Nobody can compare the words without a terminal.', {
      hints: ['Ask them which words they see, and give them with --words "…".'],
      exitCode: EXIT.usage,
    });
  }
  prompter.show([
    {
      kind: 'fields',
      rows: [
        ['Name', request.name],
        ['E-mail', request.email],
      ],
    },
    { kind: 'text', text: 'Talk to them, by phone or in person. They see six words. They must be these:' },
    { kind: 'say', text: words },
  ]);
  if (!(await prompter.confirm('Do they see the same words', false))) throw differ();
}

function differ(): UserError {
  return new UserError('The words are not the same, so it is not their request. Nobody was added.', {
    hints: ['Ask them for a new one: `coc join`, in the folder of the reports repository.'],
  });
}

/** The member whose lost keys these take the place of, where it is not somebody new. */
async function replacedBy(
  app: App,
  { repository }: Desk,
  request: JoinRequest,
  options: AddOptions,
): Promise<Member | undefined> {
  const { members } = repository.roster;
  if (options.replaces !== undefined) {
    const named = members.find(({ id }) => id === options.replaces);
    if (named === undefined) throw new UserError('Nobody on the team is called that.');
    return named;
  }
  const alike = members.filter(
    ({ name, email }) =>
      name.toLowerCase() === request.name.toLowerCase() ||
      email.toLowerCase() === request.email.toLowerCase(),
  );
  if (alike.length === 0) return undefined;
  const prompter = await app.prompter();
  if (prompter === undefined) {
    throw new UserError('Somebody of that name or address is or was on the team already.', {
      hints: [`--replaces ${alike[0]?.id} gives them these keys in place of theirs.`],
      exitCode: EXIT.usage,
    });
  }
  return prompter.choose<Member | undefined>('Somebody like that is or was on the team. Who is it', [
    ...alike.map((member) => ({
      value: member,
      label: `${member.name}, who gets these keys in place of theirs`,
    })),
    { value: undefined, label: 'Somebody else, who is new' },
  ]);
}
