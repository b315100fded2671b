import type { Attachment } from '../../incident/evidence.ts';
import type { IncidentView } from '../../incident/view.ts';
import type { Answers, Question } from '../../interview/question.ts';
import { FILES, nameOfFile } from '../../policy/for-few.ts';
import { type Given, list } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Attached, ReportFacts } from '../../policy/situation.ts';
import { listIfAny } from '../../text/block.ts';
import { asker, choicesIn } from '../questions.ts';

/** The question whether files that are called as others that are there take their place. */
const SAME_NAMES = 'same-names';

/** Whether new files take the place of those that are there under the same names: as `coc evidence replace` does, several at once. */
export function sameNamesQuestion(
  playbook: Playbook,
  isAbout: (answers: Answers) => boolean = () => true,
): Question<ReportFacts> {
  return asker<'evidence', ReportFacts>(playbook, 'evidence')(SAME_NAMES, {
    answer: choicesIn(playbook, 'evidence', SAME_NAMES),
    required: true,
    assume: true,
    initial: () => 'no',
    when: (answers, facts) => isAbout(answers) && pairs(answers, facts).length > 0,
    restsOn: (answers, facts) => pairs(answers, facts).map(({ name, one }) => [name, one.id]),
    before: (answers, facts) =>
      listIfAny(
        'Of the same names, new and there already',
        pairs(answers, facts).map(({ name, number }) => `${name}: as number ${number}`),
      ),
  });
}

/** Which of the incident each of these takes the place of, by the digest that it is sealed with. */
export function replacedBySameNames(
  given: Given,
  facts: Pick<ReportFacts, 'incident'>,
  attached: readonly Attached[],
): (one: Attached) => string | undefined {
  if (given[SAME_NAMES] !== 'yes' || facts.incident === undefined) return () => undefined;
  const replaced = new Map(
    paired(
      attached.filter(({ isWhole }) => isWhole !== true),
      facts.incident,
    ).map(({ file, one }) => [file, one.id]),
  );
  return (one) => replaced.get(one);
}

interface Pair<F> {
  readonly file: F;
  readonly one: Attachment;
  /** As the list of what is kept counts it. */
  readonly number: number;
}

function pairs(answers: Answers, { incident, comesWith }: ReportFacts) {
  if (incident === undefined) return [];
  const typed = list(answers[FILES]).map((path) => ({ name: nameOfFile(path) }));
  return paired([...typed, ...(comesWith?.within ?? [])], incident).map(({ file: { name }, ...pair }) => ({
    name,
    ...pair,
  }));
}

/** Each, as far as its bytes are others, with the newest that is there under its name and that nothing was put in the place of; of those each goes once. */
function paired<F extends { readonly name: string; readonly sha256?: string }>(
  files: readonly F[],
  { evidence }: IncidentView,
): readonly Pair<F>[] {
  const left = evidence
    .map((one) => ({ one, number: one.number }))
    .filter(({ one }) => one.replacedBy === undefined)
    .reverse();
  const isThere = ({ name, sha256 }: F): boolean =>
    evidence.some((one) => one.name === name && one.sha256 === sha256);
  return files.flatMap((file) => {
    if (isThere(file)) return [];
    const at = left.findIndex(({ one }) => one.name === file.name);
    const [found] = at < 0 ? [] : left.splice(at, 1);
    return found === undefined ? [] : [{ file, ...found }];
  });
}
