import { join } from 'node:path';
import { COC_CONFIG } from '../format/layout.ts';
import { type Setting, settingsIn } from './config-file.ts';

/** The settings of a clone, by who writes them: git and the person; coc; git for one working tree. */
const PEOPLES = ['.git/config', '.git/config.worktree'] as const;

/** Settings of whatever value that start no program, name no server and make git write nowhere else. */
const HARMLESS = [
  /^(advice|blame|color|column|commit|github|gui|i18n|index|mailmap|rerere|status|tag|user|versionsort|vscode)\..*$/,
  /^branch\..*\.(merge|rebase|description|vscode-merge-base|gh-merge-base|github-pr-owner-number|base)$/,
  /^core\.(repositoryformatversion|filemode|logallrefupdates|ignorecase|precomposeunicode|symlinks|autocrlf|eol|safecrlf|hidedotfiles|longpaths|quotepath|abbrev|fsync|fsyncmethod|untrackedcache|compression|loosecompression|bigfilethreshold|commitgraph|multipackindex|preloadindex|checkstat|trustctime|protectntfs|protecthfs|fscache)$/,
  /^diff\.(algorithm|renames|renamelimit|context|interhunkcontext|mnemonicprefix|noprefix|colormoved|colormovedws|indentheuristic|submodule|ignoresubmodules|wserrorhighlight|statgraphwidth)$/,
  /^extensions\.(objectformat|refstorage|relativeworktrees|preciousobjects)$/,
  /^fetch\.(fsckobjects|prune|prunetags|parallel|unpacklimit|writecommitgraph|showforcedupdates|output)$/,
  /^gc\.(auto|autodetach|autopacklimit|pruneexpire|reflogexpire|reflogexpireunreachable|worktreepruneexpire|packrefs|writecommitgraph|cruftpacks|logexpiry)$/,
  /^gpg\.format$/,
  /^init\.defaultbranch$/,
  /^log\.(abbrevcommit|date|decorate|follow|mailmap)$/,
  /^http\.(.*\.)?(extraheader|postbuffer|version|lowspeedlimit|lowspeedtime)$/,
  /^maintenance\.(auto|strategy)$/,
  /^merge\.(ff|conflictstyle|renames|renamelimit|stat|log|autostash)$/,
  /^pack\.(threads|windowmemory|window|depth|compression|packsizelimit|writereverseindex|usesparse)$/,
  /^pull\.(ff|rebase|octopus|twohead)$/,
  /^push\.(default|followtags|autosetupremote|useforceifincludes)$/,
  /^rebase\.(autosquash|autostash|stat|updaterefs|missingcommitscheck)$/,
  /^submodule\.(active|recurse)$/,
  /^remote\.[^.]+\.(prune|prunetags|tagopt|skipdefaultupdate|skipfetchall)$/,
];

/** Further ones, with the values that are meant. */
const MEANT: readonly (readonly [key: RegExp, value: RegExp])[] = [
  [/^core\.bare$/, /^false$/],
  [/^include\.path$/, new RegExp(`^${COC_CONFIG.replaceAll('.', '\\.')}$`)],
  [/^branch\..*\.remote$/, /^[\w-]+$/],
  // Not `ext::`, nor another program of git's that is named so.
  [/^remote\.[^.]+\.url$/, /^(?![\w+.-]+::)/],
  [/^remote\.[^.]+\.fetch$/, /^\+?refs\/heads\/[^:]*:refs\/remotes\/[^:]*$/],
];

/** What coc itself writes into its own file, beside what is harmless. */
const OF_COC: readonly (readonly [key: RegExp, value: RegExp])[] = [
  [/^core\.hookspath$/, /^\.git\/hooks$/],
  [/^gpg\.ssh\.program$/, /^ssh-keygen$/],
  [/^gpg\.ssh\.allowedsignersfile$/, /^\.git\/coc-allowed-signers$/],
  [/^diff\.coc\.cachetextconv$/, /^false$/],
];

/**
 * The names of the settings in a clone that could start a program or name another server, or of which nobody knows that they
 * do not. coc itself goes by none of them (`own-settings.ts`), but git does where somebody starts it there.
 *
 * @param textconv how coc has git show incidents; without it, any way counts as that of coc
 */
export async function foreignSettings(
  folder: string,
  env: NodeJS.ProcessEnv,
  textconv?: string,
): Promise<readonly string[]> {
  const read = (name: string): Promise<readonly Setting[]> => settingsIn(join(folder, name), env);
  const peoples = (await Promise.all(PEOPLES.map(read))).flat().filter((one) => !isHarmless(one));
  const cocs = (await read(`.git/${COC_CONFIG}`)).filter(
    (one) => !isHarmless(one) && !among(OF_COC, one) && !isTextconv(one, textconv),
  );
  return [...new Set([...peoples, ...cocs].map(([key]) => key))].sort();
}

/** Whether a setting is known to start no program, name no server and make git write nowhere else. */
export function isHarmless(setting: Setting): boolean {
  return HARMLESS.some((one) => one.test(setting[0])) || among(MEANT, setting);
}

function among(list: readonly (readonly [RegExp, RegExp])[], [key, value]: Setting): boolean {
  return list.some(([name, meant]) => name.test(key) && meant.test(value));
}

function isTextconv([key, value]: Setting, textconv: string | undefined): boolean {
  return key === 'diff.coc.textconv' && (textconv === undefined || value === textconv);
}
