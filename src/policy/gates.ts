import { UserError } from '../errors.ts';
import type { Given } from './given.ts';
import type { Finding } from './outgoing.ts';
import { clauseTitle, GATES, type GateId } from './playbook.ts';
import { type Asked, type Gate, RULES } from './rules.ts';
import type { Situation } from './situation.ts';
import type { Judged } from './step.ts';

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

/** The rules that stand in the way before anything is asked. */
export function refusalsAtOnce(step: Judged, given: Given, situation: Situation): readonly Refusal[] {
  if (Object.keys(given).length === 0 && isUnderWay(step, situation)) return [];
  return broken({ step, given, situation }).filter(({ gate }) => RULES[gate].atOnce === true);
}

/** Throws where a step may not begin, together with what else these answers break. */
export function assertMayBegin(step: Judged, given: Given, situation: Situation): void {
  const atOnce = refusalsAtOnce(step, given, situation);
  if (atOnce.length === 0) return;
  throw refusedBy(Object.keys(given).length === 0 ? atOnce : broken({ step, given, situation }));
}

/** The rule that an answer, or its absence, breaks. */
export function refusalOf(
  step: Judged,
  question: string,
  given: Given,
  situation: Situation,
): Refusal | undefined {
  return broken({ step, given, situation, question })[0];
}

/** Throws the rules that these answers break ("Every gate refuses with its clause", DESIGN 5). */
export function assertPasses(step: Judged, given: Given, situation: Situation): void {
  const found = broken({ step, given, situation });
  if (found.length > 0) throw refusedBy(found);
}

/** The rules that these answers break and that somebody goes on in spite of. */
export function overriddenBy(step: Judged, given: Given, situation: Situation): readonly GateId[] {
  return gatesOf(step).filter(
    (gate) => situation.overrides.includes(gate) && isBroken(RULES[gate].refuses({ step, given, situation })),
  );
}

/** The rules that a step has to pass. */
export function gatesOf(step: Judged): readonly GateId[] {
  return GATES.filter((gate) => step.gates?.includes(gate));
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

function isAbout({ questions }: Gate, step: Judged, question: string): boolean {
  return typeof questions === 'function' ? questions(step, question) : questions.includes(question);
}

/** Whether a letter of this step is there, so that it can be about what became of it. */
function isUnderWay({ outgoing }: Judged, { incident }: Situation): boolean {
  return incident.letters.some(({ letter }) => outgoing?.drafts?.includes(letter));
}
