import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FEW } from '../integration/run.ts';
import { bytes, mail } from '../unit/mail/written.ts';
import { compressed, msg, winmail } from '../unit/mail/written-outlook.ts';
import { Home } from './home.ts';
import { COC, KEY } from './terminal.ts';

const MB = 1024 * 1024;
const READER = new URL('../../dist/mail-reader.js', import.meta.url).pathname;
const HEAD = 'From: Mara Lind <mara@visitors.example>\nSubject: x\nMIME-Version: 1.0\n';
const MIXED = `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n`;
const PART = '--b\nContent-Type: text/plain\n\n';
const of = (text: string, count: number): string => text.repeat(count);
const long = (head: string): Uint8Array => bytes(head, Buffer.alloc(100 * MB, 'x'));
/** The most that coc itself takes, in KB, and in milliseconds with the process that it reads in. */
const MEMORY = 1_000_000;
const TIME = 60_000;

/** A compound file in which a table leads from each sector to itself. */
function round(): Uint8Array {
  const file = Buffer.from(msg({ properties: [[0x1000, 'x'.repeat(5000)]] }));
  for (let at = 512; at + 4 <= file.length; at += 4)
    if (file.readUInt32LE(at) > 0xfffffff0 && file.readUInt32LE(at) < 0xffffffff) file.writeUInt32LE(1, at);
  return file;
}

