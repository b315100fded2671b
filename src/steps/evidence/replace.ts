import type { Attachment } from '../../incident/evidence.ts';
import type { Answers, Choice } from '../../interview/question.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { FILES } from '../../policy/for-few.ts';
import { type Given, list, text } from '../../policy/given-answers.ts';
import { questionIn } from '../../policy/interviews.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import { asker, oneFrom, restsOn, type StepQuestion } from '../questions.ts';
import type { Step } from '../step.ts';
import { KEEPING } from './keeping.ts';
import { addAttachments, attachmentChoices, fileQuestions } from './questions.ts';

/** A corrected file in the place of one that was attached before, which is kept; or which of two that are there is the corrected one. */
export const EVIDENCE_REPLACE: Step = {
  ...KEEPING,
  id: 'evidence replace',
  about: 'A corrected file in the place of one that is kept with an incident. The first one is kept as well.',
  questions,
  decide,
  bars: [
    {
      when: ['first'],
      refuses: (_given, { incident }) => incident.evidence.length === 0,
      why: 'Nothing is attached that could be replaced.',
      hints: (id) => [`\`coc evidence add ${id}\` adds files.`],
    },
    {
      when: ['saving'],
      refuses: (given, situation) =>
        !inPlaceOf(given, situation).some(({ value }) => value === (text(given.with) ?? 'file')),
      why: 'Somebody else has replaced it meanwhile. Nothing was saved.',
      hints: (id) => [`\`coc evidence list ${id}\` shows what is attached now.`],
    },
  ],
  afterwards: (given) => (list(given[FILES]).length > 0 ? KEEPING.afterwards(given) : []),
  heading: (incident) => `A corrected file for ${incident}`,
  saved: 'It is saved, and both files are kept. It belongs to',
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'evidence');
  const { choices = {} } = questionIn(playbook.interviews, 'evidence', 'with');
  return [
    ask('replaces', {
      answer: oneFrom<Situation>(({ incident }) => attachmentChoices(incident)),
      required: true,
      assume: true,
      restsOn: (_answers, { incident }) => incident.evidence.map(({ id }) => id),
    }),
    ask('with', {
      answer: (answers, situation) => ({
        type: 'choice',
        choices: inPlaceOf(answers, situation).map(({ value, label }) => ({
          value,
          label: choices[value] ?? label,
        })),
        ever: [
          ...Object.entries(choices).map(([value, label]) => ({ value, label })),
          { value: 'N', label: 'The one with this number, which is kept already' },
        ],
      }),
      required: true,
      assume: true,
      initial: (answers, situation) => inPlaceOf(answers, situation)[0]?.value,
      when: (answers, situation) => inPlaceOf(answers, situation).length > 1 || !isByFile(answers, situation),
      ...restsOn('replaces'),
    }),
    ...fileQuestions(playbook, ({ replaces }, situation) => replacedIn(text(replaces), situation)).map(
      (question) => ({
        ...question,
        when: (answers: Answers, situation: Situation) =>
          isByFile(answers, situation) && (question.when?.(answers, situation) ?? true),
        ...(question.id === FILES && {
          check: (answer: Parameters<NonNullable<StepQuestion['check']>>[0]) =>
            list(answer).length > 1 ? 'can be one file alone, in the place of one' : undefined,
        }),
      }),
    ),
  ];
}

function decide(given: Given, situation: Situation, draft: EntryList): void {
  const first = replacedIn(text(given.replaces), situation);
  if (first === undefined || isByFile(given, situation))
    addAttachments(draft, given, situation, () => first?.id);
  else
    draft.add({
      kind: 'evidence-replaced',
      evidence: first.id,
      with: replacedIn(text(given.with), situation)?.id,
    });
}

/** What can stand in the place of the one that is chosen: a file from here, as long as nothing does, and what is there for itself. */
function inPlaceOf(answers: Given, situation: Situation): readonly Choice[] {
  const first = replacedIn(text(answers.replaces), situation);
  if (first === undefined) return [];
  const own = first.replacedBy === undefined ? 'file' : 'nothing';
  const others = attachmentChoices(
    situation.incident,
    (one) => one.id !== first.id && one.replaces === undefined && one.replacedBy === undefined,
  );
  return [{ value: own, label: own }, ...others];
}

function isByFile(answers: Given, situation: Situation): boolean {
  return (text(answers.with) ?? inPlaceOf(answers, situation)[0]?.value) === 'file';
}

function replacedIn(number: string | undefined, { incident }: Situation): Attachment | undefined {
  return incident.evidence.find((one) => String(one.number) === number);
}
