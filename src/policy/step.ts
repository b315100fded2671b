import type { LetterKind } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import type { Bar } from './bars.ts';
import type { Given } from './given-answers.ts';
import type { GateId, OutgoingId } from './playbook.ts';
import type { Situation } from './situation.ts';

/** How old a copy may be where something goes out, or somebody new gets to know. Minutes. */
export const JUST_NOW = 10;

/** What the rules of the policy have to know of a step. */
export interface Judged {
  /** What is typed after `coc`, flags last: the one spelling of a step. A draft of it is marked with this. */
  readonly id: string;
  /** The rules that it has to pass. */
  readonly gates?: readonly GateId[];
  /** What else stands in the way, which no override lifts; the first that does is told. */
  readonly bars?: readonly Bar[];
  /** Whether the answers so far are about doing something, and not about writing down what is done. Default: they are. */
  readonly acts?: (given: Given) => boolean;
  /** Whether these answers only tell somebody that it goes no further, or can still come to that: allowed where it is stopped. */
  readonly ends?: (given: Given, situation: Situation) => boolean;
  /** Whether enough was decided to do it. Default: somebody has decided on the incident. */
  readonly isDecided?: (incident: IncidentView) => boolean;
  /** Whether details of what happened are told to somebody. That there is a complaint, and what is decided, are none. */
  readonly tellsDetails?: (given: Given, incident: IncidentView) => boolean;
  /** Whether something is given to the police: only at the request of the person affected. */
  readonly tellsPolice?: (given: Given, incident: IncidentView) => boolean;
  readonly outgoing?: Outgoing;
  /** The answers that are kept, and name nobody of the incident. */
  readonly nameless?: readonly string[];
  /** The answers in which somebody who is accused says what they think: taken as it is told, whomever it names. */
  readonly asTold?: readonly string[];
  /** The answers that are sealed to those who may know them, beyond what is sealed by whose words they are. */
  readonly sealed?: (given: Given, situation: Situation) => readonly string[];
}

/** What of the answers goes out: to somebody in the incident, or to others. */
interface Outgoing {
  /** The answers that go out, or become part of what does. */
  readonly questions: readonly string[] | ((question: string) => boolean);
  /** Which kind of letter they become. */
  readonly kind: (given: Given) => OutgoingId;
  /** The letters that this step drafts, and that it can be about once they are there. */
  readonly drafts?: readonly LetterKind[];
  /** What of it whoever gets it said themselves, or was told before: it is theirs word for word, and tells them nothing. */
  readonly quoted?: (given: Given, situation: Situation) => readonly string[];
  /** The text that may go out now; undefined where these answers make none. */
  readonly text?: (given: Given) => string | undefined;
}
