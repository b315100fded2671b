import { UserError } from '../errors.ts';
import { type Attachment, numbersOf } from '../incident/evidence.ts';
import { showId } from '../incident/id.ts';
import { EXPORT_FORMS } from '../incident/response-entry.ts';
import type { Answers, Choice } from '../interview/question.ts';
import { conflictClause } from '../policy/bars.ts';
import {
  copyFor,
  copyOf,
  goesOut,
  isForOutside,
  kindOfCopy,
  needsTheirWord,
  onlyNotesTheirWord,
} from '../policy/copies.ts';
import { filesForCopy, filesInCopy, whyNoFiles } from '../policy/copy-files.ts';
import { type CopyLine, copyLines, whyNoWords } from '../policy/copy-lines.ts';
import { copyName, copyText, quotedInCopy } from '../policy/copy-text.ts';
import type { EntryList } from '../policy/entry-list.ts';
import { overriddenBy } from '../policy/gates.ts';
import { filled, type Given, list, oneOf, text } from '../policy/given-answers.ts';
import { isParty, mayBeAccused } from '../policy/involved.ts';
import { newWordsBlocks } from '../policy/new-to-them.ts';
import { noteBlocks } from '../policy/notes-among-words.ts';
import { withoutQuotes } from '../policy/outgoing.ts';
import { knownToFew, permitters, readersOfWhy, wordsProblem } from '../policy/permission.ts';
import { COPIES, type CopyFor, type Playbook } from '../policy/playbook.ts';
import { reportersOfFew } from '../policy/readers.ts';
import type { Situation, TeamMember } from '../policy/situation.ts';
import type { Block } from '../text/block.ts';
import { count } from '../text/count.ts';
import { listed } from '../text/listed.ts';
import { localIso, showDay, showMoment } from '../text/moment.ts';
import { present } from '../text/present.ts';
import { accused, affected, only, whoSaid } from './people.ts';
import { addNamed, namingQuestions } from './permission.ts';
import {
  asker,
  choicesIn,
  LINE,
  oneFrom,
  REASON,
  restsOn,
  type StepQuestion,
  severalFrom,
  TEXT,
  TO_SOMEBODY,
  WHEN_IT_WAS,
} from './questions.ts';
import { type CopyToMake, JUST_NOW, KEPT_OPEN, type Step } from './step.ts';
import { LETTER, reachQuestion } from './telling.ts';

/** A copy for somebody outside: what the policy has for them, in a file of its own. */
export const EXPORT: Step = {
  id: 'export',
  about: 'A copy for somebody outside: for whom it is decides what is in it.',
  questions,
  decide,
  wantsNewest: JUST_NOW,
  gates: [
    'not-to-proceed',
    'complainant',
    'permission',
    'law-enforcement',
    'leak',
    'reporter',
    ...KEPT_OPEN,
    'told-first',
  ],
  acts: (given) => copyFor(given) !== undefined && copyFor(given) !== 'affected',
  tellsDetails: (given, incident) =>
    (copyFor(given) === 'team' || copyFor(given) === 'lawyer') && !onlyNotesTheirWord(given, incident),
  tellsPolice: (given, incident) => copyFor(given) === 'police' && !onlyNotesTheirWord(given, incident),
  bars: [
    {
      when: ['first', 'saving'],
      refuses: (_given, { incident, members, me }) =>
        members.some((one) => one.id === me && mayBeAccused(one, incident)),
      why: 'You may be the person accused in this incident. Somebody else on the team makes a copy.',
      clause: conflictClause,
    },
  ],
  saveLabel: 'Write the copy',
  saved: 'It is written, and noted in',
  endLabel: (given, situation) => {
    if (goesOut(given, situation)) return undefined;
    return given.permitted === 'not-asked'
      ? 'End here: nothing goes out, and your answers are kept'
      : 'Save what they said; nothing goes out';
  },
  nothing: (incident, given) =>
    new UserError('They have not been asked, so nothing goes out, and nothing is noted.', {
      hints: [
        `Ask them first. Then: \`coc export ${showId(incident.id)}\`, with what they said.`,
        ...onAnOrder(given, incident),
      ],
    }),
  keptOfNothing: ({ permitted: _notAsked, ...answers }) => answers,
  afterwards: (given, before) =>
    goesOut(given, before)
      ? present([whyNoWords(given, before)])
      : ['What they said is noted, and nothing goes out.', ...onAnOrder(given, before.incident)],
  givesOut,
  outgoing: {
    questions: ['in-short', 'copy'],
    kind: kindOfCopy,
    quoted: quotedInCopy,
  },
};

