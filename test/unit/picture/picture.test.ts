import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read, say, words } from '../../../src/incident/picture/text.ts';
import { responseContent } from '../../../src/incident/response-entry.ts';
import { type IncidentView, type Unsealed, view } from '../../../src/incident/view.ts';
import { accessBlocks } from '../../../src/screen/access.ts';
import { incidentBlocks } from '../../../src/screen/incident.ts';
import { render } from '../../../src/screen/render.ts';
import type { Block } from '../../../src/text/block.ts';
import { renderBody } from '../../../src/vault/record/body.ts';
import { playbook } from '../policy/shipped.ts';
import { INCIDENTS, OPEN } from './every-kind.ts';

/*
 * The Markdown is part of the file format, and people know the screen: both stay as they are in test/fixtures/picture, to the
 * byte. Whoever changes a word on purpose writes them anew with `npx vitest run -u`, and looks at the difference.
 */
const FIXTURES = fileURLToPath(new URL('../../fixtures/picture', import.meta.url));
const ID = 'K7F392QD';
const ROSTER = { admins: new Set(['ana', 'ben']), left: new Set(['eve']) };
const NAMES: Readonly<Record<string, string>> = { ana: 'Ana Example', ben: 'Ben [B]', cem: 'Cem \u202eX' };
const nameOf = (member: string): string => NAMES[member] ?? member;
const now = new Date('2026-11-25T12:00:00+01:00');

const before = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Berlin';
});
afterAll(() => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

const seenIn = (name: string, unsealed?: Unsealed): IncidentView =>
  view(ID, INCIDENTS[name] ?? [], unsealed, ROSTER);

function screen(incident: IncidentView, { recovery = true } = {}): readonly Block[] {
  return incidentBlocks(incident, {
    ...{ now, nameOf, recovery, playbook, status: 'open', policy: 'imgix, version 1' },
    due: recovery ? ['By today 14:00: meet. `coc meeting`'] : [],
  });
}

const access = (incident: IncidentView): readonly Block[] =>
  accessBlocks(incident, {
    ...{ now, nameOf, recovery: undefined, mayBeAccused: [] },
    reach: [{ member: 'ana', since: incident.openedAt, why: ['took-report'], reports: [] }],
  });

/** As a terminal of a wide and of a narrow window shows it. */
async function expectScreens(blocks: readonly Block[], name: string): Promise<void> {
  for (const width of [80, 40])
    await expect(render(blocks, { width, color: false })).toMatchFileSnapshot(
      `${FIXTURES}/${name}-${width}.txt`,
    );
}

describe('an incident', () => {
  it('has every kind of entry in these', () => {
    const kinds = new Set(
      Object.values(INCIDENTS)
        .flat()
        .map(({ kind }) => kind),
    );
    expect(Object.keys(responseContent).filter((kind) => !kinds.has(kind as never))).toEqual([]);
    expect(kinds.size).toBe(48);
  });

  it.each(Object.keys(INCIDENTS))('is in the file as it always was: %s', async (name) => {
    await expect(renderBody(view(ID, INCIDENTS[name] ?? [], undefined, ROSTER))).toMatchFileSnapshot(
      `${FIXTURES}/${name}.md`,
    );
  });

  it.each(Object.keys(INCIDENTS))('is on the screen as it always was: %s', async (name) => {
    await expectScreens(screen(seenIn(name), { recovery: name !== 'hurried' }), name);
    await expectScreens(access(seenIn(name)), `${name}-access`);
  });

  it('is on the screen with what was sealed to few, for who may read that', async () => {
    await expectScreens(screen(seenIn('few', OPEN)), 'few-open');
    await expectScreens(access(seenIn('few', OPEN)), 'few-open-access');
  });

  it('is never in the file as somebody sees it for whom a sealed part is open', () => {
    // @ts-expect-error: the compiler refuses it.
    expect(renderBody(seenIn('few', OPEN))).toContain('MARKER');
  });

  it("has nobody's words in it that are not marked as such", () => {
    // @ts-expect-error: the compiler refuses what was typed, alone and in a list.
    say`${'# typed'}`;
    // @ts-expect-error
    say`${['# typed']}`;
    expect(read(say`${words('# typed')}`, 'file', ({ kind }) => kind)).toBe('words');
  });
});
