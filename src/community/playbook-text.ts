import { UserError } from '../errors.ts';
import { EDITION, type Playbook } from '../policy/playbook.ts';
import { withEdition, withVersion } from '../policy/version.ts';
import { PLAYBOOK, type Repository } from '../vault/repository.ts';
import { readYaml } from '../yaml.ts';
import { ownPlaybook } from './community.ts';

/** The text of the team's playbook as a verified commit has it. */
export async function playbookText({ objects }: Repository, commit: string): Promise<string> {
  const bytes = await objects.file(commit, PLAYBOOK);
  return Buffer.from(bytes ?? []).toString('utf8');
}

/** The playbook that a text is. Throws a UserError that names every problem. */
export function checkedPlaybook(text: string): Promise<Playbook> {
  return ownPlaybook(readYaml(text, 'the playbook'));
}

/** The text as it is saved: checked, and its version one higher than the one in force. */
export async function nextPlaybook(text: string, inForce: number): Promise<string> {
  readYaml(text, 'the playbook');
  const next = withVersion(text, inForce + 1);
  if (next === undefined) {
    throw new UserError('The playbook has no line that says its version.', {
      hints: ['Put this line back near its top: version: 1'],
    });
  }
  const saved = withEdition(next, EDITION);
  await checkedPlaybook(saved);
  return saved;
}
