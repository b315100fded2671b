import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '../app.ts';
import { UsageError } from '../errors.ts';
import type { Prompter } from '../interview/prompter.ts';
import { assertNewFile, writeNew } from '../machine/new-file.ts';
import type { HeldIdentity } from '../vault/keys.ts';
import { formatShare, type ShareCount, type ShareLabel, splitIdentity } from '../vault/recovery.ts';
import { wholePath } from '../whole-path.ts';
import type { Custodian } from './custodians.ts';

/** How a recovery key is to be split, and who gets which share. */
export interface HandOut {
  readonly count: ShareCount;
  /** As many as there are shares. */
  readonly custodians: readonly Custodian[];
  /** The community, for whoever finds a share in a drawer. */
  readonly community: string;
  /** Where new files go; without it each share is shown once. */
  readonly folder: string | undefined;
}

/** Throws where the shares could not be handed out in this way, before anything else is done. */
export async function assertCanHandOut(app: App, sharing: Omit<HandOut, 'custodians'>): Promise<void> {
  if (sharing.folder === undefined) {
    if ((await app.prompter()) !== undefined) return;
    throw new UsageError(
      'There is no terminal to show the shares on.',
      'Name a folder for new files with --share-dir DIR.',
    );
  }
  await mkdir(wholePath(app.io, sharing.folder), { recursive: true, mode: 0o700 });
  for (const path of pathsOf(app, sharing)) await assertNewFile(path);
}

/** Splits a recovery key and hands the shares out, in new files or on the screen. Nothing else of it is kept. */
export async function handOut(app: App, recovery: HeldIdentity, sharing: HandOut): Promise<void> {
  const { count, custodians, community } = sharing;
  const label: ShareLabel = { community, made: app.nowLocal().slice(0, 'YYYY-MM-DD'.length) };
  const texts = (await splitIdentity(recovery, count)).map((share) => formatShare(share, label));
  if (sharing.folder !== undefined) {
    const paths = pathsOf(app, sharing);
    for (const [index, path] of paths.entries()) await writeNew(path, texts[index] ?? '');
    app.tell([
      {
        kind: 'list',
        title: 'The shares. Give each to whom it is for, and delete the file here:',
        items: paths.map((path, index) => `${path}: for ${custodians[index]?.name ?? ''}`),
      },
    ]);
    return;
  }
  const prompter = await app.prompter();
  if (prompter === undefined) throw new Error('shares and nobody to show them to');
  for (const [index, text] of texts.entries())
    await showOne(prompter, text, { name: custodians[index]?.name ?? '', number: index + 1, count });
}

async function showOne(
  prompter: Prompter,
  text: string,
  { name, number, count }: { readonly name: string; readonly number: number; readonly count: ShareCount },
): Promise<void> {
  prompter.clear();
  prompter.show([
    { kind: 'heading', text: `Share ${number} of ${count.total}` },
    {
      kind: 'text',
      text: `This one is for ${name}. Copy it to paper, or to a stick that stays in a drawer. It is shown this once. Nobody but ${name} should see it.\nThe share is the line with coc-share and the eight lines below it. Those with # say what it is.`,
    },
    { kind: 'verbatim', text: text.trimEnd() },
  ]);
  while (!(await prompter.confirm(`Does ${name} have it`, false))) {
    prompter.show([{ kind: 'text', text: 'Take your time. It stays on the screen until you say yes.' }]);
  }
  prompter.clear();
}

function pathsOf(app: App, { count, folder = '' }: Omit<HandOut, 'custodians'>): readonly string[] {
  return Array.from({ length: count.total }, (_, index) =>
    join(wholePath(app.io, folder), `recovery-share-${index + 1}.txt`),
  );
}
