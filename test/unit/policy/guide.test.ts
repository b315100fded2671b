import { describe, expect, it } from 'vitest';
import {
  careBlocks,
  dangerBlocks,
  type GuideFacts,
  guide,
  scriptBlocks,
  TOPICS,
} from '../../../src/policy/guide.ts';
import { clauseTitle } from '../../../src/policy/playbook.ts';
import { render } from '../../../src/screen/render.ts';
import { playbook } from './shipped.ts';

const facts: GuideFacts = {
  contact: 'codeofconduct@example.org',
  policy: 'https://example.org/policy',
  appeals: 'the board',
  emergency: ['Front desk: 1234'],
  feedback: ['By e-mail to the board'],
};
const text = (topic: string | undefined, more: Partial<GuideFacts> = {}): string =>
  render(guide(playbook, { ...facts, ...more }, topic), { width: 10_000, color: false });

describe('the guide', () => {
  it('lists its topics', () => {
    for (const { id, title } of TOPICS)
      expect(guide(playbook, facts, undefined)).toContainEqual(
        expect.objectContaining({ rows: expect.arrayContaining([[`coc guide ${id}`, title]]) }),
      );
  });

  it.each(TOPICS)('has $id, with its heading and its clause', ({ id, title }) => {
    const blocks = guide(playbook, facts, id);
    expect(blocks[0]).toMatchObject({ kind: 'heading', ...(id !== 'all' && { text: title }) });
    expect(blocks.at(-1)).toMatchObject({ text: expect.stringMatching(/^Policy: [A-Z]/) });
  });

  it('has each topic once in all of it', () => {
    const headings = guide(playbook, facts, 'all').filter(({ kind }) => kind === 'heading');
    expect(headings).toHaveLength(TOPICS.length - 1);
  });

  it.each(Object.values(playbook.scripts))('has “$say” to say, word for word', ({ say, after }) => {
    expect(text('all')).toContain(say);
    expect(text('all')).toContain(after ?? '');
  });

  it.each<[string, readonly string[]]>([
    [
      'receiving',
      [
        playbook.receiving.written,
        playbook.receiving.verbal,
        playbook.receiving.confidential,
        playbook.receiving.details.ask,
        ...playbook.receiving.details.items,
      ],
    ],
    [
      'safety',
      [
        playbook.safety['in-doubt'],
        playbook.safety['if-safe'].do,
        playbook.safety['if-safe'].why,
        playbook.safety.contacts,
        ...Object.entries(playbook.safety.actions).flatMap(([id, action]) =>
          id === 'summoned' ? [] : [action.do],
        ),
      ],
    ],
    ['not to do', playbook['not-to-do'].items.map((one) => one.text)],
    ['permission', playbook.permission.items],
    ['attendance', playbook.meeting.attendance.map((one) => one.text)],
    ['meeting', playbook.meeting.questions.map((one) => one.ask)],
    ['complaint', playbook.accused.complaint.items],
    ['response', playbook.accused.response.items],
    ['principle', [playbook.principle.text, playbook.principle.question]],
    ['sanctions', playbook.sanctions.kinds.flatMap(({ label, condition = '' }) => [label, condition])],
    ['no action', [playbook.sanctions['no-action'].label]],
    ['employer', [playbook.employer.advice, ...playbook.employer.grounds.map((one) => one.label)]],
    ['apologies', playbook.apologies.items],
    ['why announce', playbook.announcement.why.map((one) => one.label)],
    ['announcing', [...playbook.announcement.items, playbook.announcement.outline]],
    ['feedback', playbook.feedback.items],
    ['evaluation', playbook.evaluation.questions.map((one) => one.ask)],
    ['retention', [playbook.retention.text, playbook.retention.told]],
    ['clock', ['coc counts 12 hours', ...playbook.guide['half-day'].items]],
    ['conflicts', playbook.guide.conflict.items],
    ['data about somebody', [...playbook.guide.data.items, playbook.retention.text]],
    ['judging', [playbook.principle.judge ?? 'none']],
    ['the community', [facts.policy, 'the board', ...facts.emergency, ...facts.feedback]],
  ])('has everything on %s', (_name, items) => {
    const all = text('all');
    expect(items.filter((item) => !all.includes(item))).toEqual([]);
  });

  it('says so where there is no place to appeal to', () => {
    expect(text('accused', { appeals: null })).toContain('If there is a place to appeal to, name it.');
  });
});

describe('what to do about a danger', () => {
  const words = (level: Parameters<typeof dangerBlocks>[1]): string =>
    JSON.stringify(dangerBlocks(playbook, level, facts.emergency));

  it('is nothing where there is none', () => expect(dangerBlocks(playbook, 'none', [])).toEqual([]));

  it('is to call at once where it is a general one', () => {
    expect(dangerBlocks(playbook, 'general', [])[0]).toEqual({ kind: 'urgent', text: playbook.safety.now });
    expect(words('general')).not.toContain(playbook.safety['if-safe'].do);
  });

  it.each(['person', 'violence'] as const)(
    'is to leave police to the person affected once safe: %s',
    (level) => {
      expect(dangerBlocks(playbook, level, [])[0]).toEqual({
        kind: 'urgent',
        text: playbook.safety['in-doubt'],
      });
      expect(words(level)).toContain(playbook.safety['if-safe'].do);
    },
  );

  it.each(['general', 'person', 'violence'] as const)('has the contacts: %s', (level) =>
    expect(words(level)).toContain('Front desk: 1234'),
  );

  it('has both sentences to say to the person affected', () => {
    expect(JSON.stringify(careBlocks(playbook))).toContain(playbook.scripts.friend.say);
    expect(JSON.stringify(careBlocks(playbook))).toContain(playbook.scripts.help.say);
  });
});

describe('a sentence to say', () => {
  it('stands alone, with what to do then below it', () => {
    expect(scriptBlocks(playbook, 'private')).toEqual([
      { kind: 'say', text: playbook.scripts.private.say },
      { kind: 'text', text: playbook.scripts.private.after },
    ]);
    expect(scriptBlocks(playbook, 'help')).toHaveLength(1);
  });

  it('names its clause in words', () => {
    for (const { clause } of Object.values(playbook.scripts))
      expect(clauseTitle(playbook, clause)).not.toBe(clause);
  });
});
