import { isKnownToFew } from '../incident/people.ts';
import { isAnswered, type Sanction } from '../incident/response.ts';
import { nameAlone } from '../letters/name-alone.ts';
import { listed } from '../text/listed.ts';
import { showDay, spokenDay } from '../text/moment.ts';
import { toldTheOutcome } from './affected.ts';
import { wasAnswered } from './decisions.ts';
import { calledBy, withoutWordsForName } from './described.ts';
import { capital, fillLetter, lowerFirst, sentence } from './fill-letter.ts';
import { type Given, list, text } from './given-answers.ts';
import { isToldUnheard } from './heard.ts';
import { momentWords } from './moment-words.ts';
import { areOnlySlips, newsOf, type OutcomeNews } from './outcome-news.ts';
import { mayBeNamed } from './permission.ts';
import type { OutgoingId, Playbook, SanctionKind } from './playbook.ts';
import { announcedLast } from './published.ts';
import { isActive, termWords } from './sanctions.ts';
import type { Situation } from './situation.ts';
import { toBeToldItIsOver } from './stopped.ts';
import { asAllowance, asException, isTakenBackInPart, leavesLess, narrows, takesBack } from './taken-back.ts';
import { conditionOfThem, isTellable, KEEPING_AWAY, toldConditions } from './told-conditions.ts';
import { decidedIn, toldOfElsewhere } from './where-decided.ts';

/** What an e-mail with the letter is headed with; '' where the playbook gives it no subject. */
export function subjectOf(kind: OutgoingId, { letters }: Playbook): string {
  const one = letters[kind];
  return 'subject' in one ? one.subject : '';
}

/** The letter that tells somebody that there is a complaint, and by when to answer; it names nobody else. */
export function complaintText(given: Given, situation: Situation): string {
  const { letters } = situation.playbook;
  const what = sentence(text(given.what));
  const contact = sentence(text(given.contact) ?? situation.community.contact);
  const when = momentWords(text(given['answer-by']));
  const isLate = isAnswered(decidedIn(situation));
  // A text of the team's own that promises no meeting stays theirs.
  const isUntrue = isLate && /meeting/i.test(letters.complaint.text);
  return fillLetter(isUntrue ? letters.complaint.decided : letters.complaint.text, {
    name: nameIn(given, situation),
    about: [
      letters.complaint.about,
      ...(what === '' ? [] : [fillLetter(letters.complaint.detail, { what })]),
    ].join(' '),
    community: situation.community.community,
    contact: when === undefined ? contact : fillLetter(letters.complaint['by-when'], { contact, when }),
    signed: signed(given, situation),
  });
}

/** The letter that tells them what was decided, where to appeal, and that it holds meanwhile; or that it goes no further. */
export function responseText(given: Given, situation: Situation): string {
  const { playbook, incident, now } = situation;
  const { response } = playbook.letters;
  const person = text(given.person);
  if (person !== undefined && toBeToldItIsOver(incident, now).includes(person))
    return fillLetter(response.stopped, { name: nameIn(given, situation), signed: signed(given, situation) });
  const about = incident.sanctions.filter((one) => one.person === person);
  const holding = about.filter((one) => isActive(one, now));
  return fillLetter(response.text, {
    name: nameIn(given, situation),
    actions:
      holding.length === 0
        ? ownWordsOf(given) || (about.length > 0 && response.ended) || nothingOf(response, situation)
        : lines(holding.map((one) => actionOf(one, given, situation))),
    appeal:
      holding.length > 0 || ownWordsOf(given) !== ''
        ? [
            ...(person !== undefined && isToldUnheard(person, incident) ? [response.unheard] : []),
            appealWords(mustsOf(holding, given, situation), given, situation),
          ].join('\n\n')
        : '',
    signed: signed(given, situation),
  });
}

/**
 * The letter that tells the person affected what was decided; who it is about, and what they have to pay, is not theirs. Of what the
 * incident decided that leads theirs it says no more than the policy has for everybody: nothing of who else reported, or whom else it
 * happened to.
 */
