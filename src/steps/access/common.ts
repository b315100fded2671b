import type { Report } from '../../incident/view.ts';
import type { Answers, Choice } from '../../interview/question.ts';
import { type Bar, conflictClause } from '../../policy/bars.ts';
import { list, text } from '../../policy/given.ts';
import { clauseTitle, type Playbook } from '../../policy/playbook.ts';
import type { Situation, TeamMember } from '../../policy/situation.ts';
import type { Block } from '../../text/block.ts';
import { oneMember } from '../questions.ts';

export function oneOfThem(from: (situation: Situation) => readonly TeamMember[]) {
  return (_answers: Answers, situation: Situation) => oneMember(from(situation), situation);
}

export function permissionBlocks({ permission }: Playbook): readonly Block[] {
  return [{ kind: 'list', items: permission.items }];
}

export function asReport({ number, reporter }: Report): Choice {
  return { value: String(number), label: `Report ${number}, of ${reporter}` };
}

/** What is said where the reporter is to stay unknown to somebody who is let in, and cannot. */
export function standsOpen(playbook: Playbook): string {
  return `cannot be no here: who reported it stands open in this incident, and whoever can open it reads it. What they may know without that, you can tell them, or save as a report of its own in which the reporter is hidden (${clauseTitle(playbook, playbook.permission.clause)})`;
}

/** What is said where the answer to whether it is permitted is no yes. */
export function noYes(playbook: Playbook): string {
  return `means that this cannot be done; \`coc report add\` writes down what was said (${clauseTitle(playbook, playbook.permission.clause)})`;
}

/** Who is kept out stays out: no permission and no override changes that ("Conflict of interest"). */
export const CHOSEN_KEPT_OUT: Bar = {
  when: ['given', 'saving'],
  refuses: ({ member, members }, { incident }) =>
    [...list(members), text(member) ?? ''].some((one) => incident.keptOut.includes(one)),
  why: 'Somebody whom you chose is kept out of this incident, so they cannot open it.',
  clause: conflictClause,
  hints: (id) => [
    `\`coc access ${id}\` shows who is kept out.`,
    'If they are kept out by mistake, an admin can undo it: `coc access readmit`.',
  ],
};
