import { showId } from '../incident/id.ts';
import { count } from '../text/count.ts';
import { listed } from '../text/listed.ts';
import { showMoment } from '../text/moment.ts';
import { present } from '../text/present.ts';
import { type Damaged, hintsFor } from './listing.ts';

/** Something that is not in order: what it means, and what to do about it, one step each. */
export interface Trouble {
  readonly what: string;
  readonly todo: readonly string[];
}

/** What `coc doctor` found. A part that is undefined could not be looked at; `closed` says why. */
export interface DoctorFacts {
  readonly closed?: Trouble;
  readonly machine: {
    /** The version of git, or what is wrong with git or ssh-keygen. */
    readonly git: string | Trouble;
    readonly keys:
      | 'none'
      | 'with-passphrase'
      | 'without-passphrase'
      /** The files of earlier keys that no passphrase protects, while one protects the present ones. */
      | { readonly earlier: readonly string[] }
      | Trouble;
    /** Hooks of coc's in whose place the member's own stand. */
    readonly foreignHooks: readonly string[];
    /** Other programs among git's hooks, which git starts there. */
    readonly otherHooks: readonly string[];
    /** Settings of the reports repository that could start a program or name another server. */
    readonly settings: readonly string[] | Trouble;
    /** Folders and files of coc's in which others on this machine can write. */
    readonly writable: readonly string[];
    readonly drafts: number;
  };
  readonly history?: {
    /** The words of the first commit. */
    readonly words: string;
    /** How many commits are verified. */
    readonly verified: number;
    readonly alarm?: Trouble;
    /** What is wrong with the policy. */
    readonly policy?: Trouble;
    /** Open files that something else than coc changed. */
    readonly changed: readonly string[];
    /** Files that lie in the folder and are not part of the repository. */
    readonly strange: readonly string[];
  };
  readonly sharing?: {
    /** How many changes are not on the server; undefined where there is no server. */
    readonly unshared: number | undefined;
  };
  readonly team?: TeamFacts;
  readonly incidents?: IncidentFacts | Trouble;
}

/** Keys that somebody else than their owner put in place; undefined is the recovery key. */
interface HeldBy {
  readonly name: string | undefined;
  readonly by: string | undefined;
}

export interface TeamFacts {
  /** New keys that wait for the word of whoever asks: whose, and who put them there. */
  readonly unconfirmed: readonly HeldBy[];
  readonly members: readonly { readonly name: string; readonly admin: boolean }[];
  /** The name of whoever asks, who is told what they can do themselves; undefined where they are not on the team. */
  readonly me?: string | undefined;
  readonly recovery:
    | 'not-yet'
    | 'declined'
    | {
        /** Undefined where it is one key in one piece. */
        readonly shares?: {
          readonly needed: number;
          readonly custodians: readonly { readonly name: string; readonly left: boolean }[];
        };
      };
}

export interface IncidentFacts {
  /** How many this member can open, and how many not. */
  readonly open: number;
  readonly notShared: number;
  readonly damaged: readonly Damaged[];
  /** The IDs of those whose Markdown says what is sealed to fewer readers. */
  readonly shown: readonly string[];
  /** Those that wait to be sealed again for the team as it is now. */
  readonly waiting: {
    /** How many this member can open. */
    readonly mine: number;
    /** How many wait for somebody else who is on the team and wrote in them. */
    readonly others: number;
    /** The IDs of those that only members wrote who have left. */
    readonly lost: readonly string[];
  };
  /** Incidents that one person on the team, or nobody, can open, by the name of that person. */
  readonly alone: readonly { readonly name: string | undefined; readonly ids: readonly string[] }[];
  /** Sealed notes that are not looked at yet. */
  readonly notes: number;
}

export type Group = 'machine' | 'history' | 'sharing' | 'team' | 'incidents';

