import { describe, expect, it } from 'vitest';
import { view } from '../../../src/incident/view.ts';
import { isRequired, settle, typeOf } from '../../../src/interview/check.ts';
import { fill } from '../../../src/interview/fill.ts';
import type { Answers, Question } from '../../../src/interview/question.ts';
import type { ReportFacts } from '../../../src/policy/situation.ts';
import type { Block } from '../../../src/text/block.ts';
import { chain, report } from '../incident/fold.ts';
import { playbook } from '../policy/shipped.ts';
import { addForm, isQuickQuestion, reportForm } from './report-forms.ts';
import { ScriptedPrompter } from './scripted-prompter.ts';

const now = new Date('2026-11-25T14:10:00Z');
const facts: ReportFacts = {
  playbook,
  emergency: ['Front desk: 1234'],
  now,
  begunAt: new Date('2026-11-25T14:00:00Z'),
  me: 'ana',
  custodians: [],
  members: [
    { id: 'ana', name: 'Ana', email: 'ana@example.org' },
    { id: 'ben', name: 'Ben', email: 'ben@example.org' },
    { id: 'cem', name: 'Cem', email: 'cem@example.org' },
  ],
};
const alone: ReportFacts = { ...facts, members: [{ id: 'ana', name: 'Ana', email: 'ana@example.org' }] };
const form = reportForm(playbook);
const base: Answers = {
  threat: 'none',
  account: 'words',
  visibility: 'private',
  consent: 'no-objection',
  share: 'recorder',
};
const stand = (given: Answers, known = facts) => settle(form, known, given, { assume: true });
const whatIsWrong = (given: Answers, known = facts): readonly string[] => {
  const { problems, missing } = stand(given, known);
  return [...problems, ...missing].map(({ id }) => id);
};
const question = (id: string): Question<ReportFacts> => {
  const found = form.questions.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
};
const choicesOf = (id: string, given: Answers, known = facts): readonly string[] => {
  const type = typeOf(question(id), given, known);
  return 'choices' in type ? type.choices.map(({ value }) => value) : [];
};
/** What somebody at a terminal is asked, in order, with these answers. */
const offered = (given: Answers, known = facts): readonly string[] =>
  form.questions
    .filter(({ when, offered: offers }) => when?.(given, known) !== false && offers?.(given, known) !== false)
    .map(({ id }) => id);
const said = (blocks: readonly Block[] | undefined): string => JSON.stringify(blocks ?? []);

describe('people whom nobody counted', () => {
  it.each([
    ['affected-name', 'everybody in the room'],
    ['who', 'several people at the booth'],
    ['others', ['Wim', 'the attendees']],
    ['others', ['all of them']],
  ] as const)('are taken as %s, and it is said that they get no mark: %j', (id, answer) => {
    const given = { ...base, 'reporter-is-affected': 'no', [id]: answer };
    expect(stand(given).answers[id]).toEqual(answer);
    expect(whatIsWrong(given)).toEqual([]);
    expect(JSON.stringify(question(id).after?.(given, facts))).toContain('The words are kept as they are');
    expect(JSON.stringify(question(id).after?.({ ...given, [id]: 'Wim' }, facts))).not.toContain('are kept');
  });

  it.each(['affected-name', 'who', 'others'])('do not name who stays hidden: %s', (id) => {
    const given = {
      ...{ ...base, 'reporter-name': 'Rosa Blum', 'reporter-is-affected': 'no', share: 'team' },
      ...{
        permission: 'All of you.',
        'hide-reporter': 'yes',
        summary: 'Somebody shouted.',
        readers: ['ben'],
      },
    };
    const words = (one: string): Answers => ({ ...given, [id]: id === 'others' ? [one] : one });
    expect(whatIsWrong(words('everybody at the table of Rosa Blum'))).toContain('hide-reporter');
    expect(whatIsWrong(words('everybody at the table'))).not.toContain('hide-reporter');
  });

  it('can hear no report', () => {
    const heard = { ...base, channel: 'verbal', 'heard-by': 'the whole audience' };
    expect(stand(heard).problems[0]?.what).toContain('means many people');
  });
});

