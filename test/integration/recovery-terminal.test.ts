import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { App } from '../../src/app.ts';
import type { Option, Prompter } from '../../src/interview/prompter.ts';
import { gatherRecovery } from '../../src/recovery/gather-recovery.ts';
import { proposeShares } from '../../src/recovery/recovery-key.ts';
import { choosePerson, wantsToBeAdmin } from '../../src/recovery/who.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';
import { ScriptedPrompter, type Step } from '../unit/interview/scripted-prompter.ts';
import { addMember, ana, newAna, type Place } from './run.ts';

interface Seat {
  readonly app: App;
  readonly prompter: ScriptedPrompter & { readonly cleared: () => number };
}

/** Somebody at a terminal, who answers these questions, confirms everything and chooses what has this label. */
function seat(place: Place, steps: readonly Step[], choices: readonly string[] = []): Seat {
  const wanted = [...choices];
  let cleared = 0;
  const prompter = Object.assign(new ScriptedPrompter(steps), {
    confirm: async () => true,
    choose: async <T>(_message: string, options: readonly Option<T>[]): Promise<T> => {
      const start = wanted.shift();
      const option = options.find(({ label }) => start !== undefined && label.startsWith(start));
      if (option === undefined) throw new Error(`${start} is not offered`);
      return option.value;
    },
    clear: () => {
      cleared += 1;
    },
    cleared: () => cleared,
  }) as unknown as Seat['prompter'];
  class Seated extends App {
    override async prompter(): Promise<Prompter> {
      return prompter as unknown as Prompter;
    }
  }
  const sink = () => new Writable({ write: (_chunk, _encoding, next) => next() });
  const now = (): Date => new Date('2026-11-23T15:00:00Z');
  const io = {
    stdin: Readable.from([]),
    stdout: sink(),
    stderr: sink(),
    env: place.env,
    cwd: place.home,
    now,
  };
  return { app: new Seated(io, undefined), prompter };
}

const verbatims = ({ shown }: ScriptedPrompter): readonly string[] =>
  shown.flatMap((block) => (block.kind === 'verbatim' ? [block.text] : []));

describe.concurrent('a recovery key in shares, at a terminal', () => {
  it('is proposed from the second member on, shown one by one, and put together again from what is pasted', async () => {
    const place = await newAna([
      '--no-passphrase',
      '--recovery-file',
      join(await temporaryFolder(), 'whole.txt'),
    ]);
    const alone = seat(place, []);
    await proposeShares(alone.app, await alone.app.desk());
    await addMember(place, 'ben');
    const keepers: readonly Step[] = [
      ['custodian-1', 'ana'],
      ['custodian-2', 'Ben'],
      ['custodian-3', 'Cleo'],
    ];
    const { app, prompter } = seat(place, keepers, ['Now']);
    await proposeShares(app, await app.desk());
    prompter.assertDone();
    const [one = '', two = '', three = '', ...more] = verbatims(prompter);
    expect(more).toEqual([]);
    expect(prompter.cleared()).toBe(6);
    expect(JSON.stringify(prompter.shown)).toContain('This one is for Cleo.');
    const { roster } = (await app.desk()).repository;
    expect(roster.recovery).toMatchObject({
      shares: { needed: 2, custodians: [{ member: 'ana' }, { member: 'ben' }, { name: 'Cleo' }] },
    });
    await proposeShares(app, await app.desk());

    const twice = seat(place, [
      ['share', one],
      ['share', one],
    ]);
    await expect(gatherRecovery(twice.app, roster, {})).rejects.toThrow('is here already');
    const both = seat(place, [
      ['share', `> ${three.replaceAll('\n', '\n> ')}`],
      ['share', two.toLowerCase()],
    ]);
    const { recovery, fromShares } = await gatherRecovery(both.app, roster, {});
    expect(fromShares).toBe(true);
    expect(roster.recovery).toMatchObject({ recipient: recovery.recipient });
    expect(both.prompter.cleared()).toBe(2);
    expect(JSON.stringify(both.prompter.shown)).toContain('1 of 2 shares are here.');
  });

  it('asks whether an admin is left, and who somebody is', async () => {
    const place = await ana();
    const perhaps = seat(place, [], ['Yes']);
    const { roster } = (await perhaps.app.desk()).repository;
    await expect(wantsToBeAdmin(perhaps.app, roster, undefined, {})).rejects.toThrow('could still add them');
    const none = seat(place, [], ['No', 'Ana <']);
    expect(await wantsToBeAdmin(none.app, roster, undefined, {})).toBe(true);
    expect(await choosePerson(none.app, roster, undefined, {})).toEqual({ id: 'ana' });
    const somebody = seat(
      place,
      [
        ['name', 'Cleo'],
        ['email', 'cleo@example.org'],
      ],
      ['Somebody new'],
    );
    const cleo = { name: 'Cleo', email: 'cleo@example.org' };
    expect(await choosePerson(somebody.app, roster, undefined, {})).toEqual(cleo);
    await expect(
      choosePerson(none.app, roster, undefined, { name: 'Anna', email: 'ANA@example.org' }),
    ).rejects.toThrow('that e-mail address already');
  });
});
