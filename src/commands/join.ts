import { readFile, rm } from 'node:fs/promises';
import type { App } from '../app.ts';
import { shippedPlaybook } from '../community/community.ts';
import { type AnswerOptions, readAnswers } from '../desk/asking.ts';
import { UserError } from '../errors.ts';
import { fill } from '../interview/fill.ts';
import type { InitFacts } from '../interview/forms/init.ts';
import { joinForm } from '../interview/forms/join.ts';
import { printForm } from '../interview/print-form.ts';
import { single } from '../interview/prompter.ts';
import type { Answers } from '../interview/question.ts';
import { aloneAt } from '../joining/alone.ts';
import { keysOfNewcomer, whatIsAsked } from '../joining/ask-in.ts';
import { assertCompared, type WordsToCompare } from '../joining/compare-words.ts';
import {
  type Candidate,
  fetchCandidate,
  newest,
  pinCandidate,
  settleCandidate,
  verified,
} from '../joining/joining.ts';
import { leaveRequest, requestOf } from '../joining/request.ts';
import { passphraseHints } from '../machine/own-keys.ts';
import { type Called, whoseKeys, wordsOfCommit, wordsOfKeys } from '../vault/joining.ts';
import { type Identity, publicPart } from '../vault/keys.ts';
import { Git, writeConfig } from '../vault/repository.ts';
import type { Member } from '../vault/team.ts';
import { wholePath } from '../whole-path.ts';

export interface JoinOptions extends AnswerOptions {
  readonly dir?: string;
  readonly name?: string;
  readonly email?: string;
  readonly words?: string;
  readonly identity?: string;
  readonly passphrase?: boolean;
}

const WITH_THE_TEAM: WordsToCompare = {
  show: [
    {
      kind: 'text',
      text: 'Talk to somebody on the team, by phone or in person. `coc verify` shows them six words twice. The first six must be these:',
    },
  ],
  differ: 'The words are not the same, so this is not what the team has. Nothing was taken over.',
  hints: [
    'Compare the address with that of the team, letter by letter.',
    'If it is the right one, somebody may have replaced what is on the server: tell the team.',
  ],
};

/** `coc join`: takes part in a team's reports repository: clones it, compares it aloud, and asks an admin to be let in. */
export async function join(app: App, [url]: readonly [string?], options: JoinOptions): Promise<void> {
  const { defaults } = await shippedPlaybook();
  const git = await Git.identity(app.io.cwd, app.io.env);
  if (options.printForm) return app.print(printForm(joinForm, { defaults, git }));
  await Git.check(app.io.env);
  const { candidate, folder, known } = await takePart(app, url, options);
  const { roster } = candidate;
  const there = await (await app.keys()).public();
  if (options.identity === undefined && there !== undefined && whoseKeys(roster, there).are === 'current')
    return sayOnTeam(app, folder);
  const ask = (called: Called | undefined): Promise<Called> =>
    whoTheyAre(app, options, {
      defaults,
      git: called === undefined ? git : { name: called.name, email: called.email },
    });
  // Who somebody is comes before a passphrase, which guards what they cannot know of yet.
  const isNew = there === undefined || whoseKeys(roster, there).are === 'new';
  const first = isNew && options.identity === undefined ? await ask(known) : undefined;
  const { identity, standing } = await keysOfNewcomer(app, roster, {
    passphrase: options.passphrase,
    file: options.identity === undefined ? undefined : await readFile(wholePath(app.io, options.identity)),
  });
  if (standing.are === 'current') return sayOnTeam(app, folder);
  const member = 'member' in standing ? standing.member : undefined;
  const person = first ?? (await ask(member ?? known));
  app.tell(whatIsAsked(roster, standing, person));
  const replaces = member !== undefined && standing.are !== 'left' ? { replaces: member.id } : {};
  await sayRequest(app, candidate, folder, { ...person, ...replaces }, identity);
}

