import { before, earlier, isSeen } from '../corrections.ts';
import {
  type Consent,
  type Details,
  type Entry,
  type EntryOf,
  isKnown,
  NOT_WANTED,
  type Permitted,
  type Share,
  type Threat,
  type Want,
} from '../entry.ts';
import type { Answer } from '../fold-consent.ts';
import { happenedTo } from '../happened-to.ts';
import { isOfOneSave } from '../noted.ts';
import type { FollowUp } from '../said-later.ts';
import { saidOfSharing } from '../said-of-sharing.ts';
import type { EarlierPermission, IncidentView, Report, Said } from '../view.ts';
import type { Wish } from '../wishes.ts';
import { type Fact, FILE, ifSaid, ifSaidOn, type PictureBlock, SCREEN, section } from './block.ts';
import { putRight, putRightBy, writtenDown } from './noted.ts';
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
  type Told,
  words,
  wordsOf,
  wordsOn,
} from './text.ts';

const SHARE: Readonly<Record<Share, Text>> = {
  recorder: say`nobody but whoever took the report`,
  named: say`those whom the person affected named`,
  team: say`the whole team`,
};
const CONVENED = say`that a meeting is to be convened`;
/** What the person affected said to a meeting. */
const CONSENT: Readonly<Record<Consent, Text>> = {
  'no-objection': both(
    say`was told ${CONVENED}, and did not object`,
    say`told about the meeting, no objection`,
  ),
  'asked-not-to-proceed': say`asked that it does not go on`,
  'not-said-yet': both(say`has not been told yet ${CONVENED}`, say`not told about the meeting yet`),
};
/** Of somebody who has not answered. */
export const UNTOLD = CONSENT['not-said-yet'];

/**
 * What somebody answered, and no more than they said: that they want it to go on says nothing of a meeting, and what has a condition
 * has it here.
 */
export function answered({ answer, wished, onlyAgain }: Answer, incident: IncidentView): Text {
  if (wished) return say`wants it to go on`;
  if (onlyAgain === undefined) return CONSENT[answer];
  const { words: said } = onlyAgain;
  // They stand once, where it is said for what the incident is kept.
  const isSaid = said === undefined || incident.onlyAgain?.words.includes(said) === true;
  return say`asked that it does not go on now, only if it happens again${!isSaid && say`: “${words(said)}”`}`;
}

const THREAT: Readonly<Record<Threat, Text>> = {
  none: say`${both(say`nobody was`, say`Nobody`)} in danger, as far as was known`,
  general: say`somebody was a danger to people in general, or safety was in doubt`,
  person: say`a particular person was threatened`,
  violence: say`there was violence`,
};
/** What somebody wants now. */
const WANT: Readonly<Record<Want, Text>> = {
  stop: both(say`it stops here`, say`It stops here.`),
  'nobody-more': both(say`nobody more hears of it`, say`Nobody more hears of it.`),
  keep: both(say`it is kept, and nothing is done about it`, say`It is kept, and nothing is done about it.`),
  'go-on': both(say`it goes on`, say`It goes on.`),
};
const UNCLEAR = both(
  say`they did not say which; until they do, nothing is done about it`,
  say`They did not say which. Until they do, nothing is done about it.`,
);
const OTHER = both(
  say`something else; what was agreed before stays as it was`,
  say`Something else. What was agreed before stays as it was.`,
);
/** How it was seen. */
export const SEEN = {
  private: both(say`Private: few people saw it, or nobody else.`, say`privately`),
  witnessed: both(say`Widely witnessed.`, say`widely witnessed`),
} as const;

/** Who wrote down how it was seen, where that was not with a report; and each time that it was put right or written anew. */
export function seenPutRight(entries: readonly Entry[]): readonly Text[] {
  const reports = entries.filter((entry) => entry.kind === 'report' && isKnown(entry));
  return entries.filter(isSeen).flatMap((one) => {
    const was = earlier<typeof one>(one, entries, isSeen).at(-1);
    const first = was && say`; first written: ${SEEN[was.visibility]}`;
    if (one.kind === 'visibility-corrected' || one.correction === true)
      return [say`${putRight(one)}${first}`];
    const isNew =
      was === undefined
        ? !reports.some((report) => isOfOneSave(report, one))
        : was.visibility !== one.visibility;
    return isNew ? [say`Written down ${moment(one.at)} by ${actor(one.by)}${first}`] : [];
  });
}

