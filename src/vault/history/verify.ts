import { ROSTER } from '../format/layout.ts';
import type { Commit } from '../git/commit.ts';
import type { Objects, Revision } from '../git/objects.ts';
import type { Roster } from '../team/roster.ts';
import { readRoster } from '../team/roster-file.ts';
import { checkCommit, checkFirstCommit } from './commit-rules.ts';
import type { Finding } from './finding.ts';
import { looksLikeRestore, restores } from './restore.ts';
import { SealedBefore } from './sealed-before.ts';
import { parseSigned, type ReadStep, readSteps } from './steps.ts';

/** How many commits are read at once. */
const AT_ONCE = 200;
/** After how many one says how far it is. */
const TELL_EVERY = 2000;

/** What the verification of a history came to. */
export interface Verified {
  /** The last commit up to which everything is as it should be; undefined where not even the first one is. */
  readonly upTo: string | undefined;
  /** The roster at that commit. */
  readonly roster: Roster | undefined;
  /** How many commits were looked at. */
  readonly commits: number;
  /** The first thing that is wrong, where something is; what follows it was not looked at. */
  readonly problem?: Finding;
  /** Commits that were signed with the recovery key. */
  readonly recoveries: readonly string[];
  /** Commits by which an admin put everything back. */
  readonly restores: readonly string[];
}

export interface Verifying {
  readonly objects: Objects;
  /** A commit that was verified before, or undefined to begin with the first one. */
  readonly from: string | undefined;
  /** The commit up to which to verify. It must go back to `from`. */
  readonly to: string;
  /** Says how far it is. */
  readonly notice?: (text: string) => void;
}

/** Verifies the commits of a reports repository, one after the other, without any key (DESIGN 7). */
export async function verifyHistory({ objects, from, to, notice }: Verifying): Promise<Verified> {
  const revisions = await objects.revisions(from, to);
  const walk = new Walk(objects, revisions, from, await rosterAt(objects, from));
  for (let at = 0; at < revisions.length; at += AT_ONCE) {
    if (at > 0 && at % TELL_EVERY === 0) notice?.(`${at} of ${revisions.length} commits verified so far.`);
    const { problem } = await walk.take(revisions.slice(at, at + AT_ONCE));
    if (problem !== undefined) return walk.result(problem);
  }
  return walk.result();
}

/** The roster as a verified commit has it. */
export async function rosterAt(objects: Objects, commit: string | undefined): Promise<Roster | undefined> {
  const bytes = commit === undefined ? undefined : await objects.file(commit, ROSTER);
  return bytes && readRoster(Buffer.from(bytes).toString('utf8'));
}

/** Goes from one good commit to the next. */
class Walk {
  readonly #objects: Objects;
  readonly #all: readonly Revision[];
  #upTo: string | undefined;
  #roster: Roster | undefined;
  #commits = 0;
  /** A restore commit up to which bad ones are passed over. */
  #skipping: string | undefined;
  readonly #sealed: SealedBefore;
  readonly #recoveries: string[] = [];
  readonly #restores: string[] = [];

  constructor(
    objects: Objects,
    all: readonly Revision[],
    upTo: string | undefined,
    roster: Roster | undefined,
  ) {
    this.#objects = objects;
    this.#all = all;
    this.#upTo = upTo;
    this.#roster = roster;
    this.#sealed = new SealedBefore(objects, upTo);
  }

  result(problem?: Finding): Verified {
    return {
      upTo: this.#upTo,
      roster: this.#roster,
      commits: this.#commits,
      ...(problem && { problem }),
      recoveries: this.#recoveries,
      restores: this.#restores,
    };
  }

  async take(revisions: readonly Revision[]): Promise<{ readonly problem?: Finding }> {
    const ids = revisions.map(({ id }) => id);
    for (const step of await readSteps(this.#objects, ids)) {
      this.#commits += 1;
      if (this.#skipping !== undefined) {
        if (!('harm' in step)) await this.#sealed.note(step.changes);
        if ('harm' in step || step.commit.id !== this.#skipping) continue;
        this.#upTo = this.#skipping;
        this.#restores.push(this.#skipping);
        this.#skipping = undefined;
        continue;
      }
      const problem = 'harm' in step ? step : await this.#follow(step);
      if (problem === undefined) continue;
      if (!('harm' in step)) await this.#sealed.note(step.changes);
      this.#skipping = await this.#restoreAfter();
      if (this.#skipping === undefined) return { problem };
    }
    return {};
  }

  async #follow({ commit, changes, content }: ReadStep): Promise<Finding | undefined> {
    if (this.#roster === undefined) {
      if (commit.parents.length > 0) return { commit: commit.id, harm: 'damaged' };
      const first = checkFirstCommit({ commit, changes }, content);
      if ('harm' in first) return first;
      this.#roster = first.roster;
      this.#upTo = commit.id;
      return undefined;
    }
    if (commit.parents.length === 0) return { commit: commit.id, harm: 'second-beginning' };
    if (commit.parents.length > 1 || commit.parents[0] !== this.#upTo)
      return { commit: this.#mergeFrom(commit), harm: 'merge' };
    const had = await this.#sealed.before(changes);
    const next = checkCommit({ commit, changes }, this.#roster, content, had);
    if ('harm' in next) return next;
    await this.#sealed.note(changes);
    this.#roster = next.roster;
    this.#upTo = commit.id;
    if (next.recovered) this.#recoveries.push(commit.id);
    return undefined;
  }

  /** Where two lines part, the commit that brings them together is the one to look at. */
  #mergeFrom({ id }: Commit): string {
    const at = this.#all.findIndex((one) => one.id === id);
    return this.#all.slice(at).find(({ parents }) => parents.length > 1)?.id ?? id;
  }

  /** The commit by which an admin ended what is wrong since the last good one, where there is one. */
  async #restoreAfter(): Promise<string | undefined> {
    const [good, roster] = [this.#upTo, this.#roster];
    if (good === undefined || roster === undefined) return undefined;
    const at = { commit: good, tree: await this.#objects.treeOf(good), roster };
    const contents = await this.#objects.read(this.#all.map(({ id }) => id));
    for (const { id } of this.#all) {
      const commit = parseSigned(id, contents.get(id));
      if (!looksLikeRestore(commit)) continue;
      const between = (await this.#objects.revisions(good, id))
        .map((one) => one.id)
        .filter((one) => one !== id);
      if (between.length > 0 && restores(commit, at, between)) return id;
    }
    return undefined;
  }
}
