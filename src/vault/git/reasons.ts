import { inert } from '../../text/inert.ts';

/** Why the server did not do what was asked, as far as git tells. */
export interface Why {
  readonly what: string;
  readonly hints: readonly string[];
}

interface Reason extends Why {
  /** In git's own words, or those of ssh. */
  readonly when: RegExp;
  /** A whole sentence that says it all: what git printed would tell nothing more. */
  readonly isPlain?: true;
  /** What to do where somebody has just typed the address, and may have no reports repository yet. */
  readonly typed?: readonly string[];
}

/** Why nothing comes to the server and back, in words for whoever knows nothing of networks. */
const NO_WAY_THERE: readonly (readonly [when: RegExp, why: string])[] = [
  [
    /Could not resolve|Name or service not known|nodename nor servname|name resolution/i,
    'there is no network now, or no server of that name',
  ],
  [
    /Network is (?:unreachable|down)|No route to host/i,
    'there is no network now, or no way to it from this one',
  ],
  [/timed out|timeout/i, 'it does not answer in time'],
  [
    /Connection (?:refused|reset|closed)|Failed to connect|Couldn't connect|Could not connect/i,
    'nothing answers at its address',
  ],
];

/** Where an address comes from: it stands in the clone, or somebody has just typed it. */
export type Address = 'kept' | 'typed';

/** Why there was no answer from the server, as far as git tells: each needs something else. The first that fits. */
const NO_ANSWER: readonly Reason[] = [
  {
    when: /dubious ownership/i,
    what: 'The folder of the server belongs to somebody else on this machine, and git does not trust it',
    hints: [
      'If you know whose it is: `git config --global --add safe.directory FOLDER`, with the folder as git names it.',
    ],
  },
  {
    when: /safe\.bareRepository/i,
    what: 'git is set to use no bare repository that it comes upon, and the folder of the server is one',
    hints: [
      '`git config --global safe.bareRepository all` allows it. Or name the server by an address instead of a folder.',
    ],
  },
  {
    when: /REMOTE HOST IDENTIFICATION HAS CHANGED|host key for .* has changed/i,
    what: 'The server shows another key than before',
    hints: [
      'Somebody may have put another server in its place. Ask whoever looks after it before you go on.',
      'If it has a new key: `ssh-keygen -R HOST`, then `ssh HOST` once, and compare what it shows.',
    ],
  },
  {
    when: /Host key verification failed|authenticity of host/i,
    what: 'This machine does not know the key of the server yet',
    hints: [
      '`ssh HOST` once shows it. Compare it with what whoever looks after the server says, then try again.',
    ],
  },
  ...NO_WAY_THERE.map(
    ([when, why]): Reason => ({
      when,
      what: `The server cannot be reached: ${why}.`,
      isPlain: true,
      hints: ['Try again once there is a network: `coc sync`.'],
      typed: ['If there is a network, compare the name of the server in the address, letter by letter.'],
    }),
  ),
  {
    when: /certificate|SSL|TLS/i,
    what: 'The server cannot show that it is the one',
    hints: ['A network with a login page, or a wrong clock, does that. Do not switch the check off.'],
  },
  {
    when: /Permission denied|Authentication failed|could not read (?:Username|Password)|terminal prompts disabled|HTTP (?:401|403)|returned error: (?:401|403)|access denied/i,
    what: 'The server does not let you in',
    hints: [
      'Are your key or your password for it in place? `git fetch` in the reports repository asks for them.',
    ],
    typed: [
      'Are your key or your password for it in place? `git ls-remote URL` asks for them.',
      'If they are, ask whoever looks after the server to let you in.',
    ],
  },
  {
    when: /not valid: is this a git repository|invalid (?:server response|content-type)|unable to (?:parse|read) .*(?:html|refs)|bad line length|protocol error/i,
    what: 'What answers there is no git server',
    hints: ['A network with a login page does that: open a web page first, then try again.'],
  },
  {
    when: /does not (?:appear to be a git repository|exist)|[Nn]ot found|returned error: 404/,
    what: 'There is no git repository at that address, or you may not see it',
    hints: ['`git remote -v` in the reports repository shows the address.'],
    typed: [
      'Compare the address with the one that you were given, letter by letter.',
      'If it is the same, ask whoever looks after the server to let you in.',
    ],
  },
];

/** Why it took nothing of what it was handed, though it answered. The first that fits. */
const NOT_TAKEN: readonly Reason[] = [
  {
    when: /does not support --signed push/i,
    what: 'git is set to sign each push, and the server takes no signed ones',
    hints: ['`git config --global push.gpgSign if-asked` signs only where the server can use it.'],
  },
  {
    when: /failed to sign the push cert/i,
    what: 'git is set to sign each push, and cannot',
    hints: [
      '`git config --global push.gpgSign false` has git push without. coc signs what it saves by itself.',
    ],
  },
  {
    when: /does not support push options/i,
    what: 'git is set to send options with each push, and the server takes none',
    hints: ['`git config --global --unset-all push.pushOption` takes them away.'],
  },
  {
    when: /mismatched algorithms|does not support this repository's hash algorithm|hash algorithm|object format/i,
    what: 'The server names what it keeps by another hash than this reports repository',
    hints: [
      'Share through a new, empty repository that is made with `git init --bare`: `coc sync --remote URL`.',
    ],
  },
  {
    when: /protected branch|GH006|GH013|not allowed to (?:force )?push|repository rule/i,
    what: 'The server protects the branch main, and does not let you push to it',
    hints: [
      'Whoever looks after the server has to let everybody on the team push to main. coc checks each change by itself.',
    ],
  },
];

