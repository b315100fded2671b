import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { App, Desk } from '../app.ts';
import { Cancelled, isSystemError, UserError, undefinedIfRefused } from '../errors.ts';
import { CANNOT_LOOK, type Hidden } from '../evidence/found.ts';
import { kindOfSource } from '../evidence/kind.ts';
import { look as lookInto } from '../evidence/look.ts';
import { bytesSource, type Source, withFile } from '../evidence/source.ts';
import { showSize } from '../incident/file-size.ts';
import type { Attached } from '../policy/situation.ts';
import { listed } from '../text/listed.ts';
import { OFTEN_TOO_LARGE, type SealedAttachment } from '../vault/vault.ts';

/** Said where somebody stops what cannot be stopped any more. */
export const TOO_LATE = 'It is being saved by now. What comes of it is said in a moment.';

/** Of a file that is larger it is said how far it is. Bytes. */
const TAKES_LONG = 100_000_000;

/** A file that is in memory and nowhere else, as a part of a mail is, with what is known of it. */
export interface Carried
  extends Pick<Attached, 'name' | 'about' | 'madeAt' | 'mailId' | 'mailFollows' | 'isWhole'> {
  readonly bytes: Uint8Array;
}

/** What is to be kept: files at paths, and what is in memory. */
interface Given {
  readonly paths: readonly string[];
  readonly carried: readonly Carried[];
}

/** What is sealed and about to be saved, as a decision knows it and as the vault does. */
export interface Attaching {
  readonly attached: readonly Attached[];
  readonly sealed: readonly SealedAttachment[];
}

/**
 * Seals what is given, has it saved with something, and lets go of what was not saved after all. Throws a UserError, which names the
 * file, where one of them cannot be taken; Cancelled where somebody stops it.
 */
export async function withAttached<T>(
  app: App,
  { vault }: Pick<Desk, 'vault'>,
  { paths, carried }: Given,
  stop: AbortSignal,
  save: (attaching: Attaching) => Promise<T>,
): Promise<T> {
  const sealed: SealedAttachment[] = [];
  const attached: Attached[] = [];
  const found: LookedInto[] = [];
  const tooLate = (): void => app.notice(TOO_LATE);
  const keep = async ({ name, of, size, look, told = {} }: Keeping): Promise<void> => {
    await tellWhereLarge(app, vault, size, name);
    const one = await vault.attach(of, { stop, told: progress(app, name) }).catch((error: unknown) => {
      throw namingFile(error, name);
    });
    sealed.push(one);
    const type = await look(async (source) => {
      const kind = await kindOfSource(source);
      const looked = await lookInto(source, kind.mime).catch(undefinedIfRefused);
      const hidden = (looked?.hidden ?? []).filter((one) => !(told.isWhole && one === CANNOT_LOOK));
      found.push({ name, kind: kind.words, hidden: wordsOf(hidden) });
      return kind.mime;
    }).catch(undefinedIfRefused);
    const { file, key, size: whole, sha256 } = one;
    attached.push({ name, file, key, size: whole, sha256, type, ...told });
  };
  try {
    for (const path of new Set(paths))
      await keep({
        name: basename(path),
        of: path,
        size: statSync(path, { throwIfNoEntry: false })?.size ?? 0,
        look: (use) => withFile(path, use),
      });
    for (const { name, bytes, ...told } of carried)
      await keep({ name, of: bytes, size: bytes.length, look: (use) => use(bytesSource(bytes)), told });
    sayHidden(app, found);
    if (stop.aborted) throw new Cancelled();
    stop.addEventListener('abort', tooLate, { once: true });
    return await save({ attached, sealed });
  } finally {
    stop.removeEventListener('abort', tooLate);
    await vault.letGo(sealed);
  }
}

/** One of them: where it is, and how it is looked into. */
interface Keeping {
  readonly name: string;
  readonly of: string | Uint8Array;
  /** Bytes. */
  readonly size: number;
  readonly look: <T>(use: (source: Source) => Promise<T>) => Promise<T>;
  readonly told?: Omit<Carried, 'name' | 'bytes'>;
}

async function tellWhereLarge(app: App, vault: Desk['vault'], size: number, name: string): Promise<void> {
  if (size > OFTEN_TOO_LARGE && (await vault.unshared()) !== undefined)
    app.notice(
      `${name} has ${showSize(size)}. Many servers take no file of that size; yours is asked before anything is saved.`,
    );
}

interface LookedInto {
  readonly name: string;
  /** What it is, in words. */
  readonly kind: string;
  /** What is hidden in it that nobody sees who looks at it, a sentence each. */
  readonly hidden: readonly string[];
}

/** Each once, where it was taken first. */
function wordsOf(hidden: readonly Hidden[]): readonly string[] {
  const isPlace = ({ what }: Hidden): boolean => what === 'place';
  const sorted = [...hidden.filter(isPlace), ...hidden.filter((one) => !isPlace(one))];
  return [...new Set(sorted.map(({ words }) => words))];
}

/** Says what is hidden in files, once for all in which it is the same; nothing where coc found nothing. */
function sayHidden(app: App, found: readonly LookedInto[]): void {
  const telling = found.filter(({ hidden }) => hidden.length > 0);
  const keyOf = ({ kind, hidden }: LookedInto): string => JSON.stringify([kind, hidden]);
  const groups = [...new Set(telling.map(keyOf))].map((key) => telling.filter((one) => keyOf(one) === key));
  if (groups.length === 0) return;
  app.tell([
    ...groups.flatMap((group) => {
      const [first, ...others] = group;
      if (first === undefined) return [];
      const names = listed(group.map(({ name }) => name));
      const title =
        others.length === 0
          ? `${names} is ${first.kind}`
          : `In ${group.length} files, each ${first.kind}: ${names}`;
      return [{ kind: 'list', title, items: first.hidden } as const];
    }),
    { kind: 'text', text: telling.length === 1 ? 'It is kept as it is.' : 'They are kept as they are.' },
  ]);
}

/** Says a few times how much of a large file is sealed. */
function progress(app: App, name: string): (done: number) => void {
  let next = TAKES_LONG;
  return (done) => {
    if (done < next) return;
    next = done + Math.max(TAKES_LONG, done);
    app.notice(`${name}: ${showSize(done)} are sealed.`);
  };
}

function namingFile(error: unknown, name: string): unknown {
  if (error instanceof UserError)
    return new UserError(`${name} was not taken: ${error.message}`, {
      hints: error.hints,
      exitCode: error.exitCode,
    });
  if (!isSystemError(error)) return error;
  return new UserError(`${name} was not taken: it is not there any more, or may not be read.`);
}
