import type { Playbook } from './playbook.ts';
import type { CommunityFacts } from './situation.ts';

/** Whether nobody has said yet what the community is called and where it is reached: then it is that of the policy which coc brings. */
export function isOfTheShipped(
  { defaults }: Pick<Playbook, 'defaults'>,
  { community, contact, confirmed }: Pick<CommunityFacts, 'community' | 'contact' | 'confirmed'>,
): boolean {
  return confirmed !== true && community === defaults.community && contact === defaults.contact;
}

/** What that means for a letter, said before it is written and where it is given out. */
export function shippedWords({ community, contact, appeals }: CommunityFacts): string {
  const appeal = appeals === null ? ', and that there is no place to appeal' : '';
  return `This would speak for ${community}, whose policy coc brings along: its name, its policy, ${contact} as its address${appeal}. Say first what is yours: \`coc community edit\`. What you begin here is kept.`;
}
