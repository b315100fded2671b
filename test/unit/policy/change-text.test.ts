import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { settle } from '../../../src/interview/check.ts';
import { barTo } from '../../../src/policy/bars.ts';
import { gatedForm } from '../../../src/steps/gated-form.ts';
import { playbook } from './shipped.ts';
import {
  type Added,
  AT,
  brokenBy,
  COMMUNITY,
  contentsOf,
  problemOf,
  READY,
  STEP,
  sanctionEntry,
  situation,
} from './step-situation.ts';

const APPEAL: Added = { id: 'APPEAL1', kind: 'appeal', sanction: 'SANCTION1', receivedAt: AT, words: 'x' };
const heard = (outcome: 'stands' | 'changed' | 'lifted'): Added => ({
  kind: 'appeal-outcome',
  appeal: 'APPEAL1',
  outcome,
  heardBy: ['cem', 'S1'],
  reason: 'They saw it themselves.',
});
const S1: Added = { kind: 'person', person: 'S1', role: 'staff', name: 'Ruth Adeyemi' };
const TOLD: Added = { kind: 'told', about: 'response', person: 'A1', toldAt: AT };
const CHANGE: Added = {
  kind: 'sanction-change',
  sanction: 'SANCTION1',
  term: 'until',
  until: '2027-01-31',
  conditions: ['Keeps away from the bar'],
  reason: 'They read our code of conduct.',
  decidedBy: ['cem'],
};
const LIFTED: Added = {
  kind: 'sanction-end',
  sanction: 'SANCTION1',
  endedAt: AT,
  how: 'lifted',
  reason: 'x',
  decidedBy: ['cem'],
};
const WARNING = sanctionEntry({
  id: 'SANCTION2',
  sanction: 'warning',
  label: 'A warning',
  parameters: { behavior: 'following people' },
});
const WARNED_AGAIN: Added = {
  kind: 'sanction-change',
  sanction: 'SANCTION2',
  term: 'indefinite',
  conditions: ['You say nothing to them'],
  reason: 'x',
  decidedBy: ['cem'],
};
const appeals = 'appeals@team.example';

/** What coc would write without being told anything else. */
function drafted(contents: readonly Added[], given: object = {}, place: string | null = appeals) {
  const of = situation([...READY, S1, ...contents], { community: { ...COMMUNITY, appeals: place } });
  const form = gatedForm(STEP.notify, playbook);
  const { answers } = settle(form, of, { person: 'A1', way: 'letter', ...given }, { assume: true });
  return { of, answers, letter: String(answers.letter) };
}
const response = { about: 'response' };

