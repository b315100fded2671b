import { showId } from '../../incident/id.ts';
import type { Sanction } from '../../incident/response.ts';
import { TERMS } from '../../incident/response-entry.ts';
import type { Person } from '../../incident/view.ts';
import type { Answers, AnswerType, Choice } from '../../interview/question.ts';
import { Actors } from '../../policy/actors.ts';
import { toldHowItGoesOn } from '../../policy/affected.ts';
import { appealToCarryOut } from '../../policy/appeals.ts';
import type { Bar } from '../../policy/bars.ts';
import { type Before, sanctionBegan, sanctionKnown } from '../../policy/came-first.ts';
import { isPerhapsAccused } from '../../policy/conflicts.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { wasBefore } from '../../policy/from-files.ts';
import { filled, type Given, list, oneOf, text } from '../../policy/given-answers.ts';
import { areTooFew, tooFewBlocks, withWhomBlocks } from '../../policy/left-to-decide.ts';
import type { Playbook, SanctionKind } from '../../policy/playbook.ts';
import { endOf, termWords } from '../../policy/sanctions.ts';
import type { Situation } from '../../policy/situation.ts';
import { ATTENDING, isKeptOut, mayDecide, whoDecides } from '../../policy/taking-part.ts';
import type { Block } from '../../text/block.ts';
import { listed } from '../../text/listed.ts';
import { localIso } from '../../text/moment.ts';
import { earliestOf } from '../../text/rough.ts';
import { only } from '../people.ts';
import {
  choicesIn,
  isDayOver,
  isToCome,
  LINE,
  leftOutBlocks,
  memberNames,
  membersOf,
  notEmpty,
  oneFrom,
  PEOPLE_BEFORE_ALL,
  type Rest,
  restsOn,
  type StepQuestion,
  saysBefore,
} from '../questions.ts';

const DECIDED_BY = ['decided-by', 'also-decided-by'];

type Ask<I extends string> = (id: I, rest: Rest) => StepQuestion;
/** Whether a sanction is one that can be meant. */
type Fits = (sanction: Sanction, situation: Situation) => boolean;

/** The incident has no sanction of that kind. */
export function noSanction(fits: Fits, what: string): Bar {
  return {
    when: ['first'],
    refuses: (_given, situation) => !situation.incident.sanctions.some((one) => fits(one, situation)),
    why: `This incident has no sanction ${what}.`,
    hints: (id) => [`\`coc show ${id}\` tells what there is.`],
  };
}

/** The sanction that the answers are about. */
export function sanctionOf(
  { sanction }: { readonly sanction?: unknown },
  { incident }: Situation,
): Sanction | undefined {
  return incident.sanctions.find(({ number }) => String(number) === sanction);
}

/** The same, once the answers were checked. */
export function sanctionMeant(given: Given, situation: Situation): Sanction {
  const found = sanctionOf(given, situation);
  if (found === undefined) throw new Error('a sanction that is not there');
  return found;
}

/** What was before anything else that is about the sanction that the answers mean. */
export function knownBefore(answers: Answers, situation: Situation): readonly Before[] {
  const sanction = sanctionOf(answers, situation);
  return sanction === undefined ? [] : sanctionKnown(sanction, situation.incident);
}

/** That it began, which hardly anything about it can be before. */
export function begunBefore(answers: Answers, situation: Situation): readonly Before[] {
  const sanction = sanctionOf(answers, situation);
  return sanction === undefined ? [] : sanctionBegan(sanction);
}

export function whichSanction(ask: Ask<'sanction'>, fits: Fits): StepQuestion {
  const choices = (situation: Situation): readonly Choice[] =>
    situation.incident.sanctions
      .filter((one) => fits(one, situation))
      .map((one) => ({
        value: String(one.number),
        label: [`${one.person}: ${one.label}`, ...termWords(one)].join(', '),
      }));
  return ask('sanction', {
    answer: oneFrom(choices),
    required: true,
    assume: true,
    initial: (_answers, situation) => only(choices(situation)),
  });
}

