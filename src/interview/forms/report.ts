import type { IncidentView } from '../../incident/view.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Answers, Form, Question } from '../question.ts';

/** What is known before anybody is asked about a report. */
export interface ReportFacts {
  readonly playbook: Playbook;
  /** Whom to call when somebody is in danger. */
  readonly emergency: readonly string[];
  readonly now: Date;
  /** The acting member, once there is one. */
  readonly me: string | undefined;
  /** The team as it is now. */
  readonly members: readonly { readonly id: string; readonly name: string }[];
  /** The incident that the report is added to. */
  readonly incident?: IncidentView;
}

type ReportQuestion = Question<ReportFacts>;
type Rest = Omit<ReportQuestion, 'id' | 'ask' | 'label' | 'hint'>;

/** Everything asked when a report is taken, in the order of the conversation. */
export function reportForm(playbook: Playbook, name = 'report new'): Form<ReportFacts> {
  return {
    name,
    about:
      'The answers for one report. Leave out what was not asked; write null where it was asked and not given.',
    questions: [...safety(playbook), ...theReport(playbook), ...details(playbook), ...terms(playbook)],
  };
}

/** What `--quick` asks: was anybody in danger, and what was said. */
export function isQuickQuestion(id: string): boolean {
  return ['threat', 'threat-actions', 'law-enforcement', 'your-name', 'account', 'received-at'].includes(id);
}

function safety(playbook: Playbook): readonly ReportQuestion[] {
  const inDanger = (answers: Answers): boolean => answers.threat !== undefined && answers.threat !== 'none';
  return [
    ask(playbook, 'threat', {
      answer: choice(playbook, 'threat'),
      required: true,
      after: (answers, facts) => threatBlocks(playbook, String(answers.threat), facts.emergency),
    }),
    ask(playbook, 'threat-actions', {
      answer: { type: 'choices', choices: actions(playbook) },
      when: inDanger,
    }),
    ask(playbook, 'law-enforcement', { answer: choice(playbook, 'law-enforcement'), offered: inDanger }),
    ask(playbook, 'your-name', {
      answer: { type: 'line' },
      required: true,
      when: (_answers, facts) => facts.me === undefined,
    }),
  ];
}

function theReport(playbook: Playbook): readonly ReportQuestion[] {
  return [
    ask(playbook, 'account', {
      answer: { type: 'text' },
      required: true,
      before: () => accountBlocks(playbook),
    }),
    ask(playbook, 'channel', { answer: choice(playbook, 'channel'), initial: () => 'verbal' }),
    ask(playbook, 'heard-by', {
      answer: { type: 'line' },
      when: (answers) => answers.channel !== 'written',
    }),
    ask(playbook, 'received-at', {
      answer: { type: 'moment' },
      required: true,
      assume: true,
      initial: (_answers, facts) => localIso(facts.now),
      check: (answer, _answers, facts) =>
        typeof answer === 'string' && Date.parse(answer) > facts.now.getTime() + FORGIVEN_CLOCK
          ? 'That is still to come. When did the report reach you?'
          : undefined,
    }),
    ask(playbook, 'reporter-name', { answer: { type: 'line' }, notGiven: true }),
    ask(playbook, 'reporter-contact', { answer: { type: 'line' }, notGiven: true }),
    ask(playbook, 'reporter-is-affected', { answer: choice(playbook, 'reporter-is-affected') }),
    ask(playbook, 'affected-name', {
      answer: { type: 'line' },
      notGiven: true,
      when: (answers) => answers['reporter-is-affected'] !== 'yes',
    }),
  ];
}

function details(playbook: Playbook): readonly ReportQuestion[] {
  return [
    ...['who', 'behavior', 'when', 'circumstances'].map((id) =>
      ask(playbook, id, { answer: { type: 'line' }, notGiven: true }),
    ),
    ask(playbook, 'others', { answer: { type: 'list' }, notGiven: true }),
  ];
}

function terms(playbook: Playbook): readonly ReportQuestion[] {
  const isPrivate = (answers: Answers): boolean => answers.visibility === 'private';
  return [
    ask(playbook, 'conflicts', {
      answer: (_answers, facts) => ({ type: 'choices', choices: facts.members.map(asChoice) }),
      offered: (_answers, facts) => facts.members.length > 1,
      check: (answer, answers, facts) =>
        readersAfter({ ...answers, conflicts: answer }, facts).length === 0
          ? 'Nobody could open the incident then. Somebody who is not kept out must take the report.'
          : undefined,
    }),
    ask(playbook, 'visibility', {
      answer: choice(playbook, 'visibility'),
      required: true,
      initial: () => 'private',
      when: (_answers, facts) => facts.incident?.visibility === undefined,
      after: (answers) => (isPrivate(answers) ? [] : script(playbook, 'witnessed')),
    }),
    ask(playbook, 'consent', {
      answer: choice(playbook, 'consent'),
      required: true,
      when: (answers, facts) => isPrivate(answers) || facts.incident?.visibility === 'private',
      before: () => script(playbook, 'private'),
    }),
    ask(playbook, 'share', { answer: choice(playbook, 'share'), required: true, initial: () => 'recorder' }),
    ask(playbook, 'permission', {
      answer: { type: 'text' },
      required: true,
      when: (answers) => answers.share === 'named' || answers.share === 'team',
    }),
    ask(playbook, 'readers', {
      answer: (answers, facts) => ({
        type: 'choices',
        choices: possibleReaders(answers, facts).map(asChoice),
      }),
      when: (answers, facts) => possibleReaders(answers, facts).length > 0,
      initial: (answers, facts) =>
        answers.share === 'team' ? possibleReaders(answers, facts).map(({ id }) => id) : undefined,
    }),
    ask(playbook, 'hide-reporter', {
      answer: choice(playbook, 'hide-reporter'),
      initial: () => 'no',
      offered: (answers) =>
        typeof answers['reporter-name'] === 'string' || typeof answers['reporter-contact'] === 'string',
      check: (answer, answers) =>
        answer === 'no' && opensWithoutPermission(answers)
          ? 'Those who can open this have no permission to know who reported. Choose yes, or fewer readers.'
          : undefined,
    }),
    ask(playbook, 'summary', {
      answer: { type: 'text' },
      required: true,
      when: (answers) => answers['hide-reporter'] === 'yes',
    }),
  ];
}
