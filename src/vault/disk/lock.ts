import { stat, utimes } from 'node:fs/promises';
import { uptime } from 'node:os';
import { lock } from 'proper-lockfile';
import { isSystemError, UserError } from '../../errors.ts';

/** A lock whose holder has not renewed it for so long belonged to a process that is gone. Milliseconds. */
const STALE_AFTER = 5_000;
const RENEWED_EVERY = 1_000;
const WAITED_AT_MOST = 60_000;
const BETWEEN_TRIES = 150;
/** How far the clock of a file system may be off that of the machine. Milliseconds. */
const CLOCKS_APART = 60_000;

export interface Lock {
  /** Throws where the lock was lost meanwhile, say by a laptop that slept: call it before the last step. */
  assertHeld(): void;
}

/**
 * Runs `work` while no other coc writes to the same folder; waits for its turn.
 *
 * @param waiting called once where it has to wait
 */
export async function withLock<T>(
  folder: string,
  waiting: () => void,
  work: (lock: Lock) => Promise<T>,
): Promise<T> {
  let lost = false;
  const release = await acquire(folder, waiting, () => {
    lost = true;
  });
  try {
    return await work({
      assertHeld() {
        if (lost)
          throw new UserError('Another coc took over while this one was paused. Nothing was changed.', {
            hints: ['What you answered is kept. Try again.'],
          });
      },
    });
  } finally {
    if (!lost) await release();
  }
}

async function acquire(
  folder: string,
  waiting: () => void,
  onCompromised: () => void,
): Promise<() => Promise<void>> {
  const lockfilePath = `${folder}/coc.lock`;
  const deadline = Date.now() + WAITED_AT_MOST;
  let told = false;
  for (;;) {
    try {
      return await lock(folder, {
        lockfilePath,
        stale: STALE_AFTER,
        update: RENEWED_EVERY,
        realpath: false,
        onCompromised,
      });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ELOCKED')) throw error;
      if (Date.now() > deadline) {
        throw new UserError('Another coc has been writing to the reports repository for a minute.', {
          hints: ['What you answered is kept. Close the other one, then try again.'],
        });
      }
      await growOld(lockfilePath);
      if (!told) waiting();
      told = true;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES));
    }
  }
}

/** A lock of a time to come, as of a clock that was wrong, would never grow old: it is one of now, and grows old from here. */
async function growOld(lockfilePath: string): Promise<void> {
  try {
    const now = new Date(Date.now());
    const { mtimeMs } = await stat(lockfilePath);
    if (mtimeMs > now.getTime() + STALE_AFTER) await utimes(lockfilePath, now, now);
  } catch (error) {
    // Whoever held it has let go meanwhile.
    if (!isSystemError(error)) throw error;
  }
}

/** Whether a file was left before this machine was started last: whoever made it is gone. */
export async function isFromBeforeThisBoot(path: string): Promise<boolean> {
  try {
    return (await stat(path)).mtimeMs < Date.now() - uptime() * 1000 - CLOCKS_APART;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}