interface Deciding {
  /** Who may have decided it on the team; without it who decided of the same sanction last, or else whoever acts. */
  readonly proposed?: (situation: Situation) => readonly string[];
  /** Whether it is what the meeting before decided: of that it says who, and why it was one alone. */
  readonly ofTheMeeting?: boolean;
  /** Whether it may be what an appeal came to, which those decided who heard it. */
  readonly ofAnAppeal?: boolean;
}

/**
 * Who decided it: on the team, from outside, and why it was one alone. Nobody is proposed who must not decide.
 *
 * @param at the question that says when it was
 */
export function whoDecided(
  ask: Ask<'decided-by' | 'also-decided-by' | 'alone'>,
  at: string,
  when: (answers: Answers) => boolean,
  { proposed, ofTheMeeting = false, ofAnAppeal = false }: Deciding = {},
): readonly StepQuestion[] {
  const wasThen = saysBefore(at);
  const heardBy = (answers: Answers, situation: Situation): readonly string[] =>
    ofAnAppeal ? whoHeard(answers, situation) : [];
  const fromOutside = (answers: Answers, situation: Situation): readonly string[] =>
    outside(heardBy(answers, situation), situation);
  /** Whether nobody on the team has to be among them. */
  const isElsewhere = (answers: Answers, situation: Situation): boolean =>
    wasThen(answers, situation) || fromOutside(answers, situation).length > 0;
  /** Whether nobody has said of it yet why it was one alone. */
  const isByOne = (answers: Answers, situation: Situation): boolean =>
    isDecidedByOne(answers, situation) &&
    !wasThen(answers, situation) &&
    !isSaid(answers, situation) &&
    heardBy(answers, situation).length === 0;
  const isSaid = (answers: Answers, situation: Situation): boolean =>
    ofTheMeeting && aloneIn(answers, situation, at) !== undefined;
  return [
    ask('decided-by', {
      answer: membersOf,
      // Of those who decided it then, nobody may be on the team now.
      required: (answers, situation) => !isElsewhere(answers, situation),
      assume: ofTheMeeting,
      initial: (answers, situation) => {
        if (wasThen(answers, situation)) return undefined;
        const heard = heardBy(answers, situation);
        if (heard.length > 0) return deciding(heard, situation);
        return deciding(proposed?.(situation) ?? decidedLast(answers, situation), situation);
      },
      check: (answer, answers, situation) => (isElsewhere(answers, situation) ? undefined : notEmpty(answer)),
      when,
      before: (answers, situation) => [
        ...heardBlocks(heardBy(answers, situation), situation),
        ...(wasThen(answers, situation)
          ? []
          : leftOutBlocks(situation, 'complainant', ofTheMeeting ? wasThere(situation) : [])),
      ],
      after: (answers, situation) => (isSaid(answers, situation) ? saidBefore(answers, situation) : []),
    }),
    ask('also-decided-by', {
      answer: PEOPLE_BEFORE_ALL,
      when,
      required: (answers, situation) =>
        fromOutside(answers, situation).length > 0 && list(answers['decided-by']).length === 0,
      initial: (answers, situation) => {
        const heard = fromOutside(answers, situation);
        if (heard.length > 0) return heard;
        return ofTheMeeting && !wasThen(answers, situation) && areTooFew(situation)
          ? fromOutsideThere(situation)
          : undefined;
      },
      // Where it would be one alone, it is asked who else: what coc says of others who could has its place here.
      offered: (answers, situation) =>
        isElsewhere(answers, situation) || areTooFew(situation) || isByOne(answers, situation),
      before: (answers, situation) => {
        if (wasThen(answers, situation)) return [];
        return isByOne(answers, situation)
          ? withWhomBlocks(decidingOf(answers, situation), situation)
          : tooFewBlocks(situation);
      },
    }),
    ask('alone', {
      answer: LINE,
      initial: aloneBefore,
      when: (answers, situation) =>
        when(answers) && isDecidedByOne(answers, situation) && !wasThen(answers, situation),
      offered: (answers, situation) =>
        !isSaid(answers, situation) && heardBy(answers, situation).length === 0,
      ...restsOn('decided-by', 'also-decided-by'),
    }),
  ];
}

