import type { App } from '../app.ts';
import { UsageError } from '../errors.ts';
import { guide as guideBlocks, TOPICS, topicMeant } from '../policy/guide.ts';

/** `coc guide`: what to say and do, from the playbook, without unlocking anything. */
export async function guide(app: App, [typed]: readonly [string?]): Promise<void> {
  const { playbook, settings } = await app.community();
  const topic = typed === undefined ? undefined : topicMeant(typed);
  if (typed !== undefined && topic === undefined) {
    throw new UsageError('There is no such topic.', `Topics: ${TOPICS.map(({ id }) => id).join(', ')}.`);
  }
  app.printBlocks(guideBlocks(playbook, settings, topic?.id));
}
