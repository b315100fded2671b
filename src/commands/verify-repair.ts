import type { App } from '../app.ts';
import { assertSure } from '../desk/confirm.ts';
import { exists } from '../disk/private-file.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { showId } from '../incident/id.ts';
import type { Block } from '../text/block.ts';
import { type Damage, type FromFolder, findDamage, type Repaired, repair } from '../vault/health.ts';
import { Objects } from '../vault/repository.ts';
import { wholePath } from '../whole-path.ts';

/** `coc verify --repair`: brings back what git keeps of a clone, where a power loss or a bad disk damaged it. */
export async function verifyRepair(
  app: App,
  { yes, json, from }: { readonly yes?: boolean; readonly json?: boolean; readonly from?: string },
): Promise<ExitCode> {
  const { folder } = await app.findHistory();
  const objects = new Objects(folder, app.io.env);
  objects.askGit();
  const damage = await findDamage(folder, objects);
  if (damage === undefined) {
    if (json) app.printJson({ repaired: false });
    else app.printText('There is nothing to repair: git has all of it, whole.');
    return EXIT.done;
  }
  app.tell(damageBlocks(damage));
  await assertSure(app, yes, 'Bring it back');
  const own = (await (await app.keys()).public())?.signingKey ?? '';
  const source = from === undefined ? undefined : await sourceOf(app, from);
  const repaired = await repair({
    ...{ folder, env: app.io.env, objects, own, at: app.now().toISOString() },
    ...(source !== undefined && { source }),
    notice: app.notice,
  });
  const saved = await (await app.deskAt(folder)).vault.saveFromFolder(repaired);
  if (json) app.printJson(dataOf(repaired, saved));
  else app.printBlocks(resultBlocks(repaired, saved));
  if (repaired.unreachable !== undefined) app.warn(repaired.unreachable, 'The server was not asked.');
  return saved.lost.length > 0 || repaired.unreachable !== undefined ? EXIT.partial : app.outcome;
}

/** A folder that is there is one; anything else is an address for git. */
async function sourceOf(app: App, from: string): Promise<string> {
  const path = wholePath(app.io, from);
  return (await exists(path)) ? path : from;
}

const PARTS = {
  history: 'pieces of what was saved last, or of earlier versions',
  pack: 'a pack of many earlier versions',
  names: 'the names by which the newest version is found',
  head: 'which branch this is',
  index: 'the list of files',
  settings: 'the settings, with the address of the server',
  derived: 'what git makes by itself to be faster',
} as const;

function damageBlocks({ files, isIncomplete, isBegun }: Damage): readonly Block[] {
  const parts = [...new Set(files.map(({ part }) => part))].map((part) => {
    const number = files.filter((one) => one.part === part).length;
    return `${PARTS[part]}${number > 1 ? ` (${number} files)` : ''}`;
  });
  return [
    { kind: 'heading', text: 'What git keeps of the reports on this machine is damaged' },
    {
      kind: 'list',
      items: [
        ...parts,
        ...(isIncomplete ? ['parts of the history are not there any more'] : []),
        ...(isBegun ? ['a repair that was begun before is not finished'] : []),
      ],
    },
    {
      kind: 'text',
      text: 'coc moves the damaged files aside, fetches the rest from the server, looks at every commit of it as always, and saves again what is in the folder and was not shared yet. Nothing is deleted.',
    },
  ];
}

function dataOf({ aside, replaced }: Repaired, from: FromFolder & { readonly shared: boolean | undefined }) {
  return {
    repaired: true,
    aside,
    saved: from.saved.map(showId),
    lost: from.lost.map(showId),
    replaced: [...replaced, ...from.replaced],
    ...(from.shared !== undefined && { shared: from.shared }),
  };
}

function resultBlocks({ aside, replaced }: Repaired, from: FromFolder): readonly Block[] {
  const moved = [...replaced, ...from.replaced];
  const list = (title: string, items: readonly string[]): readonly Block[] =>
    items.length > 0 ? [{ kind: 'list', title, items }] : [];
  return [
    { kind: 'text', text: 'It is repaired: git has all of it again, and every commit was looked at.' },
    ...list('Saved again from the folder, since git had lost it', from.saved.map(showId)),
    ...list('Files in the folder that are not what was saved; they are moved aside', moved),
    ...list(
      'Something that you had saved in these and not shared is lost. Look what is missing, and add it again',
      from.lost.map(showId),
    ),
    { kind: 'text', text: `What was in the way is kept in ${aside}.` },
  ];
}
