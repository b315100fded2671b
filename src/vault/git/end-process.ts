import { type ChildProcess, spawnSync } from 'node:child_process';

/** How long a process has to tidy up (lock files, the terminal's echo) before it is killed. Milliseconds. */
const GRACE = 2_000;

/**
 * Ends a process and all that it started: asks first, and kills 2 seconds later whatever is left.
 * `ownGroup` says that it leads a process group of its own; otherwise those below it are looked up with `ps`, and where
 * there is no `ps` only the process itself is ended.
 *
 * @param killed called once nothing can be left
 * @returns kills what is left at once
 */
export function endProcess(child: ChildProcess, ownGroup: boolean, killed: () => void): () => void {
  const { pid } = child;
  if (pid === undefined) return () => undefined;
  // Looked up now: once their parent is gone, nothing tells whose they were.
  const all = ownGroup && process.platform !== 'win32' ? [-pid] : [...below(pid), pid];
  for (const one of all) signal(one, 'SIGTERM');
  const timer = setTimeout(kill, GRACE);
  return kill;

  function kill(): void {
    clearTimeout(timer);
    for (const one of all) signal(one, 'SIGKILL');
    killed();
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself.
  }
}

function below(pid: number): readonly number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = (stdout ?? '').split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const found = new Set([pid]);
  for (const parent of found)
    for (const [child, its] of pairs) if (its === parent && child !== undefined) found.add(child);
  found.delete(pid);
  return [...found];
}
