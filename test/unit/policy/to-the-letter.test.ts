import { describe, expect, it } from 'vitest';
import { guide, TOPICS, topicMeant } from '../../../src/policy/guide.ts';
import { render } from '../../../src/screen/render.ts';
import { playbook } from './shipped.ts';

const FACTS = {
  contact: 'codeofconduct@example.org',
  policy: 'https://example.org/policy',
  appeals: 'the board',
  emergency: ['Front desk: 1234'],
  feedback: ['By e-mail to the board'],
};
const topic = (id: string): string =>
  render(guide(playbook, FACTS, id), { width: 10_000, color: false }).replaceAll('\n', ' ');

/** What the policy says, and what is easily narrowed or left out: by the topic in which somebody looks it up. */
const SAID: readonly (readonly [string, string, RegExp])[] = [
  ['report', 'a quiet place is for their safety', /quiet and private.*safer.*overhears/],
  ['report', 'it may be the only account that there is', /may be all that there ever is/],
  ['law-enforcement', 'only at their wish', /only if the person affected asks/],
  ['law-enforcement', 'why: more harassment, fewer reports', /more harassment.*fewer reports, and no less/],
  ['law-enforcement', 'a call against their wish is noted', /against the wish.*coc report add/],
  ['not-to-do', 'why an invitation to withdraw puts pressure on them', /as if you wanted them to.*pressure/],
  ['meeting', 'the others keep out, if need be', /if need be, is kept out by the others/],
  ['half-day', 'as soon as reasonably possible comes first', /as soon as reasonably possible. That comes/],
  ['half-day', 'half a day is the ideal', /Ideally.*half a day/],
  ['sanctions', 'only the team can judge', /Only you can judge.*how the people involved have responded/],
  ['sanctions', 'they are possibilities', /not what must be/],
  ['employer', 'the ways are examples', /in one of these ways or in another.*Such as.*another way/],
  ['employer', 'merchandise', /merchandise with the(?:ir)? employer's brand/],
  ['employer', 'for a job', /recruit somebody for a job/],
  ['apologies', 'no duty to make peace', /harassment ends is all.*make peace.*less safe/],
  ['apologies', 'what an apology forces', /in contact again.*expected to accept it, to forgive/],
  ['apologies', 'what is not brief', /not brief where.*will do better.*forgiven/],
  ['apologies', 'messages of any kind', /messages of any kind/],
  ['apologies', 'on somebody who wants to be left alone', /clearly wants to be left alone/],
  ['announcing', 'anonymous generally', /Generally, keep people anonymous/],
  ['announcing', 'very central', /very centre of the community/],
  ['announcing', 'all three kinds', /sexual slide.*threatened another.*several requests to stop/],
  ['announcing', 'we apologise', /that we apologise/],
  ['announcing', 'what people learn from it', /how and when the policy is enforced/],
  ['feedback', 'on the policy and on what was done', /about the policy and about what was done/],
  ['feedback', 'one way is usually enough', /usually enough if everybody can use it/],
  ['feedback', 'they often end up so', /often end up in long disputes.*some of them harass/],
  ['evaluation', 'unforeseen', /unforeseen/],
  ['data', 'neither yes nor no', /neither yes nor no/],
  ['data', 'nothing is deleted', /Nothing is deleted/],
];

describe('the guide has what the policy says', () => {
  it.each(SAID)('%s: %s', (id, _what, pattern) => expect(topic(id)).toMatch(pattern));

  it.each(['law-enforcement', 'conflict', 'permission', 'half-day', 'data'])('has the topic %s', (id) =>
    expect(TOPICS.map((one) => one.id)).toContain(id),
  );

  it('finds a topic by what it was called before', () => {
    expect(topicMeant('sharing')?.id).toBe('permission');
    expect(topicMeant('permission')?.id).toBe('permission');
    expect(topicMeant('nothing')).toBeUndefined();
    expect(topicMeant('constructor')).toBeUndefined();
  });
});