/** The members who were at the meeting before. */
function wasThere({ incident }: Situation): readonly string[] {
  return incident.meetings.at(-1)?.present ?? [];
}

/** Who heard the appeal that came to a change which is not written down yet. */
function whoHeard(answers: Answers, situation: Situation): readonly string[] {
  const sanction = sanctionOf(answers, situation);
  return (sanction && appealToCarryOut(sanction, situation.incident)?.outcome.heardBy) ?? [];
}

/** Those of them who are not on the team, by name. */
function outside(these: readonly string[], { members, incident: { people } }: Situation): readonly string[] {
  return namedHere(
    these.filter((one) => !members.some(({ id }) => id === one)),
    people,
  );
}

function namedHere(marks: readonly string[], people: readonly Person[]): readonly string[] {
  return marks.map((mark) => people.find(({ ref }) => ref === mark)?.name ?? mark);
}

/** Who decided of the sanction the last time. Where nothing says, whoever is here: nobody else is known to have been asked. */
function decidedLast(answers: Answers, situation: Situation): readonly string[] {
  const sanction = sanctionOf(answers, situation);
  const before = [sanction, ...(sanction?.changes ?? [])].map((one) => one?.decidedBy ?? []);
  return before.findLast((these) => these.length > 0) ?? [situation.me];
}

function heardBlocks(heard: readonly string[], situation: Situation): readonly Block[] {
  if (heard.length === 0) return [];
  const team = heard.filter((one) => situation.members.some(({ id }) => id === one));
  const names = [...memberNames(team, situation), ...outside(heard, situation)];
  return [
    { kind: 'text', text: `The appeal was heard by ${listed(names)}. It is for them to say what changes.` },
  ];
}

/** Those from outside who were in the meeting before, and so decided with them. */
function fromOutsideThere(situation: Situation): readonly string[] | undefined {
  const { incident } = situation;
  const also = incident.meetings.at(-1)?.alsoPresent ?? [];
  const decided = whoDecides(['also-present'], { 'also-present': also }, situation, true);
  const names = namedHere(decided, incident.people);
  return names.length === 0 ? undefined : names;
}

/** Why the same one decided alone in the meeting before, where nobody else was there. */
function aloneBefore(given: Given, situation: Situation): string | undefined {
  const { present = [], alsoPresent = [], alone } = situation.incident.meetings.at(-1) ?? {};
  const met = whoDecides(
    ATTENDING,
    { present, 'also-present': alsoPresent },
    situation,
    areTooFew(situation),
  );
  return met.join() === decidingOf(given, situation).join() ? alone : undefined;
}

/**
 * Why one alone decided what follows from the meeting before: as it is said here, or was said there. Undefined where it was several, or
 * before this was entered from earlier files.
 */
export function aloneIn(given: Given, situation: Situation, at: string): string | undefined {
  if (!isDecidedByOne(given, situation) || saysBefore(at)(given, situation)) return undefined;
  return text(given.alone) ?? aloneBefore(given, situation);
}

function saidBefore(given: Given, situation: Situation): readonly Block[] {
  const said = aloneBefore(given, situation);
  return said === undefined
    ? []
    : [{ kind: 'text', text: `That it was one alone is noted as in the meeting: “${said}”` }];
}

/** Whether nobody who may decide decided it with them. */
function isDecidedByOne(given: Given, situation: Situation): boolean {
  return DECIDED_BY.some((id) => list(given[id]).length > 0) && decidingOf(given, situation).length <= 1;
}

