import { describe, expect, it } from 'vitest';
import {
  asksForApology,
  isAccessible,
  relayProblems,
  restsOnApology,
  wantsApology,
  wordingProblems,
} from '../../../src/letters/wording-check.ts';

const clauses = (text: string, toReporter = false): readonly string[] =>
  wordingProblems(text, { toReporter }).map((one) => one.clause);

describe('what no letter says', () => {
  it.each([
    ['not-to-do', 'You can withdraw your complaint at any time.'],
    ['not-to-do', 'You may drop the complaint if you wish.'],
    ['not-to-do', 'Would you like to\nretract\nthe report?'],
    ['not-to-do', 'Withdrawal is fine with us.'],
    ['not-to-do', 'You can still take back your statement.'],
    ['not-to-do', 'Are you sure you want us to go on?'],
    ['not-to-do', 'You don’t have to go ahead with this.'],
    ['not-to-do', 'If you change your mind, tell us.'],
    ['not-to-do', 'What should we do about it?'],
    ['not-to-do', 'What would you like us to do?'],
    ['not-to-do', 'What would you like to happen?'],
    ['not-to-do', 'We would welcome your advice.'],
    ['not-to-do', 'Tell us your thoughts on the ban.'],
    ['not-to-do', 'How should we respond?'],
    ['not-to-do', 'Is this acceptable to you?'],
    ['not-to-do', 'Are you satisfied with the outcome?'],
    ['not-to-do', 'Which penalty would you choose?'],
    ['not-to-do', 'You have a say in the sanction.'],
    ['not-to-do', 'Should he be banned?'],
    ['apologies', 'You must apologise to her.'],
    ['apologies', 'Please apologize in person.'],
    ['apologies', 'We ask you to **apologise** to them.'],
    ['apologies', 'We expect a written apology.'],
    ['apologies', 'You owe her an apology.'],
    ['apologies', 'Write a letter of apology.'],
    ['apologies', 'You may return once you have apologised.'],
    ['apologies', 'If you do not apologise, you are banned.'],
    ['apologies', 'An apology would be appropriate.'],
    ['apologies', 'We hope you can accept his apology.'],
    ['apologies', 'Please find it in your heart to forgive them.'],
    ['apologies', 'We offer mediation.'],
    ['apologies', 'Please send a letter of regret.'],
    ['apologies', 'We propose a facilitated dialogue.'],
    ['apologies', 'You can make things right with her.'],
    ['apologies', 'We would like to help mend the relationship.'],
    ['apologies', 'We would like to bring you both together.'],
    ['apologies', 'Shake hands and be done.'],
    ['apologies', 'We hope for a reconciliation.'],
    ['apologies', 'You could meet with each other.'],
    ['not-to-do', 'You should have told him to stop.'],
    ['not-to-do', 'You shouldn’t have been there.'],
    ['not-to-do', 'Why did you not say no?'],
    ['not-to-do', 'Why didn’t you leave?'],
    ['not-to-do', 'You may have misread it.'],
    ['not-to-do', 'It was just a joke.'],
    ['not-to-do', 'This was a misunderstanding.'],
    ['not-to-do', 'Boys will be boys.'],
    ['not-to-do', 'the alleged victim'],
    ['not-to-do', 'We think you overreacted.'],
    ['not-to-do', 'You are too sensitive.'],
    ['not-to-do', 'It is not a big deal.'],
    ['not-to-do', 'He didn’t mean any harm.'],
    ['not-to-do', 'We are sorry if you felt offended.'],
    ['permission', 'The person who reported you is a colleague.'],
  ])('%s: %s', (clause, text) => expect(clauses(text)).toEqual([clause]));

  it.each([
    'X apologizes and agrees to have no further contact with you',
    'A sexual slide was shown in a talk. This was a violation of our policy. We apologise for this. We have ended the talk. This is a good time for all attendees to review our policy at https://example.org/policy. If anyone would like to discuss this further they can contact us by e-mail.',
    'We apologise for this.',
    'Please accept our apologies for this.',
    'We must apologise for the delay.',
    'The speaker has agreed that their actions were inappropriate and has voluntarily left the conference.',
    "If you'd like to discuss this further, please contact the board, but in the meantime, you must not return.",
    "OK, this sounds like a breach of our anti-harassment policy. If you're OK with it I am going to convene a meeting of a small group of people and figure out what our response will be.",
    'Thanks, this sounds like a breach of our anti-harassment policy. I am going to convene a meeting of a small group of people and figure out what our response will be.',
    'How can I help?',
    'Is there a friend or trusted person who you would like to be with you?',
    'You must not apologise to her, nor ask others to relay an apology.',
    'We do not ask for an apology.',
    'You must not try to meet with her or contact her.',
    'You must not press the person affected to withdraw a complaint.',
    'Please send feedback on the policy; we want to hear your thoughts on our policy.',
    'This is not a joke.',
    'You did not overreact.',
    'To avoid misunderstandings, the ban holds for every event.',
    'The talk was withdrawn from the programme.',
    'You should have received this by mail.',
    'Tell us your side of the story.',
    'You may appeal to the board. The team decided on the sanction.',
    'The team meets today to decide about a sanction.',
    'You can write to us whenever you like.',
    'An attendee threatened another attendee. They were asked to leave.',
    'There is a complaint about you.',
    'The ban holds until you have left the venue.',
    'No reply is needed.',
    '',
  ])('passes: %s', (text) => {
    expect(wordingProblems(text, { toReporter: true })).toEqual([]);
    expect(wordingProblems(text, { toReporter: false })).toEqual([]);
  });

  it.each([
    ['Please reply to this letter.', true],
    ['Please confirm by Friday.', true],
    ['We need an answer from you.', true],
    ['You must tell us who it was.', true],
    ['Let us know by Monday.', true],
    ['We look forward to your reply.', true],
    ['You do not have to answer.', false],
    ['You need not reply.', false],
    ['If you would like to talk, please write back whenever you want.', false],
    ['Let us know if you need anything.', false],
  ])('presses for an answer: %s %s', (text, presses) => {
    expect(clauses(text, true)).toEqual(presses ? ['receiving'] : []);
    expect(clauses(text, false)).toEqual([]);
  });

  it('is told with its line and a reason', () => {
    const [problem, ...more] = wordingProblems(
      'Hello,\r\n\r\nyou can with\u00addraw **your**\r\n> complaint.',
      {
        toReporter: true,
      },
    );
    expect(more).toEqual([]);
    expect(problem).toEqual({
      found: 'you can withdraw',
      line: 3,
      why: 'This can be read as an invitation to withdraw the complaint.',
      clause: 'not-to-do',
    });
  });

  /** Nothing that grows with a power of the length ends within this; the clock itself says nothing. Milliseconds. */
  const HELD_UP = 60_000;

  it.each([' ', 'not ', 'you must ', 'withdraw ', 'apologise ', 'if you ', '_'])(
    'does not hold anybody up: %j',
    (text) => {
      expect(wordingProblems(text.repeat(5000), { toReporter: true })).toBeInstanceOf(Array);
      asksForApology(text.repeat(5000));
      relayProblems(text.repeat(5000));
    },
    HELD_UP,
  );
});

