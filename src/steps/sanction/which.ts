import type { Sanction } from '../../incident/response.ts';
import { TERMS } from '../../incident/response-entry.ts';
import type { Answers, Choice } from '../../interview/question.ts';
import { toldHowItGoesOn } from '../../policy/affected.ts';
import type { Bar } from '../../policy/bars.ts';
import { filled, type Given, list, oneOf, text } from '../../policy/given.ts';
import { termWords } from '../../policy/sanctions.ts';
import type { Situation } from '../../policy/situation.ts';
import { only } from '../people.ts';
import { membersOf, notEmpty, oneFrom, type Rest, type StepQuestion } from '../questions.ts';

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

export function whoDecided(ask: Ask<'decided-by'>, when: (answers: Answers) => boolean): StepQuestion {
  return ask('decided-by', {
    answer: membersOf,
    required: true,
    initial: (_answers, { me }) => [me],
    check: notEmpty,
    when,
  });
}

export function hasLastDay({ term }: Answers): boolean {
  return term === 'until' || term === 'event-end';
}

/** Whom it happened to, who are to be told of what has become of it. */
export function informing({ incident }: Situation): string[] | undefined {
  return filled([...toldHowItGoesOn(incident)]);
}

/** For how long it holds, and under which conditions. */
export function termOf(given: Given) {
  return {
    term: oneOf(given.term, TERMS) ?? 'indefinite',
    until: text(given.until),
    conditions: filled(list(given.conditions)),
  };
}