const PLAIN = 'plain';
/** It can be of somebody who reported it, or to whom it happened. */
const NOT_NOTED = ' (not noted who gave it)';
const NOT_CHECKED: Block = {
  kind: 'text',
  text: 'Their own words, and the letters that they got, go as they are: names in them are not looked for. Read whether something that they did not say was written down among them.',
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'export');
  const permission = asker(playbook, 'permission');
  const isOutside = (answers: Answers): boolean =>
    isForOutside(kindOfCopy(answers)) && copyFor(answers) !== undefined;
  const isFor =
    (...whom: readonly string[]) =>
    (answers: Answers) =>
      whom.includes(copyFor(answers) ?? '');
  const asksThem = (answers: Answers, situation: Situation): boolean =>
    copyFor(answers) !== undefined && needsTheirWord(answers, situation);
  const said = (answers: Answers, situation: Situation): boolean =>
    asksThem(answers, situation) && (answers.permitted === 'yes' || answers.permitted === 'no');
  const mayTakeFiles = (answers: Answers, situation: Situation): boolean =>
    goesOut(answers, situation) && filesForCopy(answers, situation).length > 0;
  const sealedWith = (how: string) => (answers: Answers, situation: Situation) =>
    goesOut(answers, situation) && answers.sealed === how;
  return [
    ask('for', {
      answer: (_answers, situation) => {
        const ever = COPIES.map((one) => ({
          value: one,
          label: situation.playbook.letters[`copy-${one}`].label,
        }));
        const isAbsent = (one: string): boolean => one === 'accused' && accused(situation).length === 0;
        const choices = ever.map((one) => (isAbsent(one.value) ? { ...one, unoffered: true as const } : one));
        return { type: 'choice', choices, ever };
      },
      required: true,
    }),
    ask('person', {
      answer: oneFrom((situation, answers) => peopleFor(answers, situation)),
      required: true,
      assume: true,
      initial: (answers, situation) => only(peopleFor(answers, situation)),
      when: isFor('accused', 'affected'),
      ...restsOn('for'),
    }),
    ask('to', { answer: LINE, required: true, when: isOutside, ...TO_SOMEBODY, ...restsOn('for') }),
    ask('why', {
      ...REASON,
      when: (answers) => copyFor(answers) !== undefined,
      before: (answers, situation) => [
        ...noWordsBlocks(answers, situation),
        ...whoReadsWhy(answers, situation),
      ],
    }),
    ask('permitted', {
      answer: choicesIn(playbook, 'permission', 'permitted', (value) =>
        ['yes', 'no', 'not-asked'].includes(value),
      ),
      when: asksThem,
      before: (_answers, situation) => saidBefore(situation),
      ...restsOn('for', 'to'),
    }),
    permission('permitted-by', {
      ...whoSaid((_answers, { incident }) => permitters(incident)),
      when: (answers, situation) => said(answers, situation) && permitters(situation.incident).length > 0,
      ...restsOn('for', 'to', 'permitted'),
    }),
    ask('permission', {
      answer: TEXT,
      isSaid: true,
      required: ({ permitted }) => permitted === 'yes',
      when: said,
      check: (answer, { permitted }) => (permitted === 'yes' ? wordsProblem(String(answer)) : undefined),
      ...restsOn('for', 'to', 'permitted', 'permitted-by'),
    }),
    permission('permitted-at', { ...WHEN_IT_WAS, when: said }),
    ...namingQuestions(
      playbook,
      ask,
      (answers, situation) => isOutside(answers) && goesOut(answers, situation),
    ),
    ask('in-short', {
      answer: TEXT,
      required: true,
      when: (answers, situation) => goesOut(answers, situation) && isToldInShort(answers, playbook),
      ...restsOn('for', 'to'),
    }),
    reachQuestion(ask, goesOut, ({ person }) => (typeof person === 'string' ? person : undefined), true),
    ask('evidence', {
      answer: severalFrom((situation, answers) => choicesOfFiles(answers, situation)),
      when: mayTakeFiles,
      ...restsOn('for', 'person', 'may-name'),
    }),
    ask('as-given', {
      answer: severalFrom((situation, answers) =>
        filesInCopy({ ...answers, 'as-given': [] }, situation).map(({ name, one }) => ({
          value: numberOf(one.id, situation),
          label: `${one.name} (${name})`,
          ...(canBeStripped(one, situation) && { unoffered: true as const }),
        })),
      ),
      when: (answers, situation) =>
        mayTakeFiles(answers, situation) && filesInCopy(answers, situation).length > 0,
      offered: (answers, situation) => onlyAsGiven(answers, situation).length > 0,
      required: (answers, situation) => onlyAsGiven(answers, situation).length > 0,
      before: (answers, situation) => [{ kind: 'text', text: asGivenWords(onlyAsGiven(answers, situation)) }],
      check: (answer, answers, situation) => {
        const left = onlyAsGiven(answers, situation).filter(({ number }) => !list(answer).includes(number));
        return left.length === 0
          ? undefined
          : `leaves out ${allNumbers(left)}, of which there is no copy without what is hidden in it; name it here as well, or leave it out of the files`;
      },
      goesBack: (answer, answers, situation) => {
        const left = onlyAsGiven(answers, situation).filter(({ number }) => !list(answer).includes(number));
        if (left.length === 0) return undefined;
        return { to: ['evidence'], why: `Then ${allNumbers(left)} cannot go. Choose the files once more.` };
      },
      ...restsOn('evidence'),
    }),
    ask('left-out', {
      answer: severalFrom((situation, answers) =>
        copyLines(answers, situation).map((line) => ({ value: line.id, label: shortly(line) })),
      ),
      before: (answers, situation) => [
        ...present([whyNoFiles(answers, situation)]).map((words) => ({ kind: 'text' as const, text: words })),
        { kind: 'text', text: 'This is what the copy has, line by line:' },
        ...(copyLines(answers, situation).some(({ quote }) => quote !== undefined) ? [NOT_CHECKED] : []),
        ...noteBlocks(
          copyLines(answers, situation).flatMap(({ quote = '' }) => quote),
          situation,
        ),
        ...copyLines(answers, situation).flatMap(({ quote, ...line }) => [
          { kind: 'list' as const, items: [shortly(line)] },
          ...(quote === undefined ? [] : [{ kind: 'quote' as const, text: quote }]),
        ]),
      ],
      when: (answers, situation) => goesOut(answers, situation) && copyLines(answers, situation).length > 0,
      restsOn: (answers, situation) => copyLines(answers, situation).map(({ id }) => id),
      onceMore: () => undefined,
    }),
    ask('copy', {
      ...LETTER,
      when: goesOut,
      initial: copyText,
      before: (answers, situation) => [
        ...noWordsBlocks(answers, situation),
        ...(copyFor(answers) === 'accused'
          ? newWordsBlocks(text(answers.person) ?? '', copyText(answers, situation) ?? '', situation)
          : []),
      ],
      check: (answer, answers, situation) =>
        LETTER.check?.(withoutQuotes(String(answer), quotedInCopy(answers, situation)), answers, situation),
    }),
    ask('as', {
      answer: choicesIn(playbook, 'export', 'as'),
      required: true,
      assume: true,
      initial: () => 'html',
      when: goesOut,
    }),
    ask('sealed', {
      answer: choicesIn(playbook, 'export', 'sealed'),
      required: true,
      when: goesOut,
      ...restsOn('for', 'to'),
    }),
    ask('recipient', {
      answer: LINE,
      required: true,
      when: sealedWith('recipient'),
      check: (answer, _answers, { files }) => files?.problemOfKey(String(answer).trim()),
      ...restsOn('for', 'to'),
    }),
    ask(PLAIN, {
      answer: choicesIn(playbook, 'export', PLAIN),
      required: true,
      initial: () => 'no',
      when: sealedWith(PLAIN),
      check: (answer) =>
        answer === 'yes' ? undefined : 'is not yes, so nothing is written unsealed; choose how it is sealed',
      goesBack: (answer) =>
        answer === 'yes' ? undefined : { to: ['sealed'], why: 'Then choose how it is sealed.' },
    }),
    ask('out', {
      answer: LINE,
      required: true,
      initial: (answers, situation) => nameOfFile(answers, situation),
      when: goesOut,
      check: (answer, answers, situation) => {
        const place = situation.files?.place(String(answer));
        return place !== undefined && 'problem' in place
          ? place.problem
          : misnamed(String(answer).trim(), nameOfFile(answers, situation));
      },
      onceMore: (had, answers, situation) =>
        String(had) === nameOfFile(answers, situation) ? had : nameOfFile(answers, situation),
    }),
  ];
}

