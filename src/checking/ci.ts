import { fillTemplate } from '../fill-template.ts';
import { readTemplate } from '../templates.ts';

/** Where `coc verify` can look at every push. */
export type Checker = 'github' | 'gitlab' | 'pre-receive';

/** Where a git host looks for such a file in the repository; a server's hook is not in it. */
export const CI_FILES: Readonly<Record<Checker, string | undefined>> = {
  github: '.github/workflows/coc-verify.yml',
  gitlab: '.gitlab-ci.yml',
  'pre-receive': undefined,
};

const TEMPLATES: Readonly<Record<Checker, string>> = {
  github: 'ci/github.yml',
  gitlab: 'ci/gitlab.yml',
  'pre-receive': 'ci/pre-receive',
};

/** How every such file of coc's begins, of whatever version. */
const MARK = '# coc verify:';

/** The file that has a host or a server verify every push, for the history with this first commit. */
export async function checkerText(checker: Checker, first: string): Promise<string> {
  // GitHub has braces of its own.
  const own = checker === 'github' ? { package: '{{ vars.COC_PACKAGE }}' } : {};
  return fillTemplate(await readTemplate(TEMPLATES[checker]), { first, ...own });
}

/** Whether a file is one that `checkerText` made. */
export function isCheckerText(text: string): boolean {
  return text.startsWith(MARK);
}