export function outcomeText(given: Given, situation: Situation): string {
  const { playbook, now } = situation;
  const { outcome } = playbook.letters;
  const person = text(given.person);
  const elsewhere = toldOfElsewhere('outcome', situation);
  const incident = elsewhere ?? situation.incident;
  const holding = incident.sanctions.filter((one) => isActive(one, now));
  const told = incident.sanctions.flatMap((one) => {
    if (elsewhere !== undefined) return holding.includes(one) ? lineOfElsewhere(one, situation) : [];
    return outcomeLines(one, holding.includes(one), given, situation);
  });
  const own = ownWordsOf(given);
  // A text that a team had before says in words of its own what it is about, and that this was decided.
  const saysAbout = /\{\{\s*about\s*\}\}/.test(outcome.text);
  const isToldAgain = person !== undefined && wasAnswered(person, situation.incident);
  return fillLetter(outcome.text, {
    name: nameIn(given, situation),
    ...(saysAbout && { about: outcomeAbout(reportedOn(given, situation), isToldAgain, situation) }),
    actions:
      told.length > 0
        ? `${outcomeLead(person, isToldAgain, elsewhere !== undefined, situation)}\n\n${lines(told)}`
        : (holding.length > 0 && outcome.acted) ||
          (own !== '' && [...(saysAbout ? [outcome.own] : []), own].join('\n\n')) ||
          (incident.sanctions.length > 0 && outcome.ended) ||
          nothingOf(outcome, { incident }),
    contact: reachedAt(given, situation),
    signed: signed(given, situation),
  });
}

/** What stands before the list: that it is other than they were told, where it is. */
function outcomeLead(
  person: string | undefined,
  isToldAgain: boolean,
  isElsewhere: boolean,
  { incident, playbook }: Situation,
): string {
  const { now, theirs, changed, corrected } = playbook.letters.outcome;
  if (person === undefined || !isToldAgain) return theirs;
  if (isElsewhere || incident.sanctions.every((one) => newsOf(one, person, incident) === undefined))
    return now;
  return areOnlySlips(person, incident) ? corrected : changed;
}

function outcomeAbout(when: string, isToldAgain: boolean, { playbook }: Situation): string {
  const { reported, looked, happened, before } = playbook.letters.outcome;
  if (when === '') return isToldAgain ? before : happened;
  return `${fillLetter(reported, { when })} ${isToldAgain ? before : looked}`;
}

/**
 * When somebody reported what a letter to them is about, as far as they told the team themselves: by that they know which report
 * it is, and it tells nothing of what happened. '' where they reported nothing.
 */
export function reportedOn(given: Given, { incident, now }: Situation): string {
  const is = (ref: string | undefined): string | undefined => incident.same[ref ?? ''] ?? ref;
  const days = incident.reports
    .filter(({ reporter, heardBy }) => is(reporter) === is(text(given.person)) && heardBy === undefined)
    .map(({ receivedAt, precision }) => spokenDay(receivedAt, now, precision?.receivedAt));
  return listed([...new Set(days)]);
}

/** A sanction as a letter tells it: what, and what it covers, for how long, and under which conditions, a sentence each. */
export function actionOf(one: Sanction, given: Given, situation: Situation): string {
  return asSentences([calledWith(one, given, situation), ...detailsOf(one, given, situation)]);
}

/** What a sanction is called, with what it covers: of two of a kind it tells which. */
export function calledWith(one: Sanction, given: Given, situation: Situation): string {
  return withWhatItCovers(one, (value) => asTheyRead(value, one, given, situation));
}

function withWhatItCovers(
  { label, parameters: { whom: _whom, ...covered } }: Sanction,
  read: (value: string) => string,
): string {
  const values = Object.values(covered)
    .map((value) => sentence(read(value)))
    .filter((value) => value !== '');
  return values.length === 0 ? sentence(label) : `${sentence(label)} (${values.join('; ')})`;
}

/** The same as somebody reads it who is nobody of the incident: no mark becomes a name. */
export function actionOfThem(one: Sanction, situation: Situation): string {
  const read = readByThem(one, situation);
  const who = capital(situation.playbook.letters.outcome.unnamed);
  return asSentences([
    withWhatItCovers(one, read),
    ...withConditionsOf(one, one.conditions ?? [], termSaid(one, situation), read, who),
  ]);
}

