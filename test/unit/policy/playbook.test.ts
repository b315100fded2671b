import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { clauseTitle, EDITION, knownPart, parsePlaybook } from '../../../src/policy/playbook.ts';
import { playbook, playbookData } from './shipped.ts';

const refusal = (data: unknown): UserError => {
  try {
    parsePlaybook(data);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('it was taken');
};
const problems = (data: unknown): string[] => refusal(data).message.split('\n').slice(1);
// biome-ignore lint/suspicious/noExplicitAny: a test spoils what it likes
const spoilt = (spoil: (data: any) => void): unknown => {
  const data = playbookData();
  spoil(data);
  return data;
};
const renamed = (data: Record<string, unknown>, from: string, to: string): void => {
  data[to] = data[from];
  delete data[from];
};
const RAISE =
  'To a coc that was released with this edition these keys are mistakes. If there is none, list them in test/fixtures/playbook-keys-EDITION.txt; else raise EDITION in policy/playbook.ts and in the playbook, and list all keys in a file of that number.';

/** Every place of a playbook at which coc knows the keys, with the keys that are there: `sanctions.kinds.*.label`. */
function keysKnown(): readonly string[] {
  const data = playbookData();
  const there = new Map<string, readonly string[]>();
  const fill = (value: unknown, path: readonly string[]): void => {
    if (typeof value !== 'object' || value === null) return;
    const inside = Object.entries(value);
    for (const [key, one] of inside) fill(one, [...path, key]);
    if (Array.isArray(value)) return;
    there.set(path.join('.') || 'the whole', Object.keys(value));
    Object.assign(value, { 'no-such-key': 1 });
  };
  fill(data, []);
  const places = problems(data).flatMap((line) => /^ {2}(.*): Unrecognized key/.exec(line)?.[1] ?? []);
  const keys = places.flatMap((place) => (there.get(place) ?? []).map((key) => `${place}.${key}`));
  const anyOf = (key: string): string =>
    key.replace(/\.\d+(?=\.)/g, '.*').replace(/^(clauses|safety\.actions)\.[^.]+/, '$1.*');
  return [...new Set(keys.map((key) => anyOf(key.replace('the whole.', ''))))].sort();
}

describe('the shipped playbook', () => {
  // Word for word from policy.md.
  it.each([
    ['friend', 'is there a friend or trusted person who you would like to be with you?'],
    ['help', 'how can I help?'],
    [
      'witnessed',
      'Thanks, this sounds like a breach of our anti-harassment policy. I am going to convene a meeting of a small group of people and figure out what our response will be.',
    ],
    [
      'private',
      "OK, this sounds like a breach of our anti-harassment policy. If you're OK with it I am going to convene a meeting of a small group of people and figure out what our response will be.",
    ],
    [
      'appeal',
      "If you'd like to discuss this further, please contact XYZ, but in the meantime, you must <something something>",
    ],
    ['relay', 'X apologizes and agrees to have no further contact with you'],
  ] as const)('has the line %s word for word', (id, words) => {
    expect(playbook.scripts[id].say).toBe(words);
  });

  it('has every clause', () => {
    expect(Object.keys(playbook.clauses)).toEqual([
      'receiving',
      'threat',
      'law-enforcement',
      'witnessed',
      'private',
      'not-to-do',
      'permission',
      'half-day',
      'meeting',
      'conflict',
      'tell-accused',
      'tell-response',
      'sanctions',
      'employer',
      'apologies',
      'retention',
      'announcing',
      'feedback',
      'evaluation',
    ]);
  });

  it.each([
    ['warning', 'warning the harasser to cease their behaviour'],
    ['no-contact', 'avoid any interaction with, and physical proximity to, their victim'],
    ['end-talk', 'ending a talk that violates the policy early'],
    ['no-publication', 'not publishing the video or slides of a talk'],
    ['no-talks', 'not allowing a speaker to give (further) talks at the event'],
    ['end-volunteering', 'immediately ending any event volunteer responsibilities and privileges'],
    ['no-volunteering', 'requiring that the harasser not volunteer for future events'],
    ['refund', 'refund any travel grants (a condition of the grant when awarded)'],
    ['leave-event', 'immediately leave the event and not return'],
    ['ban', 'banning the harasser from future events'],
    ['membership', 'removing a harasser from membership of relevant organizations'],
  ])('has the sanction %s: %s', (id) => {
    expect(playbook.sanctions.kinds.map((one) => one.id)).toContain(id);
    expect(playbook.sanctions.kinds).toHaveLength(11);
  });

  it('asks for a refund only where the grant said so, and records no action as an outcome', () => {
    const conditional = playbook.sanctions.kinds.filter(({ condition }) => condition !== undefined);
    expect(conditional.map(({ id }) => id)).toEqual(['refund']);
    expect(playbook.sanctions['no-action'].label).toBe('No action, with the reason');
  });

  it('has no apology and no mediation among the sanctions', () => {
    expect(JSON.stringify(playbook.sanctions)).not.toMatch(/apolog|mediat|reconcil/i);
  });

  it('has the six examples of acting for an employer, and that there are others', () => {
    expect(playbook.employer.grounds.map(({ id }) => id)).toEqual([
      'paid-staff',
      'product-talk',
      'sponsor-booth',
      'branded-clothes',
      'recruiting',
      'speaking-for',
      'otherwise',
    ]);
  });

  it('has the five details, the four questions of the meeting, and half a day', () => {
    expect(playbook.receiving.details.items).toHaveLength(5);
    expect(playbook.meeting.questions.map(({ id }) => id)).toEqual([
      'what-happened',
      'doing-anything',
      'who',
      'when',
    ]);
    expect(playbook.clocks.response).toEqual({ hours: 12, clause: 'half-day' });
  });

  it('guides by safety, in the words of the policy', () => {
    expect(playbook.principle.text).toBe('the safety of our community members from harassment');
  });

  it('calls for help at once in a general danger, and at no other time without a doubt', () => {
    expect(playbook.safety.levels).toEqual({
      none: { call: 'never' },
      general: { call: 'now' },
      person: { call: 'in-doubt' },
      violence: { call: 'in-doubt' },
    });
  });

  it('names a clause by its title', () => {
    expect(clauseTitle(playbook, 'meeting')).toBe('The meeting');
    expect(clauseTitle(playbook, 'nowhere')).toBe('nowhere');
  });
});

describe('parsePlaybook', () => {
  it('takes what a community changes: words, lists, clocks, sanctions', () => {
    const own = spoilt((data) => {
      data.clocks.response.hours = 4.5;
      data.sanctions.kinds = [{ id: 'x', label: 'X', parameters: [], terms: ['now'] }];
      data.safety.actions = { water: { do: 'Offer water', done: 'Water was offered', say: 'help' } };
      data.clauses.own = { title: 'Ours' };
      data.evaluation.clause = 'own';
    });
    expect(parsePlaybook(own).clocks.response.hours).toBe(4.5);
  });

  it.each<[string, (data: ReturnType<typeof playbookData>) => void, string]>([
    ['an unknown key at the top', (data) => (data.extra = 1), '  the whole: Unrecognized key: "extra"'],
    [
      'an unknown key deep inside',
      (data) => (data.sanctions.kinds[2].extra = 1),
      '  sanctions.kinds.2: Unrecognized key: "extra"',
    ],
    [
      'an unknown script',
      (data) => (data.scripts.extra = data.scripts.help),
      '  scripts: Unrecognized key: "extra"',
    ],
    ['a missing script', (data) => delete data.scripts.relay, '  scripts.relay: '],
    ['an empty line to say', (data) => (data.scripts.help.say = ' '), '  scripts.help.say: '],
    ['a missing question', (data) => delete data.questions.threat, '  questions.threat: '],
    [
      'a choice that entries do not know',
      (data) => (data.questions.consent.choices.maybe = 'x'),
      '  questions.consent.choices: ',
    ],
    [
      'a choice that is missing',
      (data) => delete data.questions.consent.choices['no-objection'],
      '  questions.consent.choices.no-objection: ',
    ],
    ['no hours', (data) => (data.clocks.response.hours = 0), '  clocks.response.hours: '],
    [
      'an id that is none',
      (data) => (data.employer.grounds[0].id = 'A B'),
      '  employer.grounds.0.id: must be lower case',
    ],
    ['no sanction', (data) => (data.sanctions.kinds = []), '  sanctions.kinds: '],
    [
      'a clause that is not there',
      (data) => (data['not-to-do'].items[1].clause = 'nowhere'),
      '  not-to-do.items.1.clause: there is no clause nowhere',
    ],
    [
      'a script that is not there',
      (data) => (data.safety.actions.friend.say = 'nobody'),
      '  safety.actions.friend.say: there is no script nobody',
    ],
    [
      'a sanction twice',
      (data) => data.sanctions.kinds.push(data.sanctions.kinds[0]),
      '  sanctions.kinds: warning is there twice',
    ],
  ])('names the place of %s', (_name, spoil, problem) => {
    const found = problems(spoilt(spoil));
    expect(found).toHaveLength(1);
    expect(found[0]?.startsWith(problem), found[0]).toBe(true);
  });

  it('names everything that is wrong in its shape at once', () => {
    const found = problems(
      spoilt((data) => {
        data.extra = 1;
        data.scripts.help.say = '';
        delete data.retention;
        data.clocks.response.hours = 'twelve';
      }),
    );
    expect(found.map((line) => line.trim().split(':')[0]).sort()).toEqual([
      'clocks.response.hours',
      'retention',
      'scripts.help.say',
      'the whole',
    ]);
  });

  it('names everything that does not fit together at once', () => {
    const found = problems(
      spoilt((data) => {
        data.meeting.clause = 'nowhere';
        data.principle.clause = 'nothing';
        data.safety.actions.friend.say = 'nobody';
      }),
    );
    expect(found).toHaveLength(3);
  });

  it('names both kinds of problem together', () => {
    const found = problems(
      spoilt((data) => {
        data.scripts.help.say = 7;
        data.meeting.clause = 'nowhere';
      }),
    );
    expect(found).toHaveLength(2);
  });

  it.each([[null], [undefined], [[]], ['format: 1'], [7]])('refuses %j', (data) => {
    expect(problems(data)).toEqual([expect.stringMatching(/^ {2}the whole: /)]);
  });

  it('tells of a newer format, and nothing else', () => {
    expect(refusal(spoilt((data) => Object.assign(data, { format: 2, extra: 1 }))).message).toBe(
      'The playbook was written by a newer coc: it is of format 2, and this coc knows formats up to 1.',
    );
  });

  it.each<[string, string, string, (data: ReturnType<typeof playbookData>) => void, string]>([
    [
      'a slip',
      'metting',
      '; did you mean "meeting"?',
      (data) => renamed(data.gates, 'meeting', 'metting'),
      'gates',
    ],
    [
      'a swap',
      'cluase',
      '; did you mean "clause"?',
      (data) => renamed(data.scripts.help, 'clause', 'cluase'),
      'scripts.help',
    ],
    ['another word', 'promise', '', (data) => (data.scripts.help.promise = 'x'), 'scripts.help'],
  ])('names the nearest key that is known for %s', (_what, key, more, spoil, place) => {
    expect(problems(spoilt(spoil))).toContainEqual(`  ${place}: Unrecognized key: "${key}"${more}`);
  });

  it('says that a newer coc wrote what this one does not know, and what', () => {
    const newer = spoilt((data) => {
      data.edition = 99;
      data.gates['second-look'] = { clause: 'meeting', refuse: 'Look again.' };
      data.sanctions.kinds[0].until = 'x';
    });
    const { message, hints } = refusal(newer);
    expect(message).toBe(
      'The playbook was written by a newer coc, and this one does not know all of it: gates.second-look, sanctions.kinds.0.until.',
    );
    expect(hints.join(' ')).toMatch(/Install the newest coc.*`coc list`, `coc show`/);
    expect(parsePlaybook(knownPart(newer)).gates.meeting).toEqual(playbook.gates.meeting);
  });

  it('takes what a newer coc wrote where it knows all of it', () => {
    expect(parsePlaybook(spoilt((data) => (data.edition = 99))).edition).toBe(99);
  });

  it('says of a newer one also what else it cannot read', () => {
    const { message } = refusal(spoilt((data) => Object.assign(data, { edition: 99, clocks: 'none' })));
    expect(message).toMatch(/^The playbook was written by a newer coc, and this one .*: clocks\.$/);
  });

  it('has an edition that rises with every key that coc has a use for', async () => {
    const file = new URL(`../../fixtures/playbook-keys-${EDITION}.txt`, import.meta.url);
    const listed = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(
      keysKnown().filter((key) => !listed.includes(key)),
      RAISE,
    ).toEqual([]);
    expect(playbookData().edition).toBe(EDITION);
  });

  it('says where the playbook is', () => {
    expect(refusal({}).hints.join()).toContain('policy/playbook.yaml');
  });
});