/** One thing that was looked at. */
export interface Check {
  readonly group: Group;
  /** Names what was looked at; stable, for scripts. */
  readonly check: string;
  /** `attention`: something is to be done. `hint`: it could be better. */
  readonly state: 'ok' | 'hint' | 'attention';
  readonly text: string;
  readonly todo: readonly string[];
}

/** How many IDs are named before the rest is counted. */
const NAMED = 8;

type Part = Omit<Check, 'group'>;
/** What stands behind a condition that does not hold is none. */
type Parts = readonly (Part | false | undefined)[];

/** What is in order and what is not, with what it means and what to do. */
export function checksOf(facts: DoctorFacts): readonly Check[] {
  const { machine, history, sharing, team, incidents, closed } = facts;
  const parts: readonly (readonly [Group, Parts])[] = [
    ['machine', machineChecks(machine)],
    ['history', [closed && trouble('open', closed), ...(history ? historyChecks(history) : [])]],
    ['sharing', [sharing && sharingCheck(sharing.unshared)]],
    ['team', team ? teamChecks(team) : []],
    ['incidents', incidents ? incidentChecks(incidents, team) : []],
  ];
  return parts.flatMap(([group, checks]) => present(checks).map((one) => ({ group, ...one })));
}

function machineChecks(machine: DoctorFacts['machine']): Parts {
  const { git, keys, foreignHooks, otherHooks, settings, writable, drafts } = machine;
  return [
    typeof git === 'string' ? ok('git', `git ${git} and ssh-keygen are there.`) : trouble('git', git),
    keysCheck(keys),
    foreignHooks.length === 0
      ? ok('hooks', 'None of your own git hooks stands where coc has its own.')
      : attention(
          'hooks',
          `Hooks of your own stand where coc has its own: ${foreignHooks.join(', ')}. Stock git is not kept from committing what is not sealed.`,
          'Move yours out of .git/hooks in the reports repository; the next save puts those of coc there.',
        ),
    otherHooks.length > 0 &&
      hint(
        'other-hooks',
        `In .git/hooks of the reports repository are programs that coc did not put there: ${few(otherHooks)}. git starts them where somebody uses it there; coc does not.`,
        'If you do not know them, move them out.',
      ),
    settingsCheck(settings),
    writable.length > 0 &&
      attention(
        'writable',
        `Others on this machine can change what coc works with: ${few(writable)}.`,
        `\`chmod go-w ${quotedPath(writable[0] ?? '')}\` keeps them out. If it belongs to somebody else, move your folder to a place of your own.`,
      ),
    drafts === 0
      ? ok('drafts', 'Nothing that was begun here is unfinished.')
      : attention(
          'drafts',
          `${count(drafts, 'thing')} that you began ${drafts === 1 ? 'is' : 'are'} not finished.`,
          '`coc report resume` goes on with it.',
        ),
  ];
}

function settingsCheck(settings: DoctorFacts['machine']['settings']): Part | undefined {
  if ('what' in settings) return trouble('settings', settings);
  if (settings.length === 0) return undefined;
  return attention(
    'settings',
    `The reports repository has settings of git that could start a program or send elsewhere, or that coc does not know: ${few(settings)}. coc does not go by them; git does where you start it there.`,
    'If they are yours, give them to all of git with `git config --global`, and coc goes by them too.',
    `If not, somebody changed the folder. \`git config --unset-all ${settings[0]}\` there takes one away; in .git/coc.gitconfig the next save does.`,
  );
}

