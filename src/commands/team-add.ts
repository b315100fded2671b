import type { App, Desk } from '../app.ts';
import { readSource } from '../desk/source.ts';
import { assertAdmin } from '../desk/team.ts';
import { EXIT, type ExitCode, UserError } from '../errors.ts';
import { assertCompared } from '../setup/compare.ts';
import { proposeShares } from '../setup/recovery.ts';
import { waitingRequests } from '../setup/requests.ts';
import { wordsOfCommit, wordsOfKeys } from '../vault/team/fingerprint.ts';
import { assertRequestFor, type JoinRequest, parseRequest } from '../vault/team/join-request.ts';
import type { Member } from '../vault/team/roster.ts';
import { withMember, withNewKeys } from '../vault/team/roster-edits.ts';

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
  await assertCompared(app, wordsOfKeys(request), options.words, {
    show: [
      {
        kind: 'fields',
        rows: [
          ['Name', request.name],
          ['E-mail', request.email],
        ],
      },
      { kind: 'text', text: 'Talk to them, by phone or in person. They see six words. They must be these:' },
    ],
    differ: 'The words are not the same, so it is not their request. Nobody was added.',
    hints: ['Ask them for a new one: `coc join`, in the folder of the reports repository.'],
  });
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
            : `${replaced.name} has new keys. What they may read and you can open is sealed to these. The others seal to them once each of them has compared the words: \`coc team confirm\`.`,
      },
      { kind: 'text', text: 'When they type `coc sync`, they see six words. Compare them aloud with these:' },
      { kind: 'say', text: words },
    ]);
  }
  if (!options.json) await proposeShares(app, await app.desk());
  return failed.length > 0 ? EXIT.partial : app.outcome;
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
