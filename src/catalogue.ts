import type { Waits } from './policy/waiting.ts';
import type { Opening, Step } from './steps/step.ts';

/** One step of the catalogue: what has to be known of it before it is loaded. */
export interface Listed {
  /** What is typed after `coc`. With a flag at its end it is another way of doing what is named before. */
  readonly id: string;
  /** What `--help` says of the command, or of the flag. */
  readonly about: string;
  /** Its place and its name in the menu of what is done about an incident. */
  readonly menu?: readonly [place: number, label: string];
  /** What somebody had begun, with the incident's number in it: “a note on K7F3-92QD”. Else it has its name in the menu. */
  readonly begun?: (incident: string) => string;
  /** What it is in a word or two, for a row in which it is what comes next. */
  readonly short?: string;
  /** Options of its own. Each of those of a flag stands for the flag as well. */
  readonly options?: readonly OwnOption[];
  /** Whether it makes a text that goes out, which can be laid out in several formats. */
  readonly letter?: boolean;
  /** What `--json` prints, where that is no more than the number and the commit, or something else. */
  readonly json?: string;
  /** Whether files can be named behind the incident. */
  readonly files?: boolean;
  /** Whether it makes a new incident, and is about none. */
  readonly opens?: boolean;
  /** Whether it says itself what waits, and is loaded for that. */
  readonly waits?: boolean;
  readonly load: () => Promise<Step | Opening>;
}

interface OwnOption {
  readonly flags: string;
  readonly about: string;
  readonly several?: boolean;
}

/** Every step that there is. The command tree, the menus, `report resume` and what waits come from it. */
export type Catalogue = readonly Listed[];

const ACCOUNT = '--account <file>';
const TAKEN_FROM = [
  { flags: '--mail <file>', about: 'from a mail: .eml, .mbox, .msg, a folder of them, or - for stdin' },
  { flags: '--text <file>', about: 'from a chat that was exported or copied; - for stdin' },
] as const;
const whoCanOpen = (incident: string): string => `who can open ${incident}`;
const aReport = (): string => 'a report';

