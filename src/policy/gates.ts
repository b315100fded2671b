import { UserError } from '../errors.ts';
import { showId } from '../incident/id.ts';
import type { Finding } from './finding.ts';
import type { Given } from './given-answers.ts';
import { clauseTitle, GATES, type GateId } from './playbook.ts';
import { type Case, type Gate, RULES } from './rules.ts';
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
  /** What to do first, in sentences. */
  readonly first: readonly string[];
  /** Each by itself, where this is several rules as one. */
  readonly all?: readonly Refusal[];
}

/** Whether a rule is broken, or by what. */
type Broken = ReturnType<Gate['refuses']>;

/** What the rules say of a set of answers. */
interface Judgement {
  /** The rules that stand in the way. */
  readonly refusals: readonly Refusal[];
  /** The rules that are broken as well, and that somebody goes on in spite of, each with what breaks it. */
  readonly overridden: readonly { readonly gate: GateId; readonly by: Broken }[];
}

/** The rules that stand in the way before anything is asked. */
export function refusalsAtOnce(step: Judged, given: Given, situation: Situation): readonly Refusal[] {
  if (Object.keys(given).length === 0 && isUnderWay(step, situation)) return [];
  return judge(step, given, situation).refusals.filter(({ gate }) => RULES[gate].atOnce === true);
}

/** Throws where a step may not begin, together with what else these answers break. */
export function assertMayBegin(step: Judged, given: Given, situation: Situation): void {
  const atOnce = refusalsAtOnce(step, given, situation);
  if (atOnce.length === 0) return;
  throw refusedBy(Object.keys(given).length === 0 ? atOnce : judge(step, given, situation).refusals);
}

/** The rules that an answer, or its absence, breaks, as one: everything that is wrong is said at once. */
export function refusalOf(
  step: Judged,
  question: string,
  given: Given,
  situation: Situation,
): Refusal | undefined {
  const { refusals } = judge(step, given, situation, question);
  const [first] = refusals;
  if (first === undefined || refusals.length === 1) return first;
  return {
    gate: first.gate,
    why: refusals.map(({ why }) => why).join(' '),
    title: [...new Set(refusals.map(({ title }) => title))].join('; '),
    findings: eachOnce(refusals).flatMap(({ findings }) => findings),
    first: firstOf(refusals),
    all: refusals,
  };
}

/**
 * Throws the rules that these answers break ("Every gate refuses with its clause", DESIGN 5); returns those that somebody
 * goes on in spite of.
 */
export function assertPasses(step: Judged, given: Given, situation: Situation): readonly GateId[] {
  const { refusals, overridden } = judge(step, given, situation);
  if (refusals.length > 0) throw refusedBy(refusals);
  return overridden.map(({ gate }) => gate);
}

/** The rules that these answers break. */
export function refusalsOf(step: Judged, given: Given, situation: Situation): readonly Refusal[] {
  return judge(step, given, situation).refusals;
}

/** The rules that these answers break and that somebody goes on in spite of. */
export function overriddenBy(step: Judged, given: Given, situation: Situation): readonly GateId[] {
  return judge(step, given, situation).overridden.map(({ gate }) => gate);
}

/** What breaks a rule that somebody goes on in spite of: what is found in a text, else what was answered. As JSON. */
export function breaking(step: Judged, gate: GateId, given: Given, situation: Situation): string {
  const by = judge(step, given, situation).overridden.find((one) => one.gate === gate)?.by;
  const { questions } = RULES[gate];
  if (typeof by === 'object' || typeof questions === 'function') return JSON.stringify(by ?? null);
  return JSON.stringify(questions.map((id) => given[id] ?? null));
}

/** The rules that a step has to pass. */
export function gatesOf(step: Judged): readonly GateId[] {
  return GATES.filter((gate) => step.gates?.includes(gate));
}

