import { CONSENTS, type ContentOf } from '../../incident/entry.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, oneOf, text } from '../../policy/given-answers.ts';

/** What can be answered besides what the format has: it does not go on now, and may be used if the same happens again. */
export const ONLY_AGAIN = 'again';

/** The answer to the sentence as it is kept: what is only for later does not go on now, as every coc understands it. */
export function consentIn({ consent }: Given): ContentOf<'consent'>['answer'] | undefined {
  return consent === ONLY_AGAIN ? 'asked-not-to-proceed' : oneOf(consent, CONSENTS);
}

/**
 * That somebody wants it used only if the same happens again, with their words as far as they were asked.
 *
 * @param hiddenTo to whom their words are sealed, where they would tell who reported
 */
export function addOnlyAgain(
  draft: EntryList,
  said: string | undefined,
  of: { readonly report: string; readonly from?: string; readonly saidAt?: string },
  hiddenTo: readonly string[] | undefined,
): void {
  const content = { kind: 'only-again', ...of } as const;
  if (said === undefined) draft.add(content);
  else if (hiddenTo === undefined) draft.add({ ...content, words: said });
  else draft.add(content, { to: hiddenTo, fields: { words: said } });
}

/** The same from the answers to the sentence. */
export function addAgain(
  draft: EntryList,
  given: Given,
  report: string,
  hiddenTo: readonly string[] | undefined,
): void {
  if (given.consent === ONLY_AGAIN) addOnlyAgain(draft, text(given['again-words']), { report }, hiddenTo);
}
