import { type EntryOf, isKnown } from '../entry.ts';
import type { Action, Letter, LetterKind, Meeting, Told } from '../response.ts';
import type { IncidentView } from '../view.ts';
import { type Fact, FILE, ifSaid, type PictureBlock, SCREEN, section } from './block.ts';
import { writtenDown } from './noted.ts';
import { sanction, UNHEARD } from './sanction.ts';
import {
  actor,
  actors,
  both,
  choice,
  inFile,
  joined,
  moment,
  onScreen,
  say,
  type Text,
  words,
  wordsOf,
} from './text.ts';

const LETTERS: Readonly<Record<LetterKind, Text>> = {
  complaint: say`${onScreen(say`that there is a `)}complaint`,
  response: both(say`response`, say`what was decided`),
  employer: say`${onScreen(say`to the `)}employer`,
  relay: both(say`relay`, say`an apology, in a sentence`),
  announcement: both(say`announcement`, say`to the community`),
};

/** What answers an appeal. */
const APPEALED = say`what came of their appeal`;

/** Why something was before the first report came in. */
const EARLY = say`Before the first report`;

/** What was done about an incident, from the side of the accused to the close. */
export function response(incident: IncidentView): readonly PictureBlock[] {
  const letters = incident.letters.filter(({ replaced }) => !replaced);
  return [
    ...section(say`The side of the accused`, incident.statements.flatMap(statement), 'file'),
    ...section(say`Meetings`, incident.meetings.flatMap(meeting), 'file'),
    ...section(say`To do`, [
      { list: incident.actions.map((one) => action(one, incident.stopped !== undefined)) },
    ]),
    ...section(
      say`Sanctions`,
      incident.sanctions.flatMap((one) => sanction(one, incident.entries)),
      'file',
    ),
    ...section(both(say`What was told`, say`Told`), [{ list: incident.told.map(told) }]),
    ...section(
      say`Letters and announcements`,
      letters.flatMap((one) => letter(one, incident.told)),
      'file',
    ),
    ...section(say`Apologies`, incident.apologies.flatMap(apology), 'file'),
    ...community(incident),
    ...section(say`Evaluation`, incident.evaluations.flatMap(evaluation), 'file'),
    ...section(say`Closed before`, closedBefore(incident).map(closed), 'file'),
    ...section(say`Open again`, again(incident), 'file'),
    ...section(say`Closed`, incident.closed ? [closed(incident.closed)] : [], 'file'),
  ];
}

function statement(one: EntryOf<'statement'>): readonly PictureBlock[] {
  const [who, when, by] = [
    actor(one.person),
    moment(one.takenAt, one.precision?.takenAt),
    actor(one.takenBy),
  ];
  const asked = say`${who} was asked, ${when}, by ${by}, and did not want to say anything.`;
  const heard = one.words === undefined ? asked : say`${who}, ${when}, to ${by}:`;
  return [
    { entry: both(heard, say`The side of ${who}, ${when}`) },
    side(one),
    { text: say`Heard by ${by}.`, ...SCREEN },
    ...(one.early === undefined ? [] : [{ text: say`${EARLY}: ${words(one.early)}` }]),
  ];
}

/** What somebody accused said to it. */
export function side({ words: own }: EntryOf<'statement'>): PictureBlock {
  if (own !== undefined) return { quote: own };
  return { text: say`They were asked, and did not want to say anything.`, ...SCREEN };
}

function meeting(one: Meeting): readonly PictureBlock[] {
  const when = moment(one.heldAt, one.precision?.heldAt);
  const were = [...one.present, ...(one.alsoPresent ?? [])];
  const present = actors(were);
  const outcome = choice('outcome', one.outcome);
  const exception = [...ifSaid(EARLY, one.early), ...ifSaid(say`Why they attended`, one.exception)];
  const reasons = [
    ...ifSaid(say`Reason`, one.reason),
    ...ifSaid(say`Decided alone`, one.alone),
    ...ifSaid(UNHEARD, one.unheard),
  ];
  const why = [...exception, ...reasons].map(({ name, value }) => say` ${name}: ${value}`);
  const file = say`${when}${were.length > 0 && say`, with ${present}`}. Outcome: ${outcome}.${joined(why, '')} What happened:`;
  const facts: readonly Fact[] = [
    { name: say`Present`, value: present, ifAny: true },
    ...exception,
    { name: say`Outcome`, value: outcome },
    ...reasons,
  ];
  return [{ entry: both(file, say`Meeting, ${when}`) }, { facts, ...SCREEN }, { quote: one.whatHappened }];
}

