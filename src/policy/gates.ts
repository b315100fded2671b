import { UserError } from '../errors.ts';
import { isDecided } from '../incident/response.ts';
import { isTheirName } from '../letters/names.ts';
import { asksForApology, isBriefRelay } from '../letters/wording-check.ts';
import { ACTION_KEYS } from './actions.ts';
import { type Given, list, text } from './given.ts';
import { decidesUnheard } from './heard.ts';
import { isComplainant, isNameOfParty, isParty } from './involved.ts';
import { type Finding, hintsIn, isOutgoing, leaksIn, wordingIn } from './outgoing.ts';
import { clauseTitle, GATES, type GateId } from './playbook.ts';
import type { Situation } from './situation.ts';
import type { StepId } from './step.ts';

/** A rule of the policy that stands in the way. Nothing in `why` is from an incident. */
export interface Refusal {
  readonly gate: GateId;
  /** What is refused, in a sentence. */
  readonly why: string;
  /** The clause, as people know it. */
  readonly title: string;
  /** What exactly, where it is a text that is refused. */
  readonly findings: readonly Finding[];
}

interface Gate {
  readonly steps: readonly StepId[];
  /** Whether it can refuse before anything is asked. */
  readonly atOnce?: boolean;
  /** The questions whose answers can break it. */
  readonly questions: readonly string[] | ((step: StepId, question: string) => boolean);
  /** Whether the rule is broken, or by what. Where a question is named, as far as its answer is to blame. */
  readonly refuses: (asked: Asked) => boolean | readonly Finding[];
}

/** What a rule looks at. */
interface Asked {
  readonly step: StepId;
  readonly given: Given;
  readonly situation: Situation;
  /** The one question that is looked at; all of them where it is left out. */
  readonly question?: string;
}

const ACTING: readonly StepId[] = ['meeting', 'notify', 'sanction', 'employer', 'announce'];
const LETTERS: readonly StepId[] = ['notify', 'employer', 'announce', 'apology', 'evaluate'];
const BEGINNING = ['do', 'about', 'state', 'way'];

