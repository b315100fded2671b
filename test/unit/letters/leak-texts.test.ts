import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type Cases, findsIn, incidentOf, score } from '../../leaks/cases.ts';
import { playbook } from '../policy/shipped.ts';

const cases: Cases = JSON.parse(
  await readFile(new URL('../../fixtures/leak-texts.json', import.meta.url), 'utf8'),
);
const incidents = new Map(Object.entries(cases.incidents).map(([name, one]) => [name, incidentOf(one)]));

describe('in an announcement', () => {
  it.each(cases.leaks.filter(({ can }) => can === 'tool'))('$class is found: $text', ({ text, incident }) => {
    const view = incidents.get(incident);
    expect(view && findsIn(text, view, playbook)).not.toEqual([]);
  });

  it.each(cases.innocent)('$class is let through: $text', ({ text }) => {
    for (const view of incidents.values()) expect(findsIn(text, view, playbook)).toEqual([]);
  });
});

describe('the scores', () => {
  it('count what is found, and what is none', () => {
    const [leak] = cases.leaks;
    if (leak === undefined) throw new Error('no leak');
    const missed = { ...leak, text: 'Nothing is told here.' };
    const alarm = { class: 'x', not: [], text: leak.text };
    const scores = score({ ...cases, leaks: [leak, missed], innocent: [alarm] }, playbook);
    expect(scores).toMatchObject({ recall: 0.5, names: 0.5, falseAlarms: 0.5, pairs: 2, missed: [missed] });
    expect(scores.classes.get(leak.class)).toEqual([1, 2]);
  });
});
