import type { App } from '../app.ts';
import type { Option } from '../interview/prompter.ts';
import type { Due } from '../policy/due.ts';
import { stepOf } from './steps.ts';

/** How many of the things that wait can be chosen at once. */
const MOST = 9;
const LONGEST = 70;

/** The things that wait, to choose one and do it now. */
export function attending(app: App, due: readonly Due[]): readonly Option<() => Promise<unknown>>[] {
  return due.slice(0, MOST).map((one) => {
    const label = `${one.incident}  ${one.what}`;
    return {
      label: label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label,
      value: () => attend(app, one),
    };
  });
}

/** Does what a thing that waits asks for, as if its command had been typed. */
async function attend(app: App, { command, incident }: Due): Promise<unknown> {
  const typed = command
    .split(' ')
    .filter((word) => word !== 'coc' && word !== incident)
    .join(' ');
  if (typed === 'report add') return (await import('./report-add.ts')).reportAdd(app, [incident], {});
  if (typed === 'report resume')
    return (await import('./report-resume.ts')).reportResume(app, [incident], {});
  if (typed === 'meeting') return (await import('./meeting.ts')).meeting(app, [incident], {});
  const step = await stepOf(typed);
  if (step === undefined) throw new Error('something waits that no command does');
  const { takeStep } = await import('../desk/step.ts');
  return takeStep(app, step, incident, {});
}
