import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/catalogue.ts';

describe('what somebody had begun', () => {
  it('is named for all that the step can be about', () => {
    const begun = (id: string) => CATALOGUE.find((one) => one.id === id)?.begun?.('K7F3-92QD');
    expect(begun('notify')).not.toContain('accused');
    expect(begun('announce')).toContain('came back');
    expect(begun('employer')).not.toContain('letter');
  });

  it('is named for every step, with the number of its incident where there is one', () => {
    for (const { id, begun, opens } of CATALOGUE) {
      expect(begun, id).toBeDefined();
      if (!opens) expect(begun?.('K7F3-92QD'), id).toContain('K7F3-92QD');
    }
  });
});