/** How the police, or a court, get a copy that nobody asked for: what the law orders is not theirs to permit. */
function onAnOrder(given: Given, { id }: Situation['incident']): readonly string[] {
  return copyFor(given) === 'police'
    ? [
        `Where an order of a court, or the law, leaves no choice: \`coc export ${showId(id)} --override law-enforcement\`, with the order as the reason.`,
      ]
    : [];
}

/** What stands in the place of the reason, for whoever does not know whose copy it is. */
const WHY_FOR_FEW = 'known to those alone who know whose copy it is';

/** Who reads the reason, where somebody is known to few and it stands open: it can say who they are. */
function whoReadsWhy(answers: Answers, situation: Situation): readonly Block[] {
  const few = reportersOfFew(situation.incident);
  if (few.length === 0 || readersOfWhy(answers, situation) !== undefined) return [];
  const marks = listed(few.map(({ ref }) => ref));
  return [
    {
      kind: 'text',
      text: `Whoever can open this incident reads the reason, also who does not know who ${marks} is. Write nothing of them there, no “she” or “he” either.`,
    },
  ];
}

/** What those affected said to copies before, each with whom it was for: no permission for this one. */
function saidBefore({ incident, playbook: { letters }, now }: Situation): readonly Block[] {
  return (incident.exportPermissions ?? []).map(
    ({ people, for: whom, to, answer, saidAt, precision, words }) => {
      const label = oneOf<CopyFor>(whom, COPIES);
      const copy = label === undefined ? whom : letters[`copy-${label}`].label;
      const which = to === undefined ? `to another copy (${copy})` : `to a copy for ${to} (${copy})`;
      const said = words === undefined ? '' : ` “${words}”`;
      return {
        kind: 'text',
        text: `${people.join(', ')}, ${showMoment(saidAt, now, precision?.saidAt)}, ${which}: ${answer}.${said}`,
      };
    },
  );
}

