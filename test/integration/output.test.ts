import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Io } from '../../src/io.ts';
import { run } from '../../src/run.ts';
import { ioWithin } from '../places/in-process.ts';
import { ana, coc, FEW, json, type Place } from './run.ts';

/** Takes nothing, as a full disk, a pipe that nobody reads, or a terminal that is gone. */
function refusing(code: string): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) =>
      done(Object.assign(new Error('no'), { code, syscall: 'write', errno: -1 })),
  });
}

/** Takes a report while one of the streams takes nothing. */
async function reporting(
  place: Place,
  streams: Partial<Pick<Io, 'stdout' | 'stderr'>>,
  argv: readonly string[],
) {
  const around = { env: place.env, cwd: place.home, stdin: JSON.stringify(FEW) };
  const { io, stdout, stderr } = ioWithin(around);
  const code = await run([...argv, '--answers', '-', '--yes'], { ...io, ...streams });
  const saved = json(await coc(place, ['list', '--json'])).length;
  return { code, saved, stdout: stdout(), stderr: stderr() };
}

const NEW = ['report', 'new'];

describe('a run that cannot print', () => {
  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EIO', 'the machine says EIO'],
  ])('saves all the same, and says what was not: %s', async (code, why) => {
    const ran = await reporting(await ana(), { stdout: refusing(code) }, NEW);
    expect(ran).toMatchObject({ code: 1, saved: 1 });
    expect(ran.stderr).toContain(`could not be written: ${why}`);
    expect(ran.stderr).toContain('what it was to save is saved');
  });

  it('ends well where whoever reads has read enough', async () => {
    const ran = await reporting(await ana(), { stdout: refusing('EPIPE') }, NEW);
    expect(ran).toMatchObject({ code: 0, saved: 1, stderr: '' });
  });

  it.each(['ENOSPC', 'EPIPE', 'EIO'])('saves where nothing can be told at all: %s', async (code) => {
    const place = await ana();
    const stderr = refusing(code);
    expect(await reporting(place, { stderr }, NEW)).toMatchObject({ code: 0, saved: 1 });
    expect(await reporting(place, { stderr: refusing(code) }, ['nosuch'])).toMatchObject({
      code: 2,
      saved: 1,
    });
    const both = { stdout: refusing(code), stderr: refusing(code) };
    expect(await reporting(place, both, NEW)).toMatchObject({ code: code === 'EPIPE' ? 0 : 1, saved: 2 });
  });
});
