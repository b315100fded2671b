import { bareContactHits } from '../letters/contact-hits.ts';
import { fold } from '../letters/fold.ts';
import { mentions } from '../letters/mentions.ts';
import { pageOf } from '../letters/page.ts';
import { listed } from '../text/listed.ts';
import { accusedWhoMayBe, mayBeAccused } from './involved.ts';
import type { Situation, TeamMember } from './situation.ts';
import { isCertainlySame } from './who.ts';

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

/**
 * Where the newest letter says that the team is reached, or that an appeal goes, as far as nobody reads it there who must not: asked
 * once, it holds for the letters that follow. Undefined where none does.
 */
export function wayBackGiven(which: 'reach' | 'appeals', situation: Situation): string | undefined {
  return situation.incident.letters
    .flatMap((one) => one[which] ?? [])
    .findLast((way) => problemOfWayBack(way, situation) === undefined);
}

/**
 * What is wrong with words that say where somebody answers: that whoever is kept out reads it there ("Conflicts of interest").
 * Undefined where nobody is kept out, and where nothing tells that they do.
 */
export function problemOfWayBack(words: string, situation: Situation): string | undefined {
  const out = keptFrom(situation);
  const them = out.find((one) => isWayTo(words, one, situation));
  if (them !== undefined)
    return `leads to ${them.name}, who must not read what comes back; give another way, with a whole name where it is somebody of that name`;
  return out.length > 0 && isSharedBox(words, situation)
    ? `is what the whole team reads, ${listed(out.map(({ name }) => name))} too; give another way`
    : undefined;
}

/** The same of a text that goes out, in which they may be named: whether it gives an address of theirs, or the one of them all. */
export function isReadByThem(words: string, situation: Situation): boolean {
  const out = keptFrom(situation);
  return (
    out.some((one) => hasAddressOf(words, one, situation)) ||
    (out.length > 0 && isSharedBox(words, situation))
  );
}

function isWayTo(words: string, member: TeamMember, situation: Situation): boolean {
  const others = situation.members.filter(({ id }) => id !== member.id);
  return (
    hasAddressOf(words, member, situation) ||
    partsOf(words).some(
      (part) =>
        mayBeAccused(member, undefined, [part]) && !others.some((one) => isCalledWhole(one.name, part)),
    )
  );
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

/** An address, number or handle of a member, also as the incident has it. */
function hasAddressOf(words: string, member: TeamMember, { incident }: Situation): boolean {
  const { id, email } = member;
  const own = incident.people
    .filter((person) => isCertainlySame(member, person))
    .flatMap(({ contact, aliases = [] }) => [...(contact ? [contact] : []), ...aliases]);
  const page = pageOf(words);
  return [email, `@${id}`, `@${email.split('@')[0]}`, ...own].some(
    (one) => bareContactHits(page, one).length > 0,
  );
}

function isSharedBox(words: string, { community: { contact } }: Situation): boolean {
  return contact !== '' && (mentions(words, contact) || bareContactHits(pageOf(words), contact).length > 0);
}
