import { App } from '../../src/app.ts';
import { CATALOGUE, type Catalogue } from '../../src/catalogue.ts';
import type { Option, Prompter } from '../../src/interview/prompter.ts';
import { ioWithin } from '../places/in-process.ts';
import { ScriptedPrompter, type Step } from '../unit/interview/scripted-prompter.ts';
import { NOW, type Place } from './run.ts';

/** A terminal, and whoever sits there. */
export interface Seat {
  readonly app: App;
  readonly prompter: ScriptedPrompter & { readonly cleared: () => number };
  /** What was printed so far. */
  readonly told: () => string;
}

/** Somebody at a terminal, who answers these questions, confirms everything and chooses what has this label. */
export function seat(
  place: Place,
  steps: readonly Step[],
  choices: readonly string[] = [],
  catalogue: Catalogue = CATALOGUE,
  now: Date = NOW,
): Seat {
  const wanted = [...choices];
  let cleared = 0;
  const prompter = Object.assign(new ScriptedPrompter(steps), {
    confirm: async () => true,
    choose: async <T>(_message: string, options: readonly Option<T>[]): Promise<T> => {
      const start = wanted.shift();
      const option = options.find(({ label }) => start !== undefined && label.startsWith(start));
      if (option === undefined) throw new Error(`${start} is not offered`);
      return option.value;
    },
    clear: () => {
      cleared += 1;
    },
    cleared: () => cleared,
  }) as unknown as Seat['prompter'];
  class Seated extends App {
    override async prompter(): Promise<Prompter> {
      return prompter as unknown as Prompter;
    }
  }
  const { io, stdout, stderr } = ioWithin({ env: place.env, cwd: place.home, now: () => now });
  return { app: new Seated(io, undefined, catalogue), prompter, told: () => stdout() + stderr() };
}