/** Whether it says no more than that nobody was in danger: the same once more tells nothing new. */
export function isQuiet(one: EntryOf<'threat'> | undefined): boolean {
  return (
    one?.level === 'none' &&
    one.correction !== true &&
    [...(one.actions ?? []), ...(one.noLonger ?? [])].length === 0 &&
    policeText(one).length === 0
  );
}

/**
 * One time that somebody looked whether anybody was in danger.
 *
 * @param was what was written down before, which can have been wrong
 */
export function threat(one: EntryOf<'threat'>, was?: EntryOf<'threat'>): Text {
  const { at, by, level, asBefore, actions = [] } = one;
  if (one.correction === true)
    return say`${putRight(one)}: ${levelText(level)}${why(one)}${was && say`; first written: ${levelText(was.level)}`}`;
  const done = actions.map((action) => choice('safety', action));
  const police = policeText(one);
  const file = [
    ...(asBefore ? [] : [THREAT[level]]),
    ...(done.length > 0 ? [say`done: ${joined(done, ', ')}`] : []),
    ...police.map((one) => say`police or security: ${one}`),
    ...noLonger(one),
  ];
  const screen = [...(asBefore ? [] : [levelText(level)]), ...done, ...police, ...noLonger(one)];
  return say`${moment(at)}, ${actor(by)}: ${both(joined(file, '; '), joined(screen, '. '))}`;
}

/** What is not to be done any more for their safety, who said so, and how. */
function noLonger({ at, noLonger: ended = [], saidBy, words: said }: EntryOf<'threat'>): readonly Text[] {
  if (ended.length === 0) return [];
  const what = joined(
    ended.map((id) => choice('for-safety', id)),
    ', ',
  );
  const by = saidBy !== undefined && say` (${actor(saidBy)})`;
  return [
    say`${both(say`not to be done any more`, say`Not to be done any more`)}: ${what}${by}${said !== undefined && say`: ${wordsOf(said, { at })}`}`,
  ];
}

/** Who said that the danger was less than was written down, and in which words. */
function why({ saidBy, words: said }: EntryOf<'threat'>): Text | false {
  return saidBy !== undefined && say` (${actor(saidBy)}${said !== undefined && say`: “${words(said)}”`})`;
}

type Police = Pick<EntryOf<'threat'>, 'lawEnforcement' | 'notWanted' | 'calledAnyway' | 'calledBy'>;

/** Whether police or security were called. An earlier coc had one answer for that they were not, and that they are not wanted. */
function policeText({ lawEnforcement, notWanted, calledAnyway, calledBy }: Police): readonly Text[] {
  const answer = notWanted === true ? NOT_WANTED : (lawEnforcement ?? calledAnyway);
  if (answer === undefined) return [];
  if (answer === 'not-involved' && notWanted === undefined)
    return [say`${onScreen(say`Police or security: `)}not called, or not wanted by the person affected`];
  return [say`${choice('police', answer)}${calledBy !== undefined && say`; called by ${actor(calledBy)}`}`];
}

function levelText(level: Threat): Text {
  return both(THREAT[level], level === 'none' ? THREAT.none : choice('threat', level));
}

