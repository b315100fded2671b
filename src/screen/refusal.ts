import type { Finding } from '../policy/finding.ts';
import type { Refusal } from '../policy/gates.ts';
import { type Block, listIfAny } from '../text/block.ts';
import { listed } from '../text/listed.ts';

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
      eachOnce(findings).map(({ what, words, places }) => {
        const where = places.map((at) => {
          const [question = '', line] = at.split(', ');
          return [labelOf(question), line].filter(Boolean).join(', ');
        });
        return [
          ...(where.length === 0 ? [] : [listed(where)]),
          ...(words === undefined ? [] : [`“${words}”`]),
          what,
        ].join(': ');
      }),
    ),
  ];
}

/** What is found in several answers, as in a sentence and in the text that is made of it, is said once, with all its places. */
function eachOnce(
  findings: readonly Finding[],
): readonly (Pick<Finding, 'what' | 'words'> & { readonly places: readonly string[] })[] {
  const found = new Map<string, { what: string; words?: string; places: string[] }>();
  for (const { what, at, words } of findings) {
    const key = JSON.stringify([what, words]);
    const one = found.get(key) ?? { what, ...(words !== undefined && { words }), places: [] };
    found.set(key, at === undefined ? one : { ...one, places: [...one.places, at] });
  }
  return [...found.values()];
}
