import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeStep } from '../../src/desk/flow.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';
import { localIso } from '../../src/text/moment.ts';
import type { Step } from '../unit/interview/scripted-prompter.ts';
import { bytes, mail } from '../unit/mail/written.ts';
import { msg } from '../unit/mail/written-outlook.ts';
import { ana, answer, coc, drafts, FEW, json, type Place, report, show } from './run.ts';
import { seat } from './seat.ts';
import { teamOfTwo } from './teams.ts';

const WORDS = 'He followed me from MARKERhall.\nI did not know him.';
const PICTURE = Uint8Array.from({ length: 3_000 }, (_, at) => (at * 7) & 0xff);
const { account: _, ...REST } = FEW;
const NEW = ['report', 'new', '--yes', '--json'];
const DATE = 'Sat, 21 Nov 2026 14:10:00 +0100';

function written(header: Readonly<Record<string, string>> = {}, text = WORDS): Uint8Array {
  return mail({
    header: {
      From: 'Mara Lind <mara@visitors.example>',
      Subject: 'MARKERsubject',
      'Message-ID': '<1@visitors.example>',
      Date: DATE,
      Received: `from x by y; ${DATE}`,
      ...header,
    },
    parts: [
      { text },
      {
        header: { 'Content-Type': 'image/png', 'Content-Disposition': 'attachment; filename="MARKERpicture.png"' },
        ...{ bytes: PICTURE, encoding: 'base64' },
      },
    ],
  });
}

async function file(place: Place, name: string, content: Uint8Array): Promise<string> {
  const path = join(place.home, name);
  await writeFile(path, content);
  return path;
}

async function listed(place: Place, id: string) {
  return json(await coc(place, ['evidence', 'list', id, '--json']));
}

/** The questions after those, passed over as far as they can be. */
const REST_AT_A_SEAT: readonly Step[] = [
  ...['reporter-is-affected', 'affected-name', 'who', 'behavior', 'when', 'circumstances', 'others'].map(
    (id): Step => [id],
  ),
  ['visibility', 'private'],
  ['consent', 'no-objection'],
  ['share', 'recorder'],
  ['files'],
  ['review'],
];

const sha256 = (one: Uint8Array): string => createHash('sha256').update(one).digest('hex');

/** Where a word stands in plain text below a folder, but for these files. */
function plainIn(folder: string, word: string, but: readonly string[]): readonly string[] {
  const { stdout } = spawnSync('grep', ['-rlaF', word, folder], { encoding: 'utf8' });
  return stdout.split('\n').filter((one) => one !== '' && !but.includes(one));
}

describe.concurrent('coc report new --mail', () => {
  it('takes the words whole, and keeps the mail and its files as evidence, in one commit', async () => {
    const place = await ana();
    const given = written();
    const path = await file(place, 'a.eml', given);
    const ran = await answer(place, [...NEW, '--mail', path], REST);
    const { id } = json(ran);
    const [{ account, receivedAt, channel }] = (await show(place, id)).reports;
    expect({ account, channel, at: new Date(receivedAt).toISOString() }).toEqual({
      account: WORDS,
      channel: undefined,
      at: '2026-11-21T13:10:00.000Z',
    });
    expect(await listed(place, id)).toMatchObject([
      { name: 'a.eml', sha256: sha256(given), from: 'R1', about: 'the mail itself, as it came' },
      { name: 'MARKERpicture.png', sha256: sha256(PICTURE), from: 'R1' },
    ]);
    expect(ran.stderr).toContain('Mara Lind <mara@visitors.example>');
    expect(ran.stderr).toContain('readable there');
    for (const marker of ['MARKERhall', 'MARKERsubject', 'MARKERpicture'])
      expect(plainIn(place.home, marker, [path])).toEqual([]);
    expect((await coc(place, ['verify'])).code).toBe(0);
  });

  it('proposes who wrote it and when, and somebody confirms each', async () => {
    const place = await ana();
    const path = await file(place, 'a.eml', written());
    const proposed: Record<string, unknown> = {};
    const asIs = (id: string): Step => [
      id,
      (asked) => {
        proposed[id] = 'initial' in asked ? asked.initial : undefined;
        return proposed[id] as string;
      },
    ];
    const { app, prompter } = seat(place, [
      ['threat', 'none'],
      ...['channel', 'received-at', 'reporter-name', 'reporter-contact'].map(asIs),
      ...REST_AT_A_SEAT,
    ]);
    await takeStep(app, 'report new', undefined, { mail: path });
    prompter.assertDone();
    expect(proposed).toEqual({
      channel: 'written',
      'received-at': localIso(new Date('2026-11-21T13:10:00Z')),
      'reporter-name': 'Mara Lind',
      'reporter-contact': 'mara@visitors.example',
    });
    const [incident] = json(await coc(place, ['list', '--json'])).incidents;
    expect((await show(place, incident.id)).people).toMatchObject([
      { ref: 'R1', name: 'Mara Lind', contact: 'mara@visitors.example' },
    ]);
  });
});
void [rm, readFile, mkdir, temporaryFolder, bytes, msg, drafts, report, teamOfTwo];