/** One report: what is known of it, and its account as far as it is open. */
export function report(one: Report, incident: IncidentView): readonly PictureBlock[] {
  const { reporter, receivedAt, channel, heardBy, heardByMember, by, details, share, permission } = one;
  const { consent, consentOf = reporter, answers = [] } = one;
  const whom = happenedTo(one, incident);
  const given = answers.findLast(({ person, answer }) => person === consentOf && answer === consent);
  const { who, behavior, when, circumstances, others } = details;
  const way = channel && say`${both(say`,`, say`.`)} ${choice('channel', channel)}`;
  const heard = heardBy ?? heardByMember;
  const isSeen = channel === 'witnessed-by-staff';
  const from = say`${heard && say`, ${isSeen ? say`seen` : say`heard`} by ${actor(heard)}`}; written down by ${actor(by)}`;
  const named = one.sharedWith.length > 0 && say`: ${actors(one.sharedWith)}`;
  const shared = both(say`${SHARE[share]}${named}`, sharedWith(one));
  const facts: readonly Fact[] = [
    {
      name: say`Received`,
      value: say`${moment(receivedAt, one.precision?.receivedAt)}${way}`,
      sentence: true,
    },
    { name: say`From`, value: say`${actor(reporter)}${inFile(from)}`, sentence: true },
    ...(one.fromFiles
      ? [{ name: say`Entered`, value: say`${moment(one.at)}, from earlier files`, sentence: true }]
      : []),
    ...ifSaid(isSeen ? say`Seen by` : say`Heard by`, heard, SCREEN),
    { name: say`Written down by`, value: actor(by), ...SCREEN },
    ...(details.manyAffected === undefined
      ? []
      : [{ name: say`Happened to`, value: words(details.manyAffected) }]),
    ...(whom === undefined || (whom.length === 0 && details.manyAffected !== undefined)
      ? []
      : [
          {
            name: details.manyAffected === undefined ? say`Happened to` : say`And to`,
            value: whom.length > 0 ? actors(whom) : say`not ${actor(reporter)}; who it was is not noted`,
          },
        ]),
    ...detail(say`Who did it`, [who, details.manyWho].filter(Boolean).join(', ') || who),
    ...detail(say`What they did`, behavior, toldOn('behavior', one, incident)),
    ...detail(say`When`, when, toldOn('when', one, incident)),
    ...detail(say`Circumstances`, circumstances, toldOn('circumstances', one, incident)),
    ...detail(
      say`Others involved`,
      [...(others ?? []), details.manyOthers].filter(Boolean).join(', ') ||
        (others === null ? null : undefined),
    ),
    ...(consent
      ? [
          {
            name: actor(consentOf),
            value: given ? answered(given, incident) : CONSENT[consent],
            sentence: true,
            ...FILE,
          },
        ]
      : []),
    { name: say`May be shared with`, value: say`${shared}${sharedLater(one)}`, sentence: true },
    ...ifSaidOn(both(say`In whose words`, say`In these words`), permission, permittedOn(one), {
      ifAny: true,
    }),
    ...(one.wordsPutRight === undefined
      ? []
      : [{ name: say`Those words`, value: putRightBy(one.wordsPutRight) }]),
    ...ifSaid(say`First written`, one.firstWords, { ifAny: true }),
    ...conditionsOf(one),
  ];
  return [
    { heading: say`Report ${one.number}` },
    { facts },
    ...earlierPermissions(one),
    ...detailsSince(one, incident).map((entry) => corrected(entry, incident)),
    ...answersPutRight(one, incident),
    ...answersTo(one, incident),
    ...account(one),
  ];
}

/** What was said to sharing a report before: all that it said stays to be read. */
function earlierPermissions({ earlierPermissions: all = [] }: Report): readonly PictureBlock[] {
  return all.flatMap(earlierPermission);
}

/** All that was said to sharing it, with who wrote it down and when; what was said last stands last. */
export function saidToSharing(report: Report, incident: IncidentView): readonly PictureBlock[] {
  const all = saidOfSharing(report, incident);
  if (all.length === 1 && all[0]?.is === 'permission' && all[0].counts)
    return [
      ...(report.permission === undefined ? [] : [{ quote: report.permission }]),
      ...factsIfAny(conditionsOf(report)),
    ];
  return [
    ...(all.length > 1 ? [{ text: say`What was said to it, the newest last:` }] : []),
    ...all.flatMap((one): readonly PictureBlock[] => {
      if (one.is === 'wish')
        return [
          ...wish(one.wish),
          ...(one.left ? [{ text: say`Left by that: ${sharedWith(one.left)}.` }] : []),
        ];
      const { said, withReport } = one;
      const when =
        withReport && say`with the report, ${moment(report.receivedAt, report.precision?.receivedAt)}; `;
      return [
        { entry: say`Said to sharing, ${when}${writtenDown(said)}: ${sharedWith(said)}` },
        ...(said.words === undefined ? [] : [{ quote: said.words }]),
        ...firstWords(said),
        ...factsIfAny(conditionsOf(one.counts ? report : said)),
      ];
    }),
  ];
}

function factsIfAny(facts: readonly Fact[]): readonly PictureBlock[] {
  return facts.length === 0 ? [] : [{ facts }];
}

