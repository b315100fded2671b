import { readFile } from 'node:fs/promises';
import { type Playbook, parsePlaybook } from '../../../src/policy/playbook.ts';
import { readYaml } from '../../../src/yaml.ts';

const TEXT = await readFile(new URL('../../../templates/playbooks/imgix.yaml', import.meta.url), 'utf8');

/** The shipped playbook as data, a fresh copy at each call, for a test to spoil. */
// biome-ignore lint/suspicious/noExplicitAny: a test puts anything into it
export const playbookData = (): any => readYaml(TEXT, 'the playbook');

export const playbook: Playbook = parsePlaybook(playbookData());
