import { announcementText } from '../../policy/letter-text.ts';
import { waitingLetter } from '../../policy/notice.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import type { Answers, Form } from '../question.ts';
import { accused } from './people.ts';
import { asker, choicesIn, LINE, LIST, notEmpty, TEXT, WHEN_IT_WAS } from './step.ts';

const NOBODY = 'nobody';

/** What `coc announce` asks: why, what of it, and how people can say what they think of it. */
export function announceForm(playbook: Playbook): Form<Situation> {
  const ask = asker(playbook, 'announce');
  const does = (what: string) => (answers: Answers) => answers.do === what;
  const drafts = does('draft');
  const isWaiting = (situation: Situation): boolean =>
    waitingLetter('announcement', undefined, situation) !== undefined;
  return {
    name: 'announce',
    about: 'Telling the community: a draft that names nobody, what was published, and what came back.',
    questions: [
      ask('do', {
        answer: (_answers, situation) =>
          choicesIn(playbook, 'announce', 'do', (value) => value !== 'published' || isWaiting(situation)),
        required: true,
        initial: (_answers, situation) => (isWaiting(situation) ? 'published' : undefined),
        before: (_answers, { playbook: { announcement } }) => [
          {
            kind: 'list',
            title: 'Reasons to tell the community',
            items: announcement.why.map(({ label }) => label),
          },
          { kind: 'list', title: 'How', items: announcement.items },
        ],
      }),
      ask('reason', { answer: LINE, required: true, when: does('no') }),
      ask('why', {
        answer: {
          type: 'choices',
          choices: playbook.announcement.why.map(({ id, label }) => ({ value: id, label })),
        },
        required: true,
        when: drafts,
        check: notEmpty,
      }),
      ask('permission', {
        answer: TEXT,
        when: (answers, { incident }) => drafts(answers) && incident.visibility !== 'witnessed',
      }),
      ask('reporter-permission', { answer: TEXT, when: drafts, offered: () => false }),
      ask('central', {
        answer: (_answers, situation) => ({
          type: 'choice',
          choices: [{ value: NOBODY, label: 'Nobody' }, ...accused(situation)],
        }),
        required: true,
        assume: true,
        initial: () => NOBODY,
        when: drafts,
      }),
      ask('central-reason', {
        answer: LINE,
        required: true,
        when: (answers) => drafts(answers) && 'central' in answers && answers.central !== NOBODY,
      }),
      ask('what', { answer: LINE, required: true, when: drafts }),
      ask('action', { answer: LINE, required: true, when: drafts }),
      ask('word', { answer: LINE, when: drafts }),
      ask('feedback', {
        answer: (_answers, { community }) => ({
          type: 'choices',
          choices: community.feedback.map((way) => ({ value: way, label: way })),
        }),
        assume: true,
        initial: (_answers, { community }) => [...community.feedback],
        when: (answers, { community }) => drafts(answers) && community.feedback.length > 0,
      }),
      ask('other-feedback', { answer: LIST, when: drafts }),
      ask('letter', { answer: TEXT, required: true, assume: true, when: drafts, initial: announcementText }),
      ask('published-at', { ...WHEN_IT_WAS, when: does('published') }),
      ask('where', { answer: LINE, required: true, when: does('published') }),
      ask('published-text', { answer: TEXT, when: does('published') }),
      ask('received-at', { ...WHEN_IT_WAS, when: does('feedback') }),
      ask('way', { answer: LINE, when: does('feedback') }),
      ask('words', { answer: TEXT, required: true, when: does('feedback') }),
    ],
  };
}
