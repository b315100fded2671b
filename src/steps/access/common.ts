import { UserError } from '../../errors.ts';
import { showId } from '../../incident/id.ts';
import { saidOfSharing } from '../../incident/said-of-sharing.ts';
import type { Report } from '../../incident/view.ts';
import type { Wish } from '../../incident/wishes.ts';
import type { Answers, Choice } from '../../interview/question.ts';
import { type Bar, conflictClause } from '../../policy/bars.ts';
import { type Given, list, several } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { ReportFacts, Situation, TeamMember } from '../../policy/situation.ts';
import type { Block } from '../../text/block.ts';
import { listed } from '../../text/listed.ts';
import { showMoment } from '../../text/moment.ts';
import { memberNames, oneMember } from '../questions.ts';
import type { Step } from '../step.ts';

export function oneOfThem(from: (situation: Situation) => readonly TeamMember[]) {
  return (_answers: Answers, situation: Situation) => oneMember(from(situation), situation);
}

export function permissionBlocks({ permission }: Playbook): readonly Block[] {
  return [{ kind: 'list', items: permission.items }];
}

export function asReport({ number, reporter }: Report): Choice {
  return { value: String(number), label: `Report ${number}, of ${reporter}` };
}

/** How letting somebody know ends where that was not permitted: nothing is saved, and what was said is written down elsewhere. */
export function savesNothing(step: string): Required<Pick<Step, 'nothing' | 'endLabel'>> {
  return {
    nothing: ({ id }, { permitted }) => {
      const [command, notes] = [`\`coc ${step} ${showId(id)}\``, `\`coc report add ${showId(id)}\``];
      const why =
        permitted === 'not-asked'
          ? 'They have not been asked, so nobody else gets to know it, and nothing is saved.'
          : 'They did not say yes to it, so nobody else gets to know it, and nothing is saved.';
      const hint =
        permitted === 'not-asked'
          ? `Ask them first. Then: ${command}, with what they said.`
          : `${notes} writes down what they said${permitted === 'if' ? `, with the condition. Once it is met, or you can keep to it: ${command}` : ', if it is not there yet'}.`;
      return new UserError(why, { hints: [hint] });
    },
    endLabel: (given) =>
      isNotPermitted(given) ? 'End here: nobody else gets to know it, and nothing is saved' : undefined,
  };
}

/** Whether something else than a yes was said to it, or nobody was asked. */
export function isNotPermitted({ permitted }: Given): boolean {
  return permitted !== undefined && permitted !== 'yes';
}

/**
 * What was said to sharing a report so far, and under which condition, as far as it is open: what was said last stands last, also where
 * that is what somebody wants since.
 */
export function saidSoFar(report: Report, facts: ReportFacts): readonly Block[] {
  const { number, reporter } = report;
  const said = saidOfSharing(report, facts.incident ?? {}).flatMap((one): readonly string[] => {
    if (one.is === 'wish') return isWantedLast(one.wish, facts) ? [wanted(one.wish, facts)] : [];
    const { words, condition, permittedBy = [reporter], at, by } = one.said;
    const noted = one.withReport
      ? ''
      : ` (written down ${showMoment(at, facts.now)} by ${memberNames([by], facts).join('')})`;
    return [
      ...(words === undefined
        ? []
        : [`${permittedBy.join(', ')} said of sharing report ${number}: “${words}”${noted}`]),
      ...(condition === undefined ? [] : [`Report ${number} under the condition: “${condition}”${noted}`]),
    ];
  });
  return [...(said.length > 1 ? ['What was said, the newest last:'] : []), ...said].map((text) => ({
    kind: 'text',
    text,
  }));
}

/** Whether somebody wanted nothing else since, and not that it goes on. */
function isWantedLast({ id, want, from, report }: Wish, { incident }: ReportFacts): boolean {
  const own = (incident?.wishes ?? []).filter((one) => one.from === from && one.report === report);
  return want !== 'go-on' && own.at(-1)?.id === id;
}

function wanted(wish: Wish, { now, playbook }: ReportFacts): string {
  const { from, want, unclear, other, words, saidAt, precision } = wish;
  const choice = playbook.questions.want.choices[other ? 'other' : unclear ? 'unclear' : want];
  const said = words === undefined ? '' : ` “${words}”`;
  return `What ${from} wanted, ${showMoment(saidAt, now, precision?.saidAt)}: ${choice}.${said}`;
}

/** Who is kept out stays out: no permission and no override changes that ("Conflict of interest"). */
export const CHOSEN_KEPT_OUT: Bar = {
  when: ['given', 'saving'],
  refuses: ({ member, members }, { incident }) =>
    [...list(members), ...several(member)].some((one) => incident.keptOut.includes(one)),
  why: 'Somebody whom you chose is kept out of this incident, so they cannot open it.',
  clause: conflictClause,
  hints: (id, situation) => [
    `\`coc access ${id}\` shows who is kept out.`,
    `If they are kept out by mistake, that can be undone: \`coc access readmit ${id}\`. ${whoReadmits(id, situation)}`,
  ],
};

/** Who can undo that somebody is kept out: of the admins, those alone who can open it. */
export function whoReadmits(id: string, { access, incident, members, me }: Situation): string {
  const able = members.filter(
    (one) =>
      access.admins.includes(one.id) &&
      incident.readers.includes(one.id) &&
      !incident.keptOut.includes(one.id),
  );
  if (able.some((one) => one.id === me)) return 'You can, as an admin.';
  return able.length === 0
    ? `It takes an admin who can open this, and none can. With a permission, \`coc access grant ${id}\` opens it to one.`
    : `It takes an admin who can open this: ${listed(
        able.map(({ name }) => name),
        'or',
      )}.`;
}
