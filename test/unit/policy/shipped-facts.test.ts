import { describe, expect, it } from 'vitest';
import { noAppealWords, stillShipped, stillShippedWords } from '../../../src/policy/shipped-facts.ts';
import { NOTIFY } from '../../../src/steps/notify.ts';
import { playbook } from './shipped.ts';
import { COMMUNITY as community, READY, situation } from './step-situation.ts';

const { defaults } = playbook;
const [way = ''] = defaults.feedback;

describe('facts that are still those of the policy that coc brings', () => {
  it('are named, one by one, where the community has said what it is called', () => {
    const facts = {
      ...community,
      community: 'Lantern Days',
      policy: defaults.policy,
      feedback: [way, 'A letter box'],
    };
    expect(stillShipped(playbook, facts)).toEqual([defaults.policy, way]);
    expect(stillShippedWords(playbook, facts)).toContain(`“${defaults.policy}” and “${way}” are of imgix`);
  });

  it('are none of whoever has said all, nor of the community itself whose policy that is', () => {
    const own = {
      ...community,
      community: 'Lantern Days',
      policy: 'https://example.org/coc',
      feedback: ['A letter box'],
    };
    expect(stillShippedWords(playbook, own)).toBeUndefined();
    expect(
      stillShipped(playbook, { ...own, community: defaults.community, policy: defaults.policy }),
    ).toEqual([]);
  });
});

describe('that no place to appeal is noted', () => {
  const own = { ...community, community: 'Lantern Days', contact: 'coc@lantern.example', confirmed: true };
  const said = (letter?: string): string =>
    JSON.stringify(
      NOTIFY.intro?.(
        situation(
          [
            ...READY,
            ...(letter === undefined
              ? []
              : [{ kind: 'letter', letter, person: 'A1', text: 'x' } as (typeof READY)[number]]),
          ],
          { community: own },
        ),
      ),
    );

  it('is said before the first letter to somebody accused, and not once there is one', () => {
    expect(said()).toContain('No place to appeal is noted for Lantern Days');
    expect(said()).toContain('coc community edit');
    expect(said('employer')).toContain('No place to appeal');
    for (const letter of ['complaint', 'response']) expect(said(letter)).not.toContain('No place to appeal');
  });

  it('is not said where one is, nor where nothing is noted at all', () => {
    const none = { letters: [] };
    expect(noAppealWords(playbook, { ...own, appeals: 'the board' }, none)).toBeUndefined();
    expect(noAppealWords(playbook, { ...community, confirmed: false }, none)).toBeUndefined();
    expect(noAppealWords(playbook, own, none)).toContain('reads that there is none');
  });
});
