import { UserError } from '../../errors.ts';
import { type Finding, MEANING } from './finding.ts';

/** Something about the history that is not as it should be. Nothing is sealed while it lasts. */
export class HistoryAlarm extends UserError {
  readonly finding: Finding | undefined;

  constructor(message: string, hints: readonly string[], finding?: Finding) {
    super(message, { hints });
    this.name = 'HistoryAlarm';
    this.finding = finding;
  }
}

const SAFE = {
  server: 'Nothing of it was taken over, nothing was sent, and your own copy is whole.',
  here: 'Nothing is sealed or sent while it stands there.',
} as const;
const GOING_ON = {
  server: 'You can go on working here. What you save is shared once this is cleared up.',
  here: 'You can read as before. What you answer is kept, and can be saved once this is cleared up.',
} as const;
const ELSEWHERE = 'Tell the others on the team, by another way than this server.';

/** How the two places are called in which something can be wrong. */
const PLACES = { server: 'The server', here: 'This copy of the reports repository' } as const;

/** A commit that must not be trusted, in words: what it is, what that means, what to do. */
export function forged(finding: Finding, where: keyof typeof PLACES): HistoryAlarm {
  const { commit, harm, path } = finding;
  const about = path === undefined ? '' : ` (${path})`;
  const mistake =
    harm === 'unsigned' || harm === 'merge'
      ? 'It may be an honest mistake, such as an edit on the web page of the host.'
      : 'If nobody on the team did this by mistake, somebody else can write to the server.';
  return new HistoryAlarm(
    `${PLACES[where]} has a change that cannot be trusted: ${commit.slice(0, 12)}. ${sentence(MEANING[harm])}${about}. ${SAFE[where]}`,
    [
      mistake,
      GOING_ON[where],
      ELSEWHERE,
      'An admin can end it with `coc verify --restore`, which puts back what was there before.',
    ],
    finding,
  );
}

/** The server no longer has what it had. */
export function replaced(incidents: number, commits: number): HistoryAlarm {
  const vanish =
    incidents === 0
      ? 'no incident would vanish, but what was done about some would'
      : `${count(incidents, 'incident')} would vanish`;
  return new HistoryAlarm(
    `Somebody replaced the history on the server: ${vanish} (${count(commits, 'commit')}). ${SAFE.server}`,
    [
      'Your copy still has all of it. Keep it.',
      ELSEWHERE,
      'When you know what happened, `coc sync --put-back` puts the history of your copy on the server again.',
      'If somebody on the team has done that already, `coc sync --accept` goes along; what only your copy has is put on top.',
    ],
  );
}

/** The server has another reports repository, or none of ours. */
export function foreign(): HistoryAlarm {
  return new HistoryAlarm(`The server has another reports repository than this one. ${SAFE.server}`, [
    'Look at the address: `git remote -v` in the reports repository shows it.',
    ELSEWHERE,
  ]);
}

/** The branch here was moved back or to the side by something else than coc. */
export function rewound(incidents: number, verified: string): HistoryAlarm {
  return new HistoryAlarm(
    `This copy of the reports repository was moved back by something else than coc${incidents > 0 ? `: ${count(incidents, 'incident')} would vanish` : ''}. Nothing was sealed or sent.`,
    [`\`git reset --keep ${verified.slice(0, 12)}\` in the reports repository brings back what was there.`],
  );
}

/** Entries that this clone has seen are not in the incident any more. */
export function entriesGone(): HistoryAlarm {
  return new HistoryAlarm('entries that were in it before are gone from it', [
    'Somebody who can open it took them out, or put an older version in its place.',
    '`coc verify --put-back` takes them from the history and puts them in again.',
  ]);
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
