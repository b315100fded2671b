import { UserError } from '../../errors.ts';
import { order } from '../../incident/order.ts';
import { type IncidentView, view } from '../../incident/view.ts';
import { decodeUtf8, open } from '../age/age.ts';
import type { Identity } from '../keys/identity.ts';
import type { Roster } from '../team/roster.ts';
import { decodeDocument, type IncidentDocument } from './document.ts';
import { isSignedByItsAuthor } from './entry-signature.ts';
import { openRestricted } from './restricted.ts';

export interface OpenedIncident {
  readonly document: IncidentDocument;
  readonly view: IncidentView;
}

export interface OpeningFacts {
  /** The ID that the file's path says. */
  readonly id: string;
  readonly identity: Identity;
  readonly roster: Roster;
  /** The repository's first commit, to which every entry is bound. */
  readonly firstCommit: string;
}

/**
 * Opens an incident file and checks it: the ID inside is that of its path, every entry is signed by its author for
 * this incident of this repository, and none was dropped. Throws a UserError.
 */
export async function openIncident(bytes: Uint8Array, facts: OpeningFacts): Promise<OpenedIncident> {
  const { id, identity, roster, firstCommit } = facts;
  const document = decodeDocument(decodeUtf8(await open(bytes, identity)));
  if (document.id !== id) throw new UserError('it holds another incident than its name says');
  const binding = { repository: firstCommit, incident: id };
  const unsigned = document.entries.findIndex((entry) => !isSignedByItsAuthor(entry, binding, roster));
  if (unsigned >= 0) throw new UserError(`entry ${unsigned + 1} is not signed by the member it names`);
  if (order(document.entries).missing.length > 0) throw new UserError('an entry was taken out of it');
  return { document, view: view(id, document.entries, await openRestricted(document.entries, identity)) };
}
