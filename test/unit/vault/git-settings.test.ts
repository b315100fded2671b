import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { plainSettings } from '../../../src/vault/git/config-file.ts';
import { isHarmless } from '../../../src/vault/git/foreign-settings.ts';

const ORDINARY = `[core]
\trepositoryformatversion = 0
\tbare = false
[include]
\tpath = coc.gitconfig
[remote "origin"]
\turl = git@example.org:team/Reports.git
\tfetch = +refs/heads/*:refs/remotes/origin/*
[Branch "Main"]
\tRemote = origin
`;

it('settings as git writes them are read as git reads them', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'coc-test-')), 'config');
  writeFileSync(file, ORDINARY);
  const listed = execFileSync('git', ['config', '--file', file, '--list', '-z'], { encoding: 'utf8' });
  const asGit = listed
    .split('\0')
    .filter(Boolean)
    .map((row) => row.split('\n'));
  expect(plainSettings(ORDINARY)).toEqual(asGit);
});

it.each([
  ['a comment', '[core] # x\n\tbare = false\n'],
  ['a comment behind a value', '[core]\n\tbare = false ; x\n'],
  ['quotes', '[core]\n\tfsmonitor = "x"\n'],
  ['an escape', '[core]\n\tfsmonitor = a\\\n\tb = c\n'],
  ['a setting beside its section', '[core] fsmonitor = x\n'],
  ['the old way to write a part of a section', '[remote.origin]\n\turl = x\n'],
  ['no value', '[core]\n\tfsmonitor\n'],
  ['other ends of lines', '[core]\r\n\tfsmonitor = x\r\n'],
  ['a mark of the byte order', '\ufeff[core]\n\tfsmonitor = x\n'],
  ['a setting of no section', 'fsmonitor = x\n'],
  ['a blank at the end', '[core]\n\tfsmonitor = x \n'],
])('settings with %s are left to git to read', (_, text) => {
  expect(plainSettings(text)).toBeUndefined();
});

it.each([
  ['core.bare', 'false', true],
  ['core.bare', 'true', false],
  ['core.fsmonitor', 'true', false],
  ['core.worktree', '/', false],
  ['branch.main.remote', 'origin', true],
  ['branch.main.remote', 'ext::sh -c x', false],
  ['branch.main.pushremote', 'x', false],
  ['include.path', 'coc.gitconfig', true],
  ['include.path', '../x', false],
  ['includeif.gitdir:/.path', 'coc.gitconfig', false],
  ['remote.origin.url', 'https://example.org/x.git', true],
  ['remote.origin.url', '[::1]:x', true],
  ['remote.origin.url', 'ext::sh -c x', false],
  ['remote.origin.vcs', 'x', false],
  ['remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*', true],
  ['remote.origin.fetch', '+refs/heads/*:refs/coc/*', false],
  ['color.ui', 'auto', true],
  ['log.showsignature', 'true', false],
  ['http.https://example.org/.extraheader', 'x', true],
  ['http.proxy', 'x', false],
  ['x.y', 'z', false],
])('%s = %s is known to be harmless: %s', (key, value, harmless) => {
  expect(isHarmless([key, value])).toBe(harmless);
});
