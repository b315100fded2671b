import type { Noted } from '../noted.ts';
import { actor, joined, moment, say, type Text } from './text.ts';

/** By whom something was put right, and when. */
export function putRight({ at, by }: Noted): Text {
  return say`Put right ${moment(at)} by ${actor(by)}`;
}

/** By whom something was put right each time, and when. */
export function putRightBy(all: readonly Noted[]): Text {
  return joined(all.map(putRight), '; ');
}

/** By whom something was written down, and when. */
export function writtenDown({ at, by }: Noted): Text {
  return say`written down ${moment(at)} by ${actor(by)}`;
}
