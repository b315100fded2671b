import type { IncidentView } from '../incident/view.ts';
import { listed } from '../text/listed.ts';
import type { Playbook } from './playbook.ts';
import type { CommunityFacts } from './situation.ts';

/** Whether nobody has said yet what the community is called and where it is reached: then it is that of the policy which coc brings. */
export function isOfTheShipped(
  { defaults }: Pick<Playbook, 'defaults'>,
  { community, contact, confirmed }: Pick<CommunityFacts, 'community' | 'contact' | 'confirmed'>,
): boolean {
  return confirmed !== true && community === defaults.community && contact === defaults.contact;
}

/**
 * Of a community that has said what it is called, the facts that are still those of the policy which coc brings: where its policy is, and the
 * ways to give feedback. In a letter they lead people to somebody else.
 */
export function stillShipped(
  { defaults }: Pick<Playbook, 'defaults'>,
  { community, policy, feedback }: Pick<CommunityFacts, 'community' | 'policy' | 'feedback'>,
): readonly string[] {
  if (community === defaults.community) return [];
  return [
    ...(policy === defaults.policy ? [policy] : []),
    ...feedback.filter((way) => way.includes('@') && defaults.feedback.includes(way)),
  ];
}

/** What that means, where there is any. */
export function stillShippedWords(
  playbook: Pick<Playbook, 'defaults'>,
  facts: CommunityFacts,
): string | undefined {
  const found = stillShipped(playbook, facts);
  return found.length === 0
    ? undefined
    : `${listed(found.map((one) => `“${one}”`))} ${found.length === 1 ? 'is' : 'are'} of ${playbook.defaults.community}, whose policy coc brings along, and not of ${facts.community}. \`coc community edit\` says what yours is.`;
}

/** That no place to appeal is noted, said before the first letter to somebody accused; nothing where one is, or nothing is noted at all. */
export function noAppealWords(
  playbook: Pick<Playbook, 'defaults'>,
  facts: CommunityFacts,
  { letters }: Pick<IncidentView, 'letters'>,
): string | undefined {
  const isFirst = !letters.some(({ letter }) => letter === 'complaint' || letter === 'response');
  return facts.appeals === null && isFirst && !isOfTheShipped(playbook, facts)
    ? `No place to appeal is noted for ${facts.community}, so whoever is told what is decided reads that there is none, and that they can tell you. If there is one, an admin notes it first: \`coc community edit\`.`
    : undefined;
}

/** What that means for a letter, said before it is written and where it is given out. */
export function shippedWords({ community, contact, appeals }: CommunityFacts): string {
  const appeal = appeals === null ? ', and that there is no place to appeal' : '';
  return `This would speak for ${community}, whose policy coc brings along: its name, its policy, ${contact} as its address${appeal}. Say first what is yours: \`coc community edit\`. What you begin here is kept.`;
}
