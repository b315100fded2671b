import { describe, expect, it } from 'vitest';
import { syncedBlocks } from '../../../src/desk/sharing.ts';
import type { Synced } from '../../../src/vault/vault.ts';

const NOTHING: Synced = {
  ...{ received: 0, sent: 0, recoveries: [], restores: [] },
  ...{ done: 0, others: 0, failed: [], damaged: [] },
};
const said = (synced: Synced, isArrival: boolean): string =>
  JSON.stringify(syncedBlocks(synced, 0, isArrival));

describe('what sharing came to', () => {
  it('does not say that nothing came where the team’s history came just before', () => {
    expect(said(NOTHING, true)).not.toContain('Nothing new');
    expect(said(NOTHING, true)).toContain('What the others had saved is here.');
    expect(said(NOTHING, false)).toContain('Nothing new came.');
    expect(said({ ...NOTHING, received: 2 }, true)).toContain('Received 2 changes.');
  });
});
