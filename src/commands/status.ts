import type { App } from '../app.ts';
import { ageOfCopy, sharedLongAgo } from '../desk/newest.ts';
import { dueBlocks, fewBlocks, fewWords, overview } from '../desk/overview.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { dueData } from '../screen/due.ts';
import { leftOutBlocks } from '../screen/listing.ts';
import { attending } from './attend.ts';

/** `coc status`: what waits for somebody, over all incidents one can open, the most urgent first. */
export async function status(
  app: App,
  _args: readonly [],
  options: { json?: boolean; all?: boolean },
): Promise<ExitCode> {
  const desk = await app.desk();
  const { due, reminders, few, lastShared, listing } = await overview(app, desk);
  if (options.json)
    app.printJson({ due: due.map(dueData), reminders: [...reminders, ...fewWords(few)], lastShared });
  else {
    const age = await ageOfCopy(app, desk, (await sharedLongAgo(app, desk)) !== undefined);
    app.printBlocks([
      ...dueBlocks(due, reminders, app.now(), options.all ? due.length : app.most),
      ...fewBlocks(few),
      ...(age === undefined ? [] : [{ kind: 'text', text: age } as const]),
    ]);
  }
  app.tell(leftOutBlocks(listing));
  const now = options.json ? [] : attending(app, due);
  const prompter = now.length === 0 ? undefined : await app.prompter();
  if (prompter !== undefined) {
    const leave = { value: async () => undefined, label: 'Nothing now', esc: 'leave' } as const;
    await (await prompter.choose('Do one of these now', [leave, ...now]))();
  }
  return listing.damaged.length > 0 ? EXIT.partial : EXIT.done;
}
