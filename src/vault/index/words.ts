import { RowIndex } from './row-index.ts';
import type { SealedStore } from './sealed-store.ts';
import { TextStore } from './text-store.ts';
import { WordStore } from './word-store.ts';

/** Of these incidents no word is remembered any more. */
export async function forgetWords(store: SealedStore, incidents: readonly string[]): Promise<void> {
  if (incidents.length === 0) return;
  await RowIndex.forget(store, 'searchable', incidents);
  await new TextStore(store).forget(incidents);
  await WordStore.forget(store, new Set(incidents));
}