describe('what is written down', () => {
  const told = [{ kind: 'text', text: playbook.retention.told }];
  const { want } = Object.fromEntries(addForm(playbook).questions.map((one) => [one.id, one]));

  it.each(['stop', 'nobody-more', 'keep'])('stays, which can be told once somebody wants %s', (said) => {
    expect(want?.after?.({ want: said }, facts)).toEqual(told);
    expect(want?.before?.({}, facts)).toBeUndefined();
  });

  it('is nothing to speak of where it goes on', () => {
    expect(want?.after?.({ want: 'go-on' }, facts)).toEqual([]);
    expect(question('consent').after?.({ consent: 'no-objection' }, facts)).toEqual([]);
  });

  it('stays, which can be told once they do not want a meeting', () => {
    expect(question('consent').after?.({ consent: 'asked-not-to-proceed' }, facts)).toEqual(told);
  });
});

describe('somebody on the team whose whole name stands in the account', () => {
  const team: ReportFacts = {
    ...facts,
    members: [
      { id: 'ana', name: 'Ana Berg', email: 'ana@example.org' },
      { id: 'ben', name: 'Ben Okafor', email: 'ben@example.org' },
      { id: 'cem', name: 'Cem Yildiz', email: 'cem@example.org' },
    ],
  };
  const given = {
    ...base,
    account: 'Бен Окафор made jokes all evening',
    share: 'team',
    permission: 'All may.',
  };

  it('is not marked as a reader, and whoever takes it is told why', () => {
    expect(question('readers').initial?.(given, team)).toEqual(['cem']);
    expect(said(question('readers').before?.(given, team))).toContain('Ben Okafor');
    expect(said(question('conflicts').before?.(given, team))).toContain('Ben Okafor');
    expect(question('readers').initial?.({ ...given, account: 'x' }, team)).toEqual(['ben', 'cem']);
    const but = { ...given, account: 'x', permission: 'The whole team, but not Ben.' };
    expect(question('readers').initial?.(but, team)).toEqual(['cem']);
    expect(said(question('readers').before?.(but, team))).toContain('Ben Okafor');
  });

  it('can be chosen all the same: it may be about somebody else', () => {
    expect(choicesOf('readers', given, team)).toEqual(['ben', 'cem']);
    const chosen = { ...given, readers: ['ben'], 'hide-reporter': 'no', conflicts: [] };
    expect(whatIsWrong(chosen, team)).toEqual([]);
  });

  it('is said to be left out where that is answered already', () => {
    const told = { ...given, who: 'Ben', conflicts: [] };
    expect(said(question('who').after?.(told, team))).toContain('Look at “Kept out”');
    expect(said(question('who').after?.({ ...told, conflicts: ['ben'] }, team))).not.toContain('Kept out');
  });
});

describe('who is accused', () => {
  const who = (more: Answers) => said(question('who').after?.({ ...base, ...more }, facts));

  it.each([
    ['who reports it', { 'reporter-name': 'Mia Lang' }],
    ['whom it happened to', { 'reporter-name': 'Ola Berg', 'affected-name': 'Lang, Mia' }],
  ])('by the name of %s is said at once, since it is most likely a slip', (words, more) => {
    expect(who({ ...more, who: 'mia lang' })).toContain(`That is the name of ${words}.`);
    expect(who({ ...more, who: 'Mia Holm' })).not.toContain('That is the name');
    expect(who({ ...more, who: null })).not.toContain('That is the name');
  });
});

describe('whether the reporter is hidden', () => {
  it('is asked where it may be shared one day', () => {
    expect(offered({ ...base, share: 'if', 'share-condition': 'it happens again' })).toContain(
      'hide-reporter',
    );
  });
});