function conditionsOf({ condition, ...one }: EarlierPermission | Report): readonly Fact[] {
  const on = 'receivedAt' in one ? permittedOn(one) : { at: undefined, writtenAt: one.at };
  return [...ifSaidOn(say`Under the condition`, condition, on), ...aboutPermission(one, on)];
}

/** When it was said with whom a report may be shared: with the report, or since. */
export function permittedOn({ shareNoted, at, by, receivedAt, precision }: PermittedOn): Told {
  if (shareNoted !== undefined && !isOfOneSave(shareNoted, { at, by }))
    return { at: undefined, writtenAt: shareNoted.at };
  return { at: precision?.receivedAt === 'month' ? undefined : receivedAt, writtenAt: at };
}

type PermittedOn = Pick<Report, 'shareNoted' | 'at' | 'by' | 'receivedAt' | 'precision'>;

/** By whom sharing was permitted, and that a condition of before is met. */
function aboutPermission(
  { permittedBy, met }: Pick<Report, 'permittedBy' | 'met'>,
  on: Told,
): readonly Fact[] {
  return [
    ...(permittedBy === undefined ? [] : [{ name: say`Permitted by`, value: actors(permittedBy) }]),
    ...ifSaidOn(say`The condition is met, or kept to`, met, on),
  ];
}

/** What was said to sharing before: it can hold what nobody said again. */
function earlierPermission(one: EarlierPermission): readonly PictureBlock[] {
  const { words: said } = one;
  return [
    { text: say`Said to sharing before, ${writtenDown(one)}: ${sharedWith(one)}.` },
    ...(said === undefined ? [] : [{ quote: said }]),
    ...firstWords(one),
    { facts: conditionsOf(one) },
  ];
}

/** Who wrote the permission down that counts, where that was not with the report. */
function sharedLater({ shareNoted, ...one }: Report): Text {
  return shareNoted === undefined || isOfOneSave(shareNoted, one) ? [] : say`; ${writtenDown(shareNoted)}`;
}

const MAY_BE_TOLD: Readonly<Record<Permitted, Text>> = {
  'tell-accused': say`telling the accused what it is about`,
  employer: say`telling an employer`,
  announce: say`an announcement`,
  name: say`a text that names them or points to them`,
};
const SAID: Readonly<Record<EntryOf<'permitted'>['answer'], Text>> = {
  yes: say`yes`,
  if: say`under a condition`,
  no: say`no`,
};

/** What may be told to whom, and what may not. */
export function whatMayBeTold({ permitted: all = [] }: IncidentView): readonly PictureBlock[] {
  return section(say`What may be told`, all.flatMap(permitted));
}

/** What somebody said to whether something may be told. */
function permitted(one: Said): readonly PictureBlock[] {
  const { what, people, answer, condition, words: said, saidAt, precision } = one;
  const isHidden = one.sealed !== undefined && said === undefined && condition === undefined;
  return [
    {
      entry: say`${actors(people)}, ${moment(saidAt, precision?.saidAt)}, on ${MAY_BE_TOLD[what]}: ${SAID[answer]}; ${writtenDown(one)}`,
    },
    { facts: ifSaid(say`Under the condition`, condition) },
    ...(said === undefined ? [] : [{ quote: said }]),
    ...firstWords(one),
    ...(isHidden ? [{ text: say`The words are sealed to fewer readers.` }] : []),
  ];
}

function firstWords({
  firstWords: was,
  wordsPutRight = [],
}: Pick<Said, 'firstWords' | 'wordsPutRight'>): readonly PictureBlock[] {
  if (wordsPutRight.length === 0) return [];
  const by = putRightBy(wordsPutRight);
  return was === undefined ? [{ text: say`${by}.` }] : [{ text: say`${by}; first written:` }, { quote: was }];
}

/** What was added to a report since it was taken, or put right in it. */
function detailsSince(report: Report, { entries }: IncidentView): readonly EntryOf<'details'>[] {
  return entries
    .filter((entry): entry is EntryOf<'details'> => entry.kind === 'details' && isKnown(entry))
    .filter((one) => one.report === report.id && (one.correction === true || !isOfOneSave(one, report)));
}

