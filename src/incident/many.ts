import type { Details } from './entry.ts';

/** The words for those whom nobody counted, and who have no mark. */
export function manyIn({ manyAffected, manyWho, manyOthers }: Details): readonly string[] {
  return [manyAffected, manyWho, manyOthers].filter((words) => words !== undefined);
}
