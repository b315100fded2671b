import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
import { howMany } from '../letters/how-many.ts';
import { type Leak, type LeakFacts, leaks } from '../letters/leak-check.ts';
import { isSeenByAll, standsIn } from '../letters/seen-by-all.ts';
import { whichOne } from '../letters/which-one.ts';
import { whoTold } from '../letters/who-told.ts';
import { wordingProblems } from '../letters/wording-check.ts';
import type { Finding } from './finding.ts';
import { type Given, text } from './given-answers.ts';
import { details, ofIncident, ownWords, sides } from './leak-facts.ts';
import { asMarkedThere } from './marks-there.ts';
import { byNameAlone, datesSet, factsFor, isCalled, isNameOf, isToAffected, mayPointTo } from './may-tell.ts';
import { mayBeNamed } from './permission.ts';
import type { Situation } from './situation.ts';
import type { Judged } from './step.ts';
import { isOfTheirSanction } from './what-it-covers.ts';
import { toldOfElsewhere } from './where-decided.ts';
/** Whether the answer to a question goes out: to somebody in the incident, or to others. */
export function isOutgoing({ outgoing }: Judged, question: string): boolean {
  const { questions = [] } = outgoing ?? {};
  return typeof questions === 'function' ? questions(question) : questions.includes(question);
}

/** Without the lines that say again, word for word, what whoever gets it said or was told: they stay where they are. */
export function withoutQuotes(words: string, quotes: readonly string[]): string {
  if (quotes.length === 0) return words;
  const own = new Set(quotes.flatMap((one) => one.split(/\r?\n/)).map((line) => line.trim()));
  return words
    .split('\n')
    .map((line) => (line.startsWith('> ') && own.has(line.slice('> '.length).trim()) ? '' : line))
    .join('\n');
}

/** The texts among the answers that go out, or that of one question alone; without what whoever gets it has said or was told. */
function textsToCheck(
  step: Judged,
  given: Given,
  situation: Situation,
  question?: string,
): ReturnType<typeof outgoingTexts> {
  const { main = situation.incident } = situation;
  const quotes = step.outgoing?.quoted?.(given, { ...situation, incident: main }) ?? [];
  return outgoingTexts(step, given, question).map((one) => ({
    ...one,
    words: withoutQuotes(one.words, quotes),
  }));
}

/** The texts among the answers that go out, or that of one question alone. */
function outgoingTexts(
  step: Judged,
  given: Given,
  question?: string,
): readonly { readonly id: string; readonly words: string }[] {
  return Object.keys(given)
    .filter((id) => isOutgoing(step, id) && (question === undefined || id === question))
    .flatMap((id) => {
      const words = text(given[id]);
      return words === undefined ? [] : [{ id, words }];
    });
}

/** What in the outgoing texts tells more than it may. */
export function leaksIn(
  step: Judged,
  given: Given,
  situation: Situation,
  question?: string,
): readonly Finding[] {
  return found(step, given, situation, question).filter((leak) => !leak.isHint);
}

/**
 * What in the outgoing texts for the person affected is of the other incidents of the same matter: their marks are others there, and
 * nobody there may be known by it but whoever gets it, by name. Of the incident that leads and decided what is told, nothing that was
 * told of when, where and what either.
 */
export function leaksElsewhere(
  step: Judged,
  given: Given,
  situation: Situation,
  question?: string,
): readonly Finding[] {
  const leader = toldOfElsewhere(step.outgoing?.kind(given), situation);
  const to = situation.incident.people.filter(({ ref }) => ref === text(given.person));
  const dates = datesSet(given, situation);
  return [...(leader ? [leader] : []), ...(situation.matter?.led ?? [])].flatMap((incident) => {
    const { known, ours } = ownWords({ ...situation, incident });
    const of = ofIncident(incident);
    const facts = {
      ...{ ...of, mayName: [], accounts: [...of.accounts, ...sides(incident, undefined)] },
      ...(incident === leader && { details: details(incident) }),
      ...{ ours, known: [...known, ...dates, ...datesSet(given, { ...situation, incident })] },
    };
    return outgoingTexts(step, given, question).flatMap(({ id, words }) =>
      leaksOnce(words, facts, incident)
        .filter((leak) => !isCalled(leak.found, to))
        .map((leak) => ({
          what: `${leak.from} (in ${showId(incident.id)})`,
          at: `${id}, line ${leak.line}`,
          words: leak.found,
        })),
    );
  });
}

/** What in the outgoing texts hints at somebody who reported it or whom it happened to. */
export function hintsIn(
  step: Judged,
  given: Given,
  situation: Situation,
  question?: string,
): readonly Finding[] {
  const named = mayBeNamed(asMarkedThere(given, situation));
  const reporters = situation.incident.people.filter(({ role }) => role === 'reporter');
  return [
    ...found(step, given, situation, question).filter((leak) => leak.isHint),
    ...(reporters.every(({ ref }) => named.includes(ref))
      ? []
      : textsToCheck(step, given, situation, question)
    ).flatMap(({ id, words }) =>
      tellers(words, step, given, situation).map(({ what, found: hint, line }) => ({
        what,
        at: `${id}, line ${line}`,
        words: hint,
      })),
    ),
  ];
}

