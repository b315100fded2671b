import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { App } from '../app.ts';
import { UsageError, UserError } from '../errors.ts';
import { canLookInto } from '../evidence/look.ts';
import type { Answers } from '../interview/question.ts';
import { lastPathIn, pathsIn, typedPath } from '../interview/typed-paths.ts';
import { FILES } from '../policy/for-few.ts';
import type { Files } from '../policy/situation.ts';
import { keyTypeOf } from '../vault/keys.ts';
import { LARGEST_ATTACHMENT } from '../vault/vault.ts';
import { wholePath } from '../whole-path.ts';

/** So many ways in which a path may go on are offered. */
const MOST = 200;

/** The files of this machine, as somebody names them who stands in this folder. */
export function filesNamed(app: App): Files {
  const whole = (path: string): string => wholePath(app.io, path);
  return {
    read: (typed) => {
      const line = typed.trim();
      const path = whole(line);
      // One with blanks or quotes in its name, as it is.
      if (existsSync(path)) return oneFile(path);
      const named = pathsIn(line);
      if (named === undefined) return { problem: 'has a quote that is not closed' };
      const read = named.map((one) => oneFile(whole(one)));
      const wrong = read.find((one) => 'problem' in one);
      return wrong ?? { paths: read.flatMap((one) => ('paths' in one ? one.paths : [])) };
    },
    complete: (typed) => {
      const { before, path } = lastPathIn(typed);
      const begun = whole(path === '' || path.endsWith('/') ? `${path}.` : path);
      const folder = path === '' || path.endsWith('/') ? begun : dirname(begun);
      const beginning = folder === begun ? '' : basename(begun);
      const typedFolder = path.slice(0, path.length - (path.endsWith('/') ? 0 : basename(path).length));
      return namesIn(folder)
        .filter(({ name }) => name.startsWith(beginning) && (beginning !== '' || !name.startsWith('.')))
        .slice(0, MOST)
        .map(({ name, isFolder }) => `${before}${typedPath(`${typedFolder}${name}`)}${isFolder ? '/' : ''}`);
    },
    place: (typed) => placeOf(whole(typed.trim())),
    problemOfKey,
    canStrip: canLookInto,
  };
}

/** Why nothing can be sealed to what somebody typed; never with what that was. */
export function problemOfKey(recipient: string): string | undefined {
  if (/AGE-SECRET-KEY|AGE-PLUGIN-/i.test(recipient))
    return 'is the secret one of two keys, which nobody should give away; the other one is wanted, which begins with age1. Whoever it belongs to had better make new keys';
  try {
    keyTypeOf(recipient);
    return undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return 'is no age key that coc can seal to: it begins with age1, and a letter may be missing or mistyped';
  }
}

/** A new file in a folder that is there. */
function placeOf(path: string): ReturnType<Files['place']> {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory()) return { problem: 'is a folder; put the name of a new file behind it' };
  if (there !== undefined)
    return { problem: 'is there already, and nothing is written over; choose another name' };
  return statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory()
    ? { path }
    : { problem: 'is in a folder that is not there' };
}

/** What may be the number of an incident, also where it is cut off. */
const LIKE_AN_ID = /^[0-9A-HJKMNP-TV-Z]{4}(?:-?[0-9A-HJKMNP-TV-Z]{0,4})$/i;

/**
 * What was typed behind a command that takes files: the incident may be left out. A file that is there is no incident. Throws a UsageError
 * where one of them cannot be taken.
 */
export function withFiles(
  app: App,
  typed: string | undefined,
  files: readonly string[] = [],
): { readonly incident: string | undefined; readonly answers: Answers } {
  const isFile = typed !== undefined && (!LIKE_AN_ID.test(typed) || existsSync(wholePath(app.io, typed)));
  const all = isFile ? [typed, ...files] : files;
  for (const one of all) {
    const read = oneFile(wholePath(app.io, one));
    if ('problem' in read) throw new UsageError(`${one} ${read.problem}.`);
  }
  return {
    incident: isFile ? undefined : typed,
    answers: all.length === 0 ? {} : { [FILES]: all.map((one) => wholePath(app.io, one)) },
  };
}

type OneFile = ReturnType<Files['read']>;

function oneFile(path: string): OneFile {
  try {
    const found = statSync(path);
    if (found.isDirectory()) return { problem: 'is a folder; name the files in it' };
    if (!found.isFile()) return { problem: 'is no ordinary file' };
    if (found.size === 0) return { problem: 'is an empty file' };
    if (found.size > LARGEST_ATTACHMENT)
      return {
        problem:
          'is larger than 2 GB, which is more than coc takes; keep it where it is safe, and note where that is',
      };
    return { paths: [path] };
  } catch {
    return { problem: 'is not there, or may not be read' };
  }
}

function namesIn(folder: string): readonly { readonly name: string; readonly isFolder: boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .map((one) => ({ name: one.name, isFolder: one.isDirectory() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
