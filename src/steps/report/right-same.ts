import type { Role } from '../../incident/entry.ts';
import { ROLE_NAMES, roleOfMark } from '../../incident/people.ts';
import { TO_BE_ONE } from '../../incident/same-roles.ts';
import type { IncidentView } from '../../incident/view.ts';
import type { Answers, Choice } from '../../interview/question.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import type { Given } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import { oneFrom } from '../questions.ts';
import { ask, type ReportQuestion } from './playbook-question.ts';

/** Whether somebody was said to be somebody else of the incident, and it can be told here that they are not. */
export function areJoined(incident: IncidentView): boolean {
  return choicesIn(incident).length > 0;
}

/** Who is not the one for whom they were taken. */
export function askApart(playbook: Playbook, when: (answers: Answers) => boolean): readonly ReportQuestion[] {
  return [
    ask(playbook, 'who-apart', {
      answer: oneFrom(({ incident }) => (incident === undefined ? [] : choicesIn(incident))),
      required: true,
      when,
    }),
  ];
}

/** They are somebody of their own again, with what was said of them under their mark. */
export function tellApart(draft: EntryList, given: Given, { incident }: Situation): void {
  const joined = joinedIn(incident).find(({ person }) => person === given['who-apart']);
  if (joined === undefined) throw new Error('somebody who was never said to be another one');
  draft.add({ kind: 'person', ...joined, corrected: [TO_BE_ONE] });
}

function choicesIn(incident: IncidentView): readonly Choice[] {
  return joinedIn(incident).map(({ person, role }) => ({
    value: person,
    label: `${person}, ${ROLE_NAMES[role]}, is not ${incident.same[person]}`,
  }));
}

/** Those who were said to be somebody else. Of a reporter who is known to few it is not told. */
function joinedIn({ same, reports }: IncidentView): readonly { person: string; role: Role }[] {
  const hidden = reports.filter(({ restricted }) => restricted).map(({ reporter }) => reporter);
  return Object.entries(same).flatMap(([person, is]) => {
    const role = roleOfMark(person);
    return role === undefined || hidden.includes(person) || hidden.includes(is) ? [] : [{ person, role }];
  });
}