/** Where a text says who told it, or how many there were; of what many saw, that many saw it is no hint. */
function tellers(
  words: string,
  { outgoing }: Judged,
  given: Given,
  { incident }: Situation,
): readonly { readonly what: string; readonly found: string; readonly line: number }[] {
  const kind = outgoing?.kind(given);
  const toMany = kind === 'announcement' || kind === 'proposal';
  const told = whoTold(words).map((one) => ({ what: 'it says who told it, or how many they were', ...one }));
  const many = incident.visibility === 'witnessed' ? [] : howMany(words, { toMany });
  return [
    ...told,
    ...many
      .filter(({ line, found: hint }) => !told.some((one) => one.line === line && overlaps(one.found, hint)))
      .map((one) => ({ what: 'it says how many heard or saw it, told it, or were there', ...one })),
  ];
}

function overlaps(one: string, other: string): boolean {
  return one.includes(other) || other.includes(one);
}

/**
 * What an announcement says again of what many saw, and in which answer, each once: no finding any more once whoever writes says that it is no
 * more than that. Nothing where there is something else in it as well, which has to go first.
 */
export function seenIn(
  step: Judged,
  given: Given,
  situation: Situation,
): readonly { readonly id: string; readonly words: string }[] {
  if (found(step, { ...given, seen: 'yes' }, situation).length > 0) return [];
  const all = [...outgoingTexts(step, given)]
    // The text has the other answers in it: what they say is asked of them.
    .sort((one, other) => Number(one.id === 'letter') - Number(other.id === 'letter'))
    .flatMap(({ id, words }) =>
      leaksOnce(words, factsFor(step, given, situation), situation.incident)
        .filter((leak) => canBeSeen(leak, step, given, situation) && !isAnybodys(leak, situation))
        .map(({ found: said }) => ({ id, words: said })),
    );
  return all.filter(
    ({ words }, at) =>
      !all.slice(0, at).some((one) => standsIn(words, [one.words]) || standsIn(one.words, [words])),
  );
}

/**
 * Whether what was found in an announcement can be what many saw: words that tell what happened, never who, how to reach them, a
 * named place, a number or a time.
 */
function canBeSeen({ what }: Leak, { outgoing }: Judged, given: Given, { incident }: Situation): boolean {
  return (
    outgoing?.kind(given) === 'announcement' &&
    incident.visibility === 'witnessed' &&
    ['again', 'copied'].includes(what)
  );
}

/** Whether it tells what kind of thing it was that many saw, and not which one it was of all that took place. */
function isAnybodys({ found: said }: Leak, { now }: Situation): boolean {
  return isSeenByAll(said) && whichOne(said, now.toISOString()).length === 0;
}

/**
 * Whether it is no more than what many saw: what everybody could say who was there, or what whoever writes says is that. While one types,
 * what is still to be asked stands in nobody's way.
 */
function isSeen(leak: Leak, { seen }: Given, situation: Situation, question: string | undefined): boolean {
  return isAnybodys(leak, situation) || seen === 'yes' || (seen === undefined && question !== undefined);
}

/** What in the outgoing texts the policy asks not to say. */
export function wordingIn(step: Judged, given: Given, question?: string): readonly Finding[] {
  const kind = step.outgoing?.kind(given);
  const letter = {
    toReporter: isToAffected(step, given),
    toMany: kind === 'announcement' || kind === 'proposal',
  };
  return outgoingTexts(step, given, question).flatMap(({ id, words }) =>
    wordingProblems(words, letter).map((one) => ({
      what: one.why,
      at: `${id}, line ${one.line}`,
      words: one.found,
    })),
  );
}

function found(
  step: Judged,
  given: Given,
  situation: Situation,
  question?: string,
): readonly (Finding & { readonly isHint: boolean })[] {
  const facts = factsFor(step, given, situation);
  const here = asMarkedThere(given, situation);
  const named = byNameAlone(step, given, situation);
  return textsToCheck(step, given, situation, question).flatMap(({ id, words }) =>
    leaksOnce(words, facts, situation.incident)
      .filter((leak) => !isNameOf(leak, named) && !mayPointTo(leak, here))
      .filter((leak) => !isOfTheirSanction(leak, step, given, situation))
      .filter((leak) => !canBeSeen(leak, step, given, situation) || !isSeen(leak, given, situation, question))
      .map((leak) => ({
        what: leak.from,
        at: `${id}, line ${leak.line}`,
        words: leak.found,
        isHint: isHint(leak),
        ...(leak.what === 'description' && { describes: leak.person }),
      })),
  );
}

/** What was found before: two rules look for it, and the same letter is looked at again with every other answer. */
const FOUND = new WeakMap<IncidentView, Map<string, readonly Leak[]>>();

function leaksOnce(words: string, facts: LeakFacts, incident: IncidentView): readonly Leak[] {
  const before = FOUND.get(incident) ?? new Map<string, readonly Leak[]>();
  FOUND.set(incident, before);
  const key = JSON.stringify([
    facts.mayName,
    facts.addressee?.names,
    facts.known,
    facts.accounts.map(({ from }) => from),
    facts.details?.map(({ of }) => of),
    facts.tellsWhen,
    words,
  ]);
  const leaked = before.get(key) ?? leaks(words, facts);
  before.set(key, leaked);
  return leaked;
}

/** The marks of those who reported it, or whom it happened to. */
function isHint({ person = '' }: Leak): boolean {
  return /^[RP]/.test(person);
}
