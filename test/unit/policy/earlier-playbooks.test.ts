import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { completePlaybook } from '../../../src/policy/complete.ts';
import { parsePlaybook } from '../../../src/policy/playbook.ts';
import { readYaml } from '../../../src/yaml.ts';
import { playbookData } from './shipped.ts';

const FOLDER = new URL('../../fixtures/playbooks/', import.meta.url);

/** What earlier coc have laid down in the repositories of teams: whatever is new in coc, they go on. */
describe.each(readdirSync(FOLDER))('the playbook that was shipped on %s', (name) => {
  const data = readYaml(readFileSync(new URL(name, FOLDER), 'utf8'), name);

  it('is sound, with words of the newest for what it has not', () => {
    expect(() => parsePlaybook(completePlaybook(data, playbookData()))).not.toThrow();
  });
});
