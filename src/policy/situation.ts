import type { IncidentView, Person, Unsealed } from '../incident/view.ts';
import type { Around } from './around.ts';
import type { Playbook } from './playbook.ts';
import type { Waits } from './waiting.ts';

/** Somebody on the team, as a decision knows them. */
export interface TeamMember {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** The community's own facts, of `coc.yaml`. */
export interface CommunityFacts {
  readonly community: string;
  /** Whether somebody of the community has said all of this. */
  readonly confirmed?: boolean | undefined;
  readonly contact: string;
  readonly policy: string;
  readonly appeals: string | null;
  readonly feedback: readonly string[];
  /** Where somebody's access is switched off: accounts, badges, lists. */
  readonly systems: readonly string[];
  /** Who from outside the team can be asked, where too few are left to decide. */
  readonly outside?: readonly string[] | undefined;
}

/** Somebody of another incident, and who is kept out of that. */
export interface Elsewhere {
  readonly incident: string;
  readonly person: Person;
  readonly keptOut: readonly string[];
  /** The members who can open it. */
  readonly readers: readonly string[];
  /** Somebody said that they are somebody of this incident. */
  readonly isHere?: true;
  /** The other incident is one matter with this one. */
  readonly matter?: true;
}

/** What an incident is one matter with, as far as whoever acts can open it: opened at that moment. */
export interface Matter {
  /** The incident that leads this one. */
  readonly leader?: IncidentView;
  /** Those that this one leads. */
  readonly led: readonly IncidentView[];
}

/** What a decision on who may open an incident needs besides. */
interface AccessFacts {
  /** The IDs of the members who are or were admins. */
  readonly admins: readonly string[];
  /** What opened of the sealed blocks. */
  readonly unsealed: Unsealed;
}

/** How files are found. */
export interface Files {
  /** The files that a line names, by their whole paths; or what is wrong, without a path. */
  readonly read: (typed: string) => { readonly paths: readonly string[] } | { readonly problem: string };
  /** What a line may go on as, whole lines. */
  readonly complete: (typed: string) => readonly string[];
  /** The whole path of a file that is to be made; or what is wrong with it. */
  readonly place: (typed: string) => { readonly path: string } | { readonly problem: string };
  /** What is wrong with an age key that something is to be sealed to, or undefined. */
  readonly problemOfKey: (recipient: string) => string | undefined;
  /** Whether coc can make a copy without what is hidden in it of a file that is this by its bytes; one of them can be damaged all the same. */
  readonly canStrip: (type: string | undefined) => boolean;
}

/** A copy that is written and about to leave, as its entry tells of it. */
export interface LeavingCopy {
  /** Of the file, in bytes and hex; and of what is sealed in it. */
  readonly size: number;
  readonly sha256: string;
  readonly inside?: string;
  /** The attachments in it, by their entries. */
  readonly evidence: readonly {
    readonly entry: string;
    readonly sha256: string;
    readonly stripped: boolean;
  }[];
}

/** A file that was sealed and belongs to no incident yet. */
export interface Attached {
  /** What it is called, without where it lies. */
  readonly name: string;
  /** Where it stands once it is saved, and what opens it there. */
  readonly file: string;
  readonly key: string;
  /** Of the original, in bytes and hex; and what it is by its bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly type?: string | undefined;
  /** What is known of it besides, where it came with a mail. */
  readonly about?: string | undefined;
  readonly madeAt?: string | undefined;
  readonly mailId?: string | undefined;
  readonly mailFollows?: string | undefined;
  /** Whether it is the mail or the chat itself that was taken in, and not in one. No entry has it. */
  readonly isWhole?: true;
}

/** What was given in place of typing it: a mail, or what was said in a chat. */
export interface Intake {
  /** What it tells, proposed as answers by the question: somebody looks at each before it is one. */
  readonly proposed: Readonly<Record<string, string>>;
  /** Who a mail says that it is from. Anybody can write that. */
  readonly sender?: { readonly name?: string | undefined; readonly address?: string | undefined } | undefined;
  /** What is said where it is asked who reports it. */
  readonly said?: string | undefined;
}

/** The files that are kept with what is taken in. */
export interface ComesWith {
  readonly of: 'mail' | 'chat';
  /** All of them, the mail or the chat itself among them. */
  readonly names: readonly string[];
  /** Those that came within it. */
  readonly within: readonly Pick<Attached, 'name' | 'sha256'>[];
}

/** What is known before anybody is asked about a report. */
export interface ReportFacts {
  readonly playbook: Playbook;
  /** Whom to call when somebody is in danger. */
  readonly emergency: readonly string[];
  readonly now: Date;
  /** When the first answer was given: most likely when the report came. */
  readonly begunAt: Date;
  /** The acting member, once there is one. */
  readonly me: string | undefined;
  /** The team as it is now. */
  readonly members: readonly TeamMember[];
  /** The IDs of the members who keep a share of the recovery key. */
  readonly custodians: readonly string[];
  /** The only admin of the team, by ID; undefined where there are more. */
  readonly onlyAdmin?: string | undefined;
  /** The incident that the report is added to. */
  readonly incident?: IncidentView;
  /** How files are named; undefined where a form is only printed. */
  readonly files?: Files;
  /** What is taken in place of typing it. */
  readonly intake?: Intake | undefined;
  /** What is kept with that, where it is to be had. */
  readonly comesWith?: ComesWith | undefined;
  /** Those that the answers name, or that come with what is taken in, sealed; while it is decided alone. */
  readonly attached?: readonly Attached[];
  /** The copy that the answers make; while it is decided alone. */
  readonly leaving?: LeavingCopy;
}

/** What a step is decided in: everything that is known besides the answers. */
export interface Situation extends ReportFacts {
  readonly community: CommunityFacts;
  readonly incident: IncidentView;
  readonly me: string;
  /** The gates that the person goes on in spite of. */
  readonly overrides: readonly string[];
  readonly access: AccessFacts;
  /** People of other incidents from which somebody on the team is kept out, where the step looks for them. */
  readonly elsewhere?: readonly Elsewhere[];
  /** The other incidents that the acting member can open, where the step looks for people or matters of this one in them. */
  readonly around?: Around;
  /** The other incident that the answers mean, opened. */
  readonly other?: IncidentView;
  /** What else belongs to the same matter, where a rule of the step asks that. */
  readonly matter?: Matter;
  /** The incident that it is about, where a rule looks at another one of the same matter as if it were about that. */
  readonly main?: IncidentView;
  /** What the steps themselves say that waits. */
  readonly waits?: readonly Waits[];
}
