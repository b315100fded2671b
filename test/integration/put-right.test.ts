import { describe, expect, it } from 'vitest';
import { ana, anaAndBen, answer, coc, FEW, headOf, json, NOW, type Place, report, show } from './run.ts';

const later = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);
const putRight = (place: Place, id: string, answers: Readonly<Record<string, unknown>>) =>
  answer(
    place,
    ['report', 'add', id, '--yes', '--json'],
    { add: 'correction', ...answers },
    { now: later(2) },
  );

describe.concurrent('what was written down wrong', () => {
  it('is put right by an entry that says so, and stands there as what was first written', async () => {
    const place = await ana();
    const id = await report(place, {
      ...FEW,
      channel: 'verbal',
      'heard-by': 'Ida Vestergaard',
      who: 'Max Muster',
      'reporter-name': 'Rosa',
    });
    for (const answers of [
      { channel: 'written' },
      { wrong: 'person', 'wrong-of': 'A1', 'right-name': 'Moritz Muster', 'right-employer': 'Example Ltd' },
      { wrong: 'person', 'wrong-of': 'R1', 'right-name': 'Rosalind' },
      { wrong: 'seen', visibility: 'witnessed' },
      { wrong: 'threat', threat: 'person' },
    ])
      expect(await putRight(place, id, answers)).toMatchObject({ code: 0 });
    const incident = await show(place, id);
    expect(incident).toMatchObject({
      visibility: 'witnessed',
      threat: 'person',
      readers: ['ana'],
      reports: [{ channel: 'written', details: { who: 'A1' } }],
    });
    expect(incident.reports[0]).not.toHaveProperty('heardBy');
    const people = new Map(incident.people.map((one: { ref: string }) => [one.ref, one]));
    expect(people.get('A1')).toMatchObject({
      description: 'Moritz Muster',
      wrong: [{ field: 'description', was: 'Max Muster' }],
    });
    expect(people.get('R1')).toMatchObject({ name: 'Rosalind', wrong: [{ field: 'name', was: 'Rosa' }] });
    const { stdout } = await coc(place, ['show', id], { now: later(3) });
    const shown = stdout.replace(/\s+/g, ' ');
    for (const first of ['Max Muster', 'Rosa', 'privately', 'Nobody in danger'])
      expect(shown).toContain(`first written: ${first}`);
    expect(shown).toMatch(/how it came \(first written: Somebody told it\)/);
    expect(shown).toMatch(/who heard it \(first written: /);
  });

  it('tells two apart who were said to be one', async () => {
    const place = await ana();
    const id = await report(place, { ...FEW, who: 'Max Muster', others: ['Moritz Meier'] });
    const joined = { add: 'person', person: 'W1', 'same-as': 'A1' };
    expect(await putRight(place, id, joined)).toMatchObject({ code: 0 });
    expect((await show(place, id)).people.map(({ ref }: { ref: string }) => ref)).not.toContain('W1');
    expect(await putRight(place, id, { wrong: 'apart', 'who-apart': 'W1' })).toMatchObject({ code: 0 });
    const { people } = await show(place, id);
    expect(people).toContainEqual(expect.objectContaining({ ref: 'W1', description: 'Moritz Meier' }));
    expect(people).toContainEqual(expect.objectContaining({ ref: 'A1', description: 'Max Muster' }));
  });

  it('saves nothing where nothing is other', async () => {
    const place = await ana();
    const id = await report(place, { ...FEW, who: 'Max Muster' });
    const head = headOf(place.repo);
    const ran = await putRight(place, id, { wrong: 'person', 'wrong-of': 'A1', 'right-name': 'Max Muster' });
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing to add yet') });
    expect(headOf(place.repo)).toBe(head);
  });

  it('lets nobody in: neither who may be the accused, nor for that many saw it', async () => {
    const { place } = await anaAndBen();
    const id = await report(place, { ...FEW, who: 'Ben', conflicts: [] });
    const grant = {
      member: 'ben',
      permitted: 'yes',
      permission: 'Rosa: Ben may know',
      'know-reporter': 'yes',
    };
    const refused = await answer(place, ['access', 'grant', id, '--yes'], grant);
    expect(refused.code).not.toBe(0);
    const wrong = { wrong: 'person', 'wrong-of': 'A1', 'right-name': 'Moritz Muster' };
    expect((await putRight(place, id, wrong)).code).toBe(0);
    expect((await putRight(place, id, { wrong: 'seen', visibility: 'witnessed' })).code).toBe(0);
    const still = await answer(place, ['access', 'grant', id, '--yes'], grant);
    expect(still.code).not.toBe(0);
    expect(await show(place, id)).toMatchObject({ readers: ['ana'] });
  });

  it('of who reported it stays with those who know, in what is new as well', async () => {
    const { place, ben } = await anaAndBen();
    const id = await report(place, {
      ...FEW,
      'reporter-name': 'Rosa Reporter',
      share: 'named',
      permission: 'Rosa: Ben may know, not who I am',
      readers: ['ben'],
      'hide-reporter': 'yes',
      summary: 'Somebody was followed.',
    });
    const wrong = { wrong: 'person', 'wrong-of': 'R1', 'right-name': 'Rosalind Reporter' };
    const unknown = await putRight(ben, id, wrong);
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('wrong') });
    expect((await putRight(place, id, wrong)).code).toBe(0);
    expect(
      (
        await putRight(place, id, {
          wrong: 'permission',
          'which-words': 'sharing-1',
          'right-words': 'Rosa: Ben alone',
        })
      ).code,
    ).toBe(0);
    expect(await show(place, id)).toMatchObject({
      people: [{ name: 'Rosalind Reporter', wrong: [{ was: 'Rosa Reporter' }] }],
      reports: [{ permission: 'Rosa: Ben alone', firstWords: 'Rosa: Ben may know, not who I am' }],
    });
    const seen = await coc(ben, ['show', id, '--json']);
    expect(seen.code).toBe(0);
    expect(seen.stdout).not.toMatch(/Rosa|Ben alone|may know/);
    expect(json(seen)).toMatchObject({ people: [{ ref: 'R1', hidden: true }] });
  });
});