/** What a server says that is in the way of something, and not of the network. */
const AT_THE_SERVER =
  /\[remote rejected\]|unpack(?:er)? (?:failed|error)|HTTP 413|returned error: (?:413|5\d\d)|pre-receive hook/i;

/**
 * Why the server did not take a push, with what it said of it. Undefined where it was not reached, or does not let anybody in.
 *
 * @param said all that git printed of it
 */
export function refusalOf(said: string): Why | undefined {
  const known = NOT_TAKEN.find(({ when }) => when.test(said));
  if (known === undefined && !AT_THE_SERVER.test(said)) return undefined;
  const reason = /\[remote rejected\][^\n(]*\(([^\n]*)\)/.exec(said)?.[1];
  const why = known?.what ?? `The server did not take it: ${short(reason ?? firstLine(said))}`;
  return {
    what: `${why}.`,
    hints: [...serverWords(said), ...(known?.hints ?? ['Ask whoever looks after the server.'])],
  };
}

/** How servers say that a file, or all that is handed over at once, is larger than they take. */
const TOO_LARGE =
  /exceeds? [^\n]{0,40}(?:file |blob |pack )?(?:size )?limit|exceeds? maximum allowed size|exceed the [^\n]{0,20}limit|larger? files? detected|large files detected|GH001|HTTP 413|returned error: 413|file size limit/i;
const UNITS: Readonly<Record<string, number>> = { K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/**
 * Whether the server took nothing since it was too large: the largest that it takes, as far as it says, in bytes; 0 where it does not
 * say; undefined where it was for something else.
 */
export function sizeRefusalIn(said: string): number | undefined {
  if (!TOO_LARGE.test(said)) return undefined;
  const [, number, unit = ''] =
    /(?:limit of|exceeds? the|allowed size \(?|limit \(?)\s*(\d+(?:\.\d+)?)\s*([KMG])i?B?/i.exec(said) ?? [];
  return number === undefined ? 0 : Number(number) * (UNITS[unit.toUpperCase()] ?? 1);
}

/** What git said, without how far it was. */
export function withoutProgress(stderr: string): string {
  return stderr
    .split('\n')
    .map((line) => line.slice(line.lastIndexOf('\r') + 1))
    .filter((line) => !PROGRESS.test(line))
    .join('\n');
}

const PROGRESS =
  /^(?:remote: )?(?:(?:Enumerating|Counting|Compressing|Writing|Receiving|Resolving|Updating|Unpacking|Finding)[a-z ]*: +\d|Delta compression using|Total \d+ \(delta)/;

/** Why there was no answer from the server. */
export function noAnswer(stderr: string, address: Address = 'kept'): Why {
  const known = NO_ANSWER.find(({ when }) => when.test(stderr));
  return {
    what: known?.isPlain
      ? known.what
      : `${known?.what ?? 'The server cannot be reached'}: ${firstLine(stderr)}`,
    hints: [
      ...serverWords(stderr),
      ...((address === 'typed' ? known?.typed : undefined) ??
        known?.hints ?? [
          `Is there a network, and are you let in? ${address === 'typed' ? '`git ls-remote URL`' : '`git fetch` in the reports repository'} says more.`,
        ]),
    ],
  };
}

/** The line in which git says what went wrong. */
export function firstLine(stderr: string): string {
  const lines = stderr.split('\n').filter(Boolean);
  const line = lines.find((one) => /^(fatal|error|ssh):/i.test(one)) ?? lines[0] ?? 'git did not say why';
  return short(line.replace(/^(fatal|error): /i, ''));
}

/** What the server itself said, as a pre-receive hook does. */
function serverWords(said: string): readonly string[] {
  const words = said.split('\n').flatMap((line) => /^remote: ?(.+)$/.exec(line)?.[1]?.trim() || []);
  return words.length === 0 ? [] : [`It said: ${short(words.slice(0, 3).join(' '))}`];
}

/** The most that is repeated of what a server says. Characters. */
const MOST = 200;

/** Of what a server says, as much as helps: it may say anything, and repeat an address with a password in it. */
function short(text: string): string {
  const plain = inert(
    SECRETS.reduce((left, secret) => left.replace(secret, '$1…'), withoutUsers(text)).trim(),
  );
  return plain.length > MOST ? `${plain.slice(0, MOST)}…` : plain;
}

function withoutUsers(text: string): string {
  return text.replace(/\/\/[^@/\s]*@/g, '//');
}

/** What lets somebody in: the rest of an address, what is called so, and long words of letters and digits. */
const SECRETS: readonly RegExp[] = [
  /(:\/\/[^\s?#]*\?)[^\s'"]+/g,
  /(\b(?:password|passwd|token|secret|api[_-]?key)\b["']?\s*[:=]\s*)\S+/gi,
  /(\b(?:bearer|basic)\s+)[\w+/=.-]{8,}/gi,
  /()\b(?:gh[pousr]_|github_pat_|glpat-)[\w-]+/g,
  /()\b(?=\w*\d)(?=\w*[a-z])\w{32,}\b/gi,
];
