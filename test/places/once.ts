import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { temporaryFolder } from './temporary-folder.ts';

/** How often to look whether another worker has made it. Milliseconds. */
const LOOK = 50;
/** Making the largest of them takes a few seconds on a busy machine. Milliseconds. */
const PATIENCE = 120_000;

/**
 * A copy of one's own of what `make` laid down. That is made once in a run of the tests, by whichever worker comes first.
 * Files of git and coc that name the folder name the copy, and so does what is returned.
 *
 * @param name of what is made; the same name is the same thing
 * @param make fills an empty folder; what it returns has to be plain data
 * @throws what `make` threw, to everybody who asks
 */
export async function copyOf<T>(name: string, make: (folder: string) => Promise<T>): Promise<T> {
  const original = await madeOnce(name, make);
  const copy = join(await temporaryFolder(), 'copy');
  // Seven times as fast as node's own.
  await promisify(execFile)('cp', ['-a', original, copy]);
  for (const file of await namingFiles(copy)) {
    const text = await readFile(file, 'utf8');
    if (text.includes(original)) await writeFile(file, text.replaceAll(original, copy));
  }
  const facts = await readFile(`${original}.facts`, 'utf8');
  return JSON.parse(facts.replaceAll(original, copy));
}

const making = new Map<string, Promise<string>>();

function madeOnce<T>(name: string, make: (folder: string) => Promise<T>): Promise<string> {
  const before = making.get(name);
  if (before !== undefined) return before;
  const now = makeOrWait(name, make);
  making.set(name, now);
  return now;
}

async function makeOrWait<T>(name: string, make: (folder: string) => Promise<T>): Promise<string> {
  const top = process.env.COC_TEST_MADE;
  if (top === undefined) throw new Error('test/places/whole-run.ts did not run');
  const at = join(top, createHash('sha256').update(name).digest('hex').slice(0, 12));
  const isFirst = await mkdir(`${at}.begun`).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    try {
      await mkdir(at);
      const facts = await make(at);
      await writeFile(`${at}.facts`, JSON.stringify(facts ?? null));
    } catch (error) {
      await writeFile(
        `${at}.failed`,
        error instanceof Error ? (error.stack ?? error.message) : String(error),
      );
    }
    await writeFile(`${at}.ended`, '');
  }
  const until = Date.now() + PATIENCE;
  while (!(await exists(`${at}.ended`))) {
    if (Date.now() > until) throw new Error(`nobody has made ${name}`);
    await wait(LOOK);
  }
  if (await exists(`${at}.failed`)) throw new Error(`${name}: ${await readFile(`${at}.failed`, 'utf8')}`);
  return at;
}

const NAMES_NOTHING = new Set([
  'objects',
  'refs',
  'logs',
  'hooks',
  'incidents',
  'evidence',
  'notes',
  'policy',
]);

/** The files that may name the folder in which they were made: settings of git and of coc. */
async function namingFiles(top: string): Promise<readonly string[]> {
  const found: string[] = [];
  const look = async (at: string): Promise<void> => {
    for (const entry of await readdir(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) {
        if (!NAMES_NOTHING.has(entry.name)) await look(path);
      } else if (['config', 'config.yaml', 'coc.gitconfig', 'folder'].includes(entry.name)) found.push(path);
    }
  };
  await look(top);
  return found;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