/** What a sanction is called, with what it covers, as they read it. */
export function calledOfThem(one: Sanction, situation: Situation): string {
  return withWhatItCovers(one, readByThem(one, situation));
}

function readByThem({ person }: Sanction, situation: Situation): (words: string) => string {
  const { unnamed, another } = situation.playbook.letters.outcome;
  return (words) => withoutMarks(words, situation, (mark) => (mark === person ? unnamed : another));
}

/** The ground that is said in words of one's own: the policy's are examples. */
export const OTHERWISE = 'otherwise';

/** The short, factual letter to an employer ("Employer reports"). */
export function employerText(given: Given, situation: Situation): string {
  const { playbook, community } = situation;
  const chosen = list(given.grounds);
  const grounds = playbook.employer.grounds.filter(({ id }) => chosen.includes(id));
  return fillLetter(playbook.letters.employer.text, {
    employer: sentence(text(given.employer)),
    community: community.community,
    name: calledIn(given, situation) || 'somebody whose name we do not know',
    grounds: grounds.map(({ id, label }) =>
      lowerFirst(sentence((id === OTHERWISE && text(given.capacity)) || label), DOING),
    ),
    what: sentence(text(given.what)),
    policy: community.policy,
    action: lowerFirst(sentence(text(given.action))),
    signed: signed(given, situation),
  });
}

/** The announcement, "something like" the policy's own. */
export function announcementText(given: Given, situation: Situation): string {
  const { playbook, community } = situation;
  const word = sentence(text(given.word));
  const day = given.do === 'correct' ? correctedDay(situation) : undefined;
  const { corrects, text: words } = playbook.letters.announcement;
  return fillLetter(day === undefined ? words : `${fillLetter(corrects, { when: day })}\n\n${words}`, {
    what: sentence(text(given.what)),
    action: lowerFirst(sentence(text(given.action))),
    word: word === '' ? '' : ended(word),
    policy: community.policy,
    feedback: [...list(given.feedback), ...list(given['other-feedback'])].map(sentence),
  });
}

/** When what a text takes the place of was published, as that text says it. */
export function correctedDay({ incident, now }: Situation): string | undefined {
  const last = announcedLast(incident);
  return last && spokenDay(last.at, now, last.precision);
}

/** The sentence with which an apology is passed on: nobody has to answer it, and nothing is said that they did not say. */
export function relayText(given: Given, situation: Situation): string {
  const { relay } = situation.playbook.letters;
  return fillLetter(given['keeps-away'] === 'yes' ? relay.text : relay.short, {
    name: nameOf(text(given.from), situation) ?? relay.unnamed,
  });
}

/** Where to appeal, or that there is no place to, and what has to be done from now on, where that is not said above. */
export function appealWords(must: readonly string[], given: Given, situation: Situation): string {
  const { playbook } = situation;
  const appeals = appealPlace(given, situation);
  if (appeals === null) return fillLetter(playbook.letters.response['no-appeal'], { must });
  if (must.length === 0) return fillLetter(playbook.letters.response.discuss, { place: sentence(appeals) });
  const { say } = playbook.scripts.appeal;
  const places = say.replace('XYZ', '{{place}}').replace('<something something>', '{{must}}');
  return fillLetter(/[.!?]$/.test(places) ? places : `${places}.`, { place: sentence(appeals), must });
}

/** Where an appeal goes: the community's place, or another where somebody must not read it; null where there is none. */
export function appealPlace({ appeals }: Given, { community }: Pick<Situation, 'community'>): string | null {
  return community.appeals === null ? null : (text(appeals) ?? community.appeals);
}

/**
 * What has to be done under these sanctions, one each.
 *
 * @param listed those of which the letter has said above how long they hold
 */
export function mustsOf(
  all: readonly Sanction[],
  given: Given,
  situation: Situation,
  listed: readonly Sanction[] = all,
): readonly string[] {
  return all.map((one) => {
    const isListed = listed.includes(one);
    return [
      sentence(mustOf(one, given, situation)),
      ...(isListed && !isOtherTerm(one, situation) ? [] : termOf(one, situation)),
      ...withConditions(one, isListed),
    ].join(', ');
  });
}

