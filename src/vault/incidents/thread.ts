import type { Authorship } from '../../incident/authors.ts';
import { digest, digestIsKnown } from '../../incident/canonical.ts';
import type { IncidentDocument } from '../record/document.ts';
import type { CheckedIncident } from '../record/incident-file.ts';
import type { HeldKeys } from '../team/known-keys.ts';
import type { Member, Roster } from '../team/roster.ts';

/** What a thread that opens and seals is begun with. It goes there by memory alone, and ends with the thread. */
export interface Beginning {
  /** `AGE-SECRET-KEY-…`; undefined where only the key agent has them, which the main thread then asks. */
  readonly secrets: readonly string[] | undefined;
  readonly roster: Roster;
  readonly me: Member;
  readonly held: HeldKeys;
  readonly firstCommit: string;
}

/** What a thread is asked for. */
export type Job =
  | { readonly kind: 'open'; readonly id: string; readonly bytes: Uint8Array }
  | { readonly kind: 'seal'; readonly document: IncidentDocument };

export interface Asked {
  readonly number: number;
  readonly job: Job;
}

/** What came of it; undefined where it failed: the main thread does it once more, and finds out why. */
export type Outcome =
  | { readonly kind: 'opened'; readonly text: string }
  | { readonly kind: 'not-shared' }
  | { readonly kind: 'sealed'; readonly bytes: Uint8Array }
  | undefined;

/** What a thread says: what came of a job, or a header that it wants opened. */
export type Said =
  | { readonly kind: 'done'; readonly number: number; readonly outcome: Outcome }
  | { readonly kind: 'header'; readonly number: number; readonly header: Uint8Array };

/** The answer to a header: its file key, or why it does not open. */
export interface HeaderOpened {
  readonly header: number;
  readonly fileKey: Uint8Array | undefined;
  /** One of those of CannotOpen; undefined where it is something else. */
  readonly reason: string | undefined;
}

/** What stands in the text of an incident that was opened, the digests of its entries among it: as JSON it goes over fastest. */
interface Told extends Pick<CheckedIncident, 'document' | 'shown'> {
  readonly authors: readonly (readonly [Authorship, string])[];
  readonly unsealed: readonly (readonly [string, Readonly<Record<string, string>>])[];
}

export function tell({ document, authors, unsealed, shown }: CheckedIncident): string {
  const told: Told = {
    ...{ document, shown, unsealed: [...unsealed] },
    authors: document.entries.map((entry) => [authors.get(entry) ?? 'not-verified', digest(entry)]),
  };
  return JSON.stringify(told);
}

/** What `tell` has told. */
export function hear(text: string): CheckedIncident {
  const { document, authors, unsealed, shown }: Told = JSON.parse(text);
  const each = document.entries.map((entry, index) => {
    const [authorship, counted] = authors[index] ?? ['not-verified', ''];
    digestIsKnown(entry, counted);
    return [entry, authorship] as const;
  });
  return { document, shown, authors: new Map(each), unsealed: new Map(unsealed) };
}
