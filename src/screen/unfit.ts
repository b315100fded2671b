import { unfitWords } from '../policy/own-wording.ts';
import type { Playbook } from '../policy/playbook.ts';
import type { Block } from '../text/block.ts';
import { listIfAny } from '../text/block.ts';

/** What in the letters of a playbook would be refused in a text that somebody types. */
export function unfitBlocks(playbook: Playbook): readonly Block[] {
  return listIfAny(
    'Look at these words of its letters again. In a text that goes out coc refuses them:',
    unfitWords(playbook).map(({ place, line, found, why }) => `${place}, line ${line}: “${found}”. ${why}`),
  );
}
