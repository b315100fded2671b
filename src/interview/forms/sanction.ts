import { decidesUnheard } from '../../policy/heard.ts';
import { affectedIn } from '../../policy/involved.ts';
import type { Playbook, SanctionKind } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import type { Answer, Answers, AnswerType, Choice, Form } from '../question.ts';
import { accused } from './notify.ts';
import { only } from './only.ts';
import { asker, choicesIn, LINE, LIST, membersOf, type StepQuestion, TEXT } from './step.ts';

/** What `coc sanction` asks. Which sanctions there are, and what has to be told with each, the playbook says. */
export function sanctionForm(playbook: Playbook): Form<Situation> {
  const ask = asker(playbook, 'sanction');
  const { kinds } = playbook.sanctions;
  const kindOf = ({ sanction }: Answers): SanctionKind | undefined => kinds.find(({ id }) => id === sanction);
  return {
    name: 'sanction',
    about: 'A sanction: what, for how long, what safety it gives, and who must know of it.',
    questions: [
      ask('person', {
        answer: (_answers, situation) => ({ type: 'choice', choices: accused(situation) }),
        required: true,
        assume: true,
        initial: (_answers, situation) => only(accused(situation)),
      }),
      ask('sanction', {
        answer: { type: 'choice', choices: kinds.map(({ id, label }) => ({ value: id, label })) },
        required: true,
        before: (_answers, { playbook: { principle } }) => [
          { kind: 'text', text: `What guides it: ${principle.text}.` },
        ],
        after: (answers) => {
          const condition = kindOf(answers)?.condition;
          return condition === undefined ? [] : [{ kind: 'text', text: condition }];
        },
      }),
      ...parameterQuestions(playbook, kindOf),
      ask('grant-condition', {
        answer: choicesIn(playbook, 'sanction', 'grant-condition'),
        required: true,
        when: (answers) => kindOf(answers)?.condition !== undefined,
      }),
      ask('term', {
        answer: (answers) =>
          choicesIn(
            playbook,
            'sanction',
            'term',
            (value) => kindOf(answers)?.terms.some((term) => term === value) ?? true,
          ),
        required: true,
        assume: true,
        initial: (answers) => {
          const terms = kindOf(answers)?.terms ?? [];
          return terms.length === 1 ? terms[0] : undefined;
        },
      }),
      ask('until', { answer: dayType, required: true, when: hasLastDay, check: isToCome }),
      ask('conditions', { answer: LIST }),
      ask('safety', { answer: TEXT, required: true }),
      ask('decided-by', {
        answer: (_answers, situation) => ({ type: 'choices', choices: membersOf(situation) }),
        required: true,
        assume: true,
        initial: (_answers, { incident, me }) => [...(incident.meetings.at(-1)?.present ?? [me])],
        check: notEmpty,
      }),
      ask('unheard', { answer: LINE, when: (answers, { incident }) => decidesUnheard(answers, incident) }),
      ask('tell', { answer: LIST }),
      ask('switch-off', {
        answer: (_answers, { community }) => ({
          type: 'choices',
          choices: community.systems.map((system) => ({ value: system, label: system })),
        }),
        when: (_answers, { community }) => community.systems.length > 0,
      }),
      ask('also-switch-off', { answer: LIST }),
    ],
  };
}

/** One question for each parameter that some sanction of the playbook has. */
function parameterQuestions(
  playbook: Playbook,
  kindOf: (answers: Answers) => SanctionKind | undefined,
): readonly StepQuestion[] {
  const all = new Set(playbook.sanctions.kinds.flatMap(({ parameters }) => parameters));
  const asked: Readonly<Record<string, { ask: string; label: string; hint?: string | undefined }>> =
    playbook.interviews.sanction;
  return [...all].map((id): StepQuestion => {
    const { ask, label, hint } = asked[id] ?? { ask: id, label: id };
    return {
      id,
      ask,
      label,
      ...(hint !== undefined && { hint }),
      answer: (_answers, situation) => (id === 'whom' ? whom(situation) : LINE),
      required: true,
      when: (answers) => kindOf(answers)?.parameters.includes(id) ?? false,
    };
  });
}

/** From whom they keep away: a role of the incident, so that no letter spells a name that it should not. */
function whom({ incident }: Situation): AnswerType {
  const reporters = incident.people.filter(({ role }) => role === 'reporter' || role === 'witness');
  const choices = [...new Set([...affectedIn(incident), ...reporters])].map(
    ({ ref, name, hidden }): Choice => ({
      value: ref,
      label: hidden || !name ? ref : `${ref}, ${name}`,
    }),
  );
  return { type: 'choice', choices };
}

export const dayType = (_answers: Answers, { now }: Situation): AnswerType => ({ type: 'day', now });

export function hasLastDay({ term }: Answers): boolean {
  return term === 'until' || term === 'event-end';
}

export function isToCome(answer: Answer, _answers: Answers, { now }: Situation): string | undefined {
  return new Date(`${String(answer)}T23:59:59`) < now
    ? 'is over already; the last day is still to come'
    : undefined;
}

export function notEmpty(answer: Answer): string | undefined {
  return answer?.length === 0 ? 'needs at least one' : undefined;
}
