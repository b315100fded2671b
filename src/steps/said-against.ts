import type { Matter } from '../incident/against.ts';
import { against } from '../incident/picture/against.ts';
import { neededFor } from '../policy/permission.ts';
import type { ReportFacts } from '../policy/situation.ts';
import { tell } from '../screen/picture.ts';
import type { Block } from '../text/block.ts';
import { memberNames } from './questions.ts';
import type { Step } from './step.ts';

/**
 * What stands beside the yes by which a step goes on, sentences each: that somebody said no to it, who wrote down which, and when.
 * Nothing where nobody did, or where the step needs no yes.
 */
export function saidAgainst(step: Step, facts: ReportFacts): readonly string[] {
  return sentences(reliedOn(step), facts);
}

/** The same of one matter, as it stands above the question for the permission. */
export function againstBlocks(about: Matter | undefined, facts: ReportFacts): readonly Block[] {
  return sentences(about === undefined ? [] : [about], facts).map((text) => ({ kind: 'urgent', text }));
}

function sentences(about: readonly Matter[], facts: ReportFacts): readonly string[] {
  const { incident, now } = facts;
  if (incident === undefined) return [];
  const nameOf = (actor: string): string => memberNames([actor], facts).join('');
  return against(incident, about).map((text) => `${tell(text, { now, nameOf, playbook: undefined })}.`);
}

/** By whose yes a step goes on: that it may, that what it tells may be told, or that more may know. */
function reliedOn({ gates = [], outgoing, reliesOn = [] }: Step): readonly Matter[] {
  return [
    ...(gates.includes('not-to-proceed') ? (['go-on'] as const) : []),
    ...(outgoing?.drafts ?? []).flatMap((letter) => neededFor(letter) ?? []),
    ...(outgoing?.drafts === undefined ? [] : (['name'] as const)),
    ...reliesOn,
  ];
}