describe('when it happened', () => {
  it.each(['today 18:00', 'tomorrow', '2026-12-01', 'in 2 hours'])(
    'is asked back where it is to come: %s',
    (when) => {
      expect(said(question('when').after?.({ when }, facts))).toContain('still to come');
    },
  );

  it.each(['13:00', 'yesterday 18:00', 'during the keynote', '18:00', 'in the break before 18:00', null])(
    'is taken as it is told: %s',
    (when) => {
      expect(question('when').after?.({ when }, facts)).toEqual([]);
    },
  );

  it.each([
    ['31 February', 'There is no 31 February. It stays'],
    ['32 May, 25:70', 'There is no 32 May and no 25:70. It stays'],
    ['Friday 2026-11-26', 'There is no Friday 2026-11-26. It stays'],
  ])('is said, and kept, where there is no such day or time: %s', (when, words) => {
    expect(said(question('when').after?.({ when }, facts))).toContain(`"kind":"text","text":"${words}`);
    expect(whatIsWrong({ ...base, when })).toEqual([]);
  });

  describe('and when it was received', () => {
    const received = (at: string, when: Answers[string], known = facts, more: Answers = {}) =>
      ['received-at', 'when'].map((id) =>
        said(question(id).after?.({ ...more, 'received-at': at, when }, known)),
      );

    it.each([
      ['2026-11-25T09:00:00Z', '13:00'],
      ['2026-11-23', 'yesterday at 18:00'],
      ['2026-11-24 morning', 'yesterday evening'],
    ])('is said at either of the two, where it came in (%s) before it happened (%s)', (at, when) => {
      for (const words of received(at, when)) expect(words).toContain('reached you');
    });

    it.each([
      ['2026-11-25T14:00:00Z', '14:00'],
      ['2026-11-25T14:00:00Z', 'now'],
      ['2026-11-25', '13:00'],
      ['2026-11-24 morning', 'yesterday'],
      ['2026-11-23', 'in the break'],
      ['2026-11-23', null],
    ])('nothing is said of %s and %s', (at, when) => {
      for (const words of received(at, when, { ...facts, now: new Date('2026-11-25T14:04:00Z') }))
        expect(words).toBe('[]');
    });
  });
});

describe('whoever may be the one accused', () => {
  const given = { ...base, who: 'Ben from the desk', share: 'team', permission: 'All may.' };

  it('is not offered as a reader, nor taken as one', () => {
    expect(choicesOf('readers', given)).toEqual(['cem']);
    expect(question('readers').initial?.(given, facts)).toEqual(['cem']);
    const decided = { ...given, conflicts: [], 'hide-reporter': 'no' };
    expect(whatIsWrong({ ...decided, readers: ['ben'] })).toEqual(['readers']);
    expect(whatIsWrong({ ...decided, readers: ['cem'] })).toEqual([]);
  });

  it('is proposed for being kept out, which nobody passes over', () => {
    expect(question('conflicts').initial?.(given, facts)).toEqual(['ben']);
    expect(whatIsWrong({ ...given, readers: ['cem'], 'hide-reporter': 'no' })).toEqual(['conflicts']);
  });

  it.each(['none', 'nobody', ['no one']])(
    'is not kept out where a file says that it is nobody: %j',
    (conflicts) => {
      expect(whatIsWrong({ ...given, readers: ['cem'], 'hide-reporter': 'no', conflicts })).toEqual([]);
    },
  );
});