function action(one: Action, isStopped: boolean): Text {
  const { number, what, who, due, precision, condition, doneAt, doneNoted, overtakenAt, noLonger } = one;
  const { passedFrom, passedNoted } = one;
  const until = moment(due, precision?.due);
  const open =
    condition === undefined
      ? say`by ${until}`
      : say`${wordsOf(condition, one)}; to be looked at again by ${until}`;
  const stillOpen = isStopped ? say`off, since it does not go on; before that: ${open}` : open;
  const notDone =
    overtakenAt === undefined ? stillOpen : say`not needed any more since ${moment(overtakenAt)}`;
  const noted = doneNoted && say`, ${writtenDown(doneNoted)}`;
  const done = doneAt !== undefined && say`done ${moment(doneAt)}${noted}`;
  const when = (noLonger === undefined ? done : ended(noLonger, noted)) || notDone;
  const since = passedNoted && say`, ${writtenDown(passedNoted)}`;
  const instead = passedFrom !== undefined && say` in place of ${actor(passedFrom)}${since}`;
  const by = say`${actor(who)}${instead}, ${when}`;
  const task = wordsOf(what, one);
  return both(say`${task} (${by})`, say`${number}. ${task}. ${by}`);
}

/** That it is not to be done any more: who said so, who wrote that down, and in which words. */
function ended({ saidBy, words: said }: NonNullable<Action['noLonger']>, noted: Text | undefined): Text {
  const by = saidBy !== undefined && say` (${actor(saidBy)})`;
  return say`not to be done any more${by}${noted}${said !== undefined && say`: ${words(said)}`}`;
}

function told(one: Told): Text {
  const { about, person, toldAt, precision, how, toldBy, notPossible, appeal, early } = one;
  const kind = appeal === undefined ? LETTERS[about] : APPEALED;
  const file = say`${person && say`${actor(person)}: `}${kind}`;
  const what =
    about === 'employer' && person !== undefined ? both(file, say`To ${employerOf(person)}`) : file;
  const by = toldBy !== undefined && say`, by ${actor(toldBy)}`;
  const before = early !== undefined && say`. ${EARLY}: ${words(early)}`;
  const way = say`${toldAt && say`, ${moment(toldAt, precision?.toldAt)}`}${how !== undefined && say`, ${words(how)}`}${by}${before}`;
  if (notPossible === undefined) return say`${what}${way}`;
  const why = words(notPossible);
  return say`${what}${both(say`, cannot be told: ${why}${way}`, say`: not possible, because ${why}`)}; ${writtenDown(one)}`;
}

function letter(one: Letter, all: readonly Told[]): readonly PictureBlock[] {
  const { person, grounds = [], permission, exception, text, told: out, untold, conditionsMet = [] } = one;
  const kind = one.appeal === undefined ? LETTERS[one.letter] : APPEALED;
  const [to, what] = [say`${person && say` for ${actor(person)}`}`, kind];
  const screen =
    one.letter === 'employer' && person !== undefined ? say` to ${employerOf(person)}` : say`${to}: ${what}`;
  const at = out?.toldAt && moment(out.toldAt, out.precision?.toldAt);
  const when = at ? both(say`out ${at}`, at) : notOut(one, all);
  const named = exception && say`${actor(exception.person)}, because ${words(exception.reason)}`;
  const facts: readonly Fact[] = [
    { name: say`Grounds`, value: choice('ground', ...grounds), ifAny: true },
    ...ifSaid(say`Permission`, permission),
    ...ifSaid(say`Before the accused was told`, untold),
    ...(named ? [{ name: say`Names`, value: named }] : []),
  ];
  const inTheEnd: readonly PictureBlock[] = [
    { quote: text, ...SCREEN },
    { text: say`What went out in the end:`, ...SCREEN },
    { quote: out?.words ?? '' },
  ];
  return [
    { entry: both(say`${what}${to}, ${when}:`, say`Text${screen} (${when})`) },
    { facts, ...SCREEN },
    { facts: conditionsMet.map(conditionMet) },
    ...(out?.words === undefined ? [{ quote: text }] : inTheEnd),
  ];
}

