import { describe, expect, it } from 'vitest';
import { coc, report } from './run.ts';
import { done, PRIVATE, reportedPlace } from './steps.ts';

const COMPLAINT = {
  ...{ about: 'complaint', way: 'letter', permitted: 'yes', permission: 'They may be told.', given: 'no' },
  what: 'Somebody felt followed.',
};

describe.concurrent('coc letter', () => {
  it('prints again what is drafted, alone on stdout, until it is out or is not to go out', async () => {
    const { place, id } = await reportedPlace(PRIVATE);
    expect(await coc(place, ['letter', id])).toMatchObject({ code: 1, stdout: '' });
    const { letter } = await done(place, 'notify', id, COMPLAINT);
    const again = await coc(place, ['letter', id]);
    expect(again.code).toBe(0);
    expect(again.stdout.trim()).toBe(String(letter).trim());
    expect(again.stderr.replace(/\s+/g, ' ')).toContain('as it was checked');
    expect((await coc(place, ['letter', id, '--format', 'email'])).stdout).toContain('Subject:');
    const taken = {
      add: 'permission',
      what: 'tell-accused',
      permitted: 'no',
      'permitted-words': 'Not any more.',
    };
    await done(place, 'report add', id, taken);
    const held = await coc(place, ['letter', id]);
    expect(held).toMatchObject({ code: 1, stdout: '' });
    expect(held.stderr.replace(/\s+/g, ' ')).toContain('not to go out');
  });

  it('is for those who can open it', async () => {
    const { place } = await reportedPlace(PRIVATE);
    const other = await report(place, {
      threat: 'none',
      account: 'x',
      visibility: 'private',
      share: 'recorder',
      consent: 'no-objection',
    });
    expect((await coc(place, ['letter', other])).stderr).toContain('No text is drafted');
  });
});
