import { checkedOf } from '../checked-playbooks.ts';
import { compiledFrom, compiledPlaybook } from '../compiled-playbook.ts';
import { NewerCoc, UserError, undefinedIfRefused } from '../errors.ts';
import { frozen } from '../frozen.ts';
import { completePlaybook, missingParts } from '../policy/complete.ts';
import type { Given } from '../policy/given-answers.ts';
import { type CommunityDefaults, knownPart, type Playbook, parsePlaybook } from '../policy/playbook.ts';
import { readTemplate } from '../templates.ts';
import { DATE_ORDERS, FORMAT, newerSettings, type Repository, type Settings } from '../vault/repository.ts';
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
  const compiled = checkedOf(data) ?? (await compiledPlaybook());
  // Nobody can have changed it since: it is frozen.
  if (compiled !== undefined && data === compiled.data) return compiled.checked as Playbook;
  try {
    return parsePlaybook(data);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return parsePlaybook(completePlaybook(data, await shippedData()));
  }
}

/** A playbook, and that a newer coc wrote it, where this one does not know all of it. */
export interface AsRead {
  readonly playbook: Playbook;
  readonly newer?: NewerCoc;
}

/**
 * The playbook of a reports repository for whoever only reads: of one that a newer coc wrote what this one knows, or else the one that
 * it ships; `newer` says so then. Throws a UserError with every problem of any other.
 */
export async function readPlaybook(data: unknown): Promise<AsRead> {
  try {
    return { playbook: await ownPlaybook(data) };
  } catch (newer) {
    if (!(newer instanceof NewerCoc)) throw newer;
    const known = await ownPlaybook(knownPart(data)).catch(undefinedIfRefused);
    return { playbook: known ?? (await shippedPlaybook()), newer };
  }
}

/** That a newer coc wrote the policy or the facts of the community: nothing is saved by what this one knows of them. */
export async function writtenByNewer({
  settings,
  playbook,
}: Pick<Repository, 'settings' | 'playbook'>): Promise<NewerCoc | undefined> {
  return newerSettings(settings) ?? (await readPlaybook(playbook)).newer;
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
  const { community, contact, policy, appeals, emergency, feedback, systems } = defaults;
  return {
    ...{ format: FORMAT, community, contact, policy, appeals },
    ...{ emergency: [...emergency], feedback: [...feedback], systems: [...systems] },
  };
}

/** What a community says about itself, of all that `coc.yaml` holds. */
export function factsOf(settings: Settings) {
  const { community, contact, policy, emergency, feedback, appeals, systems, outside, dates } = settings;
  return { community, contact, policy, emergency, feedback, appeals, systems, outside, dates };
}

/** What a community says about itself, after these answers: what was not answered stays; what is “not given” is taken out. */
export function settingsWith({ dates: orderBefore, ...before }: Settings, answers: Given): Settings {
  const line = (id: 'contact' | 'policy'): string =>
    answers[id] === undefined ? before[id] : String(answers[id] ?? '');
  const list = (id: 'emergency' | 'feedback' | 'systems'): string[] =>
    answers[id] === undefined ? before[id] : [...(answers[id] ?? [])];
  const { community, appeals, dates = orderBefore } = answers;
  const outside = answers.outside === undefined ? before.outside : [...(answers.outside ?? [])];
  const order = DATE_ORDERS.find((one) => one === dates);
  return {
    ...before,
    ...(order !== undefined && { dates: order }),
    ...(outside !== undefined && { outside }),
    community: String(community ?? before.community),
    contact: line('contact'),
    policy: line('policy'),
    emergency: list('emergency'),
    feedback: list('feedback'),
    appeals: appeals === undefined ? before.appeals : appeals === null ? null : String(appeals),
    systems: list('systems'),
    confirmed: true,
  };
}

/**
 * The same for a new one: what it did not tell stays empty rather than be the first one's. Whoever took everything as it was
 * proposed may only have pressed Enter, so that it is not confirmed yet.
 */
export function settingsOf(answers: Given, defaults: CommunityDefaults): Settings {
  const nothing = { contact: '', policy: '', emergency: [], feedback: [], appeals: null, systems: [] };
  const settings = settingsWith({ ...defaultSettings(defaults), ...nothing }, answers);
  if (settings.community !== defaults.community || settings.contact !== defaults.contact) return settings;
  const { confirmed: _confirmed, ...rest } = settings;
  return rest;
}
