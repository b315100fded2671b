import type { Session } from '../clone/session.ts';
import { ownPlace } from '../disk/own-place.ts';
import { OpenedIndex } from './opened-index.ts';
import { RowIndex } from './row-index.ts';
import { forgetAll, SealedStore } from './sealed-store.ts';
import { forgetWords } from './words.ts';

/** A change in what is remembered, or in what follows from an incident file, is another format: nothing of before is read. */
export const INDEX_FORMAT = 'incidents 9';

/** Tells whose the store is; of other keys, or of another format, nothing is kept. */
const WHOSE = 'whose';

/**
 * The store of this member in this clone; undefined where the clone has no place yet, or no key can be had. What was remembered
 * with keys that were replaced since goes.
 */
export async function ownStore({
  identity,
  repository,
  firstCommit,
  me,
}: Session): Promise<SealedStore | undefined> {
  const place = await ownPlace(repository.folder, repository.objects.env);
  if (place === undefined) return undefined;
  const key = await identity.indexKey(Buffer.from(`${firstCommit}\n${me.id}`));
  if (key === undefined) return undefined;
  const store = new SealedStore(place, key, INDEX_FORMAT);
  if ((await store.read(WHOSE)) === me.id) return store;
  await forgetAll(place);
  await store.write(WHOSE, me.id);
  return store;
}

/** Throws away all that is remembered of a clone, whoever's it is. */
export async function forgetIndex(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const place = await ownPlace(folder, env);
  if (place !== undefined) await forgetAll(place);
}

/**
 * Of these incidents nothing is remembered any more that follows from the whole file.
 *
 * @param closed of those that are not open to this member any more nothing at all is
 */
export async function forgetIncidents(
  session: Session,
  incidents: readonly string[],
  closed: readonly string[],
): Promise<void> {
  if (incidents.length === 0) return;
  const store = await ownStore(session);
  if (store === undefined) return;
  const index = new OpenedIndex(store, session);
  for (const id of incidents) await index.leaveOut(id);
  await index.keep();
  await RowIndex.forget(store, 'rows', incidents);
  await forgetWords(store, closed);
}
