import { type CommunityDefaults, type Playbook, parsePlaybook } from '../policy/playbook.ts';
import { readTemplate } from '../templates.ts';
import { FORMAT, type Settings } from '../vault/settings.ts';
import { readYaml } from '../vault/yaml.ts';

/** The playbook that a new reports repository begins with, below `templates/`. */
export const SHIPPED_PLAYBOOK = 'playbooks/imgix.yaml';

export async function shippedPlaybook(): Promise<Playbook> {
  return parsePlaybook(readYaml(await readTemplate(SHIPPED_PLAYBOOK), SHIPPED_PLAYBOOK));
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
  };
}
