import type { EntryList } from './entry-list.ts';
import { type Given, list, text } from './given.ts';
import { addLetter, addTold, noteName, waitingLetter } from './notice.ts';
import type { Situation } from './situation.ts';

/** A short, factual report to an employer, on one of the policy's grounds ("Employer reports"). */
export function tellEmployer(given: Given, situation: Situation, draft: EntryList): void {
  if (given.state === 'sent') {
    addTold(
      draft,
      'employer',
      given,
      situation,
      waitingLetter('employer', text(given.person), situation)?.id,
    );
    return;
  }
  const letter = addLetter(draft, 'employer', given, { grounds: [...list(given.grounds)] });
  noteName(given, situation, draft);
  noteEmployer(given, situation, draft);
  if (given.sent === 'yes') addTold(draft, 'employer', given, situation, letter);
}

/** Who the employer is belongs to the person, so that no other text gives it away. */
function noteEmployer(given: Given, { incident }: Situation, draft: EntryList): void {
  const person = incident.people.find(({ ref }) => ref === given.person);
  const employer = text(given.employer);
  if (person !== undefined && employer !== undefined && employer !== person.employer)
    draft.add({ kind: 'person', person: person.ref, role: person.role, employer });
}
