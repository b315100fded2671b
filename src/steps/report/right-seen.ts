import { THREATS, VISIBILITIES } from '../../incident/entry.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, oneOf } from '../../policy/given-answers.ts';
import { endingWords, losingIfPrivate } from '../../policy/readers.ts';
import type { Situation } from '../../policy/situation.ts';
import { memberNames } from '../questions.ts';
import type { ReportQuestion } from './playbook-question.ts';

/** How it was seen. */
export function asksSeen(question: ReportQuestion): ReportQuestion | undefined {
  if (question.id !== 'visibility') return undefined;
  return {
    ...question,
    when: () => true,
    initial: (_answers, { incident }) => incident?.visibility,
    after: ({ visibility }, facts) => {
      const { incident } = facts;
      const ends = visibility === 'private' && incident !== undefined ? losingIfPrivate(incident) : [];
      if (ends.length > 0)
        return [{ kind: 'text', text: endingWords(memberNames(ends, facts), 'no permission covers them') }];
      return visibility === 'witnessed' && incident?.visibility !== 'witnessed'
        ? [{ kind: 'text', text: 'Who can open this stays as it is. `coc access grant` lets others in.' }]
        : [];
    },
  };
}

/** Whether anybody was in danger. */
export function asksThreat(question: ReportQuestion): ReportQuestion | undefined {
  if (question.id !== 'threat') return undefined;
  return { ...question, initial: (_answers, { incident }) => incident?.threat };
}

/** That many saw it opens an incident, so that to put that right is another entry, which opens nothing. */
export function putSeenRight(draft: EntryList, given: Given, { incident }: Situation): void {
  const visibility = oneOf(given.visibility, VISIBILITIES);
  if (visibility === undefined || visibility === incident.visibility) return;
  if (visibility === 'witnessed') draft.add({ kind: 'visibility-corrected', visibility });
  else draft.add({ kind: 'visibility', visibility, correction: true });
}

export function putThreatRight(draft: EntryList, given: Given, { incident }: Situation): void {
  const level = oneOf(given.threat, THREATS);
  if (level === undefined || level === incident.threat) return;
  draft.add({ kind: 'threat', level, correction: true });
}
