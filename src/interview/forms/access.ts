import type { Report } from '../../incident/view.ts';
import { candidates, hiddenReport, hiddenReports, notCovering, notKnowing } from '../../policy/access.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { couldOpenSince, leavesNobody, limits, readmittable, recusable } from '../../policy/recusing.ts';
import type { Situation, TeamMember } from '../../policy/situation.ts';
import type { Block } from '../../screen/block.ts';
import { showMoment } from '../../screen/moment.ts';
import type { Answers, AnswerType, Choice, Form } from '../question.ts';
import { only } from './people.ts';
import { asker, choicesIn, LINE, notEmpty, TEXT } from './step.ts';

/** What `coc access grant` asks: who, and where no permission covers them, with which one. */
export function grantForm(playbook: Playbook): Form<Situation> {
  const ask = asker(playbook, 'access-grant');
  const missing = (answers: Answers, { incident }: Situation): readonly Report[] =>
    typeof answers.member === 'string' ? notCovering(answers.member, incident) : [];
  return {
    name: 'access grant',
    about: 'That a member can open an incident from now on, and the permission for it.',
    questions: [
      ask('member', { answer: oneOf(candidates), required: true }),
      ask('reports', {
        answer: (answers, situation) => ({
          type: 'choices',
          choices: missing(answers, situation).map(asReport),
        }),
        required: true,
        when: (answers, situation) => missing(answers, situation).length > 1,
        before: () => permissionBlocks(playbook),
        check: (answer, answers, situation) =>
          Array.isArray(answer) && answer.length < missing(answers, situation).length
            ? 'must have all of them: without a permission for each report nobody more can open it'
            : undefined,
      }),
      ask('share', {
        answer: choicesIn(playbook, 'access-grant', 'share'),
        required: true,
        assume: true,
        initial: () => 'named',
        when: (answers, situation) => missing(answers, situation).length > 0,
        before: (answers, situation) =>
          missing(answers, situation).length === 1 ? permissionBlocks(playbook) : [],
      }),
      ask('permission', {
        answer: TEXT,
        required: true,
        when: (answers, situation) => missing(answers, situation).length > 0,
      }),
    ],
  };
}

/** What `coc access grant --reporter` asks: who may know who reported, and with which permission. */
export function letKnowForm(playbook: Playbook): Form<Situation> {
  const ask = asker(playbook, 'access-reporter');
  return {
    name: 'access grant --reporter',
    about: 'That further readers may know who made a report, and read it word for word.',
    questions: [
      ask('report', {
        answer: (_answers, situation) => ({
          type: 'choice',
          choices: hiddenReports(situation).map(asReport),
        }),
        required: true,
        assume: true,
        initial: (_answers, situation) => only(hiddenReports(situation).map(asReport)),
      }),
      ask('members', {
        answer: (answers, situation) => {
          const report = hiddenReport(answers, situation);
          return { type: 'choices', choices: (report ? notKnowing(report, situation) : []).map(asChoice) };
        },
        required: true,
        check: notEmpty,
      }),
      ask('permission', { answer: TEXT, required: true, before: () => permissionBlocks(playbook) }),
    ],
  };
}

/** What `coc access recuse` asks: whom, and if they want to say it, why. */
export function recuseForm(playbook: Playbook): Form<Situation> {
  const ask = asker(playbook, 'access-recuse');
  return {
    name: 'access recuse',
    about: 'That a member is kept out of an incident from now on. No reason is needed.',
    questions: [
      ask('member', {
        answer: oneOf(recusable),
        required: true,
        check: (answer, _answers, situation) =>
          leavesNobody(String(answer), situation)
            ? 'would leave nobody who can open it; somebody else has to be able to open it first'
            : undefined,
        after: ({ member }, situation) =>
          keptOutWords(String(member), situation).map((text) => ({ kind: 'text', text })),
      }),
      ask('reason', { answer: LINE }),
    ],
  };
}

/** What `coc access readmit` asks: whom, and why. */
export function readmitForm(playbook: Playbook, candidates = readmittable): Form<Situation> {
  const ask = asker(playbook, 'access-readmit');
  return {
    name: 'access readmit',
    about: 'That a member is no longer kept out of an incident. Only an admin can undo that.',
    questions: [
      ask('member', { answer: oneOf(candidates), required: true }),
      ask('reason', { answer: LINE, required: true }),
    ],
  };
}

/** What somebody who is kept out could open so far, and what keeping them out does not change, a sentence each. */
export function keptOutWords(member: string, situation: Situation): readonly string[] {
  const { me, members, now } = situation;
  const mine = member === me;
  const name = mine ? 'You' : (members.find(({ id }) => id === member)?.name ?? member);
  const since = couldOpenSince(member, situation);
  return [
    since === undefined
      ? `${name} could never open this incident. It stays closed to ${mine ? 'you' : 'them'}.`
      : `${name} could open this incident from ${showMoment(since, now)} on. What was saved until now stays open to ${mine ? 'you' : 'them'} in older copies; nobody can take that back. What is saved from now on is closed to ${mine ? 'you' : 'them'}.`,
    ...limits(member, situation),
  ];
}

function oneOf(from: (situation: Situation) => readonly TeamMember[]) {
  return (_answers: Answers, situation: Situation): AnswerType => ({
    type: 'choice',
    choices: from(situation).map(asChoice),
  });
}

function permissionBlocks({ permission }: Playbook): readonly Block[] {
  return [{ kind: 'list', items: permission.items }];
}

function asChoice({ id, name }: TeamMember): Choice {
  return { value: id, label: name };
}

function asReport({ number, reporter }: Report): Choice {
  return { value: String(number), label: `Report ${number}, of ${reporter}` };
}
