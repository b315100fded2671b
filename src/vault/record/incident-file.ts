import { UserError } from '../../errors.ts';
import type { Authors } from '../../incident/authors.ts';
import { digestsIn } from '../../incident/coming-in.ts';
import { order } from '../../incident/order.ts';
import { type IncidentView, type Unsealed, type ViewOfAll, view } from '../../incident/view.ts';
import { decodeUtf8, type KeyHolder, open } from '../age/age.ts';
import { foldFacts, type Roster } from '../team/roster.ts';
import { renderBody } from './body.ts';
import { decodeDocument, type IncidentDocument } from './document.ts';
import { authorshipOf } from './entry-signature.ts';
import { line, quoted } from './markdown.ts';
import { openRestricted } from './restricted.ts';

export interface OpenedIncident extends CheckedIncident {
  readonly view: IncidentView;
}

/** What an incident file holds, before it is folded. */
export interface CheckedIncident {
  readonly document: IncidentDocument;
  /** What opened of the sealed blocks. */
  readonly unsealed: Unsealed;
  readonly authors: Authors;
  /** Its Markdown says what is sealed to fewer readers, as an older coc wrote it where it sealed it again. */
  readonly shown: boolean;
}

export interface OpeningFacts {
  /** The ID that the file's path says. */
  readonly id: string;
  readonly identity: KeyHolder;
  readonly roster: Roster;
  /** The repository's first commit, to which every entry is bound. */
  readonly firstCommit: string;
}

/**
 * Opens an incident file and checks it: the ID inside is that of its path, every entry is signed by its author for
 * this incident of this repository, and none was dropped. Throws a UserError.
 */
export async function openIncident(bytes: Uint8Array, facts: OpeningFacts): Promise<OpenedIncident> {
  return folded(await checkIncident(bytes, facts), facts);
}

/** As `openIncident`, without what its entries come to. */
export async function checkIncident(bytes: Uint8Array, facts: OpeningFacts): Promise<CheckedIncident> {
  const checked = await inspect(bytes, facts);
  const unsigned = checked.document.entries.findIndex(
    (entry) => checked.authors.get(entry) === 'not-verified',
  );
  if (unsigned >= 0) throw new UserError(`entry ${unsigned + 1} is not signed by the member it names`);
  return checked;
}

/** An incident with what those of its entries come to that are signed by the member they name. */
export function folded(
  checked: CheckedIncident,
  { id, roster }: Pick<OpeningFacts, 'id' | 'roster'>,
): OpenedIncident {
  const { document, authors, unsealed } = checked;
  const entries = document.entries.filter((entry) => authors.get(entry) !== 'not-verified');
  return { ...checked, view: view(id, entries, unsealed, foldFacts(roster)) };
}

/**
 * As `openIncident`, for somebody who only reads: entries that are not signed by the member they name do not stop it,
 * and do not count. They stand in the document, and `authors` tells which they are; the view is made of the others.
 */
export async function inspectIncident(bytes: Uint8Array, opening: OpeningFacts): Promise<OpenedIncident> {
  return folded(await inspect(bytes, opening), opening);
}

async function inspect(bytes: Uint8Array, opening: OpeningFacts): Promise<CheckedIncident> {
  const { id, identity, roster } = opening;
  const text = decodeUtf8(await open(bytes, identity));
  const document = decodeDocument(text);
  if (document.id !== id) throw new UserError('it holds another incident than its name says');
  const authors = authorsOf(document, opening);
  const entries = document.entries.filter((entry) => authors.get(entry) !== 'not-verified');
  // One that was changed is missing under its old digest; then it is named as what it is.
  const present = digestsIn(entries);
  if (entries.length === document.entries.length && !order(entries).missing.every((one) => present.has(one)))
    throw new UserError('an entry was taken out of it');
  // Each is 1 + the highest before it, so none can be higher than there are entries. One that is would leave no number.
  if (document.entries.some(({ seq }) => seq > document.entries.length))
    throw new UserError('the numbers of its entries are made up');
  const unsealed = await openRestricted(entries, identity);
  const shown =
    unsealed.size > 0 && showsMore(text, view(id, entries, undefined, foldFacts(roster)), unsealed);
  return { document, unsealed, authors, shown };
}

/** Who wrote the entries of an incident, for this incident of this repository. */
export function authorsOf(
  { entries }: IncidentDocument,
  { id, roster, firstCommit }: Pick<OpeningFacts, 'id' | 'roster' | 'firstCommit'>,
): Authors {
  const binding = { repository: firstCommit, incident: id };
  return new Map(entries.map((entry) => [entry, authorshipOf(entry, binding, roster)]));
}

/** Whether a file says in its Markdown what is in sealed blocks, beyond what stands there for every reader. */
function showsMore(text: string, forAll: ViewOfAll, unsealed: Unsealed): boolean {
  const [body, expected] = [text.slice(text.indexOf('\n---\n') + 1), renderBody(forAll)];
  const sealed = [...unsealed.values()].flatMap((fields) => Object.values(fields));
  return sealed.some((words) =>
    [line(words), quoted(words)].some(
      (rendered) => rendered !== '' && body.includes(rendered) && !expected.includes(rendered),
    ),
  );
}
