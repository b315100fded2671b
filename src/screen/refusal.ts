import type { Refusal } from '../policy/gates.ts';
import { type Block, listIfAny } from '../text/block.ts';

/**
 * A rule that is broken, and by what: with the words of the answers, for the screen of whoever wrote them.
 *
 * @param labelOf what a question is called where all answers are looked over
 */
export function refusalBlocks(
  { why, title, findings, all = [] }: Refusal,
  labelOf: (question: string) => string,
): readonly Block[] {
  if (all.length > 0) return all.flatMap((one) => refusalBlocks(one, labelOf));
  return [
    { kind: 'urgent', text: `${why} (Policy: ${title})` },
    ...listIfAny(
      'Found',
      findings.map(({ what, at = '', words }) => {
        const [question = '', line] = at.split(', ');
        const where = question === '' ? [] : [[labelOf(question), line].filter(Boolean).join(', ')];
        return [...where, ...(words === undefined ? [] : [`“${words}”`]), what].join(': ');
      }),
    ),
  ];
}
