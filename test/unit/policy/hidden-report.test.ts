import { describe, expect, it } from 'vitest';
import { saidByFew, toldOfFew, toldWith } from '../../../src/policy/hidden-report.ts';
import { READY, situation } from './step-situation.ts';

const open = situation(READY);
const OWN = 'He would not stop knocking for twenty minutes.';
const incident = {
  ...open.incident,
  people: open.incident.people.map((one) => (one.ref === 'R1' ? { ...one, knownTo: ['ana'] } : one)),
  reports: open.incident.reports.map((one) => ({
    ...one,
    ...{ account: `It was late. ${OWN}`, restricted: true, knownTo: ['ana'] },
  })),
};
const facts = { incident, playbook: open.playbook };
const further = (account: string) => ({ add: 'report', 'reporter-name': 'Jonas Quill', account });

describe('what a further report tells of somebody who is known to few', () => {
  it('is who they are', () => {
    expect(toldOfFew(further('Mei asked me to write.'), facts)).toEqual(['R1']);
    expect(toldOfFew(further(`She said: ${OWN}`), facts)).toEqual([]);
  });

  it('is what they said, word for word, which two can have said who saw it', () => {
    const said = saidByFew(further(`She said: ${OWN}`), facts);
    expect(said).not.toEqual([]);
    for (const { words, by } of said) {
      expect(by).toBe('R1');
      expect(OWN).toContain(words.replace(/\.$/, ''));
    }
    expect(saidByFew(further('I saw it from the stairs.'), facts)).toEqual([]);
  });

  it('is neither where they are who reports again, nor where nobody is known to few, nor in what is no report', () => {
    expect(saidByFew({ ...further(OWN), 'reporter-name': 'R1' }, facts)).toEqual([]);
    expect(saidByFew(further(OWN), { ...facts, incident: open.incident })).toEqual([]);
    expect(saidByFew({ ...further(OWN), add: 'follow-up' }, facts)).toEqual([]);
    expect(saidByFew(further(OWN), {})).toEqual([]);
  });

  it('is not where all read it here anyway', () => {
    const told = { ...incident, reports: incident.reports.map((one) => ({ ...one, summary: OWN })) };
    expect(saidByFew(further(OWN), { ...facts, incident: told })).toEqual([]);
  });
});

describe('whoever comes to read a hidden report', () => {
  const [first] = incident.reports;
  const second = { ...first, reporter: 'R2', account: 'Mei asked me to write.' } as NonNullable<typeof first>;

  it('comes to know whom it tells of, unless they know them already', () => {
    expect(toldWith(second, ['ben'], facts)).toEqual(['R1']);
    expect(toldWith(second, ['ana'], facts)).toEqual([]);
    expect(toldWith({ ...second, account: 'I saw it.' }, ['ben'], facts)).toEqual([]);
    expect(toldWith({ ...second, reporter: 'R1' }, ['ben'], facts)).toEqual([]);
  });
});
