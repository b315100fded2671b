import type { App, Desk } from '../app.ts';
import { showId } from '../incident/id.ts';
import { respondBy } from '../policy/clock.ts';
import { dueIn } from '../policy/due.ts';
import type { Block } from '../screen/block.ts';
import { dueLine } from '../screen/due.ts';
import type { Saved } from '../vault/vault.ts';

/** Says that it is saved, who can open it, and what comes next, with times and commands. */
export async function saySaved(
  app: App,
  desk: Desk,
  saved: Saved,
  options: {
    readonly json: boolean;
    /** The beginning of the sentence that ends with the incident's number. */
    readonly what: string;
    /** Whether until when a first answer is wanted belongs to the data. */
    readonly respondBy?: boolean;
    /** The text that may go out now. */
    readonly letter?: string;
  },
): Promise<void> {
  const { view } = await desk.vault.read(saved.id);
  const id = showId(saved.id);
  if (options.json) {
    return app.printJson({
      id,
      commit: saved.commit,
      ...(options.letter !== undefined && { letter: options.letter }),
      ...(options.respondBy && { respondBy: respondBy(view, desk.playbook)?.toISOString() ?? null }),
    });
  }
  const names = new Map(
    desk.repository.roster.members.map((member) => [
      member.id,
      member.id === desk.me.id ? 'you' : member.name,
    ]),
  );
  const recovery = typeof desk.repository.roster.recovery === 'string' ? [] : ['the recovery key'];
  const due = dueIn(view, desk.playbook, app.now()).map((one) => dueLine(one, app.now()));
  // A letter alone is on stdout, for whoever passes it on from there.
  if (options.letter !== undefined) {
    app.tell([{ kind: 'heading', text: 'The text' }]);
    app.printLetter(options.letter);
  }
  const say = (blocks: readonly Block[]): void =>
    options.letter === undefined ? app.printBlocks(blocks) : app.tell(blocks);
  say([
    { kind: 'text', text: `${options.what} ${id}.` },
    {
      kind: 'fields',
      rows: [
        [
          'Who can open this',
          [...view.readers.map((member) => names.get(member) ?? member), ...recovery].join(', '),
        ],
        ...(view.keptOut.length > 0
          ? [['Kept out', view.keptOut.map((member) => names.get(member) ?? member).join(', ')] as const]
          : []),
      ],
    },
    {
      kind: 'list',
      title: 'Next',
      items: [
        ...due,
        `Read it again: \`coc show ${id}\``,
        ...(options.respondBy ? [`Add what you hear later: \`coc report add ${id}\``] : []),
      ],
    },
  ]);
}
