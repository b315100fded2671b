import { bareContactHits } from '../letters/contact-hits.ts';
import { fold } from '../letters/fold.ts';
import { mentions } from '../letters/mentions.ts';
import { pageOf } from '../letters/page.ts';
import { listed } from '../text/listed.ts';
import { present } from '../text/present.ts';
import { accusedWhoMayBe, mayBeAccused } from './involved.ts';
import type { Situation, TeamMember } from './situation.ts';
import { isCertainlySame } from './who.ts';

/** What is wrong with an answer, and which of its words are meant: whoever typed it is shown them, and no error has them. */
export interface Unfit {
  readonly problem: string;
  readonly words: readonly string[];
  /** It says no more than that there is nothing to say. */
  readonly nothing?: true;
}

/** Who on the team must not read what somebody answers: who is kept out, and who may be the one accused. */
export function keptFrom({ incident, members }: Situation): readonly TeamMember[] {
  return members.filter((one) => incident.keptOut.includes(one.id) || mayBeAccused(one, incident));
}

/** The same, of what somebody of the incident answers who may be one of them: nobody is kept from their own words. */
export function keptFromAnswersOf(ref: string | undefined, situation: Situation): readonly TeamMember[] {
  const person = situation.incident.people.find((one) => one.ref === ref);
  if (person === undefined) return keptFrom(situation);
  const isOf = (one: TeamMember): boolean =>
    isCertainlySame(one, person) || accusedWhoMayBe(one, { people: [person] }).length > 0;
  return keptFrom(situation).filter((one) => !isOf(one));
}

/** Whoever gets a letter: somebody of the incident, by their mark, or an employer. */
export type Recipient = string | undefined;

export const THE_EMPLOYER = 'employer';

/**
 * Where the newest letter to somebody says that the team is reached, or that an appeal goes, as far as nobody reads it there who must
 * not: asked once, it holds for the letters to them that follow. Undefined where none does.
 */
export function wayBackGiven(
  which: 'reach' | 'appeals',
  to: Recipient,
  situation: Situation,
): string | undefined {
  return waysGiven(which, situation).findLast((one) => one.to === to)?.way;
}

/** The newest of them that a letter to somebody else has: shown to whoever writes, and proposed nowhere else. */
export function wayBackOfOthers(
  which: 'reach' | 'appeals',
  to: Recipient,
  situation: Situation,
): { readonly to: Recipient; readonly way: string } | undefined {
  return waysGiven(which, situation).findLast((one) => one.to !== to);
}

function waysGiven(which: 'reach' | 'appeals', situation: Situation) {
  return situation.incident.letters
    .flatMap((one) => {
      const way = one[which];
      return way === undefined ? [] : [{ to: one.letter === THE_EMPLOYER ? THE_EMPLOYER : one.person, way }];
    })
    .filter(({ way }) => problemOfWayBack(way, situation) === undefined);
}

/**
 * Where an appeal can go that none of them reads, as far as it is known: where it went in a letter before, or the community's own
 * place where that is the address of somebody on the team who may read it. Of any other place nobody knows who reads it, so that
 * none is taken over by Enter.
 */
export function appealPlaceKnown(to: Recipient, situation: Situation): string | undefined {
  return wayBackGiven('appeals', to, situation) ?? withAMember(situation);
}

function withAMember(situation: Situation): string | undefined {
  const { appeals } = situation.community;
  const out = keptFrom(situation);
  if (appeals === null || problemOfWayBack(appeals, situation) !== undefined) return undefined;
  const isTheirs = ({ email }: TeamMember): boolean => bareContactsIn(appeals, email).length > 0;
  return situation.members.some((one) => !out.includes(one) && isTheirs(one)) ? appeals : undefined;
}

/**
 * What is wrong with words that say where somebody answers: that whoever is kept out reads it there ("Conflicts of interest"), and
 * which of them say so. Undefined where nobody is kept out, and where nothing tells that they do.
 */
