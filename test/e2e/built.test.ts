import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { SHIPPED_PLAYBOOK } from '../../src/community/community.ts';
import type { CompiledPlaybook } from '../../src/compiled-playbook.ts';
import { textDigest } from '../../src/compiled-playbook.ts';
import { digest } from '../../src/incident/canonical.ts';
import { parsePlaybook } from '../../src/policy/playbook.ts';
import { readTemplate } from '../../src/templates.ts';
import { readYaml } from '../../src/yaml.ts';

it('the built tool has the shipped playbook as reading and checking it gives it', async () => {
  const built = await readFile(new URL('../../dist/playbook.json', import.meta.url), 'utf8');
  const text = await readTemplate(SHIPPED_PLAYBOOK);
  const data = readYaml(text, SHIPPED_PLAYBOOK);
  expect(JSON.parse(built) as CompiledPlaybook).toEqual({
    textDigest: textDigest(text),
    digest: digest(data),
    data,
    checked: parsePlaybook(data),
  });
});
