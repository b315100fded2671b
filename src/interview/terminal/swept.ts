import { dirname } from 'node:path';
import type { Block } from '../../text/block.ts';
import type { Swept } from './edit-folder.ts';

/** What somebody is to know of texts that a coc which was killed had left in memory. */
export function sweptBlocks({ removed, left }: Swept): readonly Block[] {
  const gone: Block = {
    kind: 'text',
    text: 'coc was ended while an editor was open. What you had saved in it is kept: `coc report resume` goes on with it. The copy in memory is removed now.',
  };
  return [...(removed > 0 ? [gone] : []), ...left.flatMap(leftBlocks)];
}

function leftBlocks(path: string): readonly Block[] {
  return [
    {
      kind: 'text',
      text: 'coc was ended while an editor was open, and the editor went on. What it saved last is in memory and nowhere else, until this machine is switched off.',
    },
    { kind: 'text', text: 'Type `coc report resume`. At the same question type `:clear`, then this:' },
    { kind: 'command', text: `:file ${path}` },
    { kind: 'text', text: 'Afterwards this removes it:' },
    { kind: 'command', text: `rm -r ${dirname(path)}` },
  ];
}