export function problemOfWayBack(words: string, situation: Situation): Unfit | undefined {
  const out = keptFrom(situation);
  for (const one of out) {
    const meant = waysTo(words, one, situation);
    if (meant.length > 0)
      return {
        problem: `leads to ${one.name}, who must not read what comes back; give another way, with a whole name where it is somebody of that name`,
        words: meant,
      };
  }
  const shared = out.length === 0 ? [] : sharedBoxIn(words, situation);
  if (shared.length === 0) return undefined;
  return {
    problem: `is what the whole team reads, ${listed(out.map(({ name }) => name))} too; give another way`,
    words: shared,
  };
}

/** What is wrong with a place to appeal to: that it leads to somebody who decided what is appealed against ("Tell them the response"). */
export function problemOfAppealPlace(words: string, to: Recipient, situation: Situation): Unfit | undefined {
  const { incident, members } = situation;
  const deciders = new Set(
    incident.sanctions.filter(({ person }) => person === to).flatMap(({ decidedBy }) => decidedBy),
  );
  for (const one of members.filter(({ id }) => deciders.has(id))) {
    const meant = waysTo(words, one, situation);
    if (meant.length > 0)
      return {
        problem: `leads to ${one.name}, who decided it; give somebody who did not, best from outside`,
        words: meant,
      };
  }
  return undefined;
}

/**
 * The same of a text that goes out, in which they may be named: the addresses of theirs that it gives, or the one of them all.
 * Nothing where it gives none.
 */
export function readByThemIn(words: string, situation: Situation): readonly string[] {
  const out = keptFrom(situation);
  return [
    ...new Set([
      ...out.flatMap((one) => addressesOf(words, one, situation)),
      ...(out.length > 0 ? sharedBoxIn(words, situation) : []),
    ]),
  ];
}

/** The words that lead to a member: an address of theirs, or what they are called. */
function waysTo(words: string, member: TeamMember, situation: Situation): readonly string[] {
  const addresses = addressesOf(words, member, situation);
  if (addresses.length > 0) return addresses;
  const others = situation.members.filter(({ id }) => id !== member.id);
  const called = partsOf(words).filter(
    (part) => mayBeAccused(member, undefined, [part]) && !others.some((one) => isCalledWhole(one.name, part)),
  );
  const each = [...new Set(called.filter((part) => !/\s/u.test(part)))];
  return each.length > 0 ? each : called.slice(-1);
}

/** What stands between commas and the like, and each word that may be a handle. */
function partsOf(words: string): readonly string[] {
  return [words, ...words.split(/[,;:()/]+|\s(?:or|and|via|by|at|to)\s/u), ...words.split(/[\s,;:()/]+/u)]
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isCalledWhole(name: string, part: string): boolean {
  return fold(part).includes(fold(name));
}

/** The addresses, numbers and handles of a member, also as the incident has them, that stand in a text. */
function addressesOf(words: string, member: TeamMember, { incident }: Situation): readonly string[] {
  const { id, email } = member;
  const own = incident.people
    .filter((person) => isCertainlySame(member, person))
    .flatMap(({ name, contact, aliases = [] }) =>
      present([name ?? undefined, contact ?? undefined, ...aliases]),
    );
  const all = [email, `@${id}`, `@${email.split('@')[0]}`, ...own];
  return [...new Set(all.flatMap((one) => bareContactsIn(words, one)))];
}

function sharedBoxIn(words: string, { community: { contact } }: Situation): readonly string[] {
  if (contact === '') return [];
  const found = bareContactsIn(words, contact);
  return found.length > 0 ? found : mentions(words, contact) ? [contact] : [];
}

function bareContactsIn(words: string, source: string): readonly string[] {
  const page = pageOf(words);
  return bareContactHits(page, source).map(({ start, end }) => page.text.slice(start, end));
}
