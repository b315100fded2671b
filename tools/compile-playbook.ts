import { writeFile } from 'node:fs/promises';
import { SHIPPED_PLAYBOOK } from '../src/community/community.ts';
import { type CompiledPlaybook, textDigest } from '../src/compiled-playbook.ts';
import { digest } from '../src/incident/canonical.ts';
import { parsePlaybook } from '../src/policy/playbook.ts';
import { readTemplate } from '../src/templates.ts';
import { readYaml } from '../src/yaml.ts';

/** Reads and checks the playbook that coc ships, and writes what came of it for `compiledPlaybook`. */
export async function compilePlaybook(file: URL): Promise<void> {
  const text = await readTemplate(SHIPPED_PLAYBOOK);
  const data = readYaml(text, SHIPPED_PLAYBOOK);
  const compiled: CompiledPlaybook = {
    textDigest: textDigest(text),
    digest: digest(data),
    data,
    checked: parsePlaybook(data),
  };
  await writeFile(file, JSON.stringify(compiled));
}
