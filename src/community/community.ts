import { compiledFrom, compiledPlaybook } from '../compiled-playbook.ts';
import { UserError } from '../errors.ts';
import { frozen } from '../frozen.ts';
import { completePlaybook, missingParts } from '../policy/complete.ts';
import { type CommunityDefaults, type Playbook, parsePlaybook } from '../policy/playbook.ts';
import { readTemplate } from '../templates.ts';
import { FORMAT, type Settings } from '../vault/repository.ts';
import { readYaml } from '../yaml.ts';

/** The playbook that a new reports repository begins with, below `templates/`. */
export const SHIPPED_PLAYBOOK = 'playbooks/imgix.yaml';

export async function shippedPlaybook(): Promise<Playbook> {
  return ownPlaybook(await shippedData());
}

/**
 * The playbook of a reports repository. One that was laid down by an older coc has no words yet for what is new: these
 * come from the playbook that this coc ships (`coc policy check` names them). Throws a UserError with every problem.
 */
export async function ownPlaybook(data: unknown): Promise<Playbook> {
  const compiled = await compiledPlaybook();
  // Nobody can have changed it since: it is frozen.
  if (compiled !== undefined && data === compiled.data) return compiled.checked as Playbook;
  try {
    return parsePlaybook(data);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return parsePlaybook(completePlaybook(data, await shippedData()));
  }
}

/** The places in a playbook that are missing, and for which the words of the shipped one are used. */
export async function borrowedParts(data: unknown): Promise<readonly string[]> {
  return missingParts(data, await shippedData());
}

let shipped: Promise<unknown> | undefined;

function shippedData(): Promise<unknown> {
  shipped ??= readTemplate(SHIPPED_PLAYBOOK).then(
    async (text) => (await compiledFrom(text))?.data ?? frozen(readYaml(text, SHIPPED_PLAYBOOK)),
  );
  return shipped;
}

/** The settings that the playbook's own community would have; another one changes them. */
export function defaultSettings(defaults: CommunityDefaults): Settings {
  return {
    format: FORMAT,
    community: defaults.community,
    contact: defaults.contact,
    policy: defaults.policy,
    appeals: defaults.appeals,
    emergency: [...defaults.emergency],
    feedback: [...defaults.feedback],
    systems: [...defaults.systems],
  };
}

/** What a community told about itself; what is not text was not told. */
type CommunityAnswers = Readonly<
  Partial<
    Record<'community' | 'contact' | 'policy' | 'emergency' | 'feedback' | 'appeals' | 'systems', unknown>
  >
>;

/** What another community did not tell stays empty rather than be the first one's. */
export function settingsOf(
  { community, contact, policy, emergency, feedback, appeals, systems }: CommunityAnswers,
  defaults: CommunityDefaults,
): Settings {
  const text = (answer: unknown): string => (typeof answer === 'string' ? answer : '');
  return {
    ...defaultSettings(defaults),
    ...(text(community) !== '' && { community: text(community) }),
    contact: text(contact),
    policy: text(policy),
    ...(Array.isArray(emergency) && { emergency: emergency.map(String) }),
    feedback: Array.isArray(feedback) ? feedback.map(String) : [],
    appeals: text(appeals) || null,
    systems: Array.isArray(systems) ? systems.map(String) : [],
    confirmed: true,
  };
}
