import { randomBytes } from 'node:crypto';
import { UserError } from '../../errors.ts';
import { makeEntryId, showId } from '../../incident/id.ts';
import { writeYaml } from '../../yaml.ts';
import { committing, type Session } from '../clone/session.ts';
import { Writer } from '../clone/writer.ts';
import { folderOfSealed, incidentAt, notePath, ROSTER } from '../format/layout.ts';
import { SUBJECT } from '../format/subjects.ts';
import type { Change, Objects } from '../git/objects.ts';
import type { FileContent } from '../git/signed-commit.ts';
import { checkRosterChange } from '../history/roster-rules.ts';
import { timelineOf } from '../history/timeline.ts';
import { rosterAt } from '../history/verify.ts';
import { putTogether } from '../incidents/put-together.ts';
import { type Version, versionsByIncident } from '../incidents/succession.ts';
import type { IncidentDocument } from '../record/document.ts';
import { authorshipOf } from '../record/entry-signature.ts';
import { onlyAdmins } from '../team/admins.ts';
import { parseRoster, type Roster } from '../team/roster.ts';
import { changesWithWords, letIn, redo } from '../team/roster-changes.ts';
import type { Choices } from './choices.ts';
import { mergeVersions } from './merged.ts';
import type { Outbox } from './outbox.ts';

/** Two histories that both went on from the same commit. */
export interface Fork {
  readonly common: string;
  readonly ours: string;
  readonly theirs: string;
  /** Whether ours holds what others saved, as where the server was put back: then nothing of it may be passed over. */
  readonly ofOthers: boolean;
}

/** What came of putting one side on top of the other. */
export interface Rebuilt {
  /** The new last commit, which goes on from theirs. */
  readonly head: string;
  /** Whether something of ours was left out, because somebody chose so. */
  readonly leftOut: boolean;
  /** Whom our change of the team lets in, and by which commit they get it now. */
  readonly newcomers: readonly LetIn[];
  /** The incidents in which what we saved counts for nothing: they were closed to us before it came. */
  readonly late: readonly string[];
}

interface LetIn {
  readonly name: string;
  readonly commit: string;
}

/**
 * Puts what is not shared yet on top of the verified history of the server (DESIGN 4, "History is linear"): incidents are
 * merged by meaning and sealed to the team as it is there; the team and the policy are asked about where both sides
 * changed them. Nothing of the clone is touched but new objects.
 */
export async function rebuild(
  session: Session,
  objects: Objects,
  fork: Fork,
  choices: Choices,
  outbox: Outbox,
): Promise<Rebuilt> {
  const changes = await objects.difference(fork.common, fork.ours);
  const theirs = await objects.files(fork.theirs);
  const building = new Building(session, objects, fork, choices, outbox, theirs);
  const rosterChange = changes.find(({ path }) => path === ROSTER);
  if (rosterChange !== undefined) await building.team();
  for (const change of changes) if (isOther(change)) await building.file(change);
  for (const change of changes) if (folderOfSealed(change.path) !== undefined) await building.sealed(change);
  return building.result();
}

function isOther({ path }: Change): boolean {
  return path !== ROSTER && folderOfSealed(path) === undefined;
}

class Building {
  #head: string;
  #session: Session;
  #leftOut = false;
  #newcomers: readonly LetIn[] = [];
  readonly #late: string[] = [];
  #versions: Promise<ReadonlyMap<string, readonly Version[]>> | undefined;
  readonly #objects: Objects;
  readonly #fork: Fork;
  readonly #choices: Choices;
  readonly #outbox: Outbox;
  readonly #theirs: ReadonlyMap<string, { readonly id: string }>;

  constructor(
    session: Session,
    objects: Objects,
    fork: Fork,
    choices: Choices,
    outbox: Outbox,
    theirs: ReadonlyMap<string, { readonly id: string }>,
  ) {
    this.#session = session;
    this.#objects = objects;
    this.#fork = fork;
    this.#choices = choices;
    this.#outbox = outbox;
    this.#theirs = theirs;
    this.#head = fork.theirs;
  }

