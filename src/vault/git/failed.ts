import { UserError } from '../../errors.ts';

/** What git says where files of its own are empty, cut off or gone, as after a power loss. */
const DAMAGE =
  /object file .* is empty|is corrupt|corrupted? (?:object|index|pack)|index file (?:smaller|corrupt)|bad signature|bad index file|reference broken|bad object|bad tree object|unable to read (?:tree|sha1 file|object)|missing (?:blob|tree|commit|object)|^fatal: not a git repository|inflate: data stream error|unable to unpack|garbage at end of loose|file .* is far too short to be|bad config line/im;

/** Files of git's own are empty, cut off or gone in this copy of the reports repository. */
export class DamagedCopy extends UserError {
  constructor(what = 'What git keeps of the reports repository on this machine is damaged') {
    super(`${what}, as after a power loss.`, {
      hints: [
        '`coc verify --repair` says what is damaged, and brings it back. Nothing is deleted.',
        'The reports themselves are sealed files in the folder `incidents`. Leave them where they are.',
      ],
    });
    this.name = 'DamagedCopy';
  }
}

/** The server could not be reached, or does not let this person in. Nothing is lost: it is tried again later. */
export class Unreachable extends UserError {
  constructor(why: string, hints: readonly string[] = []) {
    super(why, { hints });
    this.name = 'Unreachable';
  }
}

/** The server takes no file as large as one that it was handed. Nothing is lost, and to try again later does not help. */
export class TooLargeForServer extends UserError {
  /** The largest that it takes, as far as it said; bytes, and 0 where it did not say. */
  readonly largest: number;

  constructor(largest: number) {
    const most = largest === 0 ? '' : `, at most ${Math.floor(largest / 1024 ** 2)} MB`;
    super(`The server takes no file of this size${most}.`, {
      hints: [
        'Whoever looks after the server may be able to allow larger ones. An hour after it refused, coc tries again.',
        'Or keep the file where it is safe, and write down in a note where that is.',
      ],
    });
    this.name = 'TooLargeForServer';
    this.largest = largest;
  }
}

/** git's own words are about files and locks, never about what is in an incident. */
export function gitFailed(words: string): UserError {
  if (/dubious ownership/i.test(words)) {
    return new UserError(
      'The reports repository belongs to somebody else on this machine, and git does not trust it.',
      {
        hints: [
          'If you know whose it is: `git config --global --add safe.directory FOLDER`, with its whole path.',
          '`coc join URL --dir FOLDER` makes a copy of your own.',
        ],
      },
    );
  }
  if (/safe\.bareRepository/i.test(words)) {
    return new UserError('git is set to use no bare repository that it comes upon, and this folder is one.', {
      hints: ['`git config --global safe.bareRepository all` allows it.'],
    });
  }
  if (DAMAGE.test(words)) return new DamagedCopy();
  const [first = 'it did not say why'] = words
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('warning: '));
  const hint = /\.lock/.test(words)
    ? 'Another git may be at work in the reports repository. If none is, remove the file that ends with .lock.'
    : '`git status` in the reports repository may say more.';
  return new UserError(`git could not do its part: ${first}`, { hints: [hint] });
}

/** Something in git's own part of the folder was damaged, or put there by somebody. */
export function notWhatItsNameSays(): UserError {
  return new UserError(
    'In the reports repository lies something with other bytes than its name stands for: git’s part of the folder is damaged, or somebody changed it. Nothing of it was used.',
    {
      hints: [
        '`git fsck` there shows what it is. Keep the folder as it is, and tell the team.',
        '`coc join URL --dir FOLDER` gets a whole copy from the server.',
      ],
    },
  );
}