/** In the order of `coc --help`. */
export const CATALOGUE: Catalogue = [
  {
    id: 'report new',
    about: 'take a report: coc asks, you answer; every answer is kept',
    options: [{ flags: ACCOUNT, about: 'take the account from a text file; - for stdin' }, ...TAKEN_FROM],
    json: 'print { id, commit, respondBy }',
    begun: aReport,
    opens: true,
    load: async () => (await import('./steps/report/new.ts')).REPORT_NEW,
  },
  {
    id: 'report new --quick',
    about: 'one text, saved at once; completed later with `coc report resume`',
    begun: aReport,
    opens: true,
    load: async () => (await import('./steps/report/new.ts')).REPORT_QUICK,
  },
  {
    id: 'report new --past',
    about: 'an old case from the files that you had before coc',
    begun: () => 'an old case',
    opens: true,
    load: async () => (await import('./steps/report/past.ts')).REPORT_PAST,
  },
  {
    id: 'report add',
    about: 'add a further report, something said later, or a missing detail',
    short: 'add to it',
    options: [{ flags: ACCOUNT, about: 'take the words from a text file; - for stdin' }, ...TAKEN_FROM],
    json: 'print { id, commit }',
    begun: (incident) => `something to add to ${incident}`,
    load: async () => (await import('./steps/report/add.ts')).REPORT_ADD,
  },
  {
    id: 'note',
    about: 'add a note to an incident',
    json: 'print { id, commit }',
    begun: (incident) => `a note on ${incident}`,
    load: async () => (await import('./steps/note.ts')).NOTE,
  },
  {
    id: 'evidence add',
    about: 'keep files with an incident, sealed: screenshots, recordings, mails',
    json: 'print { id, commit }',
    begun: (incident) => `files for ${incident}`,
    files: true,
    load: async () => (await import('./steps/evidence/add.ts')).EVIDENCE_ADD,
  },
  {
    id: 'evidence replace',
    about: 'a corrected file in the place of another one, which is kept as well',
    json: 'print { id, commit }',
    begun: (incident) => `a corrected file for ${incident}`,
    files: true,
    load: async () => (await import('./steps/evidence/replace.ts')).EVIDENCE_REPLACE,
  },
  {
    id: 'meeting',
    about: 'what a meeting came to: who does what, by when',
    short: 'the meeting',
    menu: [3, 'Hold the meeting'],
    begun: (incident) => `the meeting on ${incident}`,
    load: async () => (await import('./steps/meeting/meeting.ts')).MEETING,
  },
  {
    id: 'meeting --done',
    about: 'note which of the things to do are done',
    short: 'what is to be done',
    menu: [4, 'Note what has been done'],
    begun: (incident) => `what has been done about ${incident}`,
    load: async () => (await import('./steps/meeting/done.ts')).MEETING_DONE,
  },
  {
    id: 'notify',
    about: 'tell the accused that there is a complaint; tell them, or the person affected, what was decided',
    short: 'tell somebody',
    menu: [1, 'Tell the accused of the complaint; tell somebody what was decided'],
    letter: true,
    begun: (incident) => `telling somebody of the complaint, or what was decided, in ${incident}`,
    load: async () => (await import('./steps/notify.ts')).NOTIFY,
  },
  {
    id: 'statement',
    about: 'hear the accused: their side, in their words',
    short: 'hear their side',
    menu: [2, 'Hear the side of the accused'],
    begun: (incident) => `the side of the accused, in ${incident}`,
    load: async () => (await import('./steps/statement.ts')).STATEMENT,
  },
  {
    id: 'sanction',
    about: 'a sanction: what, for how long, and what safety it gives',
    short: 'a sanction',
    menu: [5, 'A sanction'],
    begun: (incident) => `a sanction, in ${incident}`,
    load: async () => (await import('./steps/sanction/begin.ts')).SANCTION,
  },
  {
    id: 'sanction done',
    about: 'who was told of a sanction, and what was switched off',
    short: 'a sanction',
    menu: [6, 'What of a sanction has been done'],
    begun: (incident) => `what of a sanction has been done, in ${incident}`,
    load: async () => (await import('./steps/sanction/done.ts')).SANCTION_DONE,
  },
  {
    id: 'sanction change',
    about: 'for how long it holds from now on, and under which conditions',
    short: 'a sanction',
    begun: (incident) => `a change of a sanction, in ${incident}`,
    load: async () => (await import('./steps/sanction/change.ts')).SANCTION_CHANGE,
  },
  {
    id: 'sanction correct',
    about: 'what of it was written down wrong; nothing is decided with that',
    begun: (incident) => `what was written down wrong of a sanction, in ${incident}`,
    load: async () => (await import('./steps/sanction/correct.ts')).SANCTION_CORRECT,
  },
  {
    id: 'sanction end',
    about: 'that a sanction has ended, or is lifted',
    short: 'a sanction',
    menu: [8, 'The end of a sanction'],
    begun: (incident) => `the end of a sanction, in ${incident}`,
    load: async () => (await import('./steps/sanction/end.ts')).SANCTION_END,
  },
  {
    id: 'sanction appeal',
    about: 'an appeal that has come in, or what came of it',
    short: 'an appeal',
    menu: [7, 'An appeal against a sanction'],
    begun: (incident) => `an appeal against a sanction, in ${incident}`,
    load: async () => (await import('./steps/sanction/appeal.ts')).SANCTION_APPEAL,
  },
  {
    id: 'employer',
    about: 'a short, factual letter to an employer',
    menu: [9, 'Tell an employer'],
    letter: true,
    begun: (incident) => `telling an employer, in ${incident}`,
    load: async () => (await import('./steps/employer.ts')).EMPLOYER,
  },
  {
    id: 'apology',
    about: 'an apology that was offered, passed on, or pressed on somebody',
    menu: [10, 'An apology'],
    letter: true,
    begun: (incident) => `an apology, in ${incident}`,
    load: async () => (await import('./steps/apology.ts')).APOLOGY,
  },
  {
    id: 'announce',
    about: 'tell the community: a draft that names nobody, and what came back',
    short: 'tell all',
    menu: [11, 'Tell the community'],
    letter: true,
    begun: (incident) => `telling the community, or what came back, in ${incident}`,
    load: async () => (await import('./steps/announce.ts')).ANNOUNCE,
  },
  {
    id: 'export',
    about: 'a copy for somebody outside: the person affected, the accused, a lawyer, the police, a board',
    short: 'a copy',
    menu: [14, 'Make a copy for somebody outside'],
    begun: (incident) => `a copy of ${incident} for somebody outside`,
    options: [
      {
        flags: '--to <key>',
        about: 'seal it to this age key, or to a passphrase: `--to passphrase` asks for one',
      },
      { flags: '--out <file>', about: 'the new file' },
    ],
    json: 'print { id, commit, file, sha256 }',
    load: async () => (await import('./steps/export.ts')).EXPORT,
  },
  {
    id: 'close',
    about: 'that an incident is finished',
    short: 'close it',
    menu: [12, 'Close it'],
    begun: (incident) => `closing ${incident}`,
    load: async () => (await import('./steps/close.ts')).CLOSE,
  },
  {
    id: 'reopen',
    about: 'open a closed incident again',
    begun: (incident) => `opening ${incident} again`,
    load: async () => (await import('./steps/reopen.ts')).REOPEN,
  },
  {
    id: 'evaluate',
    about: 'look back: what should the policy say',
    short: 'look back',
    menu: [13, 'Look back on it'],
    begun: (incident) => `looking back on ${incident}`,
    load: async () => (await import('./steps/evaluate.ts')).EVALUATE,
  },
  {
    id: 'same',
    about: 'whether somebody is known from another incident: the same person, or a namesake',
    menu: [14, 'Whether somebody is known from another incident'],
    begun: (incident) => `whether somebody of ${incident} is known from elsewhere`,
    load: async () => (await import('./steps/same.ts')).SAME,
  },
  {
    id: 'join-incidents',
    about: 'whether it is one matter with another incident, which leads',
    menu: [14, 'Whether it is one matter with another incident'],
    begun: (incident) => `whether ${incident} is one matter with another incident`,
    load: async () => (await import('./steps/join-incidents.ts')).JOIN_INCIDENTS,
  },
  {
    id: 'access grant',
    about: 'let a member open it, with the permission of the person affected',
    menu: [15, 'Let somebody else open it'],
    begun: whoCanOpen,
    load: async () => (await import('./steps/access/grant.ts')).ACCESS_GRANT,
  },
  {
    id: 'access grant --reporter',
    about: 'let readers know who reported it, with the permission of the reporter',
    begun: whoCanOpen,
    load: async () => (await import('./steps/access/reporter.ts')).ACCESS_REPORTER,
  },
  {
    id: 'access recuse',
    about: 'keep a member out from now on, yourself or another',
    short: 'who is kept out',
    menu: [16, 'Keep somebody out'],
    begun: whoCanOpen,
    load: async () => (await import('./steps/access/recuse.ts')).ACCESS_RECUSE,
  },
  {
    id: 'access readmit',
    about: 'undo that; only an admin can',
    begun: whoCanOpen,
    load: async () => (await import('./steps/access/readmit.ts')).ACCESS_READMIT,
  },
  {
    id: 'access readmit --recovery-key',
    about: 'where everybody is kept out: with the recovery key, which is asked for',
    options: [
      { flags: '--recovery-file <file>', about: 'the same, from its file' },
      { flags: '--share <file>', about: 'the same, from a share of it; once for each file', several: true },
    ],
    begun: whoCanOpen,
    load: async () => (await import('./steps/access/readmit.ts')).ACCESS_READMIT_BY_KEY,
  },
];

/** The step of this name; undefined where there is none. */
export async function stepOf(steps: Catalogue, id: string): Promise<Step | Opening | undefined> {
  return steps.find((one) => one.id === id)?.load();
}

/** What the steps say that waits, of those that say it themselves. */
export async function waitsOf(steps: Catalogue): Promise<readonly Waits[]> {
  const loaded = await Promise.all(steps.filter(({ waits }) => waits).map(({ load }) => load()));
  return loaded.flatMap((step) => (step.opens ? [] : (step.waits ?? [])));
}
