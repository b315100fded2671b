import { describe, expect, it } from 'vitest';
import { stillShipped, stillShippedWords } from '../../../src/policy/shipped-facts.ts';
import { playbook } from './shipped.ts';
import { COMMUNITY as community } from './step-situation.ts';

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
