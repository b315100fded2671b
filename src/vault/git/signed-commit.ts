import { UserError } from '../../errors.ts';
import { armorSshsig, type Signer, signSshsig } from '../keys/sshsig.ts';
import { plainName } from './commit.ts';
import { FOLDER, type GitObject, objectId, type TreeRow, writeTree } from './object.ts';
import type { Objects } from './objects.ts';

/** What a commit holds at a path: new content, or an object that is stored already, by its ID. */
export type FileContent = Uint8Array | { readonly id: string };

/** Whose commit it is. */
export interface Committing {
  readonly author: { readonly name: string; readonly email: string };
  readonly signer: Signer;
  /** The present moment, ISO 8601 with an offset. */
  readonly now: () => string;
}

const ORDINARY = '100644';

/**
 * Stores a signed commit that changes these files of its parent, and touches nothing of the clone but new objects. It is
 * one that stock git made and signed, to whoever looks at it (DESIGN 4, "History").
 *
 * @param parent the commit that it follows; undefined for the first one
 * @returns its full ID, and the IDs of the files' content. Throws a UserError where nothing would change.
 */
export async function commitFiles(
  objects: Objects,
  parent: string | undefined,
  files: ReadonlyMap<string, FileContent>,
  message: string,
  by: Committing,
): Promise<{ readonly commit: string; readonly ids: ReadonlyMap<string, string> }> {
  const added: GitObject[] = [];
  const ids = new Map<string, string>();
  for (const [path, content] of files) {
    if (!(content instanceof Uint8Array)) ids.set(path, content.id);
    else {
      const blob = { type: 'blob', content } as const;
      added.push(blob);
      ids.set(path, objectId(blob));
    }
  }
  const tree = await treeWith(objects, parent, ids, added);
  const commit = await signed(tree, parent === undefined ? [] : [parent], message, by);
  await objects.store([...added, commit]);
  return { commit: objectId(commit), ids };
}

/** Stores a signed commit of a tree that is stored already. Returns its full ID. */
export async function commitTree(
  objects: Objects,
  parent: string,
  tree: string,
  message: string,
  by: Committing,
): Promise<string> {
  const commit = await signed(tree, [parent], message, by);
  await objects.store([commit]);
  return objectId(commit);
}

/** The tree of a commit with these blobs in place of its own; what it takes is put with `added`. Returns its ID. */
async function treeWith(
  objects: Objects,
  parent: string | undefined,
  blobs: ReadonlyMap<string, string>,
  added: GitObject[],
): Promise<string> {
  const folders = [...new Set([...blobs.keys()].flatMap(foldersAbove))];
  const before = parent === undefined ? undefined : await objects.rowsIn(parent, folders);
  const rowsOf = new Map(
    folders.map((folder) => [folder, new Map(before?.get(folder)?.map((row) => [row.name, row]))] as const),
  );
  const put = (path: string, row: Omit<TreeRow, 'name'>): void => {
    const cut = path.lastIndexOf('/');
    const name = Buffer.from(path.slice(cut + 1), 'utf8').toString('latin1');
    rowsOf.get(path.slice(0, Math.max(0, cut)))?.set(name, { ...row, name });
  };
  for (const [path, id] of blobs) put(path, { mode: ORDINARY, id });
  const unchanged = parent === undefined ? undefined : await objects.treeOf(parent);
  let root = '';
  // Deepest first, so that each folder has its own ID before the one above it is written.
  for (const folder of folders.sort(
    (a, b) => b.split('/').length - a.split('/').length || b.length - a.length,
  )) {
    const tree = { type: 'tree', content: writeTree([...(rowsOf.get(folder)?.values() ?? [])]) } as const;
    added.push(tree);
    if (folder === '' && objectId(tree) === unchanged)
      throw new UserError('That is what is there already, so nothing was saved in the repository.');
    if (folder === '') root = objectId(tree);
    else put(folder, { mode: FOLDER, id: objectId(tree) });
  }
  return root;
}

/** The folders that a path is in, from the top, which is ''. */
function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}

async function signed(
  tree: string,
  parents: readonly string[],
  message: string,
  { author, signer, now }: Committing,
): Promise<GitObject> {
  const at = now();
  const who = `${plainName(author.name)} <${plainName(author.email)}> ${seconds(at)} ${offset(at)}`;
  const head = [
    `tree ${tree}`,
    ...parents.map((id) => `parent ${id}`),
    `author ${who}`,
    `committer ${who}`,
    '',
  ].join('\n');
  const text = `\n${message.trimEnd()}\n`;
  const signature = await signSshsig(signer, 'git', Buffer.from(head + text));
  const armored = armorSshsig(signer.publicKey, 'git', signature).trimEnd().replaceAll('\n', '\n ');
  return { type: 'commit', content: Buffer.from(`${head}gpgsig ${armored}\n${text}`) };
}

function seconds(at: string): number {
  const milliseconds = Date.parse(at);
  if (Number.isNaN(milliseconds)) throw new Error('a moment that is none');
  return Math.floor(milliseconds / 1000);
}

function offset(at: string): string {
  const [, sign = '+', hours = '00', minutes = '00'] = /([+-])(\d\d):?(\d\d)$/.exec(at) ?? [];
  return `${sign}${hours}${minutes}`;
}