/** Whether it holds for another time than they were told: what they must do is never said without the new one, or the old would stand. */
function isOtherTerm(one: Sanction, { incident }: Situation): boolean {
  return newsOf(one, one.person, incident)?.was !== undefined;
}

/** Where its conditions stand: they are part of what has to be done, and one can take back something of the rest. */
function withConditions(one: Sanction, isListed: boolean): readonly string[] {
  if ((one.conditions ?? []).length === 0) return [];
  const exceptFor = isTakenBackInPart(one);
  if (isListed) return [exceptFor ? 'except for what is said above' : 'as said above'];
  return [exceptFor ? 'except for what we told you before' : 'as we told you before'];
}

/** What was decided besides sanctions, in the words that somebody gave it for the letter. */
function ownWordsOf({ decided }: Given): string {
  const words = text(decided) ?? '';
  return sentence(words) === '' ? '' : capital(ended(words));
}

/** What a letter says where no sanction holds, and none has ended: as the last meeting that decided has it. */
function nothingOf(
  words: { readonly nothing: string; readonly other: string },
  { incident }: Pick<Situation, 'incident'>,
): string {
  const decided = incident.meetings.findLast(({ outcome }) => outcome !== 'undecided');
  return decided === undefined || decided.outcome === 'no-action' ? words.nothing : words.other;
}

/** How a letter says what somebody has to do, after "you must". */
function mustOf(one: Sanction, given: Given, situation: Situation): string {
  const words = inWordsOf(kindOf(one, situation)?.must, one, (value) =>
    asTheyRead(value, one, given, situation),
  );
  return words ?? `keep to this: ${lowerFirst(calledWith(one, given, situation))}`;
}

function detailsOf(one: Sanction, given: Given, situation: Situation): readonly string[] {
  return withConditionsOf(
    one,
    one.conditions ?? [],
    termSaid(one, situation),
    (words) => asTheyRead(words, one, given, situation),
    'You',
  );
}

/**
 * What follows a sanction: for how long it holds, and its conditions. What takes back a part of it says so where nothing else can be meant;
 * else it is a sentence of its own. It is never behind words that keep somebody away from somebody: it would be read as an exception of that.
 *
 * @param conditions those of its conditions that are told
 * @param who is under it, as the letter calls them
 */
function withConditionsOf(
  one: Sanction,
  conditions: readonly string[],
  term: readonly string[],
  read: (words: string) => string,
  who: string,
): readonly string[] {
  const all = conditions.filter((words) => sentence(words) !== '');
  const allowed = all.filter(takesBack);
  // Behind anything else it would be read as less of that.
  const narrower = all.filter(narrows).map((words) => capital(read(words)));
  const others = all.filter((words) => !leavesLess(words));
  const away = others.filter((words) => KEEPING_AWAY.test(words));
  const rest = others.filter((words) => !away.includes(words));
  const isPlain = (one.conditions ?? []).every(takesBack) && !isNoContact(one);
  const allowances = allowed.map((words) =>
    isPlain
      ? asException(lowerFirst(read(words), TO_WHOM))
      : capital(asAllowance(words, (own) => read(own), who)),
  );
  const said = (these: readonly string[]): readonly string[] => these.map((words) => capital(read(words)));
  return rest.length === 0
    ? [...term, ...narrower, ...allowances, ...said(away)]
    : [...term, ...narrower, ...said(away), ...said(rest), ...allowances];
}

/** Whether it is a sanction that keeps somebody away from somebody: an exception from that is nothing to conclude. */
function isNoContact({ label, parameters }: Sanction): boolean {
  return parameters.whom !== undefined || /\b(?:contact|away|distance)\b/i.test(label);
}

const TO_WHOM = /^(?:You|May|Can)\b/;

