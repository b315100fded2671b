import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, text } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { ReportFacts } from '../../policy/situation.ts';
import type { Opening } from '../step.ts';
import { addReport } from './entries.ts';
import { addFiles, filesIn } from './files.ts';
import { reportQuestions } from './questions.ts';

const TAKING = {
  about:
    'The answers for one report. Leave out what was not asked; write null where it was asked and not given.',
  opens: true,
  namesPeople: true,
  takesIn: true,
  isLookedOn: true,
  saveLabel: 'Save the report',
  saved: 'The report is saved and encrypted. Its number is',
} as const;

/** Takes a report, from nothing set up to an encrypted, committed incident. */
export const REPORT_NEW = {
  ...TAKING,
  id: 'report new',
  offersToAdd: true,
  questions: reportQuestions,
  attaches: filesIn,
  afterwards: (given: Given, carried: number) =>
    given['hide-reporter'] === 'yes' ? [withYouAlone(filesIn(given).length + carried)] : [],
  decide: (
    given: Given,
    me: string,
    draft: EntryList,
    facts: Partial<Pick<ReportFacts, 'attached' | 'members'>> = {},
  ) => {
    openIncident(given, me, draft, facts, false);
  },
} satisfies Opening;

/** The same in a hurry: was anybody in danger, and what was said. */
export const REPORT_QUICK = {
  ...TAKING,
  id: 'report new --quick',
  inAHurry: true,
  questions: (playbook: Playbook) => reportQuestions(playbook).filter(({ id }) => isQuickQuestion(id)),
  afterwards: () => [QUICK_STANDS_OPEN],
  decide: (
    given: Given,
    me: string,
    draft: EntryList,
    facts: Partial<Pick<ReportFacts, 'attached' | 'members'>> = {},
  ): void => {
    openIncident(given, me, draft, facts, true);
  },
} satisfies Opening;

/** What was saved in a hurry cannot be hidden any more from whoever is let in. */
export const QUICK_STANDS_OPEN =
  'Whoever is let in later reads these words, and who reported it. Where that must stay hidden from them, take it with `coc report new`, which asks for it.';

function isQuickQuestion(id: string): boolean {
  return ['threat', 'threat-actions', 'law-enforcement', 'your-name', 'account', 'received-at'].includes(id);
}

/** A new incident ("Receiving", "Permission to share"). */
function openIncident(
  given: Given,
  me: string,
  draft: EntryList,
  facts: Partial<Pick<ReportFacts, 'attached' | 'members'>>,
  quick: boolean,
): void {
  draft.add({ kind: 'opened', ...(quick && { quick: true }) });
  const { reporter, hiddenTo } = addReport(draft, given, { me, members: facts.members ?? [] });
  addFiles(draft, given, facts, { from: reporter, receivedAt: text(given['received-at']), few: hiddenTo });
}

/** Of an incident that others may open, what they cannot. */
function withYouAlone(files: number): string {
  return files === 0
    ? 'Who reported it, and their words, stay with you alone.'
    : 'Who reported it, their words and their files stay with you alone.';
}