/** Those of them who may decide, here and in what this leads; nothing is proposed where that leaves nobody. */
function deciding(proposed: readonly string[], situation: Situation): readonly string[] | undefined {
  const may = mayDecide(situation).filter(
    (one) => !isKeptOut(one.id, situation) && !isPerhapsAccused(one, situation),
  );
  const left = proposed.filter((member) => may.some(({ id }) => id === member));
  return left.length > 0 ? left : undefined;
}

/** Those who decided it and may, also from outside. */
function decidingOf(given: Given, situation: Situation): readonly string[] {
  return whoDecides(DECIDED_BY, given, situation, true);
}

/** The same as entries have them: members by ID, others by their mark. */
export function decidedByIn(given: Given, situation: Situation, draft: EntryList): string[] {
  const actors = new Actors(draft, situation);
  return [...list(given['decided-by']), ...list(given['also-decided-by']).map((name) => actors.of(name))];
}

/** For how long a sanction of a kind can hold; where there is one way alone, nobody is asked. */
export function forHowLong(playbook: Playbook, kindOf: (answers: Answers) => SanctionKind | undefined) {
  return {
    answer: (answers: Answers): AnswerType =>
      choicesIn(
        playbook,
        'sanction',
        'term',
        (value) => kindOf(answers)?.terms.some((term) => term === value) ?? true,
      ),
    required: true,
    assume: true,
    initial: (answers: Answers): string | undefined => {
      const { terms = [] } = kindOf(answers) ?? {};
      return terms.length === 1 ? terms[0] : undefined;
    },
  };
}

export function hasLastDay({ term }: Answers): boolean {
  return term === 'until' || term === 'event-end';
}

/** Whom it happened to, who are to be told of what has become of it, unless that was before it was entered from earlier files. */
export function informing({ incident }: Situation, at: unknown): string[] | undefined {
  return wasBefore(at, incident) ? undefined : filled([...toldHowItGoesOn(incident)]);
}

/**
 * What is wrong with a last day: it is over already, and was not to come either when that was decided.
 *
 * @param at the question that says when that was
 */
export function stillHolds(at: string): NonNullable<StepQuestion['check']> {
  return (answer, answers, situation) => {
    const since = answers[at];
    const wasToCome = typeof since === 'string' && !isDayOver(answer, earliestOf(since));
    return wasToCome ? undefined : isToCome(answer, answers, situation);
  };
}

/** For how long it holds, and under which conditions. */
export function termOf(given: Given) {
  return {
    term: oneOf(given.term, TERMS) ?? 'indefinite',
    until: text(given.until),
    conditions: filled(list(given.conditions)),
  };
}

/** Every parameter that some sanction of the playbook has, once, with the words in which it is asked for. */
export function parametersOf(
  playbook: Playbook,
): readonly Pick<StepQuestion, 'id' | 'ask' | 'label' | 'hint'>[] {
  const all = new Set(playbook.sanctions.kinds.flatMap(({ parameters }) => parameters));
  const asked: Readonly<Record<string, { ask: string; label: string; hint?: string | undefined }>> =
    playbook.interviews.sanction;
  return [...all].map((id) => {
    const { ask, label, hint } = asked[id] ?? { ask: id, label: id };
    return { id, ask, label, ...(hint !== undefined && { hint }) };
  });
}

/** That a sanction ended with its last day, where that is over when it is written down. */
export function addRanOut(draft: EntryList, sanction: string, given: Given): void {
  const end = endOf({ until: text(given.until) });
  if (end === undefined) throw new Error('a last day that is not there');
  draft.add({ kind: 'sanction-end', sanction, endedAt: localIso(end), how: 'ran-out' });
}

/** That what was published may not be so any more: nobody can take it back, and only another text says so. */
export function publishedBefore({ incident }: Situation): readonly string[] {
  const isOut = incident.told.some(({ about, toldAt }) => about === 'announcement' && toldAt !== undefined);
  return isOut
    ? [
        `The announcement that is out was written before this. It stays due until a corrected text is out, or it is noted why none is needed: \`coc announce ${showId(incident.id)}\`.`,
      ]
    : [];
}