/** What the person affected is told of a sanction; nothing of one by which it is from somebody else that they keep away. */
function outcomeLines(
  one: Sanction,
  isHolding: boolean,
  given: Given,
  situation: Situation,
): readonly string[] {
  const { whom } = one.parameters;
  if (whom !== undefined && whom !== text(given.person)) return [];
  const news = newsOf(one, text(given.person) ?? '', situation.incident);
  const { lifted } = situation.playbook.letters.response;
  const words = inWordsOf(kindOf(one, situation)?.affected, one, (value) =>
    asAffectedReads(value, one, given, situation),
  );
  if (!isHolding) return news?.isLifted ? [asSentences([words ?? one.label, lifted])] : [];
  const told = toldConditions(one, given);
  const read = (said: string): string =>
    conditionOfThem(said, (own) => asAffectedReads(own, one, given, situation));
  const untold = isTakenBackInPart(one) && !told.some(leavesLess) ? [AN_EXCEPTION] : [];
  const behind = withConditionsOf(
    one,
    told,
    [...termSaid(one, situation), ...wasSaid(one, news, situation), ...untold],
    read,
    'They',
  );
  const over = (news?.noLonger ?? [])
    .filter((said) => isTellable(said, text(given.person), situation) && KEEPING_AWAY.test(said))
    .map((said) => asSentences([capital(read(said)), lifted]));
  return [asSentences([words ?? one.label, ...behind]), ...over];
}

/** For how long they were told before that it holds. */
function wasSaid(one: Sanction, news: OutcomeNews | undefined, situation: Situation): readonly string[] {
  if (news?.was === undefined) return [];
  const { until: _until, ...rest } = one;
  const term = termOf({ ...rest, ...news.was }, situation).join('');
  return term === '' ? [] : [fillLetter(situation.playbook.letters.outcome.was, { term })];
}

/** What somebody is told of a sanction of the incident that leads theirs; nothing of one that is for somebody there. */
function lineOfElsewhere(one: Sanction, situation: Situation): readonly string[] {
  const kind = kindOf(one, situation);
  if (kind === undefined || one.parameters.whom !== undefined) return [];
  const more = isTakenBackInPart(one) ? [AN_EXCEPTION] : [];
  return [asSentences([kind.label, ...termSaid(one, situation), ...more])];
}

/** Said to whoever is not told which. */
const AN_EXCEPTION = 'There is an exception';

function asSentences(all: readonly string[]): string {
  return all.map(ended).join(' ');
}

/** For how long it holds, or by when it is due, in a sentence of its own. */
function termSaid(one: Sanction, situation: Situation): readonly string[] {
  const begins = isDue(one, situation) ? 'This is due' : 'This holds';
  return termOf(one, situation).map((term) => `${begins} ${term}`);
}

/** For how long, or by when it is due, where that could be otherwise: a warning has no end that anybody is told. */
function termOf(sanction: Sanction, situation: Situation): readonly string[] {
  const kind = kindOf(sanction, situation);
  if (isDue(sanction, situation) && sanction.until !== undefined) return [`by ${showDay(sanction.until)}`];
  const hasChoice = (kind?.terms.length ?? 2) > 1;
  return sanction.until !== undefined || hasChoice ? termWords(sanction) : [];
}

/** Whether its last day is the one by which something has to be done. */
function isDue(sanction: Sanction, situation: Situation): boolean {
  return kindOf(sanction, situation)?.due === true && sanction.until !== undefined;
}

function kindOf({ sanction }: Sanction, { playbook }: Situation): SanctionKind | undefined {
  return playbook.sanctions.kinds.find(({ id }) => id === sanction);
}

/** Words of a sanction as whoever is under it reads them: a mark becomes a name only where that person permitted it. */
export function asTheyRead(words: string, { person }: Sanction, given: Given, situation: Situation): string {
  const { unnamed } = situation.playbook.letters.response;
  const mayName = mayBeNamed(given);
  return withoutMarks(words, situation, (mark) =>
    mark === person ? 'you' : ((mayName.includes(mark) ? nameOf(mark, situation) : undefined) ?? unnamed),
  );
}

/** The same as the person affected reads them: who is under it is not named to them. */
function asAffectedReads(words: string, { person }: Sanction, given: Given, situation: Situation): string {
  const { unnamed, another } = situation.playbook.letters.outcome;
  return withoutMarks(asYou(words, given, situation), situation, (mark) =>
    mark === given.person ? 'you' : mark === person ? unnamed : another,
  );
}