function sayOnTeam(app: App, folder: string): void {
  app.printBlocks([
    { kind: 'text', text: `You are on the team already. The reports repository is at ${folder}.` },
    { kind: 'command', text: 'coc sync' },
  ]);
}

/** The clone, compared with the team, in its place. */
async function takePart(
  app: App,
  url: string | undefined,
  options: JoinOptions,
): Promise<{ readonly candidate: Candidate; readonly folder: string; readonly known: Member | undefined }> {
  const found = url === undefined ? await app.findRepository() : undefined;
  if (found?.exists) {
    const { folder } = found;
    const candidate = await verified(app, folder);
    await assertCompared(app, wordsOfCommit(candidate.first), options.words, WITH_THE_TEAM);
    await pinCandidate(candidate);
    return { candidate: await newest(app, candidate), folder, known: undefined };
  }
  const folder = options.dir === undefined ? app.places.defaultRepository : wholePath(app.io, options.dir);
  const known = await aloneAt(app, folder);
  const candidate = await fetchCandidate(app, url ?? (await askedAddress(app)), folder);
  try {
    await assertCompared(app, wordsOfCommit(candidate.first), options.words, WITH_THE_TEAM);
    await settleCandidate(app, candidate, folder);
  } catch (error) {
    await rm(candidate.folder, { recursive: true, force: true });
    throw error;
  }
  if (folder !== app.places.defaultRepository) await writeConfig(app.places, folder);
  return { candidate, folder, known };
}

async function askedAddress(app: App): Promise<string> {
  const prompter = await app.prompter();
  if (prompter === undefined)
    throw new UserError('The address of the reports repository is missing: `coc join URL`.');
  const address = await prompter.ask(
    single('url', 'Which address has the reports repository of your team', {
      label: 'Address',
      hint: 'An admin of the team can tell you. It looks like git@host:team/reports.git.',
    }),
  );
  return String(address).trim();
}

async function whoTheyAre(app: App, options: JoinOptions, facts: InitFacts): Promise<Called> {
  const prompter = await app.prompter();
  const { answers: given, stray, sure = [] } = await readAnswers(app, options, joinForm);
  const flags: Answers = {
    ...(options.name && { name: options.name }),
    ...(options.email && { email: options.email }),
  };
  const { name, email } = await fill(joinForm, facts, {
    given: { ...given, ...flags },
    stray,
    ...(options.answers !== undefined && { sure }),
    ...(prompter && { prompter }),
    saveLabel: 'Go on',
  });
  return { name: String(name), email: String(email) };
}

/** Shows the request, and leaves it on the server where that takes it. What to do stands below: the request is long. */
async function sayRequest(
  app: App,
  { first }: Candidate,
  folder: string,
  person: Called & { readonly replaces?: string },
  identity: Identity,
): Promise<void> {
  const block = await requestOf(app, person, identity, first);
  const left = await leaveRequest(app, folder, block);
  // On a screen, a page of letters and digits would hide what is to be done.
  const shows = !left || app.io.stdout.isTTY !== true;
  app.tell([
    { kind: 'text', text: `The reports repository is at ${folder}.` },
    {
      kind: 'text',
      text: left
        ? `Your request is on the server. An admin finds it there with \`coc team add\`. ${shows ? 'Here it is as well, to send by mail or chat:' : 'To send it by mail or chat as well: `coc join > request.txt`'}`
        : 'Send this to an admin of the team, by mail or chat. Nothing in it is secret:',
    },
  ]);
  if (shows) app.print(block);
  app.tell([
    {
      kind: 'text',
      text: 'You are not on the team yet: an admin has to add you. Talk to them, and read these words aloud. They must see the same:',
    },
    { kind: 'say', text: wordsOfKeys(publicPart(identity)) },
    {
      kind: 'list',
      title: 'Next',
      items: ['When they have added you: `coc sync`', ...(await passphraseHints(app))],
    },
  ]);
}
