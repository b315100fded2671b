import { numberPeople } from '../../incident/people.ts';
import { isRequired } from '../../interview/check.ts';
import type { Answers } from '../../interview/question.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import type { Given } from '../../policy/given-answers.ts';
import type { ReportFacts, Situation } from '../../policy/situation.ts';
import type { Block } from '../../text/block.ts';
import { addKeptOut, mayBeMeant } from './accused.ts';
import { type Addition, reportMeant, usedIn } from './addition.ts';
import { isKnown, isLeftAlone } from './answered-before.ts';
import {
  addAffected,
  addDetails,
  addHearer,
  addTerms,
  addThreat,
  channelOf,
  completeReporter,
} from './entries.ts';
import { text } from './playbook-question.ts';
import { canBeNoted, NOT_REACHED } from './unreachable.ts';

const VALUE = 'detail';
/** Part of what a report is; completing it later does not touch them. */
const OF_THE_REPORT = new Set(['account', 'received-at', 'hide-reporter', 'summary']);
/** Missing only where the report was taken in a hurry. */
const WHEN_IN_NO_HURRY = new Set(['channel', 'heard-by', 'conflicts']);

/** Who may have done it and who can open it: whom a new permission shuts out, and who is kept out. */
const NEVER_PASSED_OVER = new Set(['readers', 'conflicts']);

/** What was not known, or not asked, when a report was taken. */
export const DETAIL: Addition = {
  value: VALUE,
  choice: () => ({ value: VALUE, label: 'A detail that was missing' }),
  ofOneReport: () => true,
  asks: (question) => {
    const { id, when = () => true, offered = () => true, initial } = question;
    if (OF_THE_REPORT.has(id)) return undefined;
    return {
      ...question,
      required: (answers, facts) => NEVER_PASSED_OVER.has(id) && isRequired(question, answers, facts),
      when: (answers, facts) =>
        (facts.incident?.quick === true ||
          !WHEN_IN_NO_HURRY.has(id) ||
          (id === 'conflicts' && mayBeMeant(answers, facts).length > 0)) &&
        !isKnown(id, answers, facts) &&
        when(answers, facts),
      offered: (answers, facts) => offered(answers, facts) && !isLeftAlone(id, answers, facts),
      // Enter must not write down again what was settled when the report was taken with time for all questions.
      initial: (answers, facts) =>
        facts.incident?.quick === true || id === 'conflicts' ? initial?.(answers, facts) : undefined,
      ...(id === 'reporter-contact' && { after: whereNotReached }),
    };
  },
  write: completeReport,
};

/** Where it goes that there is no way to them, which is more than that they said none. */
function whereNotReached(answers: Answers, { incident }: ReportFacts): readonly Block[] {
  if (incident === undefined || answers['reporter-contact'] !== null) return [];
  const { reporter } = reportMeant(answers, incident);
  return canBeNoted(reporter, incident)
    ? [
        text(
          `If ${reporter} cannot be reached at all, note that as well: \`coc report add\`, “${NOT_REACHED}”.`,
        ),
      ]
    : [];
}

/** Completes a report with what was not known when it was taken. */
function completeReport(draft: EntryList, given: Given, situation: Situation): void {
  const { incident, me } = situation;
  const number = numberPeople(usedIn(incident));
  const report = reportMeant(given, incident);
  const hiddenTo = report.restricted ? [me] : undefined;
  completeReporter(draft, given, incident.people, report.reporter, hiddenTo);
  addThreat(draft, given, incident.threat);
  addAffected(draft, given, number, incident.people);
  const { members } = situation;
  const heard = addHearer(draft, given['heard-by'], number, incident.people, { hiddenTo, me, members });
  const channel = channelOf(given);
  addDetails(draft, given, report.id, number, incident.people, {
    ...(channel && { channel }),
    ...heard,
  });
  addKeptOut(draft, given, situation);
  addTerms(draft, given, report.id, hiddenTo, incident);
}