  result(): Rebuilt {
    return { head: this.#head, leftOut: this.#leftOut, newcomers: this.#newcomers, late: this.#late };
  }

  /**
   * The second of two changes of the team is asked about again, on top of the first, with the words of all keys that are new.
   * Where nobody changed it meanwhile, what was confirmed is put there as it was.
   */
  async team(): Promise<void> {
    const { common, ours } = this.#fork;
    const [base, mine] = await Promise.all([this.#roster(common), this.#roster(ours)]);
    const theirs = this.#session.repository.roster;
    const theirChanges = changesWithWords(base, theirs);
    const wanted = changesWithWords(base, mine);
    const next = theirChanges.length === 0 ? mine : redo(base, mine, theirs);
    const again = theirChanges.length === 0 || (await this.#choices.team(wanted, theirChanges));
    if (!again) {
      this.#leftOut = true;
      return;
    }
    if (next === undefined || !(await this.#goesOn(theirs, next))) {
      throw new UserError(
        `The team was changed on the server in a way that this cannot be put on top of: ${wanted.join('. ')}.`,
        { hints: ['`coc sync`, and answer no to leave it out. `coc team list` then shows how the team is.'] },
      );
    }
    await this.#commit(new Map([[ROSTER, new TextEncoder().encode(writeYaml(next))]]), SUBJECT.team);
    this.#newcomers = letIn(theirs, next).map(({ name }) => ({ name, commit: this.#head }));
    const repository = { ...this.#session.repository, roster: next };
    this.#session = { ...this.#session, repository };
  }

  /** Whether a roster may follow theirs, with nobody in it who would be taken for somebody of theirs. */
  async #goesOn(theirs: Roster, next: Roster): Promise<boolean> {
    try {
      if (checkRosterChange(theirs, parseRoster(next), { member: this.#session.me }) !== undefined)
        return false;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return false;
    }
    const added = next.members.filter(({ id }) => !theirs.members.some((one) => one.id === id));
    if (added.length === 0) return true;
    const { alikeIn } = await import('../team/alike.ts');
    return added.every((one) => alikeIn(theirs, one).length === 0);
  }

  async file({ path, before, after }: Change): Promise<void> {
    const now = this.#theirs.get(path)?.id;
    if (after === undefined || now === after.id) return;
    const { me, repository } = this.#session;
    if ((now !== before?.id || !me.admin) && (await this.#choices.file(path)) === 'theirs') {
      this.#leftOut = true;
      return;
    }
    if (!me.admin) {
      const { message, hints } = onlyAdmins(repository.roster, `changes ${path}, and you are no longer one`);
      throw new UserError(message, {
        hints: [
          ...hints,
          '`coc sync --policy theirs` leaves out what you changed there, and shares the rest.',
        ],
      });
    }
    await this.#commit(new Map([[path, after]]), SUBJECT.policy);
  }

  async sealed({ path, before, after }: Change): Promise<void> {
    if (after === undefined) return;
    const id = incidentAt(path);
    if (id === undefined) return this.#commit(new Map([[path, after]]), SUBJECT.sealed);
    const theirs = this.#theirs.get(path)?.id;
    const contents = await this.#objects.read(
      [before?.id, after.id, theirs].filter((one) => one !== undefined),
    );
    const content = (of: string | undefined) => (of === undefined ? undefined : contents.get(of));
    const changed = theirs !== undefined && theirs !== before?.id;
    const merged = await mergeVersions(this.#session, id, {
      base: content(before?.id),
      ours: content(after.id) ?? new Uint8Array(),
      theirs: content(theirs),
      together: changed ? await putTogether(this.#session, id, await this.#versionsOf(id)) : undefined,
      outbox: ownPart(this.#session, id, await this.#outbox.read(id, this.#session.identity)),
    });
    if (merged === 'nothing') {
      if (!this.#fork.ofOthers) return;
      throw new UserError(`Incident ${showId(id)} was changed on both sides, and you cannot open it.`, {
        hints: ['Somebody who can open it has to do this first.'],
      });
    }
    if ('note' in merged) {
      if (merged.isLate) this.#late.push(id);
      const name = notePath(makeEntryId(randomBytes) + makeEntryId(randomBytes));
      return this.#commit(new Map([[name, merged.note]]), SUBJECT.sealed);
    }
    return this.#commit(new Map([[path, merged.incident]]), SUBJECT.sealed);
  }

  async #versionsOf(id: string): Promise<readonly Version[]> {
    this.#versions ??= timelineOf(this.#objects, this.#fork.theirs).then((all) => versionsByIncident(all));
    return (await this.#versions).get(id) ?? [];
  }

  async #roster(commit: string): Promise<Roster> {
    const roster = await rosterAt(this.#objects, commit);
    if (roster === undefined) throw new Error('a verified commit without a roster');
    return roster;
  }

  async #commit(files: ReadonlyMap<string, FileContent>, subject: string): Promise<void> {
    const by = committing(this.#session);
    this.#head = await new Writer(this.#session.repository).make(this.#head, files, subject, by);
  }
}

/** What whoever works here wrote themselves: anybody could have sealed something to them and put it in its place. */
function ownPart(
  { me, firstCommit, repository }: Session,
  incident: string,
  document: IncidentDocument | undefined,
): IncidentDocument | undefined {
  const binding = { repository: firstCommit, incident };
  return (
    document && {
      ...document,
      entries: document.entries.filter(
        (one) => one.by === me.id && authorshipOf(one, binding, repository.roster) !== 'not-verified',
      ),
    }
  );
}
