import { describe, expect, it } from 'vitest';
import { ACCESS_GRANT } from '../../../src/steps/access/grant.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { playbook } from './shipped.ts';
import { type Added, AT, READY, situation } from './step-situation.ts';

const WISH = {
  ...{ kind: 'wish', id: 'WISH', report: 'REPORT1', from: 'R1', want: 'nobody-more', saidAt: AT },
  ...{ keeps: ['ana', 'ben'], words: 'Nobody else, and not Cem.' },
} as Added;
const GIVEN = { member: ['cem'], share: 'named', permitted: 'yes' };
const asked = (id: string) => {
  const found = gatedForm(ACCESS_GRANT, playbook).questions.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

describe('letting somebody in after somebody wanted that nobody more hears of it', () => {
  it('shows that, in their words, after all that they allowed before', () => {
    const shown = (...more: readonly Added[]) =>
      JSON.stringify(asked('permitted').before?.(GIVEN, situation([...READY, ...more])));
    expect(shown(WISH)).toContain('What R1 wanted, ');
    expect(shown(WISH)).toContain('Nobody else, and not Cem.');
    expect(shown()).not.toContain('R1 wanted');
    expect(shown(WISH, { ...WISH, id: 'LATER', want: 'go-on', words: 'x' } as Added)).not.toContain(
      'R1 wanted',
    );
  });

  it.each(['condition-met', 'met', 'permitted', 'permission'])(
    'asks anew what was answered before they said it: %s',
    (id) => {
      const ground = (...more: readonly Added[]) =>
        JSON.stringify(asked(id).restsOn?.(GIVEN, situation([...READY, ...more])));
      expect(ground()).toBeDefined();
      expect(ground(WISH)).not.toBe(ground());
    },
  );
});
