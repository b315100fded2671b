import type { App, Desk } from './app.ts';
import { parsePlaybook } from './policy/playbook.ts';
import { fillTemplate } from './template.ts';
import { readTemplate } from './templates.ts';
import type { Identity } from './vault/identity.ts';
import { createRepository } from './vault/create-repository.ts';
import { type KeyType, type Member, memberIdFor, type Roster } from './vault/roster.ts';
import { FORMAT, type Settings } from './vault/settings.ts';
import { readYaml } from './vault/yaml.ts';

export const DEFAULT_PLAYBOOK = 'playbooks/imgix.yaml';

/** Who and what a new reports repository begins with. */
export interface Beginning {
  readonly folder: string;
  readonly name: string;
  readonly email: string;
  readonly settings: Settings;
  readonly keyType: KeyType;
  readonly recovery: Roster['recovery'];
  readonly identity: Identity;
}

/** Makes the reports repository with its first member, who is an admin, and remembers where it is. */
export async function found(app: App, beginning: Beginning): Promise<Desk> {
  const { folder, identity, settings } = beginning;
  const keys = await publicPart(identity);
  const member: Member = {
    id: memberIdFor(beginning.name, []),
    name: beginning.name,
    email: beginning.email,
    ...keys,
    admin: true,
    joined: app.nowLocal(),
  };
  const roster: Roster = { format: FORMAT, keyType: beginning.keyType, generation: 1, members: [member], recovery: beginning.recovery };
  await createRepository(
    folder,
    {
      settings,
      roster,
      member,
      playbook: await readTemplate(DEFAULT_PLAYBOOK),
      files: {
        'README.md': fillTemplate(await readTemplate('repository/README.md'), {
          community: settings.community,
          created: app.nowLocal().slice(0, 10),
        }),
        '.gitattributes': await readTemplate('repository/.gitattributes'),
      },
    },
    identity.signer,
    app.io.env,
  );
  return app.deskAt(folder);
}

/** The settings that a playbook's community begins with. */
export function defaultSettings(defaults: CommunityDefaults): Settings {
  return {
    format: FORMAT,
    community: defaults.community,
    contact: defaults.contact,
    policy: defaults.policy,
    appeals: defaults.appeals ?? null,
    emergency: [...defaults.emergency],
    feedback: [...defaults.feedback],
  };
}

/** Makes the reports repository of somebody who began with a report: a name, and for the rest what is shipped. */
export async function foundDefault(app: App, folder: string, name: string): Promise<Desk> {
  const identity = await app.unlock();
  const { defaults } = parsePlaybook(readYaml(await readTemplate(DEFAULT_PLAYBOOK), DEFAULT_PLAYBOOK));
  const git = await Git.identity(app.io.cwd, app.io.env);
  return found(app, {
    folder,
    name,
    email: git.email ?? `${memberIdFor(name, [])}@${hostname() || 'localhost'}`,
    settings: defaultSettings(defaults),
    keyType: keyTypeOf(publicPart(identity).recipient),
    recovery: 'not-yet',
    identity,
  });
}
