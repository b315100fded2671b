import type { App, Desk } from '../app.ts';
import { readSource } from '../desk/source.ts';
import { EXIT, type ExitCode, UsageError, UserError } from '../errors.ts';
import { single } from '../interview/prompter.ts';
import { assertCompared } from '../joining/compare-words.ts';
import { type Newcomer, remarkOn, whoAsks } from '../joining/newcomer.ts';
import { waitingRequests } from '../joining/requests.ts';
import { assertAdmin } from '../joining/team.ts';
import { proposeShares } from '../recovery/recovery-key.ts';
import { ONLY_ADMIN } from '../screen/doctor-checks.ts';
import {
  assertRequestFor,
  type JoinRequest,
  parseRequest,
  withAdmin,
  withMember,
  withMemberBack,
  withNewKeys,
  wordsOfCommit,
  wordsOfKeys,
} from '../vault/joining.ts';
import { currentMembers, onlyAdminOf, type Roster } from '../vault/team.ts';

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
  const who = await whoAsks(app, desk.repository.roster, request, options.replaces);
  const remark = remarkOn(desk.repository.roster, request);
  await assertCompared(app, wordsOfKeys(request), options.words, {
    show: [
      {
        kind: 'fields',
        rows: [
          ['Name', request.name],
          ['E-mail', request.email],
          ...(remark === undefined ? [] : ([['Note', remark]] as const)),
          ...(who.is === 'new' ? [] : ([['On the team as', who.member.name]] as const)),
        ],
      },
      { kind: 'text', text: 'Talk to them, by phone or in person. They see six words. They must be these:' },
    ],
    differ: 'The words are not the same, so it is not their request. Nobody was added.',
    hints: ['Ask them for a new one: `coc join`, in the folder of the reports repository.'],
  });
  const withThem = (roster: Roster): Roster =>
    letIn(roster, who, request, { admin: options.admin === true, at: app.nowLocal() });
  const { commit, shared, failed } = await desk.vault.changeRoster(withThem, {
    sealAgain: who.is !== 'new',
  });
  const words = wordsOfCommit(commit);
  if (options.json) app.printJson({ commit, words, shared: shared ?? null });
  else {
    app.printBlocks([
      {
        kind: 'text',
        text: outcome(who, request),
      },
      { kind: 'text', text: 'When they type `coc sync`, they see six words. Compare them aloud with these:' },
      { kind: 'say', text: words },
      ...(shared === false
        ? [
            {
              kind: 'text',
              text: 'It is not on the server yet. If somebody else saves before it is, the words will be others: coc then says which.',
            } as const,
          ]
        : []),
      ...(onlyAdminOf(withThem(desk.repository.roster)) === undefined
        ? []
        : [{ kind: 'text', text: `${ONLY_ADMIN}.` } as const]),
    ]);
  }
  // Once: afterwards `coc status` reminds of it.
  const wasAlone = currentMembers(desk.repository.roster).length === 1;
  if (!options.json && wasAlone) await proposeShares(app, await app.desk());
  return failed.length > 0 ? EXIT.partial : app.outcome;
}

/** The request in a file or on stdin, one that waits on the server, or one that is pasted. */
async function requestMeant(app: App, desk: Desk, source: string | undefined): Promise<JoinRequest> {
  if (source !== undefined) return parseRequest(await readSource(app, source, 'the request'));
  const prompter = await app.prompter();
  if (prompter === undefined) {
    throw new UsageError(
      'The request of whoever wants to join is missing.',
      '`--request FILE` takes it from a file, `--request -` from stdin.',
    );
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
          ...waiting.map((one) => ({ value: one, label: labelOf(desk, one) })),
          { value: undefined, label: 'Somebody else, whose request I have here' },
        ]);
  if (chosen !== undefined) return chosen;
  const pasted = await prompter.ask(PASTE);
  return parseRequest(typeof pasted === 'string' ? pasted : '');
}

function labelOf({ repository }: Desk, request: JoinRequest): string {
  const remark = remarkOn(repository.roster, request);
  return `${request.name} <${request.email}>${remark === undefined ? '' : `: ${remark}`}`;
}

function letIn(
  roster: Roster,
  who: Newcomer,
  request: JoinRequest,
  { admin, at }: { readonly admin: boolean; readonly at: string },
): Roster {
  if (who.is === 'new') return withMember(roster, { ...request, admin }, at);
  const { id, left } = who.member;
  const next = who.is === 'back' ? withMemberBack(roster, id) : withNewKeys(roster, id, request, at);
  return left === undefined ? next : withAdmin(next, id, admin);
}

function outcome(who: Newcomer, request: JoinRequest): string {
  if (who.is === 'new')
    return `${request.name} is on the team. They can open what is shared with them from now on, and nothing else.`;
  const { name, left } = who.member;
  const isBack = who.is === 'back';
  const others = isBack
    ? ''
    : ' The others seal to these once each of them has compared the words: `coc team confirm`.';
  return `${name} ${left === undefined ? 'has new keys' : 'is on the team again'}. What they may read and you can open is sealed to ${isBack ? 'their keys' : 'these keys'}.${others}`;
}

const PASTE = single('request', 'Paste the request, from BEGIN to END.', { label: 'Request', type: 'text' });
