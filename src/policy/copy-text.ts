import { fillTemplate } from '../fill-template.ts';
import { localIso } from '../text/moment.ts';
import { copyFor, copyOf, isForOutside, kindOfCopy } from './copies.ts';
import { type CopyLine, copyLines, dayWords, personName } from './copy-lines.ts';
import { type Given, list, text } from './given-answers.ts';
import { nameIn, signed } from './letter-text.ts';
import type { Situation } from './situation.ts';

/** The copy, as it stands once these answers are given. */
export function copyText(given: Given, situation: Situation): string {
  const { playbook, community, now } = situation;
  const copy = copyOf(given, playbook);
  if (copy === undefined) return '';
  const out = list(given['left-out']);
  const lines = copyLines(given, situation).filter(({ id }) => !out.includes(id));
  return fillTemplate(inParagraphs(copy.text), {
    name: copyName(given, situation),
    day: `on ${dayWords(localIso(now))}`,
    community: community.community,
    lines: lines.map(written).join('\n\n'),
    signed: signed(given, situation),
  }).trim();
}

/** A template with each paragraph in one line, wherever the playbook has its lines broken: in a copy a line is a line. */
function inParagraphs(template: string): string {
  return template.replace(/(?<=^[^\s#>{-][^\n]*)[ \t]*\n(?=[^\s#>{-])/gm, ' ');
}

/** With what the copy is marked: for whom it is. */
export function copyName(given: Given, situation: Situation): string {
  const { copies } = situation.playbook;
  if (isForOutside(kindOfCopy(given))) return text(given.to) ?? copies.somebody;
  const unnamed = copyFor(given) === 'accused' ? copies.you : copies.somebody;
  const { incident } = situation;
  const person = incident.people.find(({ ref }) => ref === text(given.person));
  return nameIn(given, situation) || (person && personName(person, incident)) || unnamed;
}

/** What of a copy is nobody's secret: the days in it, which whoever gets it knows or may know, and the words that it is made of. */
export function ownWordsOfCopy(given: Given, situation: Situation): readonly string[] {
  const { playbook, community, now } = situation;
  const copy = copyOf(given, playbook);
  if (copy === undefined) return [];
  const day = `on ${dayWords(localIso(now))}`;
  const frame = fillTemplate(inParagraphs(copy.text), {
    ...{ name: APART, day, community: community.community, lines: APART },
    signed: signed(given, situation),
  });
  const { others, clause: _clause, ...words } = playbook.copies;
  const lines = [...Object.values(words), ...Object.values(others)].flatMap((one) =>
    one.split(/\{\{[^{}]*\}\}/),
  );
  const days = copyLines(given, situation).flatMap((one) => (one.day === undefined ? [] : [one.day]));
  return [...frame.split(/[\u0000\n]/), ...lines, ...days].filter((one) =>
    /\p{L}.*\s.*[\p{L}\p{N}]/u.test(one),
  );
}

/** In the place of what somebody typed: nobody can type it. */
const APART = '\u0000';

/** The words that whoever gets it said themselves, or was told before: they are theirs, whatever stands in them. */
export function quotedInCopy(given: Given, situation: Situation): readonly string[] {
  return copyLines(given, situation).flatMap(({ quote }) => quote ?? []);
}

function written({ day, words, quote }: CopyLine): string {
  const line = day === undefined ? words : `${day}: ${words}`;
  if (quote === undefined) return line;
  return [
    line,
    '',
    ...quote
      .trim()
      .split(/\r?\n/)
      .map((one) => `> ${one}`.trimEnd()),
  ].join('\n');
}
