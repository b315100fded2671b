import { PERMITTED, type Permitted } from '../../incident/entry.ts';
import type { Answers } from '../../interview/question.ts';
import { oneOf } from '../../policy/given-answers.ts';
import { outAlready } from '../../policy/out-already.ts';
import { MET } from '../../policy/permission.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { ReportFacts } from '../../policy/situation.ts';
import { ended, inARow } from '../../text/within.ts';
import { addPermitted, permissionQuestions } from '../permission.ts';
import { asker, choicesIn } from '../questions.ts';
import { type Addition, moreMayKnow } from './addition.ts';
import type { ReportQuestion } from './playbook-question.ts';
import { isWish } from './wish.ts';

const VALUE = 'permission';

/** What was said to whether something may be told, also where nothing is told now. */
export const MAY_BE_TOLD: Addition = {
  value: VALUE,
  choice: (incident) =>
    incident === undefined || incident.people.length > 0
      ? { value: VALUE, label: 'What may be told, or may not: to whom, and whether fewer may know' }
      : undefined,
  next: {
    ask: 'Is there more that may be told, or may not',
    byEnter: false,
    step: 'report add',
    answers: { add: VALUE },
  },
  questions: (playbook) => {
    const [what, ...first] = whatMayBeTold(playbook);
    // Where it is the team that is to know less, it is asked as what they want: who said it comes next.
    return { kind: what === undefined ? [] : [what], first };
  },
  write: (draft, given, situation) => {
    const what = whatIn(given);
    if (what !== undefined) addPermitted(draft, what, given, situation);
  },
  afterwards: (given, { incident }) => {
    const out = given.permitted === 'yes' ? [] : outAlready(incident);
    return out.length > 0 ? [ended(`Out already, and it stays out: ${inARow(out)}`)] : [];
  },
};

function whatMayBeTold(playbook: Playbook): readonly ReportQuestion[] {
  const inGeneral = asker<'permission', ReportFacts>(playbook, 'permission');
  const isOne = ({ add }: Answers): boolean => add === VALUE;
  const isAsked = (answers: Answers): boolean => isOne(answers) && !isWish(answers);
  // That nobody asked them is nothing to write down.
  // Nor is it, of no letter, that a condition is met.
  const whatTheySaid = choicesIn(
    playbook,
    'permission',
    'permitted',
    (value) => value !== 'not-asked' && value !== MET,
  );
  return [
    inGeneral('what', {
      answer: choicesIn(playbook, 'permission', 'what'),
      required: true,
      when: isOne,
      before: (_answers, { incident }) => moreMayKnow(incident),
    }),
    ...permissionQuestions<ReportFacts>(
      playbook,
      (id, rest) => inGeneral(id === 'permission' ? 'permitted-words' : id, rest),
      whatIn,
      isAsked,
    ).map((one) => (one.id === 'permitted' ? { ...one, answer: whatTheySaid, required: isAsked } : one)),
  ];
}

function whatIn({ what }: { readonly what?: Answers[string] | undefined }): Permitted | undefined {
  return oneOf(what, PERMITTED);
}
