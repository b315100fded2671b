import { readFileSync, readlinkSync } from 'node:fs';

/** Whether a process of this machine runs, whoever it belongs to. One that has ended and still has its number does not. */
export function isRunning(pid: number): boolean {
  if (/^[ZX]$/.test(statOf(pid)?.[0] ?? '')) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** `PID-START-BOOT-NAMESPACE`. */
const STAMP = /^([1-9]\d*)-(\d+)-([0-9a-f]+)-(\d+)$/;

/**
 * A process, told from every other that comes to have its number: by when it began, in which run of the machine, and in
 * which container. Where the machine does not say, by its number alone. Undefined where it is gone.
 */
export function stampOf(pid: number): string | undefined {
  const start = startOf(pid);
  if (start === undefined && !isRunning(pid)) return undefined;
  const { boot, namespace } = machine();
  return `${pid}-${start ?? 0}-${boot}-${namespace}`;
}

/**
 * Whether the process of a stamp has ended. False where that cannot be told, as in another container; true for a stamp of
 * an earlier run of the machine, and for what is no stamp.
 */
export function hasEnded(stamp: string): boolean {
  const [, pid, start, boot, namespace] = STAMP.exec(stamp) ?? [];
  if (pid === undefined) return true;
  const here = machine();
  if (boot !== here.boot) return true;
  if (namespace !== here.namespace) return false;
  if (!isRunning(Number(pid))) return true;
  return start !== '0' && String(startOf(Number(pid)) ?? start) !== start;
}

/**
 * The process at the head of the terminal that this one was started from: the shell in it, or what it was opened with.
 * Undefined where there is no terminal, or the machine does not say.
 */
export function leaderOfTerminal(): number | undefined {
  const stat = statOf(process.pid);
  const [session, terminal] = [Number(stat?.[3]), Number(stat?.[4])];
  return session > 0 && terminal !== 0 ? session : undefined;
}

/** When a process began, in ticks since the machine did; undefined where it is gone, or the machine does not say. */
function startOf(pid: number): string | undefined {
  return statOf(pid)?.[19];
}

/** What the machine says of a process, from its state on (proc(5), `stat`); undefined as for `startOf`. */
function statOf(pid: number): readonly string[] | undefined {
  const stat = ofMachine(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  // The name of the program stands before, in brackets, and may hold blanks and brackets itself.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function machine(): { readonly boot: string; readonly namespace: string } {
  const boot = ofMachine(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1'));
  const namespace = ofMachine(() => readlinkSync('/proc/self/ns/pid'));
  return {
    boot: boot?.replace(/[^0-9a-f]/g, '').slice(0, 12) ?? '0',
    namespace: /\d+/.exec(namespace ?? '')?.[0] ?? '0',
  };
}

function ofMachine(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
