import type { UserError } from '../errors.ts';
import type { Matter } from '../incident/against.ts';
import type { Attachment } from '../incident/evidence.ts';
import type { IncidentView } from '../incident/view.ts';
import type { Answers, Question } from '../interview/question.ts';
import type { Decide } from '../policy/decide.ts';
import type { EntryList } from '../policy/entry-list.ts';
import type { Given } from '../policy/given-answers.ts';
import type { Playbook } from '../policy/playbook.ts';
import type { ReportFacts, Situation } from '../policy/situation.ts';
import type { Judged } from '../policy/step.ts';
import type { Waits } from '../policy/waiting.ts';
import type { Block } from '../text/block.ts';

/** The rules for whoever acts on an incident. */
export const ACTING = ['not-to-proceed', 'sentence', 'complainant', 'conflict', 'doer'] as const;
/** The rules for what goes on with an incident as a whole. */
export const GOING_ON = ['not-to-proceed', 'led', 'sentence', 'complainant'] as const;
/** The rules for what everybody reads who can open the incident. */
export const KEPT_OPEN = ['known-to-few', 'elsewhere'] as const;
/** The rules for what is told to somebody. */
export const GOING_OUT = ['permission', 'leak', 'reporter', 'wording', ...KEPT_OPEN] as const;

export { JUST_NOW } from '../policy/step.ts';

/** What is said of most that is saved, ahead of the incident's number. */
export const SAVED = 'It is saved and encrypted. It belongs to';

/** What every step has, as far as it is not about one incident. */
interface Taken extends Judged {
  /** What the printed form calls the step, where that is not `id`. */
  readonly name?: string;
  /** The sentence at the top of the printed form. */
  readonly about: string;
  /** The files that the answers name, by their paths: they are sealed before it is decided, and saved with it. */
  readonly attaches?: (given: Given) => readonly string[];
  /** Whether it can be begun with a mail or a chat. */
  readonly takesIn?: boolean;
  /** The copy that the answers make for somebody outside: it is written before it is decided, and gets its name once that is saved. */
  readonly givesOut?: (given: Given, situation: Situation) => CopyToMake | undefined;
  /** Whether somebody from outside the team may be looking on while it is asked: whoever reports, or whoever is heard. */
  readonly isLookedOn?: boolean;
  /** What the review offers: "Save the meeting". */
  readonly saveLabel: string;
  /** Whether it can name somebody: then it is said once it is saved who that may be, from other incidents. */
  readonly namesPeople?: boolean;
  /** The beginning of the sentence that ends with the incident's number. */
  readonly saved: string;
}