describe('a relayed apology', () => {
  it.each([
    'X apologizes and agrees to have no further contact with you',
    'They apologise. They will keep away from you and want no reply.',
    'He is sorry for what he said, and has left the event.',
    'He is sorry for what he said and did, and for the slide.',
    'Max apologises. He will not contact you again.',
    'They regret the messages; they expect no answer, and stay away.',
    'She is very sorry that she followed you.',
    'He apologises for the talk, leaves today, and wants nothing of you.',
    '',
  ])('is brief: %s', (text) => expect(relayProblems(text)).toEqual([]));

  it.each([
    [
      "X is very sorry that their attempts to woo you were not received in the manner that was intended and will try to do better next time, they're really really sorry and hope that you can find it in your heart to forgive them",
      /42 words|4\d words/,
    ],
    ['X is sorry. Very sorry. So sorry.', /sentences/],
    ['X is sorry. Is that fine?', /question/],
    ['X is sorry and asks you to forgive them.', /forgiving/],
    ['X is sorry and would like another chance.', /forgiving/],
    ['X is sorry and would like to meet you.', /meeting/],
    ['X would like to say sorry in person.', /meeting/],
    ['X is sorry and waits for your reply.', /response/],
    ['X is sorry. Please let them know.', /response/],
    ['X apologises and hopes you feel better.', /response/],
    ['X apologises; it happened because they were tired.', /explains/],
    ['X apologises and did not mean it that way.', /explains/],
    ...[
      'He is sorry, he had a hard week.',
      'He is sorry: work has been a lot lately.',
      'He is sorry and was going through a divorce.',
      'She apologises. Things are difficult at home.',
      'They are sorry; that is not who they are.',
      'He is sorry. He usually respects people.',
      'Max apologises, and Max feels terrible.',
      'He is sorry, it had been a long day.',
      'He is sorry and has learnt from it.',
      'He is sorry, but you were both laughing.',
      'He is sorry. My week was hard.',
      'He is sorry, having lost his job.',
    ].map((text): [string, RegExp] => [text, /more than that they are sorry/]),
    ['X apologises and can be reached at x@days.example.', /address/],
    ['X apologises: https://days.example/x', /address/],
  ])('is not: %s', (text, why) => expect(relayProblems(text).join(' ')).toMatch(why));
});

