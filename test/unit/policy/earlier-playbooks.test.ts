import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { completePlaybook } from '../../../src/policy/complete.ts';
import { outcomeText } from '../../../src/policy/letter-text.ts';
import { parsePlaybook } from '../../../src/policy/playbook.ts';
import { readYaml } from '../../../src/yaml.ts';
import { playbookData } from './shipped.ts';
import { type Added, AT, HEARD_ALL, meeting, READY, sanctionEntry, situation } from './step-situation.ts';

const FOLDER = new URL('../../fixtures/playbooks/', import.meta.url);

/** What earlier coc have laid down in the repositories of teams: whatever is new in coc, they go on. */
describe.each(readdirSync(FOLDER))('the playbook that was shipped on %s', (name) => {
  const data = readYaml(readFileSync(new URL(name, FOLDER), 'utf8'), name);

  it('is sound, with words of the newest for what it has not', () => {
    expect(() => parsePlaybook(completePlaybook(data, playbookData()))).not.toThrow();
  });

  it('has its letter to the person affected composed, whatever was decided', () => {
    const playbook = parsePlaybook(completePlaybook(data, playbookData()));
    const told: Added = { kind: 'told', about: 'response', person: 'R1', toldAt: AT };
    for (const contents of [
      [...READY, sanctionEntry()],
      [...HEARD_ALL, meeting('action')],
    ])
      for (const given of [{}, { decided: 'The speaker keeps away' }])
        for (const more of [[], [told]]) {
          const of = situation([...contents, ...more], { playbook });
          const letter = outcomeText({ about: 'outcome', person: 'R1', ...given }, of);
          expect(letter).toMatch(
            /^Hello Mei Lindqvist,\n\n(?:We have looked into what happened|You told us about something on Monday)/,
          );
          expect(letter).not.toMatch(/\{\{|This is what we have decided:\s+This is what we have decided/);
        }
  });
});
