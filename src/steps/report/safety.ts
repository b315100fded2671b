import { policeNoted, SUMMONED } from '../../incident/called.ts';
import { NOT_WANTED } from '../../incident/entry.ts';
import type { IncidentView } from '../../incident/view.ts';
import type { Answers, Choice } from '../../interview/question.ts';
import { Actors } from '../../policy/actors.ts';
import { undone } from '../../policy/due.ts';
import { type Given, list, text } from '../../policy/given-answers.ts';
import type { ReportFacts } from '../../policy/situation.ts';
import { type Block, listIfAny } from '../../text/block.ts';
import { NOTHING_BY_ENTER, PERSON, REASON, severalFrom } from '../questions.ts';
import type { Addition } from './addition.ts';
import { addThreat } from './entries.ts';
import { ask } from './playbook-question.ts';

const VALUE = 'safety';
const ASKED = ['threat-actions', 'law-enforcement'];

/** What was done for somebody's safety; a call that was made can always be noted. */
export const SAFETY: Addition = {
  value: VALUE,
  choice: () => ({
    value: VALUE,
    label: 'What was done for their safety or is not wanted, or a call to police or security',
  }),
  waits: isInDanger,
  questions: (playbook) => ({
    'law-enforcement': [
      ask(playbook, 'no-longer', {
        answer: severalFrom(stillToDo),
        when: (answers, facts) => answers.add === VALUE && stillToDo(facts, answers).length > 0,
        restsOn: (answers) => answers['threat-actions'],
        ...NOTHING_BY_ENTER,
      }),
      ask(playbook, 'no-longer-by', { answer: PERSON, required: true, when: endsAny }),
      ask(playbook, 'no-longer-words', { ...REASON, isSaid: true, when: endsAny }),
    ],
    last: [ask(playbook, 'called-by', { answer: PERSON, when: (answers) => isCalled(answers) })],
  }),
  asks: (question) => {
    if (!ASKED.includes(question.id)) return undefined;
    if (question.id === 'law-enforcement')
      return {
        ...question,
        initial: (answers, facts) => proposedPolice(answers, facts),
        before: (answers, facts) => [
          ...(question.before?.(answers, facts) ?? []),
          ...(facts.incident === undefined ? [] : policeBlocks(facts)),
        ],
      };
    return {
      ...question,
      before: (answers, facts) => [...(question.before?.(answers, facts) ?? []), ...notedAlready(facts)],
    };
  },
  write: (draft, given, situation) => {
    const caller = isCalled(given) ? text(given['called-by']) : undefined;
    const actors = new Actors(draft, situation);
    const [calledBy, saidBy] = [caller, endsAny(given) ? text(given['no-longer-by']) : undefined].map(
      (one) => (one === undefined ? undefined : actors.of(one)),
    );
    addThreat(draft, withoutSaidAgain(given, situation.incident), situation.incident.threat, {
      calledBy,
      saidBy,
    });
  },
};

/** What is still to be done for their safety: everything there is where nothing is known of the incident, as it is printed. */
function stillToDo({ incident, playbook }: ReportFacts, answers: Answers): readonly Choice[] {
  const { actions } = playbook.safety;
  const open = incident === undefined ? Object.keys(actions) : undone(incident, playbook);
  const done = list(answers['threat-actions']);
  return open.filter((id) => !done.includes(id)).map((id) => ({ value: id, label: actions[id]?.do ?? id }));
}

/** What stands there as done, so that nobody notes it twice. */
function notedAlready({ incident, playbook }: ReportFacts): readonly Block[] {
  const noted = new Set((incident?.threats ?? []).flatMap(({ actions = [] }) => actions));
  const { actions } = playbook.safety;
  return listIfAny(
    'Noted already',
    Object.keys(actions).flatMap((id) => (noted.has(id) ? [actions[id]?.done ?? id] : [])),
  );
}

function policeBlocks({ incident, playbook }: ReportFacts): readonly Block[] {
  const { label, choices } = playbook.questions['law-enforcement'];
  const noted = policeNoted(incident?.threats ?? []) as keyof typeof choices | undefined;
  return listIfAny('Noted already', noted === undefined ? [] : [`${label}: ${choices[noted] ?? noted}`]);
}

/** What was answered before, unless that they were called is marked now, and it is that they were not. */
function proposedPolice(answers: Answers, { incident }: ReportFacts): string | undefined {
  const noted = policeNoted(incident?.threats ?? []);
  const isMarked = list(answers['threat-actions']).includes(SUMMONED);
  return isMarked && (noted === 'not-involved' || noted === NOT_WANTED) ? undefined : noted;
}

/** Without an answer on police and security that was noted before, and says nothing new: nobody is named, and no other call. */
function withoutSaidAgain(given: Given, { threats }: IncidentView): Given {
  const { 'law-enforcement': called, ...rest } = given;
  const isNew =
    called !== policeNoted(threats) ||
    text(given['called-by']) !== undefined ||
    list(given['threat-actions']).includes(SUMMONED);
  return isNew ? given : rest;
}

function endsAny(given: Given): boolean {
  return given.add === VALUE && list(given['no-longer']).length > 0;
}

/** Whether the answers tell of a call to police or security. */
function isCalled(given: Given): boolean {
  const called = given['law-enforcement'];
  return (
    given.add === VALUE &&
    (list(given['threat-actions']).includes(SUMMONED) ||
      (called !== undefined && called !== 'not-involved' && called !== NOT_WANTED))
  );
}

function isInDanger({ threat = 'none' }: IncidentView): boolean {
  return threat !== 'none';
}
