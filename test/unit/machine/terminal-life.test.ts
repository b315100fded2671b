import { describe, expect, it } from 'vitest';
import { type Listed, topOf } from '../../../src/machine/terminal-life.ts';

const at = (pid: number, parent: number, terminal: string): Listed => ({ pid, parent, terminal });

describe('where a machine has no /proc', () => {
  const processes = [
    ...[at(1, 0, '??'), at(50, 1, '??'), at(60, 50, 'ttys001'), at(61, 60, 'ttys001')],
    ...[at(70, 61, 'ttys001'), at(71, 70, 'ttys001'), at(72, 71, 'ttys001')],
    ...[at(80, 61, 'ttys002'), at(81, 80, 'ttys002'), at(90, 50, '??'), at(91, 90, '?'), at(92, 90, '-')],
    ...[at(96, 999, 'ttys009')],
  ];

  it('the first process at a terminal lives as long as it does', () => {
    for (const pid of [60, 61, 70, 72]) expect(topOf(processes, pid)).toBe(60);
    expect(topOf(processes, 81)).toBe(80);
    expect(topOf(processes, 96)).toBe(96);
  });

  it('there is none without a terminal, or where nothing is listed', () => {
    for (const pid of [90, 91, 92, 1, 12345]) expect(topOf(processes, pid)).toBeUndefined();
    expect(topOf([], 72)).toBeUndefined();
  });
});