const AFFECTED = /\bthe (?:person affected|one affected|affected person|victim)(['’]s)?/giu;

/** Words in which whoever reads them stands as “the person affected”, where nobody else can be meant. */
function asYou(words: string, { person }: Given, { incident }: Situation): string {
  const [only, ...others] = toldTheOutcome(incident);
  if (only === undefined || others.length > 0 || only.ref !== person) return words;
  return words.replace(AFFECTED, (_said, whose?: string) => (whose === undefined ? 'you' : 'your'));
}

/** A mark alone is one of ours, also where nobody has it any more. */
function withoutMarks(words: string, { incident }: Situation, called: (mark: string) => string): string {
  const { people, same } = incident;
  return words.replace(/(?<![\p{L}\p{N}])\p{Lu}\d{1,3}(?![\p{L}\p{N}])/gu, (mark) =>
    words.trim() !== mark && !(mark in same) && !people.some(({ ref }) => ref === mark) ? mark : called(mark),
  );
}

/** Of whom a letter on what was decided has to speak: those from whom somebody has to keep away. */
export function spokenOf(given: Given, { incident, now }: Situation): readonly string[] {
  return incident.sanctions
    .filter((one) => one.person === given.person && isActive(one, now))
    .flatMap(({ parameters }) => parameters.whom ?? []);
}

/**
 * How the playbook words a sanction, filled in with what belongs to it; a community can word one without every parameter.
 * Undefined where it has no words for it, or words for what was never written down of this one.
 */
function inWordsOf(
  template: string | undefined,
  { parameters }: Sanction,
  read: (value: string) => string,
): string | undefined {
  const places = [...(template ?? '').matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map(([, name = '']) => name);
  if (template === undefined || places.some((name) => sentence(parameters[name]) === '')) return undefined;
  const fitting = places.map((name) => {
    const value = sentence(read(parameters[name] ?? ''));
    return [name, template.includes(`: {{${name}}}`) ? value : lowerFirst(value)] as const;
  });
  return fillLetter(template, Object.fromEntries(fitting));
}

/** One a line, each a sentence of its own. */
export function lines(all: readonly string[]): string {
  return [...new Set(all)].map((one) => `- ${ended(one)}`).join('\n');
}

/** How the team signs. */
export function signed(given: Given, situation: Situation): string {
  const { playbook, community } = situation;
  return fillLetter(playbook.letters.signed, {
    community: community.community,
    contact: reachedAt(given, situation),
  });
}

/** Where whoever gets the letter reaches the team, without somebody who is kept out reading it. */
function reachedAt({ reach }: Given, { community }: Situation): string {
  return sentence(text(reach) ?? community.contact);
}

/** With what a letter greets: a name, and never a description; nothing where none is known, or is known to few. */
export function nameIn(given: Given, situation: Situation): string {
  const called = calledIn(given, situation);
  const isTyped = (text(given.name) ?? '') !== '' && typeof calledBy(called).name === 'string';
  return isName(called) || isTyped ? called : '';
}

/** What somebody is called in a letter about them; nothing where that is known to few: others read what is kept. */
function calledIn(given: Given, situation: Situation): string {
  if (isKnownToFew(text(given.person), situation.incident.people)) return '';
  return nameAlone(text(given.name) ?? '') || (nameOf(text(given.person), situation) ?? '');
}

/** Whether it begins as names do, and not as “a candidate” or “The tall one”. */
function isName(called: string): boolean {
  return (
    /^(?:\p{Lu}|\p{Lo})/u.test(called) &&
    !/^(?:An?|The|Some|One|Our|Their|This|That)\s+\p{Ll}/u.test(called) &&
    !/^(?:Somebody|Someone|Nobody|Unknown|Anonymous)\b/iu.test(called)
  );
}

/** What a letter calls somebody of the incident, where that is known: their name alone, whatever was typed with it. */
function nameOf(ref: string | undefined, { incident }: Situation): string | undefined {
  const is = incident.same[ref ?? ''] ?? ref;
  const person = incident.people.find((one) => one.ref === is);
  const name = person && withoutWordsForName(person).name;
  return nameAlone(name ?? '') || undefined;
}

/** With a full stop, where it has no end of its own. */
export function ended(words: string): string {
  const said = sentence(words);
  return /[.!?…]["”’')\]]*$/.test(said) ? said : `${said}.`;
}

/** What somebody was doing: “Staffing a booth”. */
const DOING = /^\p{Lu}\p{Ll}+ing\s/u;