/** Something that is done about an incident: what is asked, what becomes of the answers, and what is said. Pure. */
export interface Step extends Taken {
  readonly opens?: false;
  readonly questions: (playbook: Playbook) => readonly Question<Situation>[];
  /** What the printed form asks, where that is the same for every incident, and needs none. */
  readonly printed?: (playbook: Playbook) => readonly Question<ReportFacts>[];
  /** Adds the entries that the answers become. */
  readonly decide: Decide;
  /** Begun anew each time; what was begun before is gone on with by `coc report resume` alone. */
  readonly anew?: boolean;
  /**
   * How old this copy may be where it matters what others wrote: beyond that, to fetch it is offered first. Minutes. A permission may have
   * been taken back just now.
   */
  readonly wantsNewest?: number;
  /** What opens the incident where the member's own keys do not. */
  readonly opensWith?: 'recovery-key';
  /** Whether it looks into the other incidents that the member can open. */
  readonly looksAround?: boolean;
  /** Whether it looks at what is one matter with the incident, also where none of its rules does. */
  readonly looksAtMatter?: boolean;
  /** Another incident that has to be opened before it is decided, by its ID. */
  readonly alsoOpens?: (given: Given, situation: Situation) => string | undefined;
  /** Whether whoever does it may not be able to open the incident afterwards. */
  readonly mayShutOut?: boolean;
  /** What stands at the top, with the number of the incident in it; “Incident K7F3-92QD” without it. */
  readonly heading?: (incident: string) => string;
  /** What stands above the questions: what is known, and what to mind. */
  readonly intro?: (situation: Situation) => readonly Block[];
  /** By whose yes it goes on, beyond what its rules and its letters say: where somebody said no to that, both are shown. */
  readonly reliesOn?: readonly Matter[];
  /** Who is who by name, shown only to whoever asks for it: others may be looking at the same screen. */
  readonly names?: (situation: Situation) => readonly Block[];
  /** What is left of the answers of earlier, and why, where some of them no longer hold in the incident as it is. */
  readonly stillGiven?: (
    answers: Answers,
    incident: IncidentView,
  ) => { readonly answers: Answers; readonly why: string } | undefined;
  /** The step that takes these answers in the place of this one. */
  readonly leadsTo?: (given: Given) => LeadsTo | undefined;
  /** What to say where the answers come to nothing that could be saved. */
  readonly nothing?: (incident: IncidentView, given: Given) => UserError;
  /** Which of them somebody at a terminal goes on with then. Without it, none are kept. */
  readonly keptOfNothing?: (answers: Answers) => Answers;
  /** What the review offers in place of `saveLabel`, where the answers end it before it is done. */
  readonly endLabel?: (given: Given, situation: Situation) => string | undefined;
  /** What is said once it is saved, a sentence each: what it does not change. */
  readonly afterwards?: (given: Given, before: Situation) => readonly string[];
  /** What is said to whoever cannot open it afterwards, in place of that they are kept out from now on. */
  readonly stillClosed?: string;
  /** What somebody at a terminal can go straight on with. */
  readonly next?: (answers: Answers) => Next | undefined;
  /** The same, where that hangs on what the incident has by then. */
  readonly nextIn?: (answers: Answers, incident: IncidentView) => Next | undefined;
  /** What waits for somebody, beyond what the policy says of every incident; the catalogue says that there is some. */
  readonly waits?: Waits;
}

/** What a copy for somebody outside is made of. */
export interface CopyToMake {
  /** What it is headed with, and what stands on every page: for whom it is, and when it was made. */
  readonly title: string;
  readonly mark: string;
  readonly text: string;
  readonly as: 'html' | 'markdown';
  readonly files: readonly {
    readonly one: Attachment;
    readonly name: string;
    readonly stripped: boolean;
  }[];
  readonly seal: { readonly recipient: string } | 'passphrase' | 'plain';
  /** A whole path. */
  readonly out: string;
  /** Of the team, those to whose keys it may be sealed, by ID: they can open the incident, or it is their own copy. */
  readonly mayHave: readonly string[];
}

export interface Next {
  /** Asked first. */
  readonly ask: string;
  /** Whether Enter goes on with it; without it, it does. */
  readonly byEnter?: boolean;
  readonly step: string;
  /** What is answered already. */
  readonly answers?: Answers;
}

/** Another step that takes what was chosen: somebody at a terminal goes on with it, and nothing is saved before. */
export interface LeadsTo {
  readonly step: string;
  /** What the review offers. */
  readonly label: string;
  /** What a file is told. */
  readonly instead: (incident: IncidentView) => UserError;
}

/** What makes a new incident, also where nothing is set up yet. Its first question comes before everything else. */
export interface Opening extends Taken {
  readonly opens: true;
  readonly questions: (playbook: Playbook) => readonly Question<ReportFacts>[];
  /** Adds the entries that the answers become. */
  readonly decide: (given: Given, me: string, draft: EntryList, facts: ReportFacts) => void;
  /** What is said once it is saved, a sentence each. */
  readonly afterwards?: (given: Given, carried: number) => readonly string[];
  /** Asks only what cannot be left out, and no review. */
  readonly inAHurry?: boolean;
  /** Whether it can turn out to belong to an incident that is there. */
  readonly offersToAdd?: boolean;
}
