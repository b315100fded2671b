import type { App } from '../app.ts';
import { chooseIncident } from '../desk/choose-incident.ts';
import { withTheNewest } from '../desk/fetch-first.ts';
import { laidOut } from '../desk/laid-out.ts';
import type { StepOptions } from '../desk/step-options.ts';
import { UsageError, UserError } from '../errors.ts';
import { showId } from '../incident/id.ts';
import { isWaiting, type Letter } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { letterName } from '../policy/letter-name.ts';
import { JUST_NOW } from '../policy/step.ts';
import { isHeld } from '../policy/stopped.ts';
import { showMoment } from '../text/moment.ts';

/** `coc letter`: a text that is drafted and waits to go out, once more. Throws a UserError where none may. */
export async function letter(
  app: App,
  [typed]: readonly [string?],
  { format }: Pick<StepOptions, 'format'>,
): Promise<void> {
  // What it rests on may have been taken back just now.
  const desk = await withTheNewest(app, await app.desk(), JUST_NOW);
  const { view } = await desk.vault.read(await chooseIncident(app, desk, typed));
  const one = await chosen(app, view);
  const id = showId(view.id);
  if (isHeld(one, view))
    throw new UserError(
      'This text is not to go out: what it rests on was taken back, or it does not go on.',
      {
        hints: [
          `\`coc show ${id}\` says what holds, and \`coc notify ${id}\` notes that it does not go out.`,
        ],
      },
    );
  app.notice(
    `This is ${letterName(one, view)}, as it was checked ${showMoment(one.at, app.now())}: read it once more.`,
  );
  app.printLetter(laidOut(one.text ?? '', one.letter, desk.playbook, format));
}

/** The one that waits, or the one that somebody chooses. */
async function chosen(app: App, incident: IncidentView): Promise<Letter> {
  const waiting = incident.letters.filter((one) => isWaiting(one) && one.text !== undefined);
  const [only, ...others] = waiting;
  if (only === undefined)
    throw new UserError('No text is drafted here that waits to go out.', {
      hints: [`What went out stands in \`coc show ${showId(incident.id)}\`.`],
    });
  if (others.length === 0) return only;
  const prompter = await app.prompter();
  if (prompter === undefined)
    throw new UsageError('Several texts are drafted here.', 'At a terminal coc asks which one is meant.');
  return prompter.choose(
    'Which one',
    waiting.map((one) => ({ value: one, label: letterName(one, incident) })),
  );
}