describe('the letter after a change', () => {
  it('says what changed, and not that there was a first decision', () => {
    const { letter } = drafted([sanctionEntry(), WARNING, TOLD, CHANGE], response);
    expect(letter).toContain('This has changed:');
    expect(letter).toContain(
      'No attendance at future events (all our events). This holds until 31 Jan 2027. Keeps away from the bar.',
    );
    expect(letter).toContain('Everything else stays as it was.');
    expect(letter).not.toMatch(/A warning|we have met|you appealed|appeal was heard/i);
    expect(letter).toContain(appeals);
  });

  it('says of what stays as it was for how long it holds, since that stands nowhere else in it', () => {
    const { letter } = drafted(
      [sanctionEntry({ term: 'until', until: '2027-05-31' }), WARNING, TOLD, WARNED_AGAIN],
      response,
    );
    expect(letter).toContain(
      '- stay away from all our events, until 31 May 2027\n- stop this: following people',
    );
  });

  const TALK = sanctionEntry({
    ...{ sanction: 'no-talks', label: 'No talk, or no further talk, at the event', term: 'event-end' },
    ...{ until: '2026-11-29', parameters: { event: 'Example Days' }, conditions: undefined },
  });
  const changed = (...conditions: string[]): Added =>
    ({ ...CHANGE, term: 'event-end', until: '2026-11-29', conditions }) as Added;

  /** Without what somebody has to do but for an exception that is named. */
  const withoutExcepted = (letter: string): string =>
    letter.replace(/give no talk[^.\n]*, except for what (?:is said above|we told you before)/g, '');

  it.each([
    'You may give your workshop',
    'May give the workshop',
    'They may still give their workshop',
    'A1 may give the workshop',
    'The workshop may take place',
    'You are allowed to give your workshop',
    'Except for the workshop on Sunday',
    'You can be at the workshop',
    'You may only give your workshop',
    'You may give your workshop only',
  ])('states nothing as holding that “%s” takes back, before an appeal and after it', (exception) => {
    for (const contents of [
      [TALK, TOLD, changed(exception, 'Stays away from the bar')],
      [TALK, TOLD, APPEAL, heard('changed'), changed(exception)],
      [TALK, WARNING, TOLD, changed(exception)],
    ]) {
      const { letter } = drafted(contents, response);
      expect(withoutExcepted(letter)).not.toContain('give no talk');
      expect(letter).toMatch(/No talk, or no further talk, at the event \(Example Days\)\. .*\S.*workshop/);
      expect(letter.includes('Except for this: ')).toBe(!letter.includes('the bar'));
      expect(letter.match(/workshop/g)).toHaveLength(1);
    }
    // Also as it is decided first, and once it is told and another changes.
    const first = drafted([sanctionEntry({ ...TALK, conditions: [exception] })], response).letter;
    expect(withoutExcepted(first)).not.toContain('give no talk');
    expect(first).toContain('at Example Days, except for what is said above');
    const told = drafted(
      [sanctionEntry({ ...TALK, conditions: [exception] }), WARNING, TOLD, WARNED_AGAIN],
      response,
    ).letter;
    expect(withoutExcepted(told)).not.toContain('give no talk');
    expect(told).toContain('29 Nov 2026, except for what we told you before');
    const outcome = { about: 'outcome', person: 'R1' };
    const theirs = drafted([sanctionEntry({ ...TALK, conditions: [exception] })], outcome).letter;
    expect(theirs).toMatch(/They may not speak at Example Days\. .*Except for this: /);
    const less = drafted([sanctionEntry({ ...TALK, conditions: [exception] })], {
      ...outcome,
      conditions: [],
    });
    expect(less.letter).toContain('There is an exception.');
  });

  const WORKSHOP = 'You may still give your soldering workshop';
  const AWAY = 'No contact with the one he insulted';
  const BAN = sanctionEntry({
    parameters: { scope: 'all evening parties' },
    term: 'until',
    until: '2027-11-28',
  });

  it.each([
    [[AWAY, WORKSHOP], `(all evening parties). This holds until 28 Nov 2027. ${WORKSHOP}. ${AWAY}.`],
    [[WORKSHOP, AWAY], `(all evening parties). This holds until 28 Nov 2027. ${WORKSHOP}. ${AWAY}.`],
    [['may still give the workshop', AWAY], `2027. You may still give the workshop. ${AWAY}.`],
    [['may still give his workshop', AWAY], `2027. This is allowed: may still give his workshop. ${AWAY}.`],
    [['except for the workshop', AWAY], `2027. This is an exception: the workshop. ${AWAY}.`],
    [[WORKSHOP, 'Gives back the badge', AWAY], `2027. ${AWAY}. Gives back the badge. ${WORKSHOP}.`],
    [[WORKSHOP], '2027. Except for this: you may still give your soldering workshop.'],
  ])('never has an exception behind words that keep somebody away: %j', (conditions, said) => {
    const { letter } = drafted([{ ...BAN, conditions } as Added], response);
    expect(letter).toContain(said);
    const theirs = drafted([{ ...BAN, conditions } as Added], {
      ...{ about: 'outcome', person: 'R1' },
      conditions: conditions.map((_words, at) => `1.${at + 1}`),
    }).letter;
    expect(theirs).toMatch(
      /^- They have to stay away from all evening parties\. This holds until 28 Nov 2027\. /m,
    );
    expect(theirs).not.toMatch(/insulted\. (?:Except|They|You|This)/);
    const untold = drafted([{ ...BAN, conditions } as Added], {
      ...{ about: 'outcome', person: 'R1' },
      conditions: conditions.flatMap((words, at) => (words === AWAY ? `1.${at + 1}` : [])),
    }).letter;
    expect(untold).toMatch(/2027\. There is an exception\./);
  });

  it('takes no exception of theirs for one of a sanction that keeps them away', () => {
    const none = sanctionEntry({
      ...{ sanction: 'no-contact', label: 'No contact with the person affected' },
      ...{ parameters: { whom: 'R1' }, conditions: [WORKSHOP] },
    });
    expect(drafted([none], response).letter).toContain(`end date. ${WORKSHOP}.`);
  });

  it.each([
    'You may not give your workshop',
    'May come back only after a talk with us',
    "You can't be at the bar",
    'You may speak again only once we have met',
    'You may speak only with our consent',
    'No alcohol is allowed',
    'R1 may bring a friend',
    'We may end this earlier',
    'This may be ended earlier',
    'Stays away from the bar',
  ])('goes on saying all of it where “%s” takes back nothing', (condition) => {
    const { letter } = drafted([TALK, TOLD, changed(condition)], response);
    expect(letter).toContain('you must give no talk, or no further talk, at Example Days, as said above');
    expect(letter).not.toContain('Except for');
  });

  describe('of a condition that does not stand in the new ones', () => {
    const AWAY = 'no contact with the one he insulted';
    const BADGE = 'Gives back the badge';
    const before = sanctionEntry({ conditions: [AWAY, BADGE] });
    const changedTo = (more: object): Added => ({ ...CHANGE, ...more }) as Added;

    it('says nothing where nobody said that it ended, whatever the new words are', () => {
      for (const conditions of [
        ['You keep away from the person affected', 'You may still give your soldering workshop'],
        ['No contact with the one he insulted.'],
        ['something else'],
        undefined,
      ])
        for (const rest of [[], [WARNING]]) {
          const { letter } = drafted([before, ...rest, TOLD, changedTo({ conditions })], response);
          expect(letter).not.toContain('This no longer holds');
          expect(letter).not.toContain(AWAY);
        }
    });

    it('says that it ended where somebody said so, of what they were told of', () => {
      const change = changedTo({ conditions: [BADGE], noLonger: [AWAY] });
      expect(drafted([before, WARNING, TOLD, change], response).letter).toContain(
        '- no contact with the one he insulted. This no longer holds.',
      );
      const again = changedTo({ conditions: undefined, noLonger: [BADGE] });
      const { letter } = drafted([before, change, TOLD, again], response);
      expect(letter).not.toContain(AWAY);
      expect(letter).toContain('- Gives back the badge. This no longer holds.');
      // Nobody heard of it, or it holds again, or a letter said so.
      expect(drafted([before, change, again, TOLD], response).letter).not.toContain('no longer');
      const back = changedTo({ conditions: [AWAY] });
      expect(drafted([before, TOLD, change, back], response).letter).not.toContain('no longer');
      expect(
        drafted([sanctionEntry(), TOLD, changedTo({ conditions: [AWAY] }), change], response).letter,
      ).not.toContain('no longer');
    });

    it('says so of what was written down wrong as well, and not by itself', () => {
      const slip = (more: object): Added =>
        ({
          kind: 'sanction-corrected',
          sanction: 'SANCTION1',
          right: { conditions: ['You keep away from the person affected'] },
          ...more,
        }) as Added;
      expect(drafted([before, TOLD, slip({})], response).letter).not.toContain('no longer');
      const { letter } = drafted([before, TOLD, slip({ noLonger: [BADGE] })], response);
      expect(letter).toContain('- Gives back the badge. This no longer holds.');
      expect(letter).not.toContain(AWAY);
    });
  });

  /** How long it holds wherever a letter says that it does. */
  const saysOfAll = (letter: string): readonly string[] =>
    letter.split('\n').filter((line) => /all our events/.test(line) && !/no longer holds/.test(line));

  it.each([
    ['indefinite', undefined, 'until', '2027-01-31', 'until 31 Jan 2027'],
    ['until', '2027-05-31', 'until', '2027-01-31', 'until 31 Jan 2027'],
    ['until', '2027-05-31', 'indefinite', undefined, 'with no end date'],
  ])(
    'says the new term wherever it says what holds: %s %s, %s %s',
    (term, until, newTerm, newUntil, said) => {
      const before = sanctionEntry({ term, ...(until && { until }) });
      const change = { ...CHANGE, term: newTerm, until: newUntil, conditions: undefined } as Added;
      for (const contents of [
        [before, TOLD, change],
        [before, WARNING, TOLD, change],
        [before, TOLD, APPEAL, heard('changed'), change],
        [before, WARNING, TOLD, APPEAL, heard('changed'), change],
      ]) {
        const lines = saysOfAll(drafted(contents, response).letter);
        expect(lines).toHaveLength(2);
        for (const line of lines) expect(line).toContain(said);
      }
    },
  );

  it.each([
    'Only for the spring event',
    'This covers only the spring event',
    'Limited to the spring event',
    'For the spring event only',
    'Not for all events, the spring event alone',
  ])('does not say all of it as holding where “%s” leaves less of it', (condition) => {
    const less = { ...CHANGE, term: 'indefinite', until: undefined, conditions: ['No alcohol', condition] };
    for (const contents of [
      [sanctionEntry(), TOLD, less as Added],
      [sanctionEntry(), TOLD, APPEAL, heard('changed'), less as Added],
      [sanctionEntry({ conditions: [condition, 'No alcohol'] })],
    ]) {
      const { letter } = drafted(contents, response);
      expect(letter).toContain(`(all our events). This holds with no end date. ${condition}. No alcohol.`);
      expect(letter).toMatch(/you must stay away from all our events, except for what is said above/);
    }
    // Whoever it happened to would else be told of more than there is.
    const told = drafted([sanctionEntry({ conditions: [condition] })], { about: 'outcome', person: 'R1' });
    expect(told.letter).toMatch(/spring event/);
    const untold = drafted([sanctionEntry({ conditions: [condition] })], {
      ...{ about: 'outcome', person: 'R1' },
      conditions: [],
    });
    expect(untold.letter).toContain('There is an exception.');
  });

  it.each(['Only after a talk with us', 'Only once we have met', 'Speaks only to the chair', 'No alcohol'])(
    'goes on saying all of it where “%s” leaves no less',
    (condition) => {
      const { letter } = drafted([sanctionEntry({ conditions: [condition] })], response);
      expect(letter).toContain('stay away from all our events, as said above');
    },
  );

  it('is not written as long as nobody has written down what an appeal changed', () => {
    const waiting = [sanctionEntry(), WARNING, TOLD, APPEAL, heard('changed')];
    for (const given of [response, { about: 'outcome', person: 'R1' }]) {
      expect(drafted(waiting, given).answers).not.toHaveProperty('letter');
      for (const written of [CHANGE, LIFTED])
        expect(drafted([...waiting, written], given).letter).toContain('Hello');
    }
    const of = situation([...READY, S1, ...waiting]);
    const bar = barTo(STEP.notify, 'saving', { ...response, person: 'A1', way: 'letter' }, of);
    expect(bar?.why).toContain('is not written down yet');
    expect(bar?.hints?.('K7F3-92QD', of)).toEqual([expect.stringContaining('coc sanction change K7F3-92QD')]);
    // A complaint, and what was told already, wait for nothing.
    for (const given of [
      { about: 'complaint', person: 'A1', way: 'letter' },
      { ...response, person: 'A1', way: 'told' },
    ])
      expect(barTo(STEP.notify, 'saving', given, of)).toBeUndefined();
  });

  it('says that something no longer holds', () => {
    const { letter } = drafted([sanctionEntry(), TOLD, LIFTED], response);
    expect(letter).toContain('No attendance at future events (all our events). This no longer holds.');
    expect(letter).not.toMatch(/no further action|as it was|in the meantime/);
  });

  it.each(['changed', 'lifted'] as const)(
    'says who heard the appeal that %s it, and invites to no second',
    (outcome) => {
      const news = outcome === 'changed' ? CHANGE : LIFTED;
      const { letter, of, answers } = drafted(
        [sanctionEntry(), TOLD, APPEAL, heard(outcome), news],
        response,
      );
      expect(letter).toContain('Your appeal was heard by Cem Yildiz and a reviewer from outside our team.');
      expect(letter).not.toMatch(/Adeyemi|appeals@/);
      expect(brokenBy('notify', { ...answers, given: 'no' }, of)).toEqual([]);
    },
  );

  describe('of a sanction with conditions', () => {
    const CUT = {
      ...CHANGE,
      term: 'indefinite',
      until: undefined,
      conditions: ['The joke is cut from it.'],
    } as Added;
    const VIDEO = sanctionEntry({
      sanction: 'no-publication',
      label: 'Not publishing the video',
      parameters: { talk: 'Caches' },
      conditions: undefined,
    });

    it('does not say without them what has to be done', () => {
      const { letter } = drafted([VIDEO, TOLD, CUT], response);
      expect(letter).toContain('Not publishing the video (Caches). The joke is cut from it.');
      expect(letter).toMatch(/are published: Caches, as said above/);
    });

    it('says that those hold on which it told before', () => {
      const { letter } = drafted([VIDEO, CUT, WARNING, TOLD, WARNED_AGAIN], response);
      expect(letter).toMatch(/Caches, .*as we told you before/);
    });

    it.each(['response', 'outcome'])('shows both to whoever drafts it: %s', (about) => {
      const { of, answers } = drafted([VIDEO, TOLD, CUT], response);
      const question = gatedForm(STEP.notify, playbook).questions.find(({ id }) => id === 'letter');
      const shown = (given: object, at = of): string =>
        JSON.stringify(question?.before?.({ ...answers, about, ...given }, at) ?? []);
      expect(shown({})).toContain('Not publishing the video. The joke is cut from it.');
      expect(shown({})).toContain('Read whether the text is true with all of that.');
      expect(shown({ about: 'complaint' })).toBe('[]');
      expect(shown({}, drafted([VIDEO, TOLD], response).of)).not.toContain('conditions');
    });
  });

  describe('that was none, but a slip of the pen', () => {
    const SLIP: Added = {
      kind: 'sanction-corrected',
      sanction: 'SANCTION1',
      right: { term: 'until', until: '2027-01-31' },
    };

    it('says what is right, and that nothing was decided anew', () => {
      const { letter, of, answers } = drafted([sanctionEntry(), WARNING, TOLD, SLIP], response);
      expect(letter).toContain('We made a mistake in what we told you before.');
      expect(letter).toContain('Nothing new has been decided.');
      expect(letter).toContain(
        'No attendance at future events (all our events). This holds until 31 Jan 2027.',
      );
      expect(letter).toContain('Everything else stays as it was.');
      expect(letter).not.toMatch(/A warning|has changed/);
      expect(letter).toContain(appeals);
      expect(brokenBy('notify', { ...answers, given: 'no' }, of)).toEqual([]);
    });

    it('is one of a change where something was decided as well', () => {
      const { letter } = drafted([sanctionEntry(), WARNING, TOLD, SLIP, CHANGE], response);
      expect(letter).toContain('This has changed:');
      expect(letter).toContain('This holds until 31 Jan 2027. Keeps away from the bar.');
    });

    it('is none where no letter told what was wrong', () => {
      const inside: Added = { ...SLIP, right: { safety: 'They are not there.', tell: ['The door'] } };
      expect(drafted([sanctionEntry(), TOLD, inside], response).letter).toContain(
        'This is what we have decided:',
      );
    });
  });

  it('is a first one where they were told nothing yet', () => {
    const { letter } = drafted([sanctionEntry(), CHANGE], response);
    expect(letter).toContain('This is what we have decided:');
  });
});

