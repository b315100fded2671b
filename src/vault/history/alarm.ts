import { UserError } from '../../errors.ts';
import { DamagedCopy } from '../git/failed.ts';
import { type Finding, type Harm, MEANING } from './finding.ts';

/** Something about the history that is not as it should be. Nothing is sealed while it lasts. */
export class HistoryAlarm extends UserError {
  readonly finding: Finding | undefined;

  constructor(message: string, hints: readonly string[], finding?: Finding) {
    super(message, { hints });
    this.name = 'HistoryAlarm';
    this.finding = finding;
  }
}

const SAFE = 'Nothing of it was taken over, nothing was sent, and your own copy is whole.';
const ELSEWHERE = 'Tell the others on the team, by another way than this server.';
const GO_ON = 'You can go on working here. What you save is shared once this is cleared up.';

/** A commit of the server's that must not be trusted, in words: what it is, what that means, what to do. */
export function forged(finding: Finding, where: 'server'): HistoryAlarm;
/** The same of this clone. @param good the last commit that can be trusted */
export function forged(finding: Finding, where: 'here', good: string): HistoryAlarm;
export function forged(finding: Finding, where: 'server' | 'here', good = ''): HistoryAlarm {
  const what = `a change that cannot be trusted: ${finding.commit.slice(0, 12)}. ${sentence(MEANING[finding.harm])}${about(finding)}.`;
  if (finding.harm === 'newer-format') return newer(finding);
  if (where === 'here' && finding.harm === 'damaged') {
    const { message, hints } = new DamagedCopy();
    return new HistoryAlarm(message, hints, finding);
  }
  if (where === 'here') {
    return new HistoryAlarm(
      `This copy of the reports repository has ${what} Either a plain \`git pull\` brought it from the server, or something on this machine made it. Nothing is saved or sent until it is gone.`,
      [
        'You can go on reading. What you answer meanwhile is kept as a draft.',
        `\`git reset --keep ${good.slice(0, 12)}\` in the reports repository takes it back here, whether a \`git pull\` or a \`git commit\` of your own brought it.`,
        'If neither was you, somebody else uses this machine or this account. Talk to an admin of the team first.',
      ],
      finding,
    );
  }
  return new HistoryAlarm(
    `The server has ${what} ${SAFE}`,
    [
      MISTAKES.has(finding.harm)
        ? 'It may be an honest mistake, such as an edit or a merge on the web page of the host.'
        : 'This does not happen by itself. Either somebody on the team did it, or somebody else can write to the server.',
      GO_ON,
      ELSEWHERE,
      'An admin can end it with `coc verify --restore`, which puts back what was there before.',
    ],
    finding,
  );
}

/** No attack: somebody on the team has a newer coc. */
function newer(finding: Finding): HistoryAlarm {
  return new HistoryAlarm(
    `Somebody on the team uses a newer coc: this one does not know the format of ${finding.commit.slice(0, 12)}${about(finding)}. ${SAFE}`,
    ['Install the newest coc; then everything goes on.', 'You can go on reading what is here.', GO_ON],
    finding,
  );
}

/** What somebody does without meaning harm, with the web page of a git host or a git of their own. */
const MISTAKES: ReadonlySet<Harm> = new Set(['unsigned', 'merge']);

/** A path may be called anything, also a sentence that looks like ours. */
function about({ path }: Finding): string {
  if (path === undefined) return '';
  return /^[\w./-]{1,80}$/.test(path) ? ` (${path})` : ' (a file with a strange name)';
}

/** The server no longer has what it had: it goes on from somewhere before. */
export function replaced(incidents: number, changes: number): HistoryAlarm {
  const vanish =
    incidents === 0
      ? `no incident would vanish, but ${count(changes, 'saved change')} would`
      : `${count(incidents, 'incident')} would vanish, with ${count(changes, 'saved change')}`;
  return new HistoryAlarm(`Somebody replaced the history on the server: ${vanish}. ${SAFE}`, [
    ...KEEP,
    'If somebody on the team has done that already, `coc sync --accept` goes along; what only your copy has is put on top.',
  ]);
}

/** The server has nothing any more where the reports were. */
export function emptied(incidents: number): HistoryAlarm {
  return new HistoryAlarm(
    `The server no longer has the reports: ${count(incidents, 'incident')}, all of which your copy still has. ${SAFE}`,
    KEEP,
  );
}

const KEEP = [
  'Your copy still has all of it. Keep it, and do not clone anew.',
  ELSEWHERE,
  'When you know what happened, `coc sync --put-back` puts the history of your copy on the server again.',
];

/** That a server has another history than this clone, from the first commit on. */
export class ForeignHistory extends HistoryAlarm {}

/** The server has another reports repository, or none of ours. */
export function foreign(): ForeignHistory {
  return new ForeignHistory(
    `What the server has begins differently than this copy: it is another reports repository, or somebody put one that only looks like yours in its place. ${SAFE}`,
    [
      'Look at the address: `git remote -v` in the reports repository shows it.',
      'If the address is right, keep your copy, and do not clone anew.',
      ELSEWHERE,
      'When you know what happened, `coc sync --put-back` puts the history of your copy on the server again.',
    ],
  );
}

/** The branch here was moved back or to the side by something else than coc. */
export function rewound(incidents: number, verified: string): HistoryAlarm {
  return new HistoryAlarm(
    `This copy of the reports repository was moved back or changed by something else than coc${incidents > 0 ? `: ${count(incidents, 'incident')} would vanish` : ''}. Nothing is saved or sent until it is back.`,
    [
      `\`git reset --keep ${verified.slice(0, 12)}\` in the reports repository brings back what was there; nothing of it is lost.`,
      'What you answer meanwhile is kept as a draft.',
    ],
  );
}

/** The folder does not hold at all what was verified in it before. */
export function older(): HistoryAlarm {
  return new HistoryAlarm(
    'This copy of the reports repository is older than it was when you last used it, or another one is in its place: what was saved since is not in it. Nothing is saved or sent until that is cleared up.',
    [
      'If the server has it, `git pull` in the reports repository brings it back.',
      'If you put this copy there yourself, say from a backup: `coc join` in this folder compares its words with the team again, and goes on from it.',
      'What you answer meanwhile is kept as a draft.',
    ],
  );
}

/** Entries that this clone has seen are not in the incident any more. */
export function entriesGone(): HistoryAlarm {
  return new HistoryAlarm(ENTRIES_GONE, [
    'Somebody took them out, or put an older version in its place.',
    PUT_BACK,
  ]);
}

export const ENTRIES_GONE = 'entries that were in it before are gone from it';
/** The way out, also where somebody wrote over it who could not open it. */
export const PUT_BACK =
  '`coc verify --put-back` puts the last good version in its place again, with what readers wrote since.';

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