/** That words of theirs cannot be in it, before anything else is typed, and where the text says what it has. */
function noWordsBlocks(answers: Answers, situation: Situation): readonly Block[] {
  return present([whyNoWords(answers, situation)]).map((words) => ({ kind: 'urgent', text: words }));
}

/** Whether what it is about is told in words that are written for it. */
function isToldInShort(answers: Answers, playbook: Playbook): boolean {
  const parts: readonly string[] = copyOf(answers, playbook)?.parts ?? [];
  return parts.includes('in-short');
}

/** A line as it is chosen, with how much was said in it. */
function shortly({ day, words, quote }: Omit<CopyLine, 'id'>): string {
  const said = quote === undefined ? '' : ` (${count(quote.trim().split(/\s+/).length, 'word')})`;
  return `${day === undefined ? '' : `${day}: `}${words}${said}`;
}

/** Whose copy it can be, where it is that of somebody of the incident. */
function peopleFor(answers: Given, situation: Situation): readonly Choice[] {
  return copyFor(answers) === 'accused' ? accused(situation) : affected(situation);
}

function numberOf(entry: string, { incident }: Situation): string {
  return String(numbersOf(incident).get(entry));
}

/** The files that can go with it, those that were replaced last: which is which where several are called the same. */
function choicesOfFiles(answers: Given, situation: Situation): readonly Choice[] {
  const all = filesForCopy(answers, situation);
  const labels = all.map(({ number, one }) => {
    const { name, about, from, receivedAt, precision, at, replacedBy } = one;
    const came =
      receivedAt === undefined
        ? showMoment(at, situation.now)
        : showMoment(receivedAt, situation.now, precision?.receivedAt);
    return {
      value: number,
      label: [
        `${number}. ${name}${about === undefined ? '' : `: ${about}`}, came ${came}`,
        ...(from === undefined ? [NOT_NOTED] : []),
        ...(replacedBy === undefined ? [] : [` (replaced by ${numberOf(replacedBy, situation)})`]),
      ].join(''),
      isLast: replacedBy !== undefined,
    };
  });
  return [...labels.filter(({ isLast }) => !isLast), ...labels.filter(({ isLast }) => isLast)].map(
    ({ value, label }) => ({ value, label }),
  );
}