describe('the report form', () => {
  it('asks about danger first, and then at once for the account', () => {
    expect(offered({ threat: 'none' }).slice(0, 3)).toEqual(['threat', 'account', 'channel']);
    expect(form.questions[0]?.id).toBe('threat');
  });

  it('asks whoever is no member yet only for a name before the account', () => {
    expect(offered({ threat: 'none' }, { ...facts, me: undefined }).slice(0, 3)).toEqual([
      'threat',
      'your-name',
      'account',
    ]);
  });

  it('has the words of the playbook, and each question once', () => {
    const ids = form.questions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const added = addForm(playbook)
      .questions.map(({ id }) => id)
      .filter(
        (id) =>
          ![
            'add',
            'report',
            'from',
            'know-reporter',
            'also-past',
            ...Object.keys(playbook.interviews.permission),
          ].includes(id),
      );
    // In other words where staff saw it: `heard-by`, `reporter-name`, `share`, `permission`.
    const seen = ['seen-by', 'right-seen-by', 'reporter-of-seen', 'seen-share', 'seen-permission'];
    // Files are asked for in the words of another interview.
    expect([...new Set([...ids, ...added])].sort()).toEqual(
      [...Object.keys(playbook.questions).filter((id) => !seen.includes(id)), 'files', 'same-names'].sort(),
    );
    for (const [id, { ask, label, hint }] of Object.entries(playbook.questions).filter(([id]) =>
      ids.includes(id),
    ))
      expect(question(id)).toMatchObject({ ask, label, ...(hint && { hint }) });
  });

  it('is complete with what cannot be left out', () => {
    expect(stand({}).missing.map(({ id }) => id)).toEqual(['threat', 'account', 'visibility', 'share']);
    expect(whatIsWrong(base)).toEqual([]);
  });

  it('never asks for advice, for a view on penalties or apologies, or to withdraw', () => {
    const asked = form.questions.map(({ ask, hint }) => `${ask} ${hint}`).join('\n');
    expect(asked).not.toMatch(
      /advice|penalt|punish|sanction|apolog|withdraw|mediat|forgive|should (?:we|be done)/i,
    );
  });

  it.each(['who', 'behavior', 'when', 'circumstances', 'others'])(
    'takes the detail %s as said, as asked and not given, or not at all',
    (id) => {
      expect(question(id).notGiven).toBe(true);
      expect(isRequired(question(id), base, facts)).toBe(false);
      expect(offered(base).filter((one) => one === id)).toHaveLength(1);
      expect(whatIsWrong({ ...base, [id]: null })).toEqual([]);
      expect(whatIsWrong({ ...base, [id]: 'words' })).toEqual([]);
    },
  );

  it('takes a report of somebody who stays anonymous', () => {
    for (const name of [null, 'Anonymous', 'wants to stay anonymous'])
      expect(whatIsWrong({ ...base, 'reporter-name': name, 'reporter-contact': null })).toEqual([]);
  });

  it('has in a hurry what cannot wait, and nothing else', () => {
    expect(form.questions.map(({ id }) => id).filter(isQuickQuestion)).toEqual([
      'threat',
      'threat-actions',
      'law-enforcement',
      'your-name',
      'account',
      'received-at',
    ]);
  });
});

describe('danger', () => {
  const advice = (threat: string): string => said(question('threat').after?.({ threat }, facts));

  it.each([
    ['general', playbook.safety.now],
    ['person', playbook.safety['in-doubt']],
    ['violence', playbook.safety['in-doubt']],
  ])('%s is answered at once with what to do and whom to call', (threat, words) => {
    expect(advice(threat)).toContain(words);
    expect(advice(threat)).toContain('Front desk: 1234');
  });

  it('is not spoken of where there is none', () => expect(advice('none')).toBe('[]'));

  it.each([
    ['none', []],
    ['general', ['threat-actions', 'law-enforcement']],
    ['violence', ['threat-actions', 'law-enforcement']],
  ])('%s asks %j about it', (threat, ids) => {
    const about = offered({ threat }).filter((id) => ['threat-actions', 'law-enforcement'].includes(id));
    expect(about).toEqual(ids);
  });

  it('does not keep a call from being recorded', () => {
    expect(whatIsWrong({ ...base, 'law-enforcement': 'victim-request' })).toEqual([]);
  });
});

describe('how a report came', () => {
  it('leaves out what an answer has settled', () => {
    expect(whatIsWrong({ ...base, channel: 'written', 'heard-by': 'Eva' })).toEqual(['heard-by']);
    expect(whatIsWrong({ ...base, channel: 'verbal', 'heard-by': 'Eva' })).toEqual([]);
    expect(whatIsWrong({ ...base, 'reporter-is-affected': 'yes', 'affected-name': 'x' })).toEqual([
      'affected-name',
    ]);
    expect(whatIsWrong({ ...base, 'reporter-is-affected': 'no', 'affected-name': 'x' })).toEqual([]);
  });

  it('takes the moment of the first answer as the one when it came', () => {
    expect(Date.parse(String(stand(base).answers['received-at']))).toBe(facts.begunAt.getTime());
  });

  it.each([
    ['2026-11-25T14:10:00Z', []],
    ['2026-11-25T14:14:00Z', []],
    ['2026-11-25T14:16:00Z', ['received-at']],
    ['tomorrow 3pm', ['received-at']],
  ])('%s as that moment: refused are %j', (received, wrong) => {
    expect(whatIsWrong({ ...base, 'received-at': received })).toEqual(wrong);
  });
});

