import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../../src/vault/format/settings.ts';
import { settingsNews } from '../../../../src/vault/sync/settings-news.ts';

const settings = (more: object) =>
  parseSettings({ format: 1, community: 'Example', contact: 'a@example.org', policy: 'https://x', ...more });

describe('what others changed of the facts of the community', () => {
  it('names what is another, and what it is now', () => {
    const told = settingsNews(
      'Ana',
      settings({ systems: ['badges'], appeals: 'the board' }),
      settings({ contact: 'b@example.org', systems: ['badges', 'chat'] }),
    );
    expect(told).toContain(
      'Ana changed what coc says of your community: contact is “b@example.org”; appeals is empty; systems is “badges, chat”.',
    );
  });

  it('is short, whatever stands there', () => {
    expect(settingsNews('Ana', settings({}), settings({ contact: 'x'.repeat(5000) }))?.length).toBeLessThan(
      300,
    );
  });

  it('is nothing where only coc itself reads it', () => {
    expect(settingsNews('Ana', settings({}), settings({ confirmed: true }))).toBeUndefined();
  });
});