/** As one types it in a shell. */
function quotedPath(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

function keysCheck(keys: DoctorFacts['machine']['keys']): Part {
  if (typeof keys !== 'string' && 'earlier' in keys)
    return attention(
      'keys',
      `A passphrase protects your keys, and earlier ones beside them lie open: ${keys.earlier.join(', ')}. They open what was sealed to them.`,
      '`coc passphrase` protects them too.',
    );
  if (typeof keys !== 'string') return trouble('keys', keys);
  if (keys === 'with-passphrase')
    return ok('keys', 'Only you can read your keys, and a passphrase protects them.');
  if (keys === 'without-passphrase')
    return attention(
      'keys',
      'Your keys have no passphrase: whoever gets this machine can read the reports.',
      '`coc passphrase` sets one.',
    );
  return attention(
    'keys',
    'Your keys are not on this machine.',
    'If you had some, bring the file back from a copy.',
    '`coc init` makes them for a new reports repository, `coc join URL` for that of your team.',
  );
}

function historyChecks(history: NonNullable<DoctorFacts['history']>): Parts {
  const { words, verified, alarm, policy, changed, strange } = history;
  return [
    alarm === undefined
      ? ok('history', `All ${count(verified, 'change')} verify: each by somebody who was on the team then.`)
      : trouble('history', {
          what: `${alarm.what} Up to there, ${count(verified, 'change')} verify.`,
          todo: alarm.todo,
        }),
    ok('words', `It begins with “${words}”: the same for everybody on your team.`),
    policy && trouble('policy', policy),
    changed.length > 0 &&
      attention(
        'changed',
        `Something else than coc changed ${few(changed)}. That does not count, and hinders sharing.`,
        `\`git checkout -- ${changed[0]}\` in the reports repository puts it back.`,
      ),
    strange.length > 0 &&
      hint(
        'strange',
        `In the folder of the reports repository lie files that are not part of it: ${few(strange)}.`,
        'If one of them tells of an incident, it is not sealed. Move it, or put its words in with `coc report add`.',
      ),
  ];
}

function sharingCheck(unshared: number | undefined): Part {
  if (unshared === undefined)
    return hint(
      'sharing',
      'The reports repository is on this machine alone: if the disk is lost, so are the reports.',
      '`coc sync --remote URL` shares it through an empty, private git repository.',
      'Or copy the folder to another disk now and then; it is encrypted.',
    );
  if (unshared === 0) return ok('sharing', 'Everything that was saved here is on the server.');
  return attention('sharing', unsharedWords(unshared), '`coc sync` shares it.');
}

/** Said to the only admin of a team of several. */
export const ONLY_ADMIN =
  'You are the only admin: if you are away, or a report is about you, nobody can change the team. Make a second one: `coc team admin`';

/** That others may have written since what is here came. */
export function lastSharedWords(at: string, now: Date): string {
  return `Last shared ${showMoment(at, now)}; what others wrote since is not here yet.`;
}

/** From when on a copy is old also where nobody else may have written. Milliseconds. */
const OLD = 24 * 3_600_000;

/** When a copy was held against the server last; where that is long ago, what does it. */
export function comparedWords(at: string, now: Date): string {
  const when = `Last compared with the server ${showMoment(at, now)}`;
  return now.getTime() - Date.parse(at) > OLD
    ? `${when}; that is more than a day ago. \`coc sync\` does it.`
    : `${when}.`;
}

/** There is a server, and nothing says that this copy was ever held against it. */
export const NEVER_COMPARED = 'This copy was never compared with the server. `coc sync` does it.';

/** That so many changes are not on the server yet. */
export function unsharedWords(unshared: number): string {
  return `${count(unshared, 'thing')} ${unshared === 1 ? 'is' : 'are'} saved here and not on the server yet.`;
}

/** A sentence on new keys that wait for the word of whoever asks. */
export function unconfirmedWords({ name, by = 'Whoever has the recovery key' }: HeldBy): string {
  const what = name === undefined ? 'made another recovery key' : `gave ${name} new keys`;
  return `${by} ${what}. Nothing is sealed to ${name === undefined ? 'it' : 'them'} here until you have compared the words.`;
}

/** What only an admin can do: to somebody else it is said who does it. */
function byAdmins({ members, me }: Pick<TeamFacts, 'members' | 'me'>, text: string): string {
  const admins = members.filter(({ admin }) => admin).map(({ name }) => name);
  if (me !== undefined && admins.includes(me)) return text;
  return admins.length === 0
    ? `An admin has to do it: ${text}`
    : `${listed(admins, 'or')} has to do it, as an admin: ${text}`;
}

function teamChecks(team: TeamFacts): Parts {
  const { members, unconfirmed, me } = team;
  const names = (some: TeamFacts['members']): string => some.map(({ name }) => name).join(', ');
  const admins = members.filter(({ admin }) => admin);
  const whole = `On the team: ${names(members)}.`;
  return [
    members.length === 1
      ? hint(
          'members',
          `${whole} Nobody else can take a report or answer one.`,
          'A colleague asks with `coc join URL`, and you let them in with `coc team add`.',
        )
      : ok('members', whole),
    ...unconfirmed.map((one) =>
      attention('unconfirmed', unconfirmedWords(one), '`coc team confirm` shows the words.'),
    ),
    adminsCheck(
      admins.map(({ name }) => name),
      members.length,
      me,
    ),
    ...recoveryChecks(team),
  ];
}

function adminsCheck(admins: readonly string[], members: number, me: string | undefined): Part {
  const [first, ...others] = admins;
  if (first === undefined)
    return attention(
      'admins',
      'Nobody on the team is an admin, so nobody can let anybody in or take anybody off.',
      'Whoever has the recovery key makes one with `coc recover`.',
    );
  if (others.length > 0 || members === 1) return ok('admins', `Admins: ${admins.join(', ')}.`);
  if (first === me)
    return hint(
      'admins',
      'You are the only admin. If you are away, or a report is about you, nobody can change the team.',
      '`coc team admin MEMBER` makes another one.',
    );
  return hint(
    'admins',
    `Only ${first} is an admin. If they are away, or a report is about them, nobody can change the team.`,
    `${first} can make another one with \`coc team admin MEMBER\`. Anybody can ask for that, and needs no reason.`,
  );
}

function recoveryChecks(team: TeamFacts): Parts {
  const { recovery, members } = team;
  if (recovery === 'not-yet')
    return [
      attention(
        'recovery',
        'There is no recovery key: if your keys are lost, so are the reports.',
        byAdmins(team, '`coc recovery-key` makes one.'),
      ),
    ];
  if (recovery === 'declined')
    return [
      hint('recovery', 'Your team goes without a recovery key: what nobody on the team can open is lost.'),
    ];
  const { shares } = recovery;
  if (shares === undefined) {
    const text = 'There is a recovery key, in one piece: whoever has it can open everything.';
    return members.length > 1
      ? [
          hint(
            'recovery',
            text,
            'With two or more on the team, one in shares is safer: nobody has all of it.',
            byAdmins(team, '`coc recovery-key --replace --shares K/N` makes it.'),
          ),
        ]
      : [ok('recovery', text)];
  }
  const { needed, custodians } = shares;
  const gone = custodians.filter(({ left }) => left);
  const who = custodians.map(({ name }) => name).join(', ');
  return [
    ok(
      'recovery',
      `The recovery key is in ${custodians.length} shares, and any ${needed} of them make it. They are with: ${who}.`,
    ),
    gone.length > 0 &&
      attention(
        'custodians',
        `${gone.map(({ name }) => name).join(', ')} left the team and still ${gone.length === 1 ? 'has a share' : 'have shares'} of the recovery key.${gone.length >= needed ? ' Together these open everything.' : ''}`,
        byAdmins(
          team,
          '`coc recovery-key --replace --shares K/N` makes a new one. The old shares then open nothing that is saved afterwards.',
        ),
      ),
  ];
}

function incidentChecks(incidents: IncidentFacts | Trouble, team: TeamFacts | undefined): Parts {
  if ('what' in incidents) {
    const what = `The incidents could not be looked at. ${incidents.what}`;
    return [trouble('incidents', { what, todo: incidents.todo })];
  }
  const { open, notShared, damaged, shown, waiting, alone, notes } = incidents;
  const noRecovery = team === undefined || typeof team.recovery === 'string';
  return [
    ok(
      'incidents',
      `You can open ${count(open, 'incident')}${notShared > 0 ? `; ${notShared} more ${notShared === 1 ? 'is' : 'are'} not shared with you` : ''}.`,
    ),
    damaged.length > 0 &&
      attention(
        'damaged',
        `Damaged, or not what it should be: ${damaged.map(({ path, why }) => `${path} (${why.replace(/\.$/, '')})`).join('; ')}.`,
        ...hintsFor(damaged),
      ),
    shown.length > 0 &&
      attention(
        'shown',
        `An older coc wrote into ${shown.map(showId).join(', ')} for everybody who can open it what only few may read.`,
        '`coc verify --put-back` seals it again without that.',
        'The versions before stay in the history: whoever could open those could read it, and can still.',
      ),
    ...waitingChecks(waiting, noRecovery, team?.unconfirmed.length === 0),
    alone.length > 0 && aloneCheck(alone, noRecovery, team?.me),
    notes > 0 &&
      hint(
        'notes',
        `${count(notes, 'sealed note')} of others ${notes === 1 ? 'is' : 'are'} not in the incident yet that ${notes === 1 ? 'it is' : 'they are'} for.`,
        'Your next save or `coc sync` looks at what you can open of them.',
      ),
  ];
}

/** @param known whether all keys of the team are known here: those that wait for a word are sealed to by nobody here yet */
function waitingChecks(waiting: IncidentFacts['waiting'], noRecovery: boolean, known: boolean): Parts {
  const { mine, others, lost } = waiting;
  const wait = (number: number): string => `${count(number, 'incident')} ${number === 1 ? 'waits' : 'wait'}`;
  if (mine + others + lost.length === 0)
    return [known && ok('waiting', 'Everything is sealed for the team as it is now.')];
  return [
    mine > 0 &&
      attention(
        'waiting',
        `${wait(mine)} to be sealed again by you, for the team as it is now: until then, keys that are not in use any more still open ${mine === 1 ? 'it' : 'them'}.`,
        'Your next save, or `coc sync`, does it.',
      ),
    others > 0 &&
      hint(
        'waiting-others',
        `${wait(others)} to be sealed again by others who can open ${others === 1 ? 'it' : 'them'}.`,
        'They do it with their next save or `coc sync`. You can remind them.',
      ),
    lost.length > 0 &&
      attention(
        'lost',
        `It may be that nobody on the team can open ${ids(lost)} any more: only people wrote there who have left.`,
        noRecovery
          ? 'There is no recovery key. Only the keys of those who left open it, if they still have them.'
          : 'Whoever has the recovery key opens it with `coc recover`.',
      ),
  ];
}

function aloneCheck(alone: IncidentFacts['alone'], noRecovery: boolean, me: string | undefined): Part {
  const who = alone
    .map(
      ({ name, ids: some }) =>
        `${name === me && me !== undefined ? 'You' : (name ?? 'Nobody on the team')}: ${ids(some)}`,
    )
    .join('; ');
  const text = `Only one person on the team can open some incidents. ${who}.`;
  const permitted =
    'That may be just what the person affected wants. With their permission, you let a second person in with `coc access grant ID`.';
  return noRecovery
    ? attention(
        'alone',
        `${text} There is no recovery key: if these keys are lost, so are the incidents.`,
        permitted,
      )
    : hint('alone', `${text} If these keys are lost, it takes the recovery key.`, permitted);
}

function ids(all: readonly string[]): string {
  return few(all.map(showId));
}

function few(all: readonly string[]): string {
  const rest = all.length - NAMED;
  return `${all.slice(0, NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function ok(check: string, text: string): Part {
  return { check, state: 'ok', text, todo: [] };
}

function hint(check: string, text: string, ...todo: readonly string[]): Part {
  return { check, state: 'hint', text, todo };
}

function attention(check: string, text: string, ...todo: readonly string[]): Part {
  return { check, state: 'attention', text, todo };
}

function trouble(check: string, { what, todo }: Trouble): Part {
  return attention(check, what, ...todo);
}
