import type { EntryList } from '../../policy/entry-list.ts';
import { FILES } from '../../policy/for-few.ts';
import { type Given, list } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { ComesWith, ReportFacts } from '../../policy/situation.ts';
import { listIfAny } from '../../text/block.ts';
import { count } from '../../text/count.ts';
import { replacedBySameNames } from '../evidence/same-names.ts';
import { asker } from '../questions.ts';
import { type ReportQuestion, text } from './playbook-question.ts';

/** The files that belong to what is told. */
export function filesQuestion(playbook: Playbook): ReportQuestion {
  const words: ReportQuestion = asker<'evidence', ReportFacts>(playbook, 'evidence')('also-files', {
    answer: (_answers, { files }) => (files === undefined ? { type: 'list' } : { type: 'files', files }),
    before: (answers, { comesWith }) => [
      ...listIfAny(withIt(comesWith), comesWith?.names ?? []),
      ...(answers['hide-reporter'] === 'yes' ? [text(WITH_YOU_ALONE)] : []),
    ],
    wordedAs: (_answers, { comesWith }) =>
      comesWith && { ask: FURTHER_FILES, label: words.label, ...(words.hint && { hint: words.hint }) },
    shownAs: (shown, answer, { comesWith }) => {
      if (comesWith === undefined) return undefined;
      return [withIt(comesWith), ...(list(answer).length === 0 ? [] : [`and ${shown}`])].join(', ');
    },
  });
  return { ...words, id: FILES };
}

const FURTHER_FILES = 'Are there further files that belong to it';
const WITH_YOU_ALONE =
  'A picture or a recording can show who made it. So files stay with you alone, as who reported it does.';

/** How many files go with what was taken in. */
function withIt({ of, names } = NOTHING): string {
  return names.length === 1
    ? `The ${of} itself goes with it`
    : `${count(names.length, 'file')} of the ${of} go with it`;
}

const NOTHING: ComesWith = { of: 'mail', names: [], within: [] };

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
  given: Given,
  facts: Pick<ReportFacts, 'attached' | 'incident'>,
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
  const { attached = [] } = facts;
  const replaces = replacedBySameNames(given, facts, attached);
  for (const one of attached) {
    const { isWhole: _, ...told } = one;
    const content = { kind: 'evidence' as const, ...told, from, receivedAt, replaces: replaces(one) };
    if (few === undefined) draft.add(content);
    else draft.addForFew(content, few);
  }
}
