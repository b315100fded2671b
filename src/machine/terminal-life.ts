import { spawnSync } from 'node:child_process';
import { leaderOfTerminal } from '../processes.ts';

/**
 * The number of a process that lives as long as the terminal that coc was started from does: the one at its head, and no shell
 * or script in between, as `npm start` puts one. Without a terminal, whoever started coc.
 */
export function terminalLife(): number {
  return leaderOfTerminal() ?? topOf(listed(), process.pid) ?? process.ppid;
}

/** A line of `ps`: a process, who started it, and at which terminal it is. */
export interface Listed {
  readonly pid: number;
  readonly parent: number;
  readonly terminal: string;
}

/** The furthest of those that started it, one another, at the same terminal; undefined where there is none. */
export function topOf(processes: readonly Listed[], pid: number): number | undefined {
  const of = (one: number): Listed | undefined => processes.find((each) => each.pid === one);
  const own = of(pid);
  if (own === undefined || /^\?*$|^-$/.test(own.terminal)) return undefined;
  let top = own;
  for (let next = of(top.parent); next?.terminal === own.terminal; next = of(top.parent)) top = next;
  return top.pid;
}

/** For systems that have no /proc. */
function listed(): readonly Listed[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,tty='], { encoding: 'utf8' });
  return (stdout ?? '').split('\n').flatMap((line) => {
    const [, pid, parent, terminal = ''] = /^\s*(\d+)\s+(\d+)\s+(\S*)/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), terminal }];
  });
}