/** What, when and by whom something was put right or added, and what stood there before. */
function corrected(one: EntryOf<'details'>, { entries, same }: IncidentView): PictureBlock {
  const { receivedAt, details, removed = [] } = one;
  const was = before(one, entries);
  const { who, behavior, when, circumstances, others, channel, heardBy, heardByMember } = was?.details ?? {};
  const { manyAffected, manyWho, manyOthers } = was?.details ?? {};
  const heard = heardBy ?? heardByMember;
  const isSeen = (details.channel ?? channel) === 'witnessed-by-staff';
  const whom = (ref: string | null | undefined): Text | undefined =>
    ref ? actor(same[ref] ?? ref) : wasSaid(ref);
  const came = was && moment(was.receivedAt, was.precision?.receivedAt);
  const isOther = (key: keyof Details): boolean => details[key] !== undefined || removed.includes(key);
  const what = [
    ...(receivedAt === undefined ? [] : [say`when it came in${first(came)}`]),
    ...(isOther('manyAffected') ? [say`to whom it happened${first(wasSaid(manyAffected))}`] : []),
    ...(isOther('who') || isOther('manyWho') ? [say`who did it${first(whom(who) ?? wasSaid(manyWho))}`] : []),
    ...(isOther('behavior') ? [say`what they did${first(wasSaid(behavior))}`] : []),
    ...(isOther('when') ? [say`when it was${first(wasSaid(when))}`] : []),
    ...(isOther('circumstances') ? [say`the circumstances${first(wasSaid(circumstances))}`] : []),
    ...(isOther('others') || isOther('manyOthers')
      ? [
          say`others involved${first(others && others.length > 0 ? actors(others.map((ref) => same[ref] ?? ref)) : wasSaid(manyOthers ?? (others && undefined)))}`,
        ]
      : []),
    ...(isOther('channel') ? [say`how it came${first(channel && choice('channel', channel))}`] : []),
    ...(isOther('heardBy') || isOther('heardByMember')
      ? [say`who ${isSeen ? say`saw` : say`heard`} it${first(heard && actor(same[heard] ?? heard))}`]
      : []),
  ];
  return one.correction === true
    ? {
        text: say`${putRight(one)}: ${joined(what, ', ')}. It was written down wrong before; that stays in the file.`,
      }
    : { text: say`Added, ${writtenDown(one)}: ${joined(what, ', ')}.` };
}

/** That the answer to the sentence was noted wrong before. */
function answersPutRight({ id, answers = [] }: Report, incident: IncidentView): readonly PictureBlock[] {
  const { entries } = incident;
  return entries
    .filter((entry): entry is EntryOf<'consent'> => entry.kind === 'consent' && isKnown(entry))
    .filter(({ report: own, correction }) => own === id && correction === true)
    .map((one) => {
      const was = earlier(one, entries).findLast((other) => other.report === id && other.from === one.from);
      const given = answers.find(({ id: own }) => own === was?.id);
      return {
        text: say`${putRight(one)}: what came back to the sentence about the meeting${first(given && answered(given, incident))}.`,
      };
    });
}

/** Every answer to whether it may go on, with who wrote it down; nothing where there is one alone, taken with the report. */
function answersTo({ answers = [], ...one }: Report, incident: IncidentView): readonly PictureBlock[] {
  const isAlone = answers.length < 2 && answers.every((answer) => isOfOneSave(answer, one));
  if (isAlone) return [];
  return [
    { text: say`What was answered to whether it may go on:` },
    { list: answers.map((answer) => answerText(answer, incident)) },
  ];
}

function answerText(one: Answer, incident: IncidentView): Text {
  const said = one.saidAt !== undefined && say`, said ${moment(one.saidAt, one.precision?.saidAt)}`;
  return say`${actor(one.person)}: ${answered(one, incident)}${said}; ${writtenDown(one)}`;
}

function first(was: Text | undefined | ''): Text {
  return was ? say` (first written: ${was})` : [];
}

function wasSaid(value: string | null | undefined): Text | undefined {
  return value === undefined ? undefined : value === null ? say`asked, not given` : words(value);
}

/** With whom the person affected allowed to share a report. */
export function sharedWith({ share, sharedWith: members }: Pick<Report, 'share' | 'sharedWith'>): Text {
  return share === 'named' && members.length > 0 ? actors(members) : SHARE[share];
}

function detail(name: Text, value: string | null | undefined, on?: Told): readonly Fact[] {
  if (value === undefined || value === '') return [];
  const said = value === null ? say`asked, not given` : on === undefined ? words(value) : wordsOn(value, on);
  return [{ name, value: said }];
}