/** One error for all rules that stand in the way. Nothing in it is from an incident. */
export function refusedBy(refusals: readonly Refusal[]): UserError {
  const unique = eachRule(refusals);
  return new UserError(
    eachOnce(unique)
      .flatMap(({ why, findings }, index) => {
        const nothingNew = findings.length === 0 && unique[index]?.findings.length !== 0;
        return [
          nothingNew ? `${why} (In the same place.)` : why,
          ...findings.map(({ what, at }) => `  ${at === undefined ? what : `${at}: ${what}`}`),
        ];
      })
      .join('\n'),
    {
      clause: [...new Set(unique.map(({ title }) => title))].join('; '),
      hints: [
        ...firstOf(unique),
        `${unique.map(({ gate }) => `\`--override ${gate}\``).join(' ')} goes on all the same. coc then wants a written reason, and it stays in the incident.`,
      ],
    },
  );
}

/** Each rule once, with all that it finds, whichever answer that stands in. */
function eachRule(refusals: readonly Refusal[]): readonly Refusal[] {
  const each = refusals.flatMap((one) => one.all ?? [one]);
  return [...new Set(each.map(({ gate }) => gate))].flatMap((gate) => {
    const same = each.filter((one) => one.gate === gate);
    const findings = eachOnce(same).flatMap((one) => one.findings);
    return same.slice(0, 1).map((one) => ({ ...one, findings, first: firstOf(same) }));
  });
}

/** What two rules find in the same place is said once, at the first of them. */
function eachOnce(refusals: readonly Refusal[]): readonly Refusal[] {
  const said = new Set<string>();
  return refusals.map((one) => ({
    ...one,
    findings: one.findings.filter(({ what, at, words }) => {
      const finding = JSON.stringify([what, at, words]);
      return !said.has(finding) && said.add(finding);
    }),
  }));
}

function firstOf(refusals: readonly Refusal[]): readonly string[] {
  return [...new Set(refusals.flatMap(({ first }) => first))];
}

/** What was said of the same answers in the same situation: an interview asks many times between two changes. */
const SAID = new WeakMap<Situation, Map<string, Judgement>>();

/** Looks at every rule of a step; with a question, at those that its answer can break, as far as it is to blame. */
function judge(step: Judged, given: Given, situation: Situation, question?: string): Judgement {
  const gates = gatesOf(step).filter(
    (gate) => question === undefined || isAbout(RULES[gate], step, question),
  );
  if (gates.length === 0) return { refusals: [], overridden: [] };
  const said = SAID.get(situation) ?? new Map<string, Judgement>();
  SAID.set(situation, said);
  const key = JSON.stringify([step.id, question, given]);
  const judgement = said.get(key) ?? judged(gates, { step, given, situation, ...(question && { question }) });
  said.set(key, judgement);
  return judgement;
}

function judged(gates: readonly GateId[], asked: Case): Judgement {
  const { playbook, overrides } = asked.situation;
  const broken = gates
    .map((gate) => ({ gate, refused: RULES[gate].refuses(asked) }))
    .filter(({ refused }) => refused === true || (refused !== false && refused.length > 0));
  return {
    refusals: broken
      .filter(({ gate }) => !overrides.includes(gate))
      .map(({ gate, refused }) => ({
        gate,
        why: playbook.gates[gate].refuse,
        title: clauseTitle(playbook, playbook.gates[gate].clause),
        findings: typeof refused === 'boolean' ? [] : refused,
        first:
          RULES[gate].first?.(showId(asked.situation.incident.id), asked.situation, {
            step: asked.step,
            given: asked.given,
            findings: typeof refused === 'boolean' ? [] : refused,
          }) ?? [],
      })),
    overridden: broken
      .filter(({ gate }) => overrides.includes(gate))
      .map(({ gate, refused }) => ({ gate, by: refused })),
  };
}

function isAbout({ questions }: Gate, step: Judged, question: string): boolean {
  return typeof questions === 'function' ? questions(step, question) : questions.includes(question);
}

/** Whether a letter of this step is there, so that it can be about what became of it. */
function isUnderWay({ outgoing }: Judged, { incident }: Situation): boolean {
  return incident.letters.some(({ letter }) => outgoing?.drafts?.includes(letter));
}