describe('a condition', () => {
  it.each([
    'a written apology to the victim',
    'must apologise in public',
    'says sorry to her',
    'takes part in mediation',
    'a mediated talk',
    'reconciliation',
    'shakes hands with him',
    'makes peace',
    'asks for forgiveness',
    'they talk it out',
    'a face to face meeting where they clear the air',
    'to sit down with the person affected',
    'banned until they have apologised',
    'banned unless she apologises',
    'If they do not apologise, they are banned',
    'must not return before an apology',
    'eine Entschuldigung',
    'an a\u200bpo\u00adlogy',
    'a letter of regret',
    'a facilitated dialogue',
    'makes things right with her',
    'a restorative circle with both',
    'resolves the matter with her',
    'a clearing conversation',
    'You write a heartfelt note to her',
    'You send her flowers with a card that says how bad you feel',
    'brings a gift to the reporter',
    'gives her a card',
    'writes P1 a letter',
    'records a short video for R1',
    'tells them how sorry he feels',
    'has to say that he regrets what he did',
    'owns up to her',
    'He must apologise first',
  ])('that is an apology: %s', (text) => expect(asksForApology(text)).toBe(true));

  it.each([
    'must not contact her in any way',
    'must not apologise to her again',
    'must not send messages, nor an apology',
    'no apology, no contact',
    'We apologise for the delay',
    'leaves the media team',
    'immediately leaves the event',
    'keeps away from Hall B',
    'makes up for no missed shifts',
    'may not meet with her',
    'does not write notes to her',
    'hands the badge to the team',
    'sends the slides to us before every talk',
    'gives back her laptop at the desk',
    'writes to nobody of the team',
    'may give the talk in Hall B',
    'the doors: give them the letter',
    'keeps out of her talks and texts',
    '',
  ])('that is none: %s', (text) => expect(asksForApology(text)).toBe(false));
});

describe('a reason that is noted', () => {
  it.each([
    'They apologised at once',
    'He said sorry, and left',
    'An apology was made at the table',
    'She forgave him the same evening',
    'They have made peace by themselves, and nobody was in danger',
    'It was over after he had apologised, and she wants no more of it',
    'We apologise for the delay',
    'They must not apologise to her again',
  ])('may tell that somebody apologised: %s', (reason) => expect(wantsApology(reason)).toBe(false));

  it.each([
    'They have to apologise first',
    'It ends once he apologises to her',
    'Banned until they have apologised',
    'She should get an apology',
    'If they do not apologise, they are banned',
    'We asked for an apology',
    'They were told to say sorry',
    'An apology is needed before that',
    'A letter of regret has to come first',
    'We recommend mediation',
  ])('wants none of anybody: %s', (reason) => expect(wantsApology(reason)).toBe(true));
});

describe('a reason to lift a sanction', () => {
  it.each([
    'Lifted because he wrote a letter of regret to her',
    'They had a facilitated conversation',
    'He apologised, and she forgave him',
    'They made peace',
    'He sent her flowers with a card',
    'She said that he feels awful about it',
    'The matter was mediated',
  ])('is no apology and no peace: %s', (reason) => expect(restsOnApology(reason)).toBe(true));

  it.each([
    'She left the community, and wants no more of it',
    'We heard a witness who was not asked before',
    'It was somebody else',
    'Not because he apologised: the event is over',
    'Although he apologised, it stays in part; she moved to another team',
    'He never apologised, and nobody asked him to',
    'It was longer than others got for the same',
  ])('can be: %s', (reason) => expect(restsOnApology(reason)).toBe(false));
});

describe('an announcement', () => {
  it.each([
    'We welcome your suggestions.',
    'Tell us your thoughts.',
    'What would you like us to do differently?',
    'You have a say in how our policy and its sanctions go on.',
  ])('asks the community: %s', (text) => {
    expect(wordingProblems(text, { toReporter: false, toMany: true })).toEqual([]);
    expect(wordingProblems(text, { toReporter: false })).not.toEqual([]);
  });

  it.each(['It was just a joke.', 'They must apologise to her.', 'We offer mediation.'])(
    'plays nothing down, and brings nobody together: %s',
    (text) => expect(wordingProblems(text, { toReporter: false, toMany: true })).not.toEqual([]),
  );
});

describe('a way to give feedback', () => {
  it.each([
    'By e-mail to conduct@days.example',
    'https://days.example/form',
    'our anonymous form',
    'the channel #conduct',
    'a note in the box by the entrance',
    'Slack, or the front desk',
    'text message to the phone of the team',
  ])('is for everybody: %s', (way) => expect(isAccessible(way)).toBe(true));

  it.each([
    'at the front desk',
    'talk to us',
    'find anybody in a green shirt',
    'our office hours on Friday',
    'at the town hall',
    'give us a ring',
    'see Ana after lunch',
  ])('is only spoken: %s', (way) => expect(isAccessible(way)).toBe(false));
});
