import { describe, expect, it } from 'vitest';
import { view } from '../../../src/incident/view.ts';
import { chain, report } from '../incident/fold.ts';
import {
  A1,
  type Added,
  AGREED,
  brokenBy,
  OPENED,
  PRIVATE,
  R1,
  READY,
  refusalOf,
  SOUND,
  sanctionEntry,
  situation,
} from './step-situation.ts';

const SOFIA = { ...R1, name: 'Sofia Brandt', contact: 'sofia@brandt.example' } as Added;
const OTTO: Added = { kind: 'person', person: 'A1', role: 'accused', name: 'Otto Quist' };
const MARLON: Added = {
  ...{ kind: 'person', person: 'A2', role: 'accused', name: 'Marlon Vane' },
  description: 'the keynote speaker',
};
const LED = [OPENED, SOFIA, report({ account: 'It was about a coat.' }), PRIVATE, AGREED];

/** READY is about Marlon Vane, A1; it leads another incident, in which that is somebody else's mark. */
const leading = (...people: readonly Added[]) => {
  const led = view('D4K27Q1X', chain(...LED, ...people));
  return situation([...READY, sanctionEntry()], { matter: { led: [led] } });
};
const found = (letter: string, of = leading(OTTO, MARLON), about = 'response') =>
  refusalOf('notify', 'letter', { about, person: 'A1', way: 'letter', letter }, of)?.findings.map(
    ({ words }) => words,
  );

describe('a mark in another incident of the same matter', () => {
  it('is somebody else’s, whom a letter may name as little as before', () => {
    expect(found('Hello Marlon Vane, Otto Quist was there as well.')).toEqual(['Otto Quist']);
    expect(found('Hello Marlon Vane, Sofia Brandt told us.')).toEqual(['Sofia', 'Brandt']);
  });

  it('does not keep whoever gets a letter from being called by their name in it', () => {
    const heard: Added = { ...OTTO, name: undefined, description: 'the keynote guy, Marlon Vanes' } as Added;
    for (const people of [[OTTO, MARLON], [MARLON, OTTO], [A1], [OTTO], [heard], []])
      expect(found('Hello Marlon Vane, this is what we have decided.', leading(...people))).toBeUndefined();
  });

  it('does not open who reported there by the mark of whoever did here', () => {
    const given = { ...SOUND.announce, 'may-name': ['R1'], 'reporter-permission': 'Yes, name me.' };
    const broken = (name: string) =>
      brokenBy('announce', { ...given, letter: `${name} told us.${SOUND.announce.letter}` }, leading(OTTO));
    expect(broken('Mei Lindqvist')).not.toContain('reporter');
    expect(broken('Sofia Brandt')).toContain('reporter');
  });
});