describe('the sentence that is said', () => {
  it('for a private report stands before what came back, word for word', () => {
    expect(question('consent').before?.(base, facts)).toContainEqual({
      kind: 'say',
      text: playbook.scripts.private.say,
    });
  });

  it('for a witnessed one stands after that, and nothing is asked about it', () => {
    const witnessed = { ...base, visibility: 'witnessed' };
    expect(question('visibility').after?.(witnessed, facts)).toContainEqual({
      kind: 'say',
      text: playbook.scripts.witnessed.say,
    });
    expect(question('visibility').after?.(base, facts)).toEqual([]);
    expect(offered(witnessed)).not.toContain('consent');
    expect(whatIsWrong(witnessed)).toEqual(['consent']);
  });
});

describe('who can open it', () => {
  it.each<[string, Answers, readonly string[]]>([
    ['nobody more while nothing was said', {}, []],
    ['nobody more of a private one', { visibility: 'private', share: 'recorder' }, []],
    ['those they name', { visibility: 'private', share: 'named' }, ['ben', 'cem']],
    ['the team', { visibility: 'private', share: 'team' }, ['ben', 'cem']],
    ['others where it was public', { visibility: 'witnessed', share: 'recorder' }, ['ben', 'cem']],
    ['nobody who is kept out', { visibility: 'witnessed', share: 'team', conflicts: ['ben'] }, ['cem']],
  ])('can be %s', (_name, given, members) => {
    const asked = offered(given).includes('readers');
    expect(asked ? choicesOf('readers', given) : []).toEqual(members);
  });

  it('is asked with the reason where it may be shared with nobody more', () => {
    const why = (more: Answers): string =>
      said(question('readers').before?.({ ...base, visibility: 'witnessed', ...more }, facts));
    for (const share of ['recorder', 'if']) expect(why({ share })).toMatch(/Many saw this.*stay hidden/);
    for (const share of ['named', 'team']) expect(why({ share })).toBe('[]');
  });

  it('is proposed to be the team only where they said the team', () => {
    const proposed = (share: string) => question('readers').initial?.({ ...base, share }, facts);
    expect(proposed('team')).toEqual(['ben', 'cem']);
    expect(proposed('named')).toBeUndefined();
  });

  it('wants the words of a permission where there is one', () => {
    const { consent: _, ...rest } = base;
    for (const share of ['named', 'team'])
      expect(whatIsWrong({ ...base, share })).toEqual(['permission', 'hide-reporter']);
    expect(whatIsWrong({ ...rest, consent: 'no-objection', permission: 'x' })).toEqual(['permission']);
    expect(whatIsWrong({ ...base, share: 'team', permission: 'in person', 'hide-reporter': 'no' })).toEqual(
      [],
    );
  });

  it('never opens who reported without a permission to know it', () => {
    const witnessed: Answers = {
      threat: 'none',
      account: 'words',
      visibility: 'witnessed',
      share: 'recorder',
      readers: ['ben'],
    };
    expect(whatIsWrong(witnessed)).toEqual(['summary']);
    expect(whatIsWrong({ ...witnessed, 'hide-reporter': 'no' })).toEqual(['hide-reporter']);
    expect(said(question('summary').before?.(witnessed, facts))).toContain('stay hidden');
    expect(whatIsWrong({ ...witnessed, 'hide-reporter': 'yes' })).toEqual(['summary']);
    expect(whatIsWrong({ ...witnessed, 'hide-reporter': 'yes', summary: 'x' })).toEqual([]);
  });

  it('leaves it to them whether those who may know learn who reported', () => {
    const shared = { ...base, share: 'team', permission: 'x', readers: ['ben'] };
    expect(whatIsWrong(shared)).toEqual(['hide-reporter']);
    expect(whatIsWrong({ ...shared, 'hide-reporter': 'no' })).toEqual([]);
    expect(offered(shared)).toContain('hide-reporter');
    expect(offered(base)).not.toContain('hide-reporter');
    expect(question('hide-reporter').initial?.(shared, facts)).toBeUndefined();
    expect(whatIsWrong({ ...shared, 'hide-reporter': 'yes' })).toEqual(['summary']);
  });

  it.each<[string, Answers]>([
    ['under a condition', { share: 'if', 'share-condition': 'once I have left' }],
    ['to the team, and nobody opens it yet', { share: 'team', permission: 'x', readers: [] }],
    ['to members who are not there yet', { share: 'named', permission: 'x' }],
  ])('asks that also where others come to read it only later: %s', (_how, shared) => {
    const given = { ...base, ...shared };
    for (const of of [facts, { ...facts, members: facts.members.slice(0, 1) }]) {
      const asked = question('hide-reporter');
      expect(typeof asked.required === 'function' && asked.required(given, of)).toBe(true);
      expect(asked.offered?.(given, of)).toBe(true);
      expect(asked.initial?.(given, of)).toBeUndefined();
      expect(said(asked.before?.(given, of))).toContain('too late to hide it');
    }
  });
});