/** That a condition is met, for this letter alone: whose, how, and who noted that. */
function conditionMet({ people, met, at, by }: EntryOf<'condition-met'>): Fact {
  return {
    name: say`The condition of ${actors(people)} is met, or kept to, ${writtenDown({ at, by })}`,
    value: met === undefined ? say`The words are sealed to fewer readers.` : words(met),
  };
}

/** An employer is told of somebody, who is told nothing by that. */
function employerOf(person: string): Text {
  return say`the employer of ${actor(person)}`;
}

/** Whether a letter that is not out is still to go out, or what happened in its place. */
function notOut({ notSent, overtakenAt, person, appeal }: Letter, all: readonly Told[]): Text {
  if (notSent !== undefined) {
    const why = notSent.reason !== undefined && say`, because ${words(notSent.reason)}`;
    return say`does not go out, noted ${moment(notSent.at)} by ${actor(notSent.by)}${why}`;
  }
  if (overtakenAt === undefined) return say`not out yet`;
  const instead = all.find(
    (one) =>
      one.letter === undefined &&
      one.person === person &&
      one.appeal === appeal &&
      (one.toldAt ?? one.at) === overtakenAt,
  );
  if (instead === undefined || person === undefined)
    return say`not needed any more since ${moment(overtakenAt)}`;
  return instead.notPossible === undefined
    ? say`what it says was told, ${moment(overtakenAt, instead.precision?.toldAt)}${instead.how !== undefined && say`, ${words(instead.how)}`}`
    : say`not out: it could not be told, noted ${moment(overtakenAt)}`;
}

function apology({ from, to, happenedAt, ...one }: EntryOf<'apology'>): readonly PictureBlock[] {
  const [when, what] = [moment(happenedAt, one.precision?.happenedAt), choice('apology', one.what)];
  const who = say`${actor(from)}${to && say` to ${actor(to)}`}`;
  const said = one.words !== undefined && say`. ${words(one.words)}`;
  return [
    { entry: both(say`${when}, ${who}: ${what}${said}`, say`Apology of ${who}, ${when}`), inFile: 'item' },
    { text: say`${what}.`, ...SCREEN },
    ...(one.words === undefined ? [] : [{ quote: one.words, ...SCREEN } as const]),
  ];
}

/** All that was decided on telling the community, the last of which holds, and what came back. */
function community({
  announcement,
  announcements,
  feedback,
  told: all,
}: IncidentView): readonly PictureBlock[] {
  const isOut = all.some(({ about, toldAt }) => about === 'announcement' && toldAt !== undefined);
  const decided = announcements.map((one) => announced(one, isOut, announcements.length > 1));
  const blocks = [...decided, ...feedback.flatMap(cameBack)];
  return section(say`The community`, blocks, announcement ? undefined : 'file');
}

const SEEN = say` Whoever drafted it noted that it tells no more than what many saw.`;

/**
 * @param isOut whether anything was announced
 * @param isOneOfMany then it is said with each who wrote it down, and when
 */
function announced(one: EntryOf<'announcement'>, isOut: boolean, isOneOfMany: boolean): PictureBlock {
  const { announce, why = [], reason, untold, seenByMany, noCorrection } = one;
  const noted = isOneOfMany && say`; ${writtenDown(one)}`;
  const because = reason === undefined ? [] : [say`Reason: ${words(reason)}`];
  const early = say`${untold !== undefined && say` Before the accused was told: ${words(untold)}`}${seenByMany && SEEN}`;
  const all = [...why.map((one) => choice('why', one)), ...because];
  const is = isOut
    ? [say`Is told`, say`It is told`]
    : [say`To be told, and not out`, say`It was to be told, and is not out`];
  const isNot = noCorrection
    ? [say`Needs no corrected text`, say`What was announced needs no corrected text`]
    : [say`Is not told`, say`It is not told`];
  const [inTheFile = [], onTheScreen = []] = announce ? is : isNot;
  const inShort = announce ? say`${choice('why', ...why)}.` : words(reason ?? '');
  return {
    text: both(
      say`${inTheFile}. ${joined(all, '; ')}${early}${noted}`,
      say`${onTheScreen}. Why: ${inShort}${early}${noted}`,
    ),
    item: true,
  };
}

