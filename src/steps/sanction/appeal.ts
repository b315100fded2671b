import type { Sanction } from '../../incident/response.ts';
import { APPEAL_OUTCOMES } from '../../incident/response-entry.ts';
import type { Answers } from '../../interview/question.ts';
import { Actors } from '../../policy/actors.ts';
import { openAppeals } from '../../policy/appeals.ts';
import { appealCame } from '../../policy/came-first.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, list, oneOf, text } from '../../policy/given-answers.ts';
import { mayBeLetIn } from '../../policy/involved.ts';
import { tooFewBlocks } from '../../policy/left-to-decide.ts';
import { clauseTitle, type Playbook } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import type { Block } from '../../text/block.ts';
import { listed } from '../../text/listed.ts';
import { notBefore } from '../not-before.ts';
import {
  allRestOn,
  asker,
  choicesIn,
  leftOutBlocks,
  memberNames,
  membersOf,
  notEmpty,
  PEOPLE_BEFORE_ALL,
  REASON,
  type StepQuestion,
  TEXT,
  WHEN_IT_WAS,
  WHEN_IT_WAS_THEN,
} from '../questions.ts';
import { KEPT_OPEN, SAVED, type Step } from '../step.ts';
import {
  begunBefore,
  informing,
  knownBefore,
  noSanction,
  publishedBefore,
  sanctionMeant,
  sanctionOf,
  whichSanction,
} from './which.ts';

/** An appeal that has come in, or who heard it and what came of it. */
export const SANCTION_APPEAL: Step = {
  id: 'sanction appeal',
  about: 'An appeal that has come in, or what came of it. In the meantime the sanction stands.',
  questions,
  decide,
  gates: ['complainant', 'conflict', 'apology', 'appeal', ...KEPT_OPEN],
  asTold: ['words'],
  acts: ({ state }) => state === 'heard',
  bars: [
    noSanction(() => true, 'to appeal against'),
    {
      when: ['saving'],
      refuses: (given) =>
        given.state === 'heard' && [...list(given['heard-by']), ...list(given['also-heard-by'])].length === 0,
      why: 'It is not said who heard the appeal.',
      hints: () => ['`heard-by` are members of the team, `also-heard-by` is anybody else.'],
    },
  ],
  afterwards: ({ outcome }, situation) => (outcome === 'lifted' ? publishedBefore(situation) : []),
  saveLabel: 'Save this',
  saved: SAVED,
};