describe('the letter to whoever it happened to, who was told before', () => {
  const theirs = { about: 'outcome', person: 'R1' };
  const HEARD_OF_IT: Added = { kind: 'told', about: 'response', person: 'R1', toldAt: AT };
  const YEAR = sanctionEntry({
    ...{ parameters: { scope: 'all evening parties' }, term: 'until', until: '2027-11-28' },
    conditions: ['No contact with R1'],
  });
  const change = (more: object): Added => ({ ...CHANGE, until: '2027-02-28', ...more }) as Added;

  it('says that it changed, what holds now, and in place of what; nothing of an appeal', () => {
    const conditions = ['You keep away from the person affected', 'You give the person affected’s bag back'];
    const contents = [YEAR, HEARD_OF_IT, APPEAL, heard('changed'), change({ conditions })];
    const { letter, of, answers } = drafted(contents, { ...theirs, conditions: ['1.1', '1.2'] });
    expect(letter).toContain('Since then we have looked at it again, and something has changed.');
    expect(letter).toContain(
      '- They have to stay away from all evening parties. This holds until 28 Feb 2027. We told you before: until 28 Nov 2027. They keep away from you. They give your bag back.',
    );
    expect(letter).not.toMatch(/appeal|person affected|no longer|reviewer|Yildiz/);
    expect(brokenBy('notify', { ...answers, given: 'no' }, of)).toEqual([]);
    const again = drafted([...contents, HEARD_OF_IT], theirs).letter;
    expect(again).toContain('This is what holds now for the person it is about:');
    expect(again).not.toMatch(/looked at it again|We told you before: /);
  });

  it('says what no longer keeps somebody away from them, where somebody said so, and that it was lifted', () => {
    const ended = change({ conditions: undefined, noLonger: ['No contact with R1', 'Pays R2 back'] });
    const { letter } = drafted([YEAR, HEARD_OF_IT, ended], theirs);
    expect(letter).toContain('- No contact with you. This no longer holds.');
    expect(letter).not.toContain('back');
    const lifted = drafted([YEAR, WARNING, HEARD_OF_IT, LIFTED], theirs).letter;
    expect(lifted).toContain('- They have to stay away from all evening parties. This no longer holds.');
    expect(lifted).toContain('- They are warned to stop');
    expect(drafted([YEAR, LIFTED, WARNING], theirs).letter).not.toContain('no longer');
  });

  it('says of a slip that it was one, and of what is new only what it is', () => {
    const right = { term: 'until', until: '2027-02-28' };
    const slip = { kind: 'sanction-corrected', sanction: 'SANCTION1', right } as Added;
    const { letter } = drafted([YEAR, HEARD_OF_IT, slip], theirs);
    expect(letter).toContain('We made a mistake in what we told you.');
    expect(letter).toContain('This holds until 28 Feb 2027. We told you before: until 28 Nov 2027.');
    const more = drafted([YEAR, HEARD_OF_IT, WARNING], theirs).letter;
    expect(more).toContain('something has changed');
    expect(more).not.toContain('We told you before: ');
  });

  it('takes “the person affected” for nobody in particular where there are several', () => {
    const P1: Added = { kind: 'person', person: 'P1', role: 'affected', name: 'Sofia Brandt' };
    const words = change({ conditions: ['You keep away from the person affected'] });
    const given = { about: 'outcome', person: 'P1', conditions: ['1.1'] };
    expect(drafted([P1, YEAR, words], given).letter).toContain('They keep away from the person affected.');
  });
});

