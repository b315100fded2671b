import type { App } from '../app.ts';
import type { Checker } from '../checking/ci.ts';
import { lookAtHistory } from '../checking/history.ts';
import { EXIT, type ExitCode, UserError } from '../errors.ts';
import { historyBlocks, wordsToCompare } from '../screen/history.ts';
import { leftOutBlocks } from '../screen/listing.ts';
import { showMoment } from '../text/moment.ts';
import { wordsOfCommit } from '../vault/joining.ts';
import { Objects } from '../vault/repository.ts';
import { currentMembers } from '../vault/team.ts';
import { type FoundHistory, lastOfOthers, type Outside } from '../vault/trust.ts';
import type { Listing } from '../vault/vault.ts';
import { verifyPreReceive } from './verify-pre-receive.ts';
import { verifyPutBack } from './verify-put-back.ts';
import { verifyRepair } from './verify-repair.ts';
import { verifyRestore } from './verify-restore.ts';
import { verifyTemplate } from './verify-template.ts';

export interface VerifyOptions {
  readonly all?: boolean;
  readonly first?: string;
  readonly incidents: boolean;
  readonly restore?: boolean;
  readonly putBack?: boolean;
  readonly repair?: boolean;
  readonly from?: string;
  readonly yes?: boolean;
  readonly preReceive?: boolean;
  readonly template?: Checker;
  readonly save?: boolean;
  readonly json?: boolean;
}

/**
 * `coc verify`: whether the history can be trusted, and every incident that one can open is as it should be. Exit 1 where the
 * history cannot be trusted, 3 where incidents are damaged.
 */
export async function verify(app: App, _args: readonly [], options: VerifyOptions): Promise<ExitCode> {
  if (options.preReceive) return verifyPreReceive(app, options);
  if (options.template !== undefined) return verifyTemplate(app, options.template, options);
  if (options.putBack) return verifyPutBack(app, options);
  if (options.restore) return verifyRestore(app, options);
  if (options.repair) return verifyRepair(app, options);
  const { found, outside, hasServer } = await lookAtHistory(app, options);
  const { problem, roster, recoveries, restores } = outside;
  const isMember = problem === undefined && !found.bare && options.incidents;
  const listing = isMember ? await listOwn(app) : undefined;
  const words = wordsOfCommit(outside.first);
  const headWords = outside.verified === undefined ? undefined : wordsOfCommit(outside.verified);
  const ofOthers = await lastCameAt(app, found, outside);
  if (options.json) {
    app.printJson({
      ...{ first: outside.first, words, head: outside.head, verified: outside.verified ?? null },
      ...{ headWords: headWords ?? null, ofOthers: ofOthers ?? null },
      ...{ commits: outside.commits, looked: outside.looked, recoveries, restores },
      problem: problem === undefined ? null : { ...problem, path: problem.path ?? null },
      incidents:
        listing === undefined
          ? null
          : {
              opened: listing.incidents.length,
              notShared: listing.notShared,
              damaged: listing.damaged.map(({ path, why }) => ({ path, why })),
            },
    });
  } else {
    const members = roster === undefined ? [] : currentMembers(roster);
    app.printBlocks(
      historyBlocks(
        {
          ...{ ...outside, members },
          ofOthers: ofOthers === undefined ? undefined : showMoment(ofOthers, app.now()),
        },
        problem,
        listing === undefined ? 'nothing' : listing.damaged.length === 0 ? 'in-order' : 'damaged',
      ),
    );
    if (listing !== undefined) {
      const text = `Incidents that were opened, with every entry in them looked at: ${listing.incidents.length}.`;
      app.printBlocks([{ kind: 'text', text }, ...leftOutBlocks(listing)]);
    }
    if (hasServer) app.notice('This looked at the copy here. `coc sync` looks at the server.');
    app.printBlocks(wordsToCompare({ words, headWords }));
  }
  if (problem !== undefined) return EXIT.failed;
  return listing !== undefined && listing.damaged.length > 0 ? EXIT.partial : EXIT.done;
}

/** Every incident that the member here can open; undefined where nobody here is one, or nobody can unlock. */
async function listOwn(app: App): Promise<Listing | undefined> {
  const keys = await app.keys();
  if ((await keys.public()) === undefined) return undefined;
  if (!(await keys.unlocksByItself()) && (await app.prompter()) === undefined) {
    app.notice('Your keys are locked, so no incident was opened. `coc unlock` opens them.');
    return undefined;
  }
  try {
    return await (await app.desk()).vault.listAnew();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    app.warn(error, 'No incident was opened.');
    return undefined;
  }
}

/** When the last commit of somebody else is from; undefined where nobody here is on the team, or is alone on it. */
async function lastCameAt(
  app: App,
  { folder, bare }: FoundHistory,
  { roster, verified }: Outside,
): Promise<string | undefined> {
  if (bare || roster === undefined || verified === undefined) return undefined;
  const own = await (await app.keys()).public();
  const me = roster.members.find(({ signingKey }) => signingKey === own?.signingKey);
  return me && lastOfOthers(new Objects(folder, app.io.env), verified, me.email);
}