/** What each is, and whether it is read into words. */
const HOSTILE: Readonly<Record<string, readonly [given: () => Uint8Array, isRead: boolean]>> = {
  '10,000 parts': [() => bytes(MIXED, of(`${PART}words\n`, 10_000)), true],
  '10,000 attachments': [
    () =>
      bytes(
        MIXED,
        of('--b\nContent-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\nQUJD\n', 10_000),
      ),
    true,
  ],
  'a million empty parts': [() => bytes(MIXED, of('--b\n\n', 1_000_000)), false],
  'parts 200 deep': [
    () =>
      bytes(
        HEAD,
        ...Array.from(
          { length: 200 },
          (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
        ),
        '\nwords',
      ),
    true,
  ],
  'parts 20,000 deep': [
    () =>
      bytes(
        HEAD,
        ...Array.from(
          { length: 20_000 },
          (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
        ),
      ),
    false,
  ],
  'a line of 100 MB': [() => long(`${HEAD}\nwords\n`), true],
  'a header of 100 MB': [() => long(`${HEAD}X-A: `), false],
  'base64 that is all marks': [
    () =>
      bytes(MIXED, '--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n', of('=A', 5 * MB)),
    false,
  ],
  'blank lines without an end': [() => bytes(HEAD, '\nwords\n', of('\n', 4 * MB), '> x'), false],
  'a .msg that goes round': [round, false],
  'RTF that grows': [() => winmail({ properties: [[0x1009, bomb(20_000_000)]] }), false],
};

/** Compressed RTF of which each two bytes become seventeen, and none of them says that it ends. */
function bomb(count: number): Uint8Array {
  const head = Buffer.from(compressed('{\\rtf1 x}')).subarray(0, 16);
  head.writeUInt32LE(count + 12, 0);
  const body = Buffer.alloc(count);
  let length = 207;
  for (let at = 0; at + 17 <= count; at += 17) {
    body[at] = 0xff;
    for (let pair = 0; pair < 8; pair++, length += 17)
      body.writeUInt16BE((((length + 1) & 0xfff) << 4) | 15, at + 1 + pair * 2);
  }
  return bytes(head, body);
}

/** Says at its end how much memory a process had at most. */
const TELLS =
  'data:text/javascript,process.on("exit",()=>process._rawDebug("MOST:"+process.resourceUsage().maxRSS))';

describe('a hostile mail', () => {
  it.each(Object.entries(HOSTILE))('%s is kept whole, and coc stays alive', async (_what, [made, isRead]) => {
    const home = await Home.ready();
    const path = join(home.folder, 'a.eml');
    const given = made();
    await writeFile(path, given);
    const began = Date.now();
    const argv = ['report', 'new', '--mail', path, '--answers', '-', '--yes', '--json'];
    const ran = await home.run(process.execPath, ['--import', TELLS, COC, ...argv], {
      stdin: JSON.stringify(FEW),
    });
    expect(ran.code, ran.stderr).toBe(0);
    expect(Date.now() - began).toBeLessThan(TIME);
    const most = [...ran.stderr.matchAll(/MOST:(\d+)/g)].map(([, kilobytes]) => Number(kilobytes));
    expect(Math.max(...most)).toBeGreaterThan(0);
    expect(Math.max(...most)).toBeLessThan(MEMORY);
    expect(/could not be read\s+into words/.test(ran.stderr)).toBe(!isRead);
    const { id } = JSON.parse(ran.stdout);
    const [kept] = JSON.parse((await home.coc(['evidence', 'list', id, '--json'])).stdout);
    expect(kept.sha256).toBe(createHash('sha256').update(given).digest('hex'));
  });
});

const PASSED_ON = [
  ...['Who reports it', 'How can they be reached', 'Did it happen to them', 'To whom did it happen'],
  ...['Who did it', 'What did they do', 'About when did it happen', 'What was going on around it'],
  ...[
    'Who else was involved',
    'How was it seen',
    'What came back',
    'With whom may it be shared',
    'Are there further files',
  ],
];

describe('a mail at a terminal', () => {
  const given = mail({
    header: {
      From: 'Mara Lind <mara@visitors.example>',
      Subject: '\u001b[31mMARKERsubject',
      Date: 'Sat, 21 Nov 2026 14:10:00 +0100',
    },
    parts: [
      { text: 'He followed me from MARKERwords.' },
      {
        header: {
          'Content-Type': 'text/csv; name=a.csv',
          'Content-Disposition': 'attachment; filename=MARKERname.csv',
        },
        ...{ text: 'MARKERfile,1', encoding: 'base64' },
      },
    ],
  });
  const MARKERS = ['MARKERsubject', 'MARKERwords', 'MARKERname', 'MARKERfile', 'mara@visitors'];

  it('is shown, proposed, stopped, gone on with and saved, and stands nowhere in plain text', async () => {
    const home = await Home.ready();
    const path = join(home.folder, 'a.eml');
    await writeFile(path, given);
    const first = home.terminal(['report', 'new', '--mail', path]);
    await first.see('Mara Lind <mara@visitors.example>');
    await first.see('MARKERname.csv');
    await first.pick('Is anybody in danger', 1);
    await first.see('How did it reach you');
    first.type(KEY.ctrlC);
    expect(await first.exited).toBe(130);
    expect(first.raw).not.toContain('\u001b[31mMARKER');
    expect(await home.drafts()).toHaveLength(1);
    const nowhere = async (): Promise<void> => {
      for (const { path: at, bytes: content } of await home.everything())
        if (at !== path)
          for (const marker of MARKERS) expect(content.includes(marker), `${marker} in ${at}`).toBe(false);
    };
    await nowhere();
    const terminal = home.terminal(['report', 'resume']);
    for (const question of ['Go on with this one', 'How did it reach you', 'When did the report reach you'])
      await terminal.answer(question);
    await terminal.see('only proposed');
    for (const question of PASSED_ON) await terminal.answer(question);
    await terminal.see('Mara Lind');
    await terminal.answer('Is it right');
    await terminal.see('The report is saved and encrypted');
    await terminal.see('readable there');
    expect(await terminal.exited).toBe(0);
    const [{ id }] = JSON.parse((await home.coc(['list', '--json'])).stdout);
    const shown = JSON.parse((await home.coc(['show', id, '--json'])).stdout);
    expect(shown.people).toMatchObject([{ name: 'Mara Lind', contact: 'mara@visitors.example' }]);
    const listed = JSON.parse((await home.coc(['evidence', 'list', id, '--json'])).stdout);
    expect(listed.map(({ name }: { name: string }) => name)).toEqual(['a.eml', 'MARKERname.csv']);
    await nowhere();
  });

  it('that takes long is said to, and is stopped by Ctrl-C, with nothing kept', async () => {
    const home = await Home.ready();
    const path = join(home.folder, 'a.eml');
    await writeFile(path, HOSTILE['blank lines without an end']?.[0]() ?? '');
    const terminal = home.terminal(['report', 'new', '--mail', path]);
    await terminal.see('Reading that takes long');
    terminal.type(KEY.ctrlC);
    expect(await terminal.exited).toBe(130);
    expect(await home.drafts()).toEqual([]);
    const { stdout } = await home.run('ps', ['-eo', 'args']);
    expect(stdout.split('\n').filter((one) => one.includes(READER))).toEqual([]);
  });
});
