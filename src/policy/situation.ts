import type { IncidentView, Unsealed } from '../incident/view.ts';
import type { Playbook } from './playbook.ts';

/** Somebody on the team, as a decision knows them. */
export interface TeamMember {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** The community's own facts, of `coc.yaml`. */
interface CommunityFacts {
  readonly community: string;
  readonly contact: string;
  readonly policy: string;
  readonly appeals: string | null;
  readonly feedback: readonly string[];
  /** Where somebody's access is switched off: accounts, badges, lists. */
  readonly systems: readonly string[];
}

/** What a decision on who may open an incident needs besides. */
interface AccessFacts {
  /** The IDs of the members who are or were admins. */
  readonly admins: readonly string[];
  /** The IDs of the members who keep a part of the recovery key. */
  readonly custodians: readonly string[];
  /** What opened of the sealed blocks. */
  readonly unsealed: Unsealed;
}

/** What a step is decided in: everything that is known besides the answers. */
export interface Situation {
  readonly playbook: Playbook;
  readonly community: CommunityFacts;
  readonly incident: IncidentView;
  /** The member who acts. */
  readonly me: string;
  /** The team as it is now. */
  readonly members: readonly TeamMember[];
  readonly now: Date;
  /** The gates that the person goes on in spite of. */
  readonly overrides: readonly string[];
  readonly access: AccessFacts;
}
