import type { Block } from '../text/block.ts';
import { count } from '../text/count.ts';
import type { Check, Group } from './doctor-checks.ts';

const TITLES: Readonly<Record<Group, string>> = {
  machine: 'This machine',
  history: 'The reports repository',
  sharing: 'Sharing',
  team: 'The team',
  incidents: 'The incidents',
};

/** What was looked at, group by group: what is in order, what could be better, and, marked, what needs attention. */
export function doctorBlocks(checks: readonly Check[]): readonly Block[] {
  const groups = (Object.keys(TITLES) as Group[]).flatMap((group) => {
    const own = checks.filter((one) => one.group === group);
    return own.length === 0 ? [] : [{ kind: 'heading', text: TITLES[group] } as const, ...groupBlocks(own)];
  });
  return [{ kind: 'text', text: verdict(checks) }, ...groups];
}

function verdict(checks: readonly Check[]): string {
  const number = (state: Check['state']): number => checks.filter((one) => one.state === state).length;
  const [needed, better] = [number('attention'), number('hint')];
  const hints = better === 0 ? '' : ` ${count(better, 'thing')} could be better.`;
  if (needed === 0) return `Everything is in order.${hints}`;
  return `${count(needed, 'thing')} ${needed === 1 ? 'needs' : 'need'} attention, marked “!!”.${hints}`;
}

function groupBlocks(checks: readonly Check[]): readonly Block[] {
  const of = (state: Check['state']): readonly Check[] => checks.filter((one) => one.state === state);
  const items = [
    ...of('ok').map(({ text }) => text),
    ...of('hint').map(({ text, todo }) => ['Could be better:', text, ...todo].join(' ')),
  ];
  return [
    ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
    ...of('attention').flatMap(({ text, todo }): readonly Block[] => [
      { kind: 'urgent', text },
      ...(todo.length > 0 ? [{ kind: 'text', text: todo.join('\n') } as const] : []),
    ]),
  ];
}