/** Others than they hear an appeal, where there are any ("Telling them the response"). */
function whoDecided(sanction: Sanction | undefined, situation: Situation): readonly Block[] {
  const all = sanction?.decidedBy ?? [];
  return all.length === 0
    ? []
    : [{ kind: 'text', text: `It was decided by ${listed(memberNames(all, situation))}.` }];
}

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'sanction-appeal');
  const came = ({ state }: Answers): boolean => state === 'received';
  const heard = ({ state }: Answers): boolean => state === 'heard';
  const hasOpen = (answers: Answers, situation: Situation): boolean =>
    openAppeal(sanctionOf(answers, situation)) !== undefined;
  return [
    whichSanction(ask, ({ ended, appeals }) => ended === undefined || appeals.length > 0),
    ...allRestOn(
      ['sanction'],
      [
        ask('state', {
          answer: choicesIn(playbook, 'sanction-appeal', 'state'),
          required: true,
          initial: (answers, situation) => (hasOpen(answers, situation) ? 'heard' : 'received'),
          check: (answer, answers, situation) =>
            answer === 'heard' && !hasOpen(answers, situation)
              ? 'cannot be: no appeal against it has come in yet'
              : undefined,
        }),
        ask(
          'received-at',
          notBefore(
            'received-at',
            { ...WHEN_IT_WAS, when: came },
            { never: knownBefore, hardly: begunBefore },
          ),
        ),
        ask('words', { answer: TEXT, isSaid: true, required: true, when: came }),
        ask('heard-by', {
          answer: membersOf,
          when: heard,
          before: (answers, situation) => [
            ...whoDecided(sanctionOf(answers, situation), situation),
            ...tooFewBlocks(situation),
            ...leftOutBlocks(situation),
          ],
          check: (answer, _answers, { incident, members }) => {
            // Who is kept out is refused with the clause on that.
            const closed = list(answer).filter(
              (member) => !incident.readers.includes(member) && !incident.keptOut.includes(member),
            );
            if (closed.length === 0) return undefined;
            const free = mayBeLetIn(incident, members).map(({ id }) => id);
            return cannotOpen(
              playbook,
              closed.every((member) => free.includes(member)),
            );
          },
        }),
        ask('also-heard-by', {
          answer: PEOPLE_BEFORE_ALL,
          // Where nobody of the team is marked.
          required: (answers) => answers['heard-by']?.length === 0,
          when: heard,
          check: (answer, answers) => (answers['heard-by']?.length === 0 ? notEmpty(answer) : undefined),
        }),
        ask(
          'heard-at',
          notBefore(
            'heard-at',
            { ...WHEN_IT_WAS_THEN, when: heard },
            { never: (answers, situation) => appealCame(openAppeal(sanctionOf(answers, situation))) },
          ),
        ),
        ask('outcome', {
          answer: choicesIn(playbook, 'sanction-appeal', 'outcome'),
          required: true,
          when: heard,
          after: ({ outcome }) => (outcome === 'changed' ? [{ kind: 'text', text: WHAT_HOLDS }] : []),
        }),
        ask('reason', { ...REASON, when: heard }),
      ],
    ),
  ];
}

const WHAT_HOLDS =
  'Then `coc sanction change` writes down for how long it holds from now on, and under which conditions. If something else takes its place, `coc sanction end` ends this one, and `coc sanction` writes down the other.';

/** Whoever hears an appeal is first given what they need to hear it. */
function cannotOpen(playbook: Playbook, mayBeLet: boolean): string {
  const { permission, gates } = playbook;
  return mayBeLet
    ? `names somebody who cannot open this incident; \`coc access grant\` lets them, with the permission for it (${clauseTitle(playbook, permission.clause)})`
    : `names somebody who cannot open this incident and may be the person accused (${clauseTitle(playbook, gates.conflict.clause)})`;
}

/** The appeal that nobody has heard yet. */
function openAppeal(sanction: Sanction | undefined) {
  return sanction && openAppeals(sanction).at(-1);
}

/** An appeal that came in, or what came of the one that did; where it lifts the sanction, the sanction ends. */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  const sanction = sanctionMeant(given, situation);
  if (given.state === 'received') {
    draft.add({
      kind: 'appeal',
      sanction: sanction.id,
      receivedAt: text(given['received-at']) ?? '',
      words: text(given.words) ?? '',
    });
    return;
  }
  const appeal = openAppeal(sanction);
  if (appeal === undefined) throw new Error('an outcome of an appeal that is not there');
  const outcome = oneOf(given.outcome, APPEAL_OUTCOMES) ?? 'stands';
  const reason = text(given.reason) ?? '';
  const actors = new Actors(draft, situation);
  const heardBy = [
    ...list(given['heard-by']),
    ...list(given['also-heard-by']).map((name) => actors.of(name)),
  ];
  const heardAt = text(given['heard-at']);
  draft.add({ kind: 'appeal-outcome', appeal: appeal.id, heardAt, outcome, heardBy, reason });
  if (outcome === 'lifted' && sanction.ended === undefined) {
    const endedAt = heardAt ?? situation.now.toISOString();
    draft.add({
      kind: 'sanction-end',
      sanction: sanction.id,
      endedAt,
      how: 'lifted',
      reason,
      decidedBy: heardBy,
      inform: informing(situation, heardAt),
    });
  }
}
