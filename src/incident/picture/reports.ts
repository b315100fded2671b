import type { Consent, EntryOf, Permitted, Share, Threat, Want } from '../entry.ts';
import type { EarlierPermission, Report } from '../view.ts';
import type { Wish } from '../wishes.ts';
import { type Fact, FILE, ifSaid, type PictureBlock, SCREEN } from './block.ts';
import { actor, actors, both, choice, inFile, joined, moment, say, type Text, words } from './text.ts';

const SHARE: Readonly<Record<Share, Text>> = {
  recorder: say`nobody but whoever took the report`,
  named: say`those whom the person affected named`,
  team: say`the whole team`,
};
const CONVENED = say`that a meeting is to be convened`;
/** What the person affected said to a meeting. */
export const CONSENT: Readonly<Record<Consent, Text>> = {
  'no-objection': both(
    say`was told ${CONVENED}, and did not object`,
    say`told about the meeting, no objection`,
  ),
  'asked-not-to-proceed': say`asked that it does not go on`,
  'not-said-yet': both(say`has not been told yet ${CONVENED}`, say`not told about the meeting yet`),
};
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
/** How it was seen. */
export const SEEN = {
  private: both(say`Private: few people saw it, or nobody else.`, say`privately`),
  witnessed: both(say`Widely witnessed.`, say`widely witnessed`),
} as const;

/** One time that somebody looked whether anybody was in danger. */
export function threat({ at, level, actions = [], ...called }: EntryOf<'threat'>): Text {
  const done = actions.map((action) => choice('safety', action));
  const police = [called.lawEnforcement ?? called.calledAnyway ?? []]
    .flat()
    .map((one) => choice('police', one));
  const file = [
    THREAT[level],
    ...(done.length > 0 ? [say`done: ${joined(done, ', ')}`] : []),
    ...police.map((one) => say`police or security: ${one}`),
  ];
  const screen = [level === 'none' ? THREAT.none : choice('threat', level), ...done, ...police];
  return say`${moment(at)}: ${both(joined(file, '; '), joined(screen, '. '))}`;
}

/** One report: what is known of it, and its account as far as it is open. */
export function report(one: Report): readonly PictureBlock[] {
  const { reporter, receivedAt, channel, heardBy, by, details, share, permission } = one;
  const { consent, consentOf = reporter } = one;
  const { who, behavior, when, circumstances, others } = details;
  const way = channel && say`${both(say`,`, say`.`)} ${choice('channel', channel)}`;
  const from = say`${heardBy && say`, heard by ${actor(heardBy)}`}; written down by ${actor(by)}`;
  const named = one.sharedWith.length > 0 && say`: ${actors(one.sharedWith)}`;
  const shared = both(say`${SHARE[share]}${named}`, sharedWith(one));
  const facts: readonly Fact[] = [
    {
      name: say`Received`,
      value: say`${moment(receivedAt, one.precision?.receivedAt)}${way}`,
      sentence: true,
    },
    { name: say`From`, value: say`${actor(reporter)}${inFile(from)}`, sentence: true },
    ...ifSaid(say`Heard by`, heardBy, SCREEN),
    { name: say`Written down by`, value: actor(by), ...SCREEN },
    ...detail(say`Who did it`, who),
    ...detail(say`What they did`, behavior),
    ...detail(say`When`, when),
    ...detail(say`Circumstances`, circumstances),
    ...detail(say`Others involved`, others === null ? null : others?.join(', ')),
    ...(consent ? [{ name: actor(consentOf), value: CONSENT[consent], sentence: true, ...FILE }] : []),
    { name: say`May be shared with`, value: shared, sentence: true },
    ...ifSaid(say`In whose words`, permission, { ifAny: true }),
    ...ifSaid(say`Under the condition`, one.condition),
  ];
  return [
    { heading: say`Report ${one.number}` },
    { facts },
    ...(one.earlierPermissions ?? []).flatMap(earlierPermission),
    ...(one.corrections ?? []).map(corrected),
    ...account(one),
  ];
}

