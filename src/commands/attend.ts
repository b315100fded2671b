import type { App } from '../app.ts';
import type { Option } from '../interview/prompter.ts';
import { type Due, waitsForDoing } from '../policy/due.ts';

/** How many of the things that wait can be chosen at once. */
const MOST = 9;
const LONGEST = 70;

/** The things that wait and are to be done, to choose one and do it now. */
export function attending(app: App, due: readonly Due[]): readonly Option<() => Promise<unknown>>[] {
  return due
    .filter(waitsForDoing)
    .slice(0, MOST)
    .map((one) => {
      const label = `${one.incident}  ${one.what}`;
      return {
        label: label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label,
        value: () => attend(app, one),
      };
    });
}

/** Does what a thing that waits asks for, as if its command had been typed. */
async function attend(app: App, { step, incident, begins, typed }: Due): Promise<void> {
  if (typed !== undefined) return doTyped(app, typed);
  if (step === 'show') {
    await (await import('./show.ts')).show(app, [incident], {});
    return;
  }
  if (step === 'report resume') return (await import('./report-resume.ts')).reportResume(app, [incident], {});
  return (await import('../desk/flow.ts')).takeStep(app, step, incident, {}, begins);
}

/** What is done by a command that is no step on an incident. */
async function doTyped(app: App, typed: string): Promise<void> {
  if (typed !== 'team remove') return app.printBlocks([{ kind: 'command', text: `coc ${typed}` }]);
  await (await import('./team-change.ts')).teamRemove(app, [], {});
}
