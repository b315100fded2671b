import { readMoment } from '../../interview/moment.ts';
import type { Answer, Answers } from '../../interview/question.ts';
import { noSuchDates } from '../../letters/no-such-date.ts';
import type { ReportFacts } from '../../policy/situation.ts';
import type { Block } from '../../text/block.ts';
import { listed } from '../../text/listed.ts';
import { showUnderstood } from '../../text/moment.ts';
import { earliestOf, latestOf } from '../../text/rough.ts';
import { FORGIVEN_CLOCK } from '../questions.ts';
import { text } from './playbook-question.ts';

const STAYS = 'It stays as you wrote it; at the end you can change it.';

/** What is said of the words about when it was, which are somebody's and stay as they are. */
export function saidOfWhen(answers: Answers, facts: ReportFacts): readonly Block[] {
  const [unreal, coming] = [noSuchWhen(answers), stillToCome(answers, facts)];
  return [...unreal, ...coming, ...(coming.length > 0 ? [] : receivedBefore(answers, facts))];
}

/** The same for an answers file. */
export function unsureWhen(answer: Answer, answers: Answers, facts: ReportFacts): readonly string[] {
  const isComing = stillToCome(answers, facts).length > 0;
  return [
    ...unsureDay(answer, answers),
    ...(isComing ? ['is still to come'] : []),
    ...(!isComing && receivedBefore(answers, facts).length > 0 ? ['is after the report reached you'] : []),
  ];
}

/** Of one of which nobody knows any more what “yesterday” was. */
export function unsureDay(_answer: Answer, answers: Answers): readonly string[] {
  return noSuchWhen(answers).length > 0 ? ['has a day or a time that there is not'] : [];
}

/** That there is no such day or time. */
export function noSuchWhen({ when }: Answers): readonly Block[] {
  const unreal = noSuchDates(String(when ?? ''));
  return unreal.length === 0 ? [] : [text(`There is no ${listed(unreal, 'and no')}. ${STAYS}`)];
}

/** That the report came in before what it tells of, where both are moments. */
export function receivedBefore(answers: Answers, { now }: ReportFacts): readonly Block[] {
  const [at, received] = [happenedAt(answers, now), answers['received-at']];
  if (at === undefined || typeof received !== 'string') return [];
  if (earliestOf(at).getTime() <= latestOf(received).getTime() + FORGIVEN_CLOCK) return [];
  const [happened, came] = [at, received].map((one) => showUnderstood(one, now));
  const words = `By this, the report reached you (${came}) before it happened (${happened}). If one of the two was a slip, change it at the end, where all answers are looked over.`;
  return [text(words)];
}

/** That it names a time that is still to come. */
function stillToCome(answers: Answers, { now }: ReportFacts): readonly Block[] {
  const at = happenedAt(answers, now);
  if (at === undefined || earliestOf(at).getTime() <= now.getTime() + FORGIVEN_CLOCK) return [];
  return [text(`That is ${showUnderstood(at, now)}, which is still to come. ${STAYS}`)];
}

/** When it happened, where the words for it say no more than a moment. */
function happenedAt({ when }: Answers, now: Date): string | undefined {
  const read = readMoment(String(when ?? ''), now);
  return 'value' in read ? read.value : undefined;
}
