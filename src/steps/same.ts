import { COMPARED, type ComparedFields } from '../incident/compared-elsewhere.ts';
import { matchId, showId } from '../incident/id.ts';
import { ROLE_NAMES } from '../incident/people.ts';
import type { Answers, Choice } from '../interview/question.ts';
import type { KnownElsewhere } from '../policy/around.ts';
import { firstReceived } from '../policy/came.ts';
import type { EntryList } from '../policy/entry-list.ts';
import { type Given, oneOf, text } from '../policy/given-answers.ts';
import { dueSinceAgain, isAccusedInBoth } from '../policy/happened-again.ts';
import { areOneMatter } from '../policy/joined-incidents.ts';
import { isSaidOfThem, mayBeCompared, pairOf } from '../policy/known-elsewhere.ts';
import { isOfTheseDays } from '../policy/one-matter.ts';
import type { Playbook } from '../policy/playbook.ts';
import type { Situation } from '../policy/situation.ts';
import { dueLine } from '../screen/due.ts';
import { called, pairBlocks } from '../screen/known-elsewhere.ts';
import type { Block } from '../text/block.ts';
import { MAY_BE_ACCUSED } from './may-be-accused.ts';
import { personChoice } from './people.ts';
import {
  asker,
  choicesIn,
  LINE,
  memberNames,
  NOTHING_BY_ENTER,
  oneFrom,
  restsOn,
  type StepQuestion,
} from './questions.ts';
import type { Step } from './step.ts';

/** Names somebody of another incident, whom coc did not find by itself. */
const ANOTHER = 'another';

/** Whether somebody of an incident is somebody of another one: it is said, and can be said otherwise later. Nothing is joined. */
export const SAME: Step = {
  id: 'same',
  about:
    'Whether a person of this incident is one of another that you can open. Only those who can open both learn what you say.',
  questions,
  decide,
  looksAround: true,
  alsoOpens: (given, situation) => pairMeant(given, situation)?.incident,
  intro: (situation) => {
    const { known = [] } = situation.around ?? {};
    if (known.length === 0)
      return [{ kind: 'text', text: 'Nobody here is like anybody of another incident that you can open.' }];
    const nameOf = (member: string): string =>
      member === situation.me ? 'You' : memberNames([member], situation).join('');
    return known.flatMap((one) => pairBlocks(one, { now: situation.now, nameOf }));
  },
  bars: [
    ...MAY_BE_ACCUSED,
    {
      when: ['saving'],
      refuses: (given, situation) => {
        const pair = pairMeant(given, situation);
        return pair !== undefined && isSaidOfThem(pair) && pair.said?.incident !== situation.incident.id;
      },
      why: 'What was said of these two stands in the other incident, and is put right there.',
      hints: () => ['`coc same list` names both.'],
    },
  ],
  afterwards,
  saveLabel: 'Save this',
  saved: 'It is saved, for those alone who can open both. It belongs to',
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'same');
  const isAnother = ({ pair }: Answers): boolean => pair === ANOTHER;
  return [
    ask('pair', {
      answer: oneFrom((situation) => [
        ...(situation.around?.known ?? []).filter(({ entry }) => entry !== undefined).map(pairChoice),
        { value: ANOTHER, label: 'Somebody else, whom coc did not find' },
      ]),
      required: true,
    }),
    ask('here', {
      answer: oneFrom(({ incident }) => incident.people.map(personChoice)),
      required: true,
      when: isAnother,
    }),
    ask('there', {
      answer: LINE,
      required: true,
      when: isAnother,
      check: (answer, answers, situation) => {
        const there = anotherMeant(String(answer), situation);
        const here = situation.incident.people.find(({ ref }) => ref === answers.here);
        if (there === undefined)
          return 'is nobody in an incident that you can open: its number and the mark, such as K7F3-92QD A1';
        const own = situation.around?.incident;
        return here === undefined ||
          mayBeCompared(here, there.person) ||
          (own !== undefined && areOneMatter(own, there.other))
          ? undefined
          : 'cannot be compared: at least one of the two has to be accused, or the two incidents be one matter';
      },
    }),
    ask('is', {
      answer: choicesIn(playbook, 'same', 'is'),
      required: true,
      before: (answers, situation) => otherSides(pairMeant(answers, situation)),
      ...restsOn('pair', 'here', 'there'),
      ...NOTHING_BY_ENTER,
    }),
  ];
}

/** As answers have it: both marks, and the number of the other incident. */
function pairId({ here, incident, there }: KnownElsewhere): string {
  return `${here.ref} ${showId(incident)} ${there.ref}`;
}

