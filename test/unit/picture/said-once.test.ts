import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { picture } from '../../../src/incident/picture/picture.ts';
import { view } from '../../../src/incident/view.ts';
import { pictureBlocks } from '../../../src/screen/picture.ts';
import { render } from '../../../src/screen/render.ts';
import { listed } from '../../../src/text/listed.ts';
import { chain, report } from '../incident/fold.ts';
import { playbook } from '../policy/shipped.ts';

const QUIET: Content = { kind: 'threat', level: 'none' };
const facts = { now: new Date('2026-11-29T12:00:00+01:00'), playbook, nameOf: (id: string) => id };
const of = (...contents: readonly Content[]) =>
  picture(view('K7F392QD', chain({ kind: 'opened' }, report() as Content, ...contents)));

describe('an incident on the screen', () => {
  it('says once in a row that nobody was in danger', () => {
    const items = (...contents: readonly Content[]): number =>
      pictureBlocks(of(...contents).safety, facts).flatMap((one) => (one.kind === 'list' ? one.items : []))
        .length;
    expect(items(QUIET, QUIET, QUIET)).toBe(1);
    expect(items(QUIET, { kind: 'threat', level: 'violence' }, QUIET, QUIET)).toBe(3);
    expect(items(QUIET, { ...QUIET, actions: ['private-place'] } as Content)).toBe(2);
  });

  it('keeps the account apart from what was put right above it', () => {
    const put: Content = { kind: 'details', report: 'REPORT1', details: { when: 'noon' }, correction: true };
    const lines = render(pictureBlocks(of(put).reports, facts), { width: 80, color: false }).split('\n');
    expect(lines[lines.indexOf('The account, word for word:') - 1]).toBe('');
  });

  it('reads several people out as one says them', () => {
    expect([[], ['A'], ['A', 'B'], ['A', 'B', 'C']].map((all) => listed(all))).toEqual([
      ...['', 'A', 'A and B', 'A, B and C'],
    ]);
  });
});
