import { describe, expect, it } from 'vitest';
import { isSeenByAll, standsIn } from '../../../src/letters/seen-by-all.ts';

/** What everybody could say who was in the hall. */
const ANYBODYS = [
  'In the closing keynote the speaker showed a',
  'the speaker showed a slide with a naked woman',
  'on Friday in the main hall the speaker made a sexist joke',
  'a video with homophobic language was played in the opening session',
  'some of the audience laughed and others left the room',
  'he used a racist slur on stage',
  'In her second talk she told the audience the same joke again',
  'the presenter showed pictures of women',
  'the moderator of the panel called the women girls',
  'During the last talk of the day a slide was shown',
];

/** What only whoever told it can know, or what tells where they were. */
const ONE_PERSONS = [
  'I was sitting in the third row when the speaker showed a',
  'when the speaker showed the slide my neighbour began to cry',
  'the speaker told me before the talk that he would',
  'after the keynote he waited for her at the lift',
  'behind the sound desk next to the stage',
  'he said to us on the way to the stage',
  'the speaker had shown the slide to her the night before in the hotel',
  'she left the room in tears',
  'the speaker put his hand on her knee on stage',
  'in session 14 the speaker showed a slide',
  'the woman on the slide works for Brightwell',
  'he would not stop knocking for twenty minutes',
  'the speaker asked her twice to come to his room',
  'told somebody in the audience that she reported the slide',
  'we complained to the moderator after the talk',
  'the speaker showed her the slide before the talk',
  'the speaker had called him on the last day',
  'her laptop was on the table by the door',
];

describe('words about what many saw', () => {
  it.each(ANYBODYS)('are anybody’s: %s', (said) => expect(isSeenByAll(said)).toBe(true));
  it.each(ONE_PERSONS)('are one person’s: %s', (said) => expect(isSeenByAll(said)).toBe(false));

  it('are anybody’s where the rest stands in what all of them read', () => {
    const joke = 'the speaker made a joke about goats';
    expect(isSeenByAll(joke)).toBe(false);
    expect(isSeenByAll(joke, ['There were jokes about a goat.'])).toBe(true);
    expect(isSeenByAll('I heard the speaker make a joke about goats', [joke])).toBe(false);
  });
});

describe('words that stand in a text', () => {
  it('do in their order, whatever their case and signs', () => {
    const open = ['The speaker’s joke: about GOATS, again.'];
    expect(standsIn('joke about goats', open)).toBe(true);
    expect(standsIn('goats about joke', open)).toBe(false);
    expect(standsIn('oke about goats', open)).toBe(false);
    expect(standsIn('', open)).toBe(false);
  });
});
