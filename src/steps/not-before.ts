import type { Answer, Answers } from '../interview/question.ts';
import type { Before } from '../policy/came-first.ts';
import type { Situation } from '../policy/situation.ts';
import type { Block } from '../text/block.ts';
import { showUnderstood } from '../text/moment.ts';
import { latestOf } from '../text/rough.ts';
import { FORGIVEN_CLOCK, type Rest } from './questions.ts';

type Known = (answers: Answers, situation: Situation) => readonly Before[];

/** What a moment that is answered follows upon, as far as that is recorded. */
export interface Following {
  /** Before that it cannot be. */
  readonly never?: Known;
  /** Before that it hardly is: whoever writes it is told, and can leave it. */
  readonly hardly?: Known;
}

/**
 * The question when something was that comes after something else.
 *
 * @param id its own
 */
export function notBefore(id: string, rest: Rest, { never, hardly }: Following): Rest {
  return {
    ...rest,
    check: (answer, answers, situation) => {
      const [broken] = before(answer, never?.(answers, situation));
      return broken === undefined
        ? rest.check?.(answer, answers, situation)
        : `cannot be: that is before ${broken.what}`;
    },
    unsure: (answer, answers, situation) => [
      ...(rest.unsure?.(answer, answers, situation) ?? []),
      ...before(answer, hardly?.(answers, situation)).map(({ what }) => `is before ${what}`),
    ],
    after: (answers, situation) => [
      ...(rest.after?.(answers, situation) ?? []),
      ...before(answers[id], hardly?.(answers, situation)).map((one) => askToLook(one, situation)),
    ],
  };
}

/** What was later than the answer, however that is meant. */
function before(answer: Answer | undefined, known: readonly Before[] = []): readonly Before[] {
  if (typeof answer !== 'string') return [];
  const end = latestOf(answer).getTime() + FORGIVEN_CLOCK;
  return known.filter(({ at }) => end < Date.parse(at));
}

function askToLook({ at, what }: Before, { now }: Situation): Block {
  const words = `By this it was before ${what} (${showUnderstood(at, now)}). It stays as you wrote it; if it was a slip, change it at the end, where all answers are looked over.`;
  return { kind: 'text', text: words };
}