describe('a reporter who is hidden', () => {
  const hidden = {
    ...base,
    ...{ share: 'team', permission: 'All of you.', readers: ['ben'], 'hide-reporter': 'yes' },
    ...{
      'reporter-name': 'Nora Lind',
      'reporter-contact': 'nora@lind.example',
      summary: 'Somebody was followed.',
    },
  };

  it.each([
    ['summary', { summary: 'Nora was followed.' }],
    ['summary', { summary: 'Write to nora@lind.example' }],
    ['hide-reporter', { behavior: 'He followed Nora Lind.' }],
    ['hide-reporter', { circumstances: 'At the booth of Lind' }],
  ])('is not named in what the others read: %s, %j', (id, more) => {
    expect(whatIsWrong({ ...hidden, ...more })).toEqual([id]);
  });

  it('has what names them asked anew where they have to be hidden, of somebody at a terminal', async () => {
    const { 'hide-reporter': _hidden, summary: _none, permission: _said, ...rest } = hidden;
    const begun = {
      ...{ ...rest, visibility: 'witnessed', share: 'recorder', 'received-at': '2026-11-25T15:00:00+01:00' },
      behavior: 'He followed Nora Lind.',
    };
    const { consent: _not, ...answers } = begun as Answers;
    const prompter = new ScriptedPrompter([
      ['hide-reporter', 'yes'],
      ['behavior', 'He followed somebody.'],
      ['hide-reporter', 'yes'],
      ['summary', 'Somebody was followed.'],
    ]);
    const passed = form.questions.map(({ id }) => id).filter((id) => !(id in answers));
    const told = await fill(form, facts, {
      ...{ answers, passed, given: {}, onlyRequired: false, review: false, saveLabel: 'Save', prompter },
      proposed: [],
    });
    prompter.assertDone();
    expect(told).toMatchObject({ 'hide-reporter': 'yes', behavior: 'He followed somebody.' });
    expect(said(prompter.shown)).toContain('would read who it is in what they did. Write that anew');
    expect(prompter.asked[1]).not.toHaveProperty('initial');
  });

  it('may be named where they are not hidden, and by a mark', () => {
    expect(whatIsWrong(hidden)).toEqual([]);
    const { summary: _none, ...open } = { ...hidden, 'hide-reporter': 'no' };
    expect(whatIsWrong({ ...open, behavior: 'He followed Nora.' })).toEqual([]);
    expect(whatIsWrong({ ...hidden, summary: 'R1 was followed.' })).toEqual([]);
  });
});

describe('who is kept out', () => {
  it('is asked before anybody is let in', () => {
    const ids = form.questions.map(({ id }) => id);
    expect(ids.indexOf('conflicts')).toBeLessThan(ids.indexOf('readers'));
  });

  it('cannot be everybody', () => {
    expect(whatIsWrong({ ...base, conflicts: ['ana'] })).toEqual(['conflicts']);
    expect(whatIsWrong({ ...base, conflicts: ['ben', 'cem'] })).toEqual([]);
  });

  it('is not asked of a team of one', () => {
    expect(offered(base, alone)).not.toContain('conflicts');
    expect(offered(base)).toContain('conflicts');
  });

  it('cannot be let in by the same answers', () => {
    const answers = { ...base, share: 'team', permission: 'x', conflicts: ['ben'], readers: ['ben'] };
    expect(whatIsWrong({ ...answers, 'hide-reporter': 'no' })).toEqual(['readers']);
  });
});