function cameBack({ words: own, receivedAt, precision, way }: EntryOf<'feedback'>): readonly PictureBlock[] {
  const when = moment(receivedAt, precision?.receivedAt);
  const screen = say`What came back, ${when}${way !== undefined && say`, ${words(way)}`}`;
  return [
    { entry: both(say`Came back ${when}: ${words(own)}`, screen), inFile: 'item' },
    { quote: own, ...SCREEN },
  ];
}

function evaluation({ proposals, at }: EntryOf<'evaluation'>): readonly PictureBlock[] {
  const all = Object.values(proposals);
  const none = say`${both(say`n`, say`N`)}othing to propose${onScreen(say`.`)}`;
  return [
    { heading: say`Evaluation, ${moment(at)}`, ...SCREEN },
    ...(all.length === 0 ? [{ text: none, item: true }] : []),
    ...all.flatMap((own): PictureBlock[] => [
      { list: [words(own)], ...FILE },
      { quote: own, ...SCREEN },
    ]),
  ];
}

/** Each time that it was closed and did not stay so: why something was left stays to be read. */
function closedBefore({ entries, closed: now }: IncidentView): readonly EntryOf<'closed'>[] {
  return entries.filter(
    (one): one is EntryOf<'closed'> => one.kind === 'closed' && isKnown(one) && one.id !== now?.id,
  );
}

/** Why it is open once more. */
function again({ reopenings, sinceClose, reports }: IncidentView): readonly PictureBlock[] {
  const numberOf = (report: string) => reports.find(({ id }) => id === report)?.number;
  const fromFiles = reports.filter((one) => one.fromFiles === true).map(({ id }) => id);
  const isLater = (report: string) => fromFiles.length > 0 && !fromFiles.includes(report);
  return [
    ...reopenings.map(
      ({ at, by, reason }) =>
        say`${onScreen(say`Opened again `)}${moment(at)} by ${actor(by)}: ${words(reason)}`,
    ),
    ...sinceClose.map(({ report }) => {
      const who = both(say`Whoever`, say`Open again: whoever`);
      return isLater(report)
        ? say`Report ${numberOf(report)} came in since this was entered from earlier files${onScreen(say`.`)}`
        : say`${who} closed it did not know report ${numberOf(report)}${onScreen(say`.`)}`;
    }),
  ].map((text) => ({ text, item: true }));
}

const OWED: Readonly<Record<string, Text>> = {
  sanction: say`writing down the sanction`,
  announce: say`deciding whether to tell the community`,
};

function owedText(all: NonNullable<EntryOf<'closed'>['owed']>): Text {
  const texts = all.map(({ what, person, appeal }) => {
    if (person === undefined) return OWED[what] ?? words(what);
    const told = appeal === undefined ? say`what was decided` : APPEALED;
    return say`telling ${actor(person)} ${told}`;
  });
  return joined(texts, '; ');
}

function closed(one: EntryOf<'closed'>): PictureBlock {
  const { at, by, closedAt, precision, unfinished, owed, notNeeded } = one;
  const open = unfinished !== undefined && words(unfinished);
  const when =
    closedAt === undefined
      ? say`${moment(at)} by ${actor(by)}`
      : say`${moment(closedAt, precision?.closedAt)}, ${writtenDown({ at, by })}`;
  const stays = owed && say` Left to do after it: ${owedText(owed)}.`;
  const dropped =
    notNeeded &&
    say` Not done, and not needed any more: ${owedText(notNeeded.owed)}. Why: ${words(notNeeded.why)}`;
  const dot = (stays ?? dropped) && inFile(say`.`);
  const file = say`${when}${open && say`. Something was still open; why it was closed all the same: ${open}`}`;
  const screen = say`Closed ${when}${open && say`, although something was open: ${open}`}.`;
  return { text: say`${both(file, screen)}${dot}${stays}${dropped}`, item: true };
}