/** When a detail of a report was told: with the report, or once it was asked for later. */
export function toldOn(key: keyof Details, one: Report, incident: Pick<IncidentView, 'entries'>): Told {
  return { ...dayOf(key, one, incident), ...(key === 'when' && { isTime: true }) };
}

function dayOf(key: keyof Details, one: Report, { entries }: Pick<IncidentView, 'entries'>): Told {
  const { id, at, by, receivedAt, precision } = one;
  const later = entries.findLast(
    (entry): entry is EntryOf<'details'> =>
      entry.kind === 'details' && isKnown(entry) && entry.report === id && entry.details[key] !== undefined,
  );
  // What is told with a report is an entry of its own, saved with it.
  if (later !== undefined && !isOfOneSave(later, { at, by })) return { at: later.at, writtenAt: later.at };
  return { at: precision?.receivedAt === 'month' ? undefined : receivedAt, writtenAt: at };
}

function account({ account: own, restricted, summary, knownTo = [] }: Report): readonly PictureBlock[] {
  const whole = say`The account, word for word`;
  const known = say`known to${inFile(say`:`)} ${knownTo.length > 0 ? actors(knownTo) : say`nobody`}`;
  if (own === undefined) {
    const file = restricted ? say`The account is sealed to fewer readers. A summary by who took it` : whole;
    return [
      { text: both(say`${file}:`, say`The account is ${known}. The summary for the others:`), isApart: true },
      ...(restricted ? [] : [{ quote: '', ...FILE }]),
      { quote: summary ?? '', ...(restricted ? {} : SCREEN) },
    ];
  }
  const hidden =
    restricted && say`, hidden from others who can open this${both(say`. It is`, say`,`)} ${known}`;
  const others: readonly PictureBlock[] = [
    { text: say`The summary that the others read:`, ...SCREEN },
    { quote: summary ?? '', ...SCREEN },
  ];
  return [
    { text: say`${whole}${hidden}:`, isApart: true },
    { quote: own },
    ...(summary === undefined ? [] : others),
  ];
}

/** Something more that was said later. */
export function followUp({
  receivedAt,
  precision,
  from,
  by,
  text,
  summary,
  knownTo,
}: FollowUp): readonly PictureBlock[] {
  const when = moment(receivedAt, precision?.receivedAt);
  const file = say`${when}${from && say` from ${actor(from)}`}, written down by ${actor(by)}:`;
  const screen = say`Said later, ${when}${from && say`, by ${actor(from)}`}`;
  const entry = { entry: both(file, screen) };
  if (knownTo === undefined) return [entry, { quote: text ?? '' }];
  const known = say`known to ${actors(knownTo)}`;
  const others = { quote: summary ?? '' };
  if (text === undefined) {
    const closed = both(
      say`The words are sealed to fewer readers. What the others read in their place:`,
      say`The words are ${known}. What the others read in their place:`,
    );
    return [entry, { text: closed }, others];
  }
  return [
    entry,
    { text: say`Word for word, hidden from others who can open this; ${known}:` },
    { quote: text },
    { text: say`What the others read in their place:` },
    others,
  ];
}

/** What somebody said later that they want. */
export function wish(one: Wish): readonly PictureBlock[] {
  const { from, saidAt, precision, at, by, sealed, words: own } = one;
  const want = one.other ? OTHER : one.unclear ? UNCLEAR : WANT[one.want];
  const [who, when] = [actor(from), moment(saidAt, precision?.saidAt)];
  const file = say`${when}, ${who}: ${want}; ${writtenDown({ at, by })}${own !== undefined && say`:`}`;
  const few = sealed !== undefined && own === undefined;
  return [
    { entry: both(file, say`Wanted by ${who}, ${when}; ${writtenDown({ at, by })}`) },
    { text: want, ...SCREEN },
    ...(few ? [{ text: say`What they said is known to fewer.` }] : []),
    ...(own === undefined ? [] : [{ quote: own }]),
  ];
}

/** A note of a member. */
export function note({ at, by, text }: EntryOf<'note'>): readonly PictureBlock[] {
  const [who, when] = [actor(by), moment(at)];
  return [{ entry: both(say`${when}, ${who} noted:`, say`Note of ${who}, ${when}`) }, { quote: text }];
}
