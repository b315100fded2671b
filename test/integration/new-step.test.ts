import { describe, expect, it } from 'vitest';
import { CATALOGUE, type Catalogue } from '../../src/catalogue.ts';
import { home } from '../../src/commands/home.ts';
import { reportResume } from '../../src/commands/report-resume.ts';
import { answer, coc, headOf, json, type Place, type RunOptions, show } from './run.ts';
import { seat } from './seat.ts';
import { due, type PlaceWith, PRIVATE, reportedPlace } from './steps.ts';

/** What a step takes: a file of its own (`new-step.ts`), and one line here. Its rules have their words in the playbook. */
const steps: Catalogue = [
  ...CATALOGUE,
  {
    id: 'debrief',
    about: 'talk a response over',
    menu: [18, 'Talk it over'],
    letter: true,
    waits: true,
    load: async () => (await import('./new-step.ts')).DEBRIEF,
  },
];
const WITH: RunOptions = { steps };
const TALKED = { talked: 'Ana and Ben' };

const stopped = async (): Promise<PlaceWith> => {
  const { place, id } = await reportedPlace(PRIVATE);
  const no = { add: 'answer', consent: 'asked-not-to-proceed' };
  json(await answer(place, ['report', 'add', id, '--yes', '--json'], no));
  return { place, id };
};
const debrief = (place: Place, id: string, answers: object, flags: readonly string[] = []) =>
  answer(place, ['debrief', id, '--yes', '--json', ...flags], { ...answers }, WITH);

describe.concurrent('a step that nobody has heard of, with one file and one line of the catalogue', () => {
  it('is in --help, with the options of every step', async () => {
    const { place } = await reportedPlace(PRIVATE);
    expect((await coc(place, ['--help'], WITH)).stdout).toMatch(/^ +debrief .*talk a response over$/m);
    const { stdout } = await coc(place, ['debrief', '--help'], WITH);
    for (const option of ['--answers', '--print-form', '--yes', '--override', '--json', '--format'])
      expect(stdout).toContain(option);
    expect((await coc(place, ['--help'])).stdout).not.toContain('debrief');
  });

  it('prints its form', async () => {
    const { place, id } = await reportedPlace(PRIVATE);
    const { code, stdout } = await coc(place, ['debrief', id, '--print-form'], WITH);
    expect(code).toBe(0);
    expect(stdout).toContain('# Then: coc debrief --answers FILE');
    expect(stdout).toContain('# Who talked it over?\n# Cannot be left out.\ntalked: ""\n');
  });

  it('is in the menu at home, and asked and saved from there', async () => {
    const { place, id } = await reportedPlace(PRIVATE);
    const script = [
      ['talked', 'Ana'],
      ['invitation', undefined],
      ['review', undefined],
    ] as const;
    const { app, prompter } = seat(place, script, ['Go on with an incident', 'Talk it over'], steps);
    await home(app);
    prompter.assertDone();
    expect(await show(place, id)).toMatchObject({ notes: [{ text: 'Talked over by Ana' }] });
  });

  it('is gone on with by report resume, under its own name', async () => {
    const { place, id } = await reportedPlace(PRIVATE);
    const stops = (): never => {
      throw new Error('stopped');
    };
    const begun = seat(
      place,
      [
        ['talked', 'Ana'],
        ['invitation', stops],
      ],
      [],
      steps,
    );
    const { takeStep } = await import('../../src/desk/flow.ts');
    await expect(takeStep(begun.app, 'debrief', id, {})).rejects.toThrow('stopped');
    const again = seat(
      place,
      [
        ['invitation', undefined],
        ['review', undefined],
      ],
      [`The one of`],
      steps,
    );
    await reportResume(again.app, [], {});
    again.prompter.assertDone();
    expect(again.prompter.shown).toContainEqual(
      expect.objectContaining({ text: expect.stringContaining('You go on where you stopped') }),
    );
    expect(await show(place, id)).toMatchObject({ notes: [{ text: 'Talked over by Ana' }] });
  });

  it('is among what waits until it is done, and can be done from there', async () => {
    const { place, id } = await reportedPlace(PRIVATE);
    const command = `coc debrief ${id}`;
    expect(await due(place, WITH)).toContainEqual(
      expect.objectContaining({ incident: id, what: 'Talk it over', command, at: null }),
    );
    expect((await coc(place, ['status'], WITH)).stdout).toContain(`Talk it over. \`${command}\``);
    const script = [
      ['talked', 'Ana'],
      ['invitation', undefined],
      ['review', undefined],
    ] as const;
    const { app, prompter } = seat(place, script, ['Do one of the things', `${id}  Talk it over`], steps);
    await home(app);
    prompter.assertDone();
    expect((await due(place, WITH)).map(({ what }) => what)).not.toContain('Talk it over');
  });

  it('passes the rules that it names, in the words of the playbook, and no others', async () => {
    const { place, id } = await stopped();
    const head = headOf(place.repo);
    const refused = await debrief(place, id, TALKED);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('clause: Reports of more private harassment');
    expect(refused.stderr).toContain('--override not-to-proceed');
    expect(headOf(place.repo)).toBe(head);
    const reason = { 'override-not-to-proceed': 'They want us to learn from it.' };
    json(await debrief(place, id, { ...TALKED, ...reason }, ['--override', 'not-to-proceed']));
    expect(await show(place, id)).toMatchObject({
      notes: [{ text: 'Talked over by Ana and Ben' }],
      overrides: [{ gate: 'not-to-proceed', reason: 'They want us to learn from it.' }],
    });
    const unknown = await debrief(place, id, TALKED, ['--override', 'refund']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('Its rules: not-to-proceed, leak.');
  });

  it('is refused where something of its own stands in the way, which no override lifts', async () => {
    const { place, id } = await reportedPlace(PRIVATE);
    json(await answer(place, ['close', id, '--yes', '--json'], { unfinished: 'Nobody wants it to go on.' }));
    const head = headOf(place.repo);
    const refused = await debrief(place, id, TALKED, ['--override', 'not-to-proceed']);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toBe(
      `coc: Nothing is talked over once it is closed.\nhint: \`coc reopen ${id}\` comes first.\n`,
    );
    expect(headOf(place.repo)).toBe(head);
  });

  it('lets nothing out that the leak check finds, and gives out what passes', async () => {
    const { place, id } = await reportedPlace(PRIVATE);
    const leaking = { ...TALKED, invitation: 'We talk about what Marlon Vane did.' };
    const refused = await debrief(place, id, leaking);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('--override leak');
    expect(refused.stderr).not.toContain('Vane');
    const invitation = 'We talk about how we answered.';
    expect(json(await debrief(place, id, { ...TALKED, invitation }))).toMatchObject({ letter: invitation });
  });
});