/** When each rule refuses (DESIGN 5). Its clause and words are the playbook's. */
const RULES: Readonly<Record<GateId, Gate>> = {
  'not-to-proceed': {
    steps: ACTING,
    atOnce: true,
    questions: BEGINNING,
    refuses: ({ given, situation: { incident } }) =>
      acts(given) && incident.consent === 'asked-not-to-proceed',
  },
  sentence: {
    steps: ACTING,
    atOnce: true,
    questions: BEGINNING,
    refuses: ({ given, situation: { incident } }) =>
      acts(given) &&
      (incident.consent === 'not-said-yet' ||
        (incident.consent === undefined && incident.visibility !== 'witnessed')),
  },
  complainant: {
    steps: [...ACTING, 'sanction-change', 'appeal'],
    atOnce: true,
    questions: BEGINNING,
    refuses: ({ given, situation: { me, members, incident } }) =>
      acts(given) && members.some((member) => member.id === me && isComplainant(member, incident)),
  },
  meeting: {
    steps: ['sanction', 'employer', 'announce'],
    atOnce: true,
    questions: BEGINNING,
    refuses: ({ given, situation: { incident } }) => acts(given) && !isDecided(incident),
  },
  undecided: {
    steps: ['notify'],
    questions: ['about'],
    refuses: ({ given, situation: { incident } }) => given.about === 'response' && !isDecided(incident),
  },
  attendance: {
    steps: ['meeting'],
    questions: ['present', 'also-present', 'exception'],
    refuses: ({ given, situation, question }) => {
      if (!partyAttends(given, situation)) return false;
      if (situation.incident.visibility !== 'witnessed') return true;
      return (question === undefined || question === 'exception') && isBlank(given.exception);
    },
  },
  conflict: {
    steps: ['meeting', 'sanction', 'sanction-change', 'sanction-end', 'appeal'],
    questions: ['present', 'also-present', 'decided-by', 'heard-by'],
    refuses: ({ given, situation: { incident, members } }) => {
      const there = [...list(given.present), ...list(given['decided-by']), ...list(given['heard-by'])];
      const names = members.filter(({ id }) => incident.keptOut.includes(id)).map(({ name }) => name);
      return (
        there.some((id) => incident.keptOut.includes(id)) ||
        list(given['also-present']).some((one) => names.some((name) => isTheirName(one, name)))
      );
    },
  },
  heard: {
    steps: ['meeting', 'sanction'],
    questions: ['unheard'],
    refuses: ({ given, situation }) => decidesUnheard(given, situation.incident) && isBlank(given.unheard),
  },
  apology: {
    steps: ['meeting', 'sanction', 'sanction-change'],
    questions: ['conditions', 'behavior', 'scope', ...ACTION_KEYS],
    refuses: ({ given, question }) =>
      ['conditions', 'behavior', 'scope', ...ACTION_KEYS]
        .filter((id) => question === undefined || id === question)
        .flatMap((id) => given[id] ?? [])
        .some(asksForApology),
  },
  refund: {
    steps: ['sanction'],
    questions: ['grant-condition'],
    refuses: ({ given }) => given['grant-condition'] === 'no',
  },
  grounds: {
    steps: ['employer'],
    questions: ['grounds'],
    refuses: ({ given }) => given.state === 'letter' && list(given.grounds).length === 0,
  },
  permission: {
    steps: ['notify', 'employer', 'announce'],
    questions: ['permission'],
    refuses: ({ step, given, situation: { incident } }) =>
      incident.visibility !== 'witnessed' && sharesDetails(step, given) && isBlank(given.permission),
  },
  leak: {
    steps: LETTERS,
    questions: isOutgoing,
    refuses: ({ step, given, situation, question }) => leaksIn(step, given, situation, question),
  },
  reporter: {
    steps: LETTERS,
    questions: isOutgoing,
    refuses: ({ step, given, situation, question }) =>
      isBlank(given['reporter-permission']) ? hintsIn(step, given, situation, question) : false,
  },
  wording: {
    steps: LETTERS.filter((step) => step !== 'evaluate'),
    questions: isOutgoing,
    refuses: ({ step, given, question }) => wordingIn(step, given, question),
  },
  relay: {
    steps: ['apology'],
    questions: ['relay'],
    refuses: ({ given }) => {
      const wrong = given.what === 'relayed' ? isBriefRelay(text(given.relay) ?? '') : undefined;
      return wrong === undefined ? false : [{ what: wrong }];
    },
  },
  feedback: {
    steps: ['announce'],
    questions: ['other-feedback'],
    refuses: ({ given }) =>
      given.do === 'draft' && [...list(given.feedback), ...list(given['other-feedback'])].every(isVerbal),
  },
  appeal: {
    steps: ['appeal'],
    questions: ['heard-by'],
    refuses: ({ given, situation }) => hearsOwnDecision(given, situation),
  },
};

/** The rules that stand in the way before anything is asked. */
export function refusalsAtOnce(step: StepId, given: Given, situation: Situation): readonly Refusal[] {
  if (Object.keys(given).length === 0 && isUnderWay(step, situation)) return [];
  return broken({ step, given, situation }).filter(({ gate }) => RULES[gate].atOnce === true);
}

/** The rule that an answer, or its absence, breaks. */
export function refusalOf(
  step: StepId,
  question: string,
  given: Given,
  situation: Situation,
): Refusal | undefined {
  return broken({ step, given, situation, question })[0];
}

/** Throws the rules that these answers break ("Every gate refuses with its clause", DESIGN 5). */
export function assertPasses(step: StepId, given: Given, situation: Situation): void {
  const found = broken({ step, given, situation });
  if (found.length > 0) throw refusedBy(found);
}

/** The rules that these answers break and that somebody goes on in spite of. */
export function overriddenBy(step: StepId, given: Given, situation: Situation): readonly GateId[] {
  return gatesOf(step).filter(
    (gate) => situation.overrides.includes(gate) && RULES[gate].refuses({ step, given, situation }) !== false,
  );
}

/** The rules that a step has to pass. */
export function gatesOf(step: StepId): readonly GateId[] {
  return GATES.filter((gate) => RULES[gate].steps.includes(step));
}

