import type { App } from '../app.ts';
import { factsOf } from '../community/community.ts';
import { inARow } from '../text/within.ts';

export { communityEdit } from '../desk/community-facts.ts';

/** `coc community show`: what the reports repository says about the community, as letters say it. */
export async function communityShow(
  app: App,
  _args: readonly [],
  options: { readonly json?: boolean },
): Promise<void> {
  const { settings } = (await app.desk()).repository;
  const { outside = [], dates = null, ...rest } = factsOf(settings);
  if (options.json) return app.printJson({ ...rest, outside, dates });
  const { community, contact, policy, emergency, feedback, appeals, systems } = rest;
  const words = (text: string | null): string => text || 'not said';
  app.printBlocks([
    {
      kind: 'fields',
      rows: [
        ['Community', community],
        ['Reports go to', words(contact)],
        ['Code of conduct', words(policy)],
        ['Emergency contacts', words(inARow(emergency))],
        ['Feedback', words(inARow(feedback))],
        ['Appeals', words(appeals)],
        ['Switched off at', words(inARow(systems))],
        ['From outside', words(inARow(outside))],
        ['Dates', words(dates === null ? null : showOrder(dates))],
      ],
    },
    { kind: 'text', text: 'An admin changes this: `coc community edit`' },
  ]);
}

function showOrder(dates: 'day-first' | 'month-first'): string {
  return dates === 'day-first' ? 'day first: 03/04 is 3 April' : 'month first: 04/03 is 3 April';
}
