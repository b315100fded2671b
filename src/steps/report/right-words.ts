import { type EntryOf, isKnown } from '../../incident/entry.ts';
import { lastOf } from '../../incident/knew.ts';
import type { IncidentView } from '../../incident/view.ts';
import { strictestOf } from '../../incident/wishes.ts';
import type { Answers } from '../../interview/question.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, text } from '../../policy/given-answers.ts';
import { knownToFew, wordsProblem } from '../../policy/permission.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import { oneFrom, TEXT } from '../questions.ts';
import { ask, type ReportQuestion } from './playbook-question.ts';

/** Words in which something was permitted or refused, as they are open to whoever reads. */
interface Spoken {
  /** What an answers file calls them. */
  readonly value: string;
  readonly label: string;
  readonly entry: EntryOf<'permission' | 'permitted'>;
  readonly by: readonly string[];
  readonly words: string;
  /** Whether they are those of a permission, and not of a refusal. */
  readonly permits: boolean;
}

export function hasWords(incident: IncidentView): boolean {
  return spokenIn(incident).length > 0;
}

export function askRightWords(
  playbook: Playbook,
  when: (answers: Answers) => boolean,
): readonly ReportQuestion[] {
  return [
    ask(playbook, 'which-words', {
      answer: oneFrom(({ incident }) =>
        (incident === undefined ? [] : spokenIn(incident)).map(({ value, label }) => ({ value, label })),
      ),
      required: true,
      when,
    }),
    ask(playbook, 'right-words', {
      answer: TEXT,
      isSaid: true,
      required: true,
      when,
      initial: (answers, { incident }) => spokenOf(answers, incident)?.words,
      check: (answer, answers, { incident }) =>
        spokenOf(answers, incident)?.permits === false ? undefined : wordsProblem(String(answer)),
    }),
  ];
}

function spokenIn(incident: IncidentView): readonly Spoken[] {
  const { reports, permitted = [], entries, people } = incident;
  const onSharing = reports.flatMap(
    ({ id, number, reporter, permission, permittedBy = [reporter] }): readonly Spoken[] => {
      const all = entries.filter(
        (one): one is EntryOf<'permission'> => isKnown(one) && one.kind === 'permission' && one.report === id,
      );
      const entry = strictestOf(lastOf(all, incident));
      if (entry === undefined || permission === undefined) return [];
      const value = `sharing-${number}`;
      return [
        {
          value,
          label: `${permittedBy.join(', ')}, on sharing report ${number}`,
          entry,
          by: [reporter],
          words: permission,
          permits: true,
        },
      ];
    },
  );
  const known = people.map(({ ref }) => ref);
  const onTelling = permitted.flatMap((entry, index): readonly Spoken[] =>
    entry.words === undefined
      ? []
      : [
          {
            value: `told-${index + 1}`,
            label: `${entry.people.filter((ref) => known.includes(ref)).join(', ')}, on ${TELLING[entry.what]}`,
            entry,
            by: entry.people,
            words: entry.words,
            permits: entry.answer === 'yes',
          },
        ],
  );
  return [...onSharing, ...onTelling];
}

const TELLING: Readonly<Record<EntryOf<'permitted'>['what'], string>> = {
  'tell-accused': 'telling the accused',
  employer: 'telling an employer',
  announce: 'an announcement',
  name: 'naming them',
};

function spokenOf(given: Given, incident: IncidentView | undefined): Spoken | undefined {
  return incident && spokenIn(incident).find(({ value }) => value === given['which-words']);
}

/** The words alone: who may know, and what may be told, stays as it was answered. */
export function putWordsRight(draft: EntryList, given: Given, situation: Situation): void {
  const spoken = spokenOf(given, situation.incident);
  const words = text(given['right-words']);
  if (spoken === undefined) throw new Error('words that are not there');
  const { entry, by } = spoken;
  if (words === undefined || words === spoken.words) return;
  const to = entry.sealed === undefined ? undefined : (knownToFew(by, situation) ?? [situation.me]);
  if (to === undefined) draft.add({ kind: 'words-corrected', entry: entry.id, words });
  else draft.add({ kind: 'words-corrected', entry: entry.id }, { to, fields: { words } });
}
