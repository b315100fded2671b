import { type Call, calledAgainst } from '../called.ts';
import type { IncidentView } from '../view.ts';
import { writtenDown } from './noted.ts';
import { actor, joined, say, type Text } from './text.ts';

const GROUND: Readonly<Record<NonNullable<Call['ground']>, Text>> = {
  'victim-request': say`as the person affected asked`,
  'safety-in-doubt': say`since somebody's safety was in doubt`,
  'against-wish': say`although they were not wanted`,
  'not-asked': say`without the person affected having been asked`,
};

/** Which call to police or security stands beside which wish, by whom both were written down and when; nothing where none does. */
export function called(incident: IncidentView): readonly Text[] {
  const found = calledAgainst(incident);
  if (found === undefined) return [];
  const { calls, wishes, general } = found;
  const noted = joined(wishes.map(writtenDown), '; ');
  const wish = wishes.some(({ isCertain }) => isCertain)
    ? say`The person affected does not want them`
    : say`It is also noted that they were not called, or that the person affected does not want them`;
  const danger = general && say`. Somebody was a danger to people in general, ${writtenDown(general)}`;
  return [
    say`Police or security were called: ${joined(calls.map(callText), '; ')}. ${wish}: ${noted}${danger}`,
  ];
}

function callText(one: Call): Text {
  const who = one.calledBy !== undefined && say`by ${actor(one.calledBy)}, `;
  return say`${who}${one.ground && say`${GROUND[one.ground]}, `}${writtenDown(one)}`;
}
