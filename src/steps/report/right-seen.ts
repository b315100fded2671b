import { THREATS, type Threat, VISIBILITIES } from '../../incident/entry.ts';
import type { Answers } from '../../interview/question.ts';
import { Actors } from '../../policy/actors.ts';
import { undone } from '../../policy/due.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, oneOf, text } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { endingWords, losingIfPrivate } from '../../policy/readers.ts';
import type { ReportFacts, Situation } from '../../policy/situation.ts';
import { listIfAny } from '../../text/block.ts';
import { memberNames, PERSON, REASON } from '../questions.ts';
import { ask, type ReportQuestion } from './playbook-question.ts';

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
  return {
    ...question,
    initial: (_answers, { incident }) => incident?.threat,
    after: (answers, facts) => [
      ...(question.after?.(answers, facts) ?? []),
      ...listIfAny(
        'This was still to be done for their safety. Once you save this, it no longer waits',
        endingWith(answers, facts),
      ),
    ],
  };
}

/** Who says that there was less danger than was written down, or none, and why: what was to be done for safety can end with it. */
export function askLessDanger(
  playbook: Playbook,
  when: (answers: Answers) => boolean,
): readonly ReportQuestion[] {
  const isAsked = (answers: Answers, facts: ReportFacts): boolean => when(answers) && isLess(answers, facts);
  return [
    ask(playbook, 'threat-by', { answer: PERSON, required: true, when: isAsked }),
    ask(playbook, 'threat-words', { ...REASON, isSaid: true, when: isAsked }),
  ];
}

function isLess(answers: Given, { incident }: ReportFacts): boolean {
  const level = levelIn(answers);
  return (
    level !== undefined &&
    (incident?.threat === undefined || THREATS.indexOf(level) < THREATS.indexOf(incident.threat))
  );
}

/** What was still to be done for somebody's safety, and is not if the level of danger is this. */
function endingWith(answers: Given, { incident, playbook }: ReportFacts): readonly string[] {
  const level = levelIn(answers);
  if (incident === undefined || level === undefined) return [];
  const stays = undone({ ...incident, threat: level }, playbook);
  return undone(incident, playbook)
    .filter((id) => !stays.includes(id))
    .flatMap((id) => playbook.safety.actions[id]?.do ?? []);
}

function levelIn({ threat }: Given): Threat | undefined {
  return oneOf(threat, THREATS);
}

/** That many saw it opens an incident, so that to put that right is another entry, which opens nothing. */
export function putSeenRight(draft: EntryList, given: Given, { incident }: Situation): void {
  const visibility = oneOf(given.visibility, VISIBILITIES);
  if (visibility === undefined || visibility === incident.visibility) return;
  if (visibility === 'witnessed') draft.add({ kind: 'visibility-corrected', visibility });
  else draft.add({ kind: 'visibility', visibility, correction: true });
}

export function putThreatRight(draft: EntryList, given: Given, situation: Situation): void {
  const level = levelIn(given);
  if (level === undefined || level === situation.incident.threat) return;
  const by = isLess(given, situation) ? text(given['threat-by']) : undefined;
  const saidBy = by === undefined ? undefined : new Actors(draft, situation).of(by);
  draft.add({
    ...{ kind: 'threat', level, correction: true },
    ...(saidBy !== undefined && { saidBy, words: text(given['threat-words']) }),
  });
}