/** One error for all rules that stand in the way. Nothing in it is from an incident. */
export function refusedBy(refusals: readonly Refusal[]): UserError {
  const unique = refusals.filter(
    ({ gate }, index) => refusals.findIndex((one) => one.gate === gate) === index,
  );
  return new UserError(
    unique
      .flatMap(({ why, findings }) => [
        why,
        ...findings.map(({ what, at }) => `  ${at === undefined ? what : `${at}: ${what}`}`),
      ])
      .join('\n'),
    {
      clause: [...new Set(unique.map(({ title }) => title))].join('; '),
      hints: [
        `${unique.map(({ gate }) => `\`--override ${gate}\``).join(' ')} goes on all the same. coc then wants a written reason, and it stays in the incident.`,
      ],
    },
  );
}

function broken(asked: Asked): readonly Refusal[] {
  const { step, question, situation } = asked;
  return gatesOf(step)
    .filter((gate) => !situation.overrides.includes(gate))
    .filter((gate) => question === undefined || isAbout(RULES[gate], step, question))
    .flatMap((gate): readonly Refusal[] => {
      const refused = RULES[gate].refuses(asked);
      if (!isBroken(refused)) return [];
      const { refuse, clause } = situation.playbook.gates[gate];
      const title = clauseTitle(situation.playbook, clause);
      return [{ gate, why: refuse, title, findings: refused === true ? [] : refused }];
    });
}

function isBroken(refused: boolean | readonly Finding[]): refused is true | readonly Finding[] {
  return refused === true || (refused !== false && refused.length > 0);
}

function isAbout({ questions }: Gate, step: StepId, question: string): boolean {
  return typeof questions === 'function' ? questions(step, question) : questions.includes(question);
}

/** Whether the answers so far are about doing something, and not about writing down what is done already. */
function acts({ do: announcing, state, way }: Given): boolean {
  if (announcing !== undefined) return announcing === 'draft';
  return state !== 'sent' && state !== 'received' && way !== 'cannot';
}

/** Whether details of what happened are told to somebody. That there is a complaint, and what is decided, are none. */
function sharesDetails(step: StepId, given: Given): boolean {
  if (step === 'notify') return given.about === 'complaint' && !isBlank(given.what);
  return step === 'employer' ? given.state === 'letter' : given.do === 'draft';
}

function partyAttends(given: Given, { incident, members }: Situation): boolean {
  const present = members.filter(({ id }) => list(given.present).includes(id));
  return (
    present.some((member) => isParty(member, incident)) ||
    list(given['also-present']).some((name) => isNameOfParty(name, incident))
  );
}

/** Ways that are only spoken: not everybody can use them ("Feedback"). */
function isVerbal(way: string): boolean {
  return (
    /\b(in person|talk|speak|tell|verbal(ly)?|aloud|face to face|phone|call|desk|ask)\b/i.test(way) &&
    !/@|\bhttps?:|\b(e-?mail|mail|slack|chat|form|write|writing|message|letter|post|discord|irc|matrix)\b/i.test(
      way,
    )
  );
}

function hearsOwnDecision(given: Given, { incident, members }: Situation): boolean {
  const number = text(given.sanction) ?? '1';
  const decided = incident.sanctions.find((one) => String(one.number) === number)?.decidedBy ?? [];
  const others = members.filter(
    (member) =>
      !decided.includes(member.id) && !incident.keptOut.includes(member.id) && !isParty(member, incident),
  );
  return others.length > 0 && list(given['heard-by']).some((id) => decided.includes(id));
}

function isBlank(answer: Given[string]): boolean {
  return (text(answer) ?? '').trim() === '';
}

/** Whether a letter of this step is there, so that it can be about what became of it. */
function isUnderWay(step: StepId, { incident }: Situation): boolean {
  const kinds = { notify: ['complaint', 'response'], employer: ['employer'], announce: ['announcement'] };
  const own: readonly string[] = step in kinds ? kinds[step as keyof typeof kinds] : [];
  return incident.letters.some(({ letter }) => own.includes(letter));
}
