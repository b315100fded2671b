import type { EntryList } from '../../policy/entry-list.ts';
import { FILES } from '../../policy/for-few.ts';
import { type Given, list } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Attached, ReportFacts } from '../../policy/situation.ts';
import { asker } from '../questions.ts';
import { type ReportQuestion, text } from './playbook-question.ts';

/** The files that belong to what is told. */
export function filesQuestion(playbook: Playbook): ReportQuestion {
  const words = asker<'evidence', ReportFacts>(playbook, 'evidence')('also-files', {
    answer: (_answers, { files }) => (files === undefined ? { type: 'list' } : { type: 'files', files }),
    before: (answers) => (answers['hide-reporter'] === 'yes' ? [text(WITH_YOU_ALONE)] : []),
  });
  return { ...words, id: FILES };
}

const WITH_YOU_ALONE =
  'A picture or a recording can show who made it. So files stay with you alone, as who reported it does.';

/** The paths of the files that the answers name. */
export function filesIn(given: Given): readonly string[] {
  return list(given[FILES]);
}

/**
 * Adds an entry for each.
 *
 * @param from who gave them, as entries have it
 * @param few who alone may open them; undefined for all who can open the incident
 */
export function addFiles(
  draft: EntryList,
  { attached = [] }: { readonly attached?: readonly Attached[] },
  {
    from,
    receivedAt,
    few,
  }: {
    readonly from: string | undefined;
    readonly receivedAt: string | undefined;
    readonly few: readonly string[] | undefined;
  },
): void {
  for (const one of attached) {
    const content = { kind: 'evidence' as const, ...one, from, receivedAt };
    if (few === undefined) draft.add(content);
    else draft.addForFew(content, few);
  }
}
