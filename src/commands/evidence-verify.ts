import type { App } from '../app.ts';
import { verifyEvidence } from '../desk/verify-evidence.ts';
import { EXIT, type ExitCode } from '../errors.ts';
import { showId } from '../incident/id.ts';
import { listIfAny } from '../text/block.ts';
import { count } from '../text/count.ts';

/** `coc evidence verify`: whether each attachment is there, opens, and is what was given. Exit 3 where one is not. */
export async function evidenceVerify(
  app: App,
  [typed]: readonly [string?],
  { json }: { readonly json?: boolean },
): Promise<ExitCode> {
  const desk = await app.desk();
  const id = typed === undefined ? undefined : await desk.vault.find(typed);
  const found = await app.interruptible((stop) => verifyEvidence(desk, id, stop));
  const { looked, wrong, unreferenced, notShared } = found;
  if (json)
    app.printJson({ ...found, wrong: wrong.map((one) => ({ ...one, incident: showId(one.incident) })) });
  else
    app.printBlocks([
      {
        kind: 'text',
        text:
          looked === 0
            ? 'Nothing is attached in what you can open.'
            : wrong.length === 0
              ? `All is there and as it was given: ${looked} looked at, whole.`
              : `${looked} looked at. These are not as they should be:`,
      },
      ...listIfAny(
        '',
        wrong.map(({ incident, number, why }) => `${showId(incident)}, number ${number}: ${why}`),
      ),
      ...(found.forOthers === 0
        ? []
        : [
            {
              kind: 'text',
              text: `${count(found.forOthers, 'more file')} that ${found.forOthers === 1 ? 'is' : 'are'} only for others ${found.forOthers === 1 ? 'is' : 'are'} there as well; you cannot open ${found.forOthers === 1 ? 'it' : 'them'}.`,
            } as const,
          ]),
      ...(unreferenced.length === 0
        ? []
        : [
            {
              kind: 'text',
              text:
                notShared > 0
                  ? `${unreferenced.length} more belong to incidents that are not shared with you, or to none.`
                  : `${unreferenced.length} more belong to no incident. Nobody can open them.`,
            } as const,
          ]),
    ]);
  return wrong.length > 0 ? EXIT.partial : EXIT.done;
}
