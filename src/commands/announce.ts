import type { App } from '../app.ts';
import { type Step, type StepOptions, takeStep } from '../desk/step.ts';
import { announceForm } from '../interview/forms/announce.ts';
import { announce as tellCommunity } from '../policy/announcing.ts';
import { text } from '../policy/given.ts';

export const ANNOUNCE: Step = {
  id: 'announce',
  command: 'announce',
  form: announceForm,
  decide: tellCommunity,
  saveLabel: 'Save this',
  saved: 'It is saved and encrypted. It belongs to',
  outgoing: (given) =>
    given.do === 'draft' ? { text: text(given.letter) ?? '', kind: 'announcement' } : undefined,
};

/** `coc announce`: whether and how the community is told, what was published, and what came back. */
export async function announce(app: App, [typed]: readonly [string?], options: StepOptions): Promise<void> {
  await takeStep(app, ANNOUNCE, typed, options);
}
