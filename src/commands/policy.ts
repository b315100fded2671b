import type { App } from '../app.ts';
import { borrowedParts } from '../community/community.ts';
import { checkedPlaybook, playbookText } from '../community/playbook-text.ts';
import { readSource } from '../desk/source.ts';
import { unfitBlocks } from '../screen/unfit.ts';
import { listIfAny } from '../text/block.ts';
import { inert } from '../text/inert.ts';
import { readYaml } from '../yaml.ts';

export { policyEdit } from '../desk/editing.ts';

/** `coc policy show`: the team's playbook, as it stands in the reports repository. */
export async function policyShow(app: App, _args: readonly [], options: { json?: boolean }): Promise<void> {
  const desk = await app.desk();
  if (options.json) app.printJson(desk.playbook);
  else app.print(inert(await playbookText(desk.repository, desk.vault.head), { lines: true }));
}

/** `coc policy check`: whether a playbook is sound; the team's own, or one in a file. */
export async function policyCheck(app: App, [file]: readonly [string?]): Promise<void> {
  const text = file === undefined ? await textInForce(app) : await readSource(app, file, 'the playbook');
  const playbook = await checkedPlaybook(text);
  const { name, version } = playbook;
  const borrowed = await borrowedParts(readYaml(text, 'the playbook'));
  app.printBlocks([
    { kind: 'text', text: `The playbook is sound: ${name}, version ${version}.` },
    ...listIfAny('It has no words of its own for these. The ones that come with coc are used:', borrowed),
    ...unfitBlocks(playbook),
  ]);
}

async function textInForce(app: App): Promise<string> {
  const { repository, vault } = await app.desk();
  return playbookText(repository, vault.head);
}
