import { isKnownToFew } from '../incident/people.ts';
import { isAnswered } from '../incident/response.ts';
import { nameAlone } from '../letters/name-alone.ts';
import { listed } from '../text/listed.ts';
import { spokenDay } from '../text/moment.ts';
import { wasAnswered } from './decisions.ts';
import { calledBy } from './described.ts';
import { capital, fillLetter, lowerFirst, sentence } from './fill-letter.ts';
import { type Given, list, text } from './given-answers.ts';
import { momentWords } from './moment-words.ts';
import { areOnlySlips, newsOf } from './outcome-news.ts';
import type { OutgoingId, Playbook } from './playbook.ts';
import { announcedLast } from './published.ts';
import { isActive } from './sanctions.ts';
import { actionOf, ended, lineOfElsewhere, mustsOf, nameOf, outcomeLines } from './sanctions-in-letters.ts';
import type { Situation } from './situation.ts';
import { toBeToldItIsOver } from './stopped.ts';
import { isToldUnheard } from './unheard.ts';
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
            ...(person !== undefined && isToldUnheard(person, situation) ? [response.unheard] : []),
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
    name: calledIn(given, situation) || 'somebody',
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

/** Of whom a letter on what was decided has to speak: those from whom somebody has to keep away. */
export function spokenOf(given: Given, { incident, now }: Situation): readonly string[] {
  return incident.sanctions
    .filter((one) => one.person === given.person && isActive(one, now))
    .flatMap(({ parameters }) => parameters.whom ?? []);
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
  const typed = text(given.name) ?? '';
  return nameAlone(typed) || handleAlone(typed) || beforeComma(nameOf(text(given.person), situation) ?? '');
}

/** A handle that was typed as what somebody is called: nobody else's way to them is told to themselves. */
function handleAlone(typed: string): string {
  const [, handle = ''] = /^\s*@?([\p{L}][\p{L}\p{N}_.-]*)\s*$/u.exec(typed) ?? [];
  return handle;
}

/** A name without what was written behind it: “Ines, speaker” is Ines, and “Okafor, Ben” has none of that. */
function beforeComma(called: string): string {
  const [first = '', ...rest] = called.split(/,\s*/);
  return rest.some((part) => /^\p{Ll}/u.test(part)) ? first : called;
}

/** Whether it begins as names do, and not as “a candidate” or “The tall one”. */
function isName(called: string): boolean {
  return (
    /^(?:\p{Lu}|\p{Lo})/u.test(called) &&
    !/^(?:An?|The|Some|One|Our|Their|This|That)\s+\p{Ll}/u.test(called) &&
    !/^(?:Somebody|Someone|Nobody|Unknown|Anonymous)\b/iu.test(called)
  );
}

/** What somebody was doing: “Staffing a booth”. */
const DOING = /^\p{Lu}\p{Ll}+ing\s/u;