function canBeStripped({ type }: Attachment, { files }: Situation): boolean {
  return files?.canStrip(type) !== false;
}

/** The files chosen of which there is no copy without what is hidden in them. */
function onlyAsGiven(
  answers: Given,
  situation: Situation,
): readonly { readonly number: string; readonly name: string }[] {
  return filesInCopy(answers, situation)
    .filter(({ one }) => !canBeStripped(one, situation))
    .map(({ one }) => ({ number: numberOf(one.id, situation), name: one.name }));
}

function asGivenWords(files: readonly { readonly number: string; readonly name: string }[]): string {
  const names = listed(files.map(({ number, name }) => `${number}. ${name}`));
  return `coc cannot make a copy without what is hidden in it of ${names}. It goes as it was given, with all that is hidden in it, or not at all. In a mail that is also who sent it, to whom, and by which way. Choose none to choose the files once more.`;
}

function allNumbers(files: readonly { readonly number: string }[]): string {
  return listed(files.map(({ number }) => `number ${number}`));
}

/** What ends as another kind of file does is opened as that, and shows nothing. Any other name will do. */
function misnamed(typed: string, proposed: string): string | undefined {
  const [ending, own] = [ENDING.exec(typed)?.[0].toLowerCase(), ENDING.exec(proposed)?.[0] ?? ''];
  if (ending === undefined || ending === own || (ALSO[own] ?? []).includes(ending)) return undefined;
  const what =
    own === '.age' ? 'it is sealed' : own === '.tar' ? 'files go with it' : 'it is that kind of file';
  return `ends in ${ending}, and has to end in ${own}, since ${what}: such as ${proposed}`;
}

const ENDING = /\.[a-z][a-z0-9]{1,4}$/i;
const ALSO: Readonly<Record<string, readonly string[]>> = { '.html': ['.htm'], '.md': ['.txt', '.markdown'] };

