import { describe, expect, it } from 'vitest';
import type { Moment } from '../../../../src/vault/history/timeline.ts';
import { teamNews } from '../../../../src/vault/sync/team-news.ts';
import type { Roster } from '../../../../src/vault/team/roster.ts';

const member = (id: string, name: string, more: object = {}) => ({
  ...{ id, name, email: `${id}@example.org`, recipient: `age1${id}`, signingKey: `ssh-ed25519 ${id}` },
  ...{ admin: false, joined: '2026-11-24T14:00:00Z' },
  ...more,
});
const roster = (...members: Roster['members']): Roster => ({
  ...{ format: 1, keyType: 'x25519', generation: 1, members, recovery: 'declined' },
});
const told = (before: Roster, after: Roster, waiting: readonly string[] = []) =>
  teamNews(
    [{ commit: 'c', at: undefined, by: 'ana', before, roster: after, changes: [] } satisfies Moment],
    'ben',
    new Set(waiting),
  );
const news = (...given: Parameters<typeof told>): string =>
  told(...given)
    .map(({ text }) => text)
    .join('\n');

describe('what others did to the team', () => {
  const before = roster(member('ana', 'Ana'), member('cleo', 'Cleo'));

  it.each<[string, object, string]>([
    ['to the eye', { name: 'Сleo' }, 'Look at the name: with Cyrillic and Latin letters, looks like Cleo.'],
    [
      'by the address',
      { name: 'Dan', email: 'clеo@example.org' },
      'Look at the name: looks like Cleo by the address.',
    ],
  ])('names somebody who is like another %s', (_how, more, words) => {
    const added = roster(...before.members, member('new', 'x', more));
    expect(news(before, added)).toContain(words);
  });

  it('names a member who is called so from now on, once', () => {
    const [ana, cleo] = before.members;
    const renamed = roster({ ...member('ana', 'Ana'), ...ana, name: 'СIeo' }, member('cleo', 'Cleo', cleo));
    expect(news(before, renamed)).toContain('looks like Cleo');
    const later = roster(...renamed.members.map((one) => ({ ...one, admin: true })));
    expect(news(renamed, later)).not.toContain('Look at the name');
  });

  it('names the command for one’s word only where keys wait for it', () => {
    const added = roster(...before.members, member('dan', 'Dan'));
    expect(news(before, added)).not.toContain('coc team confirm');
    expect(news(before, added, ['cleo'])).not.toContain('coc team confirm');
    expect(news(before, added, ['dan'])).toContain('then type `coc team confirm`');
  });

  it('warns of keys that are new, and of a name like another; all else can wait', () => {
    const warns = (after: Roster) => told(before, after).map(({ isWarning }) => isWarning);
    const [ana, cleo] = before.members as [Roster['members'][number], Roster['members'][number]];
    expect(warns(roster(ana, cleo, member('dan', 'Dan')))).toEqual([true]);
    expect(warns(roster(ana, { ...cleo, recipient: 'age1other' }))).toEqual([true]);
    expect(warns(roster({ ...ana, name: 'СIeo' }, cleo))).toEqual([true]);
    expect(warns(roster(ana, { ...cleo, admin: true }))).toEqual([false]);
    expect(warns(roster(ana, { ...cleo, left: '2026-11-24T15:00:00Z' }))).toEqual([false]);
    expect(warns(roster({ ...ana, name: 'Anna' }, cleo))).toEqual([false]);
  });

  it('says nothing of a name that is like none', () => {
    const added = roster(...before.members, member('dan', 'Дан'));
    expect(news(before, added)).toMatch(/^Ana changed the team: Дан was added\. The words of the keys/);
  });
});
