import { describe, expect, it } from 'vitest';
import { whichOne } from '../../../src/letters/which-one.ts';

const AT = '2026-11-24T12:00:00+01:00';

describe('words by which whoever has the programme knows who it was', () => {
  it.each<[string, readonly string[]]>([
    [
      'In the big hall a talk about databases had a sexual slide yesterday evening',
      ['big hall', 'talk about databases', 'yesterday evening'],
    ],
    ['There was a sexual slide in a talk on databases', ['talk on databases']],
    ['A slide in the database talk was sexual', ['the database talk']],
    ['A slide in a machine learning workshop was sexual', ['a machine learning workshop']],
    ['There was a sexual slide in the closing keynote', ['closing keynote']],
    ['There was a sexual slide in a keynote', ['keynote']],
    ['There was a sexual slide in talk no. 3', ['talk no. 3']],
    ['There was a sexual slide in the second talk of the day', ['second talk']],
    ['On Friday morning somebody was insulted in room 2', ['Friday morning', 'room']],
    ['An attendee shouted at another at 14:10 in the lobby', ['14:10', 'lobby']],
    ['Somebody was groped at the bar on the last day', ['bar', 'the last day']],
    ['In the foyer, at lunch, somebody was insulted', ['foyer', 'at lunch']],
    ['A slide in the AI panel was sexual', ['the AI panel']],
    ['In Track B a speaker was racist', ['Track B']],
    ['The talk “Scaling Postgres” had a sexual slide', ['talk “Scaling Postgres”']],
    ['At 3pm in hall 2 a slide was sexual', ['3pm', 'hall 2']],
    ['At our party on Friday an attendee groped another', ['party', 'Friday']],
    ['During the Postgres session a slide was sexual', ['the Postgres session']],
    ['In the talk on accessibility the speaker mocked attendees', ['talk on accessibility']],
    ['Last night two people were insulted in a hotel bar', ['Last night', 'hotel bar']],
  ])('are shown: %s', (text, said) => {
    const found = whichOne(text, AT).map((one) => one.toLowerCase());
    for (const one of said) expect(found.join(' | ')).toContain(one.toLowerCase());
  });

  it('are shown without the signs behind them, each once', () => {
    expect(whichOne('A talk about databases. The talk about databases, too.', AT)).toEqual([
      'talk about databases',
    ]);
  });

  it.each([
    'There was a sexual slide in a talk',
    'A sexual slide was shown in a talk',
    'An attendee physically threatened another attendee',
    'An attendee repeatedly harassed another attendee despite multiple requests to cease',
    'An attendee followed another attendee. They were sent home',
    'We ended the talk early',
    'They were asked to leave the venue',
    'They may not come to our events until 31 May 2027',
    'They may give no further talk at our events',
    'The video of the talk is not published',
    'Yesterday an attendee insulted another',
    'Somebody was insulted in the hallway',
    'The speaker of a lightning talk made a sexist remark',
    'The imgix talk was stopped',
    'The attendee agrees that it was wrong, and has left the conference',
    'The talk was stopped and its slides are not online',
    'The speaker went on with the talk after two requests to stop',
    'A speaker used the talk to insult women',
    'The speaker of a five minute talk was sexist',
    'Somebody showed a sexual picture in the chat',
    'We spoke to the speaker after the talk',
    'The talk was about something else',
    'In one of the talks a joke about women was made',
    'A joke about women in tech was made in a talk',
    'They may not come to the party',
    'In a talk I was insulted',
    'A track a week is enough',
    'At lunch an attendee insulted another',
  ])('are none where nobody can look it up: %s', (text) => {
    expect(whichOne(text, AT, ['imgix'])).toEqual([]);
  });

  it.each([
    ['places', 'In the hall yesterday. '],
    ['parts', 'the first second third talk talk talk '],
    ['topics', 'talk about the the the of and '],
    ['letters', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['blanks', '   \t  '],
    ['quotes', 'talk “aaa '],
  ])('are found in a text of many %s as fast as that can be', (_what, part) => {
    const begun = process.cpuUsage();
    whichOne(part.repeat(Math.ceil(20_000 / part.length)), AT);
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(2000);
  });
});