/** A name that tells nothing of what it is about. */
function nameOfFile(answers: Given, situation: Situation): string {
  const page = answers.as === 'markdown' ? '.md' : '.html';
  const ending = filesInCopy(answers, situation).length > 0 ? '.tar' : page;
  const day = localIso(situation.now).slice(0, 'YYYY-MM-DD'.length);
  const name = (more: string): string =>
    `copy-${day}${more}${ending}${answers.sealed === PLAIN ? '' : '.age'}`;
  const isFree = (one: string): boolean => !('problem' in (situation.files?.place(one) ?? {}));
  const others = Array.from({ length: MOST_OF_A_DAY - 1 }, (_, index) => name(`-${index + 2}`));
  return [name(''), ...others].find(isFree) ?? name('');
}

/** So many names are looked through for one that nothing has. */
const MOST_OF_A_DAY = 99;

function givesOut(given: Given, situation: Situation): CopyToMake | undefined {
  if (!goesOut(given, situation)) return undefined;
  const { playbook, files, now } = situation;
  const place = files?.place(text(given.out) ?? '');
  if (place === undefined || 'problem' in place)
    throw new UserError(`The place for the copy ${place?.problem ?? 'is not known'}. Nothing was written.`);
  const name = copyName(given, situation);
  const recipient = text(given.recipient)?.trim() ?? '';
  return {
    title: copyOf(given, playbook)?.subject ?? '',
    mark: `For ${name}, ${showDay(localIso(now).slice(0, 'YYYY-MM-DD'.length))}`,
    text: text(given.copy) ?? '',
    as: given.as === 'markdown' ? 'markdown' : 'html',
    files: filesInCopy(given, situation),
    seal:
      given.sealed === 'recipient' ? { recipient } : given.sealed === 'passphrase' ? 'passphrase' : 'plain',
    out: place.path,
    mayHave: membersFor(given, situation),
  };
}

/** Who of the team may have it: who can open the incident, and whose own it is. */
function membersFor(given: Given, { incident, members }: Situation): readonly string[] {
  const isTheirs = (one: TeamMember): boolean =>
    (copyFor(given) === 'accused' && mayBeAccused(one, incident)) ||
    (copyFor(given) === 'affected' && !mayBeAccused(one, incident) && isParty(one, incident));
  return members.filter((one) => incident.readers.includes(one.id) || isTheirs(one)).map(({ id }) => id);
}

/** That it left, and what those affected said to that; what stands in it is kept nowhere. */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  const { leaving } = situation;
  const whom = copyFor(given) ?? '';
  if (goesOut(given, situation) && leaving !== undefined) {
    const { size, sha256, inside, evidence } = leaving;
    const why = text(given.why) ?? '';
    const knowing = readersOfWhy(given, situation);
    const content = {
      kind: 'export' as const,
      for: whom,
      person: text(given.person),
      to: isForOutside(kindOfCopy(given)) ? text(given.to) : undefined,
      why: knowing === undefined ? why : WHY_FOR_FEW,
      form: oneOf<(typeof EXPORT_FORMS)[number]>(given.sealed, EXPORT_FORMS) ?? PLAIN,
      inSpiteOf: filled([...overriddenBy(EXPORT, given, situation)]),
      ...{ size, sha256, inside },
      evidence: filled(evidence.map((one) => ({ ...one }))),
    };
    draft.add(content, knowing && { to: knowing, fields: { why } });
    addNamed(draft, given, situation);
  }
  addAnswer(given, situation, draft);
}

function addAnswer(given: Given, situation: Situation, draft: EntryList): void {
  const answer = oneOf<'yes' | 'no'>(given.permitted, ['yes', 'no']);
  if (answer === undefined || !needsTheirWord(given, situation)) return;
  const people = list(given['permitted-by']);
  const words = text(given.permission);
  const content = {
    kind: 'export-permission' as const,
    for: copyFor(given) ?? '',
    to: isForOutside(kindOfCopy(given)) ? text(given.to) : undefined,
    people: [...people],
    answer,
    saidAt: text(given['permitted-at']) ?? situation.now.toISOString(),
  };
  const knowing = knownToFew(people, situation);
  if (knowing === undefined || words === undefined) draft.add({ ...content, words });
  else draft.add(content, { to: knowing, fields: { words } });
}