describe('the letter after an appeal that leaves it as it is', () => {
  const contents = [sanctionEntry(), TOLD, APPEAL, heard('stands')];

  it('says the outcome and who heard it, and invites to no second appeal', () => {
    const { letter, answers, of } = drafted(contents, { about: 'appeal' });
    expect(letter).toContain(
      'You appealed against this decision: No attendance at future events (all our events). This holds with no end date.',
    );
    expect(letter).toContain(
      'Your appeal was heard by Cem Yildiz and a reviewer from outside our team. The decision stays as it is.',
    );
    expect(letter).not.toMatch(/appeals@|discuss this further|undefined|\{\{/);
    expect(brokenBy('notify', { ...answers, given: 'no' }, of)).toEqual([]);
  });

  it('names nobody from outside, and passes the check where nobody else heard it', () => {
    const alone = contents.map((one) => ('heardBy' in one ? ({ ...one, heardBy: ['S1'] } as Added) : one));
    const { letter, answers, of } = drafted(alone, { about: 'appeal' });
    expect(letter).toContain('Your appeal was heard by a reviewer from outside our team. The decision');
    expect(brokenBy('notify', { ...answers, given: 'no' }, of)).toEqual([]);
  });

  it('is proposed, kept with its appeal, and then noted as given', () => {
    const { of, answers } = drafted(contents, {});
    const form = gatedForm(STEP.notify, playbook);
    expect(form.questions[0]?.initial?.({}, of)).toBe('appeal');
    const given = { ...answers, about: 'appeal', letter: 'x', given: 'no' };
    const saved: readonly Content[] = contentsOf('notify', given, of);
    expect(saved).toEqual([
      { kind: 'letter', letter: 'response', person: 'A1', text: 'x', appeal: 'APPEAL1' },
    ]);
    expect(saved.map(problemOf)).toEqual([undefined]);
    const later = situation([...READY, S1, ...contents, { id: 'LETTER1', ...saved[0] } as Added]);
    const sent = {
      about: 'appeal',
      person: 'A1',
      way: 'sent',
      'told-at': AT,
      how: 'By mail',
      'told-by': 'Ana Berg',
    };
    expect(contentsOf('notify', sent, later)).toMatchObject([
      { kind: 'told', about: 'response', letter: 'LETTER1', appeal: 'APPEAL1' },
    ]);
  });

  it('is not offered where nobody appealed, or nobody has heard it', () => {
    for (const none of [
      [sanctionEntry(), TOLD],
      [sanctionEntry(), TOLD, APPEAL],
    ]) {
      const of = situation([...READY, ...none]);
      const { answer } = STEP.notify.questions(playbook)[0] ?? {};
      const type = typeof answer === 'function' ? answer({}, of) : answer;
      expect(type).toMatchObject({
        choices: [{ value: 'complaint' }, { value: 'response' }, { value: 'outcome' }],
      });
    }
  });
});

describe('a sanction that is to cover less', () => {
  const of = situation([...READY, sanctionEntry()]);
  const question = (id: string) => STEP['sanction change'].questions(playbook).find((one) => one.id === id);
  const ANOTHER = '`coc sanction end` ends this one, and `coc sanction` writes down the other.';

  it('is shown with what it covers, which a change leaves as it is', () => {
    const shown = JSON.stringify(question('term')?.before?.({ sanction: '1' }, of));
    expect(shown).toContain('It stays “No attendance at future events (all our events)”');
    expect(shown).toContain(ANOTHER);
  });

  it('is said how, where a condition is typed that leaves less of it', () => {
    const said = (words: string) => question('conditions')?.ofTyped?.(words, { sanction: '1' }, of);
    expect(said('Only for the spring event')).toEqual([expect.stringContaining(ANOTHER)]);
    for (const words of ['No alcohol', 'You may still come to the workshop', 'Only after a talk with us'])
      expect(said(words)).toEqual([]);
  });
});