/** What was said to sharing before: it can hold what nobody said again. */
function earlierPermission({ at, by, words: said, condition }: EarlierPermission): readonly PictureBlock[] {
  return [
    { text: say`Said to sharing before, written down ${moment(at)} by ${actor(by)}:` },
    ...(said === undefined ? [] : [{ quote: said }]),
    { facts: ifSaid(say`Under the condition`, condition) },
  ];
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

/** What somebody said to whether something may be told. */
export function permitted(one: EntryOf<'permitted'>): readonly PictureBlock[] {
  const { what, people, answer, condition, words: said, saidAt } = one;
  const isHidden = one.sealed !== undefined && said === undefined && condition === undefined;
  return [
    { entry: say`${actors(people)}, ${moment(saidAt)}, on ${MAY_BE_TOLD[what]}: ${SAID[answer]}` },
    { facts: ifSaid(say`Under the condition`, condition) },
    ...(said === undefined ? [] : [{ quote: said }]),
    ...(isHidden ? [{ text: say`The words are sealed to fewer readers.` }] : []),
  ];
}

/** That something was written down wrong before: what, when and by whom it was put right. */
function corrected({ at, by, receivedAt, details }: EntryOf<'details'>): PictureBlock {
  const what = [
    ...(receivedAt === undefined ? [] : [say`when it came in`]),
    ...(details.behavior === undefined ? [] : [say`what they did`]),
    ...(details.when === undefined ? [] : [say`when it was`]),
    ...(details.circumstances === undefined ? [] : [say`the circumstances`]),
  ];
  return {
    text: say`Put right ${moment(at)} by ${actor(by)}: ${joined(what, ', ')}. It was written down wrong before; that stays in the file.`,
  };
}

/** With whom the person affected allowed to share a report. */
export function sharedWith({ share, sharedWith: members }: Report): Text {
  return share === 'named' && members.length > 0 ? actors(members) : SHARE[share];
}

function detail(name: Text, value: string | null | undefined): readonly Fact[] {
  if (value === undefined || value === '') return [];
  return [{ name, value: value === null ? say`asked, not given` : words(value) }];
}

function account({ account: own, restricted, summary, knownTo = [] }: Report): readonly PictureBlock[] {
  const whole = say`The account, word for word`;
  const known = say`known to: ${knownTo.length > 0 ? actors(knownTo) : say`nobody`}`;
  if (own === undefined) {
    const file = restricted ? say`The account is sealed to fewer readers. A summary by who took it` : whole;
    return [
      { text: both(say`${file}:`, say`The account is ${known}. The summary for the others:`) },
      ...(restricted ? [] : [{ quote: '', ...FILE }]),
      { quote: summary ?? '', ...(restricted ? {} : SCREEN) },
    ];
  }
  const hidden = restricted && say`, hidden from others who can open this. It is ${known}`;
  const others: readonly PictureBlock[] = [
    { text: say`The summary that the others read:`, ...SCREEN },
    { quote: summary ?? '', ...SCREEN },
  ];
  return [{ text: say`${whole}${hidden}:` }, { quote: own }, ...(summary === undefined ? [] : others)];
}

/** Something more that was said later. */
export function followUp({
  receivedAt,
  precision,
  from,
  by,
  text,
}: EntryOf<'follow-up'>): readonly PictureBlock[] {
  const when = moment(receivedAt, precision?.receivedAt);
  const file = say`${when}${from && say` from ${actor(from)}`}, written down by ${actor(by)}:`;
  const screen = say`Said later, ${when}${from && say`, by ${actor(from)}`}`;
  return [{ entry: both(file, screen) }, { quote: text }];
}

/** What somebody said later that they want. */
export function wish({ from, saidAt, by, want, sealed, words: own }: Wish): readonly PictureBlock[] {
  const [who, when] = [actor(from), moment(saidAt)];
  const file = say`${when}, ${who}: ${WANT[want]}; written down by ${actor(by)}${own !== undefined && say`:`}`;
  const few = sealed !== undefined && own === undefined;
  return [
    { entry: both(file, say`Wanted by ${who}, ${when}`) },
    { text: WANT[want], ...SCREEN },
    ...(few ? [{ text: say`What they said is known to fewer.` }] : []),
    ...(own === undefined ? [] : [{ quote: own }]),
  ];
}

/** A note of a member. */
export function note({ at, by, text }: EntryOf<'note'>): readonly PictureBlock[] {
  const [who, when] = [actor(by), moment(at)];
  return [{ entry: both(say`${when}, ${who} noted:`, say`Note of ${who}, ${when}`) }, { quote: text }];
}