describe('with whom it may be shared', () => {
  const asked = form.questions.find(({ id }) => id === 'share');
  const said = (...given: Parameters<NonNullable<NonNullable<typeof asked>['before']>>) =>
    JSON.stringify(asked?.before?.(...given));

  it('says where it is asked that the whole team is without whoever is kept out', () => {
    expect(said({ ...base, conflicts: ['ben'] }, facts)).toContain(
      '“The whole team” is without Ben: kept out, whatever is permitted.',
    );
    expect(said(base, facts)).not.toContain('is without');
  });

  it('says it of those who were kept out before', () => {
    const incident = view('K7F392QD', chain({ kind: 'opened' }, { kind: 'recusal', member: 'cem' }));
    expect(said({ add: 'report' }, { ...facts, incident })).toContain('is without Cem');
  });
});

describe('what is said of somebody who is kept out and could read until then', () => {
  const asked = form.questions.find(({ id }) => id === 'conflicts');
  const incident = view(
    'K7F392QD',
    chain(
      { kind: 'opened' },
      report(),
      { kind: 'permission', report: 'REPORT1', share: 'team', words: 'x' },
      { kind: 'grant', member: 'ben' },
    ),
  );

  it('is that they keep what they could open, and where that is listed', () => {
    const said = JSON.stringify(asked?.after?.({ conflicts: ['ben', 'cem'] }, { ...facts, incident }));
    expect(said).toContain(
      'Ben could open this until now, and keeps that in older copies: `coc access --exposure ben`',
    );
    expect(said).toContain('Kept out of this: Ben and Cem.');
    expect(said).not.toContain('Cem could');
  });
});

describe('somebody kept out who keeps a share of the recovery key', () => {
  const asked = reportForm(playbook).questions.find(({ id }) => id === 'conflicts');
  const said = (conflicts: readonly string[]) =>
    asked
      ?.after?.({ conflicts }, { ...facts, custodians: ['ben'] })
      .map((block) => 'text' in block && block.text);

  it('is warned of, by name', () => {
    expect(said(['ben', 'cem'])).toEqual([
      'Kept out of this: Ben and Cem.',
      expect.stringContaining('Ben keeps a share of the recovery key'),
    ]);
    expect(said(['cem'])).toEqual(['Kept out of this: Cem.']);
    expect(said([])).toEqual([]);
  });
});

describe('what people type where they know nobody', () => {
  const first: ReportFacts = { ...facts, me: undefined, members: [] };
  const given = (more: Answers): Answers => ({ ...base, 'your-name': 'Ana', ...more });

  it.each([
    ['who', "I don't know"],
    ['who', 'they'],
    ['who', 'me'],
    ['reporter-name', 'Nobody'],
    ['reporter-name', 'myself'],
    ['affected-name', 'unknown'],
    ['others', ['none']],
    ['others', ['Zed', 'nobody else']],
    ['heard-by', 'me'],
    ['heard-by', 'no one'],
    ['heard-by', 'half past two'],
    ['heard-by', 'this morning'],
    ['who', '14:30'],
    ['who', 'yesterday evening'],
    ['reporter-name', 'at noon'],
    ['affected-name', 'Friday 3pm'],
    ['others', ['Zed', 'last night']],
    ['reporter-contact', 'none'],
    ['circumstances', 'n/a'],
  ])('is nobody, on the first report and later: %s, %j', (id, answer) => {
    for (const known of [first, { ...facts, me: 'ana' }])
      expect(whatIsWrong({ ...given({ [id]: answer }), 'your-name': 'Ana' }, known)).toContain(id);
  });

  it.each([
    ['who', '14'],
    ['who', 'Nil'],
    ['who', 'Na'],
    ['who', 'the speaker'],
    ['who', 'nobody on the staff list; a tall man from the blue booth who followed them for an hour'],
    ['others', ['everybody at the table']],
  ])('and says who it is with a few words, or a badge: %s, %j', (id, answer) => {
    expect(whatIsWrong(given({ [id]: answer }), first)).not.toContain(id);
  });
});
