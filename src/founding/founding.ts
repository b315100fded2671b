import type { App, Desk } from '../app.ts';
import { defaultSettings, SHIPPED_PLAYBOOK, shippedPlaybook } from '../community/community.ts';
import { isEmail } from '../email.ts';
import { fillTemplate } from '../fill-template.ts';
import { INVOCATION } from '../invocation.ts';
import { ASKED_ONCE, choosePassphrase } from '../keys/passphrase.ts';
import { adoptRecovery, makeRecoveryKey } from '../recovery/recovery-key.ts';
import { readTemplate } from '../templates.ts';
import { type Identity, keyTypeOf, publicPart } from '../vault/keys.ts';
import { createRepository, FORMAT, Git, type Settings } from '../vault/repository.ts';
import { type Member, memberIdFor, parseRoster, type Roster } from '../vault/team.ts';

/** Who and what a new reports repository begins with. */
export interface Beginning {
  readonly folder: string;
  readonly name: string;
  readonly email: string;
  readonly settings: Settings;
  readonly recovery: Roster['recovery'];
  readonly identity: Identity;
}

/** Makes the reports repository with its first member, who is an admin. */
export async function found(app: App, beginning: Beginning): Promise<Desk> {
  const { folder, identity, settings, name, email, recovery } = beginning;
  const keys = publicPart(identity);
  const now = app.nowLocal();
  const member: Member = { id: memberIdFor(name, []), name, email, ...keys, admin: true, joined: now };
  const roster: Roster = parseRoster({
    format: FORMAT,
    keyType: keyTypeOf(keys.recipient),
    generation: 1,
    members: [member],
    recovery,
  });
  const readme = fillTemplate(await readTemplate('repository/README.md'), {
    community: settings.community,
    created: now.slice(0, 'YYYY-MM-DD'.length),
  });
  const files = { 'README.md': readme, '.gitattributes': await readTemplate('repository/.gitattributes') };
  const playbook = await readTemplate(SHIPPED_PLAYBOOK);
  const content = { settings, roster, member, at: now, playbook, files, invocation: INVOCATION };
  await createRepository(folder, content, identity.signer, app.io.env);
  return app.deskAt(folder);
}

/** Makes the reports repository of somebody who began with a report: a name, and for the rest what is shipped. */
export async function foundDefault(app: App, folder: string, name: string): Promise<Desk> {
  const there = await app.findRepository();
  if (there.exists) return app.deskAt(there.folder);
  const { email } = await Git.identity(app.io.cwd, app.io.env);
  const beginning: Beginning = {
    folder,
    name,
    email: email !== undefined && isEmail(email) ? email : `${memberIdFor(name, [])}@localhost`,
    settings: defaultSettings((await shippedPlaybook()).defaults),
    recovery: 'not-yet',
    identity: await (await app.keys()).unlock(),
  };
  try {
    return await found(app, beginning);
  } catch (error) {
    // Another coc may have made it at the same moment.
    const made = await app.findRepository();
    if (!made.exists) throw error;
    return app.deskAt(made.folder);
  }
}

const HERE_ALONE =
  'It is on this machine alone. If your team has its reports on a server, `coc join URL` brings this one along; `coc sync` begins that where nobody has yet.';

/** Once the report is safe: offers what was put off for it. Whoever says no is reminded later. */
export async function finishSettingUp(app: App, desk: Desk): Promise<void> {
  const prompter = await app.prompter();
  if (prompter === undefined) return;
  prompter.show([{ kind: 'text', text: HERE_ALONE }]);
  const now = await prompter.choose('The report is safe. Set up a passphrase and a recovery key', [
    { value: false, label: 'Later, in a quiet minute; coc reminds you', esc: 'leave' },
    { value: true, label: 'Now' },
  ]);
  if (!now) return;
  if (await prompter.confirm('Protect your keys with a passphrase', true)) {
    await (await app.keys()).protect(await choosePassphrase(app.io.env, prompter));
    prompter.show([{ kind: 'text', text: `${ASKED_ONCE}.` }]);
  }
  if (await prompter.confirm('Make a recovery key, in case your keys are lost', true)) {
    await adoptRecovery(app, desk, await makeRecoveryKey(app, await (await app.keys()).unlock(), undefined));
  }
}