function pairChoice(one: KnownElsewhere): Choice {
  const { here, there, incident } = one;
  return {
    value: pairId(one),
    label: `${here.ref}, ${called(here)}: ${called(there)}, ${there.ref}, ${ROLE_NAMES[there.role]}, in ${showId(incident)}`,
  };
}

/** Somebody of another incident, by its number and the mark there. */
function anotherMeant(typed: string, { incident, around }: Situation) {
  const [, id = '', mark = ''] = /^\s*(.+?)[\s,/:]+([A-Za-z]\d+)\s*$/.exec(typed) ?? [];
  const others = (around?.others ?? []).filter((one) => one.id !== incident.id);
  const match = matchId(
    id,
    others.map((one) => one.id),
  );
  const other = 'found' in match ? others.find((one) => one.id === match.found) : undefined;
  const person = other?.people.find(({ ref }) => ref === mark.toUpperCase());
  return other && person && { other, person };
}

/** That somebody is accused in the one and on another side in the other: most likely not the mark that was meant. */
function otherSides(pair: KnownElsewhere | undefined): readonly Block[] {
  if (pair === undefined || (pair.here.role === 'accused') === (pair.there.role === 'accused')) return [];
  const { here, there, incident } = pair;
  return [
    {
      kind: 'text',
      text: `Here ${here.ref} is: ${ROLE_NAMES[here.role]}. In ${showId(incident)}, ${there.ref} is: ${ROLE_NAMES[there.role]}. Look whether these two are meant.`,
    },
  ];
}

/** The two whom the answers mean. */
function pairMeant(given: Given, situation: Situation): KnownElsewhere | undefined {
  const { around, now } = situation;
  if (around === undefined) return undefined;
  if (given.pair !== ANOTHER) return around.known.find((one) => pairId(one) === given.pair);
  const here = around.incident.people.find(({ ref }) => ref === given.here);
  const there = anotherMeant(text(given.there) ?? '', situation);
  return here && there && pairOf([around.incident, here], [there.other, there.person], now);
}

/** What follows where two are one person: what somebody wanted to be used for that, and under what it may be shared. */
function afterwards(given: Given, situation: Situation): readonly string[] {
  const pair = pairMeant(given, situation);
  const { around, now } = situation;
  if (given.is !== 'same' || pair === undefined || around === undefined) return [];
  const there = around.others.find(({ id }) => id === pair.incident);
  if (there === undefined) return [];
  const oneMatter = areOneMatter(around.incident, there) ? [] : perhapsOneMatter(there.receivedAt, situation);
  if (!isAccusedInBoth(pair.here, pair.there)) return oneMatter;
  const two = [around.incident, there] as const;
  const due = [two, [...two].reverse()].flatMap(([kept, later]) =>
    kept && later ? (dueSinceAgain(kept, later, now.toISOString()) ?? []) : [],
  );
  return [
    ...oneMatter,
    ...due.map((one) => dueLine(one, now)),
    ...two.flatMap(({ id, comparing }) =>
      comparing.conditions.map(
        (condition) =>
          `${showId(id)} may be shared with others under a condition, “${condition}”. If that is met by now: \`coc access grant ${showId(id)}\`.`,
      ),
    ),
  ];
}

/** That two incidents of the same days stay two until they are joined, which is another step. */
function perhapsOneMatter(receivedThere: string | null, { incident }: Situation): readonly string[] {
  const here = firstReceived(incident.reports)?.receivedAt;
  return here === undefined || !isOfTheseDays(receivedThere, new Date(here))
    ? []
    : [`The two incidents stay two. If they are one matter: \`coc join-incidents ${showId(incident.id)}\`.`];
}

/** What somebody said of two people, for those who can open both incidents and know both of them. */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  const { incident, other, me } = situation;
  const pair = pairMeant(given, situation);
  const is = oneOf(given.is, COMPARED);
  if (pair?.entry === undefined || is === undefined || other?.id !== pair.incident)
    throw new Error('two people whom nobody named');
  const there = other.people.find(({ ref }) => ref === pair.there.ref);
  const here = incident.people.find(({ ref }) => ref === pair.here.ref);
  const knows = (member: string): boolean =>
    [here, there].every((one) => one?.knownTo === undefined || one.knownTo.includes(member));
  const to = incident.readers.filter((member) => other.readers.includes(member) && knows(member));
  const fields: ComparedFields = { person: pair.entry, incident: pair.incident, other: pair.otherEntry, is };
  draft.add({ kind: 'compared' }, { to: [...new Set([me, ...to])], fields });
}
