import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatherRecovery } from '../../src/recovery/gather-recovery.ts';
import { proposeShares } from '../../src/recovery/recovery-key.ts';
import { choosePerson, wantsToBeAdmin } from '../../src/recovery/who.ts';
import { wordsOfKeys } from '../../src/vault/team/fingerprint.ts';
import { parseRequest } from '../../src/vault/team/join-request.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';
import type { ScriptedPrompter, Step } from '../unit/interview/scripted-prompter.ts';
import { addMember, ana, coc, newAna } from './run.ts';
import { seat } from './seat.ts';
import { asks, newTeamOfOne } from './teams.ts';

const verbatims = ({ shown }: ScriptedPrompter): readonly string[] =>
  shown.flatMap((block) => (block.kind === 'verbatim' ? [block.text] : []));

describe.concurrent('a recovery key in shares, at a terminal', () => {
  it('is proposed when a second member is added, and not again with each one after', async () => {
    const top = await temporaryFolder();
    const team = await newTeamOfOne(top, ['--recovery-file', join(top, 'whole.txt')]);
    const added = async (name: string): Promise<string> => {
      const { request, said } = await asks(team, name);
      const end = said.slice(said.indexOf(' to send '));
      expect(end).toContain('You are not on the team yet');
      const words = wordsOfKeys(parseRequest(request));
      const { code, stderr } = await coc(team.ana, ['team', 'add', '--request', '-', '--words', words], {
        stdin: request,
      });
      expect(code).toBe(0);
      return stderr;
    };
    const first = await added('Ben');
    expect(first).toContain('coc recovery-key --replace --shares 2/3');
    expect(first).toContain('The recovery key opens every report');
    expect(await added('Cem')).not.toContain('recovery-key');
  });

  it('is not spoken of as if there were one, where there is none yet', async () => {
    const place = await ana();
    await addMember(place, 'ben');
    const { app } = seat(place, [], ['Later']);
    const told: unknown[] = [];
    Object.assign(app, { tell: (blocks: unknown) => told.push(blocks) });
    const desk = await app.desk();
    const roster = { ...desk.repository.roster, recovery: 'not-yet' as const };
    await proposeShares(app, { ...desk, repository: { ...desk.repository, roster } });
    const said = JSON.stringify(told);
    expect(said).toContain('There is no recovery key yet.');
    expect(said).not.toContain('The recovery key opens');
  });

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
