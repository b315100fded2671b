import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../../../src/incident/entry.ts';
import { view } from '../../../src/incident/view.ts';
import type { Answers } from '../../../src/interview/question.ts';
import type { ReportFacts } from '../../../src/policy/situation.ts';
import { ACCESS_GRANT } from '../../../src/steps/access/grant.ts';
import { formOf } from '../../../src/steps/form.ts';
import { chain, report } from '../incident/fold.ts';
import { playbook } from '../policy/shipped.ts';
import { type Added, OPENED, P1, R1, situation } from '../policy/step-situation.ts';
import { addForm, FACTS, reportForm } from './report-forms.ts';

/** How a question is asked once these answers are given. */
function asked(
  form: ReturnType<typeof reportForm>,
  id: string,
  answers: Answers,
  facts: ReportFacts,
): string {
  const question = form.questions.find((one) => one.id === id);
  if (question === undefined) throw new Error(`no question ${id}`);
  return (question.wordedAs?.(answers, facts) ?? question).ask;
}

const SEEN = 'witnessed-by-staff';

describe('who heard it', () => {
  it.each(CHANNELS)('is asked by how it came: %s', (channel) => {
    const words = asked(reportForm(playbook), 'heard-by', { channel }, FACTS);
    expect(words).toBe(`Who ${channel === SEEN ? 'saw' : 'heard'} it, if that was not you`);
    const right = asked(addForm(playbook), 'right-heard-by', { channel }, FACTS);
    expect(right).toBe(`Who ${channel === SEEN ? 'saw' : 'heard'} it, rightly`);
  });

  it.each(CHANNELS)('goes by what stands there where how it came is not said again: %s', (channel) => {
    const incident = view('K7F392QD', chain({ kind: 'opened' }, report({ channel })));
    const facts = { ...FACTS, incident };
    const saw = channel === SEEN ? 'saw' : 'heard';
    expect(asked(addForm(playbook), 'heard-by', { add: 'detail' }, facts)).toContain(`Who ${saw} it`);
    // Another report is another way.
    expect(asked(addForm(playbook), 'heard-by', { add: 'report' }, facts)).toContain('Who heard it');
  });

  it('refuses whoever writes it down in words that fit', () => {
    const { check } = reportForm(playbook).questions.find(({ id }) => id === 'heard-by') ?? {};
    const me = String(FACTS.me);
    expect(check?.(me, { channel: SEEN }, FACTS)).toContain('you saw it yourself');
    expect(check?.(me, { channel: 'verbal' }, FACTS)).toContain('you heard it yourself');
  });
});

describe('whoever reports what staff saw', () => {
  it.each(CHANNELS)('is asked for as somebody besides them: %s', (channel) => {
    const words = asked(reportForm(playbook), 'reporter-name', { channel }, FACTS);
    expect(words).toBe(channel === SEEN ? 'Has somebody reported it as well' : 'Who reports it');
  });

  it.each([
    [SEEN, null, true],
    [SEEN, undefined, true],
    [SEEN, 'Ida', false],
    ['verbal', null, false],
  ] as const)('is told the words once they come: %s, %s', (channel, name, isFirst) => {
    const { after } = reportForm(playbook).questions.find(({ id }) => id === 'visibility') ?? {};
    const given = { channel, visibility: 'witnessed', ...(name !== undefined && { 'reporter-name': name }) };
    const said = JSON.stringify(after?.(given, FACTS));
    expect(said).toContain('Thanks, this sounds like a breach');
    expect(said.includes('If somebody does, tell them this')).toBe(isFirst);
  });
});

describe('what may be shared', () => {
  it.each(CHANNELS)('asks for what was permitted only where somebody told it: %s', (channel) => {
    const share = asked(reportForm(playbook), 'share', { channel }, FACTS);
    const words = asked(reportForm(playbook), 'permission', { channel, share: 'team' }, FACTS);
    expect(share.includes('as the person affected told you')).toBe(channel !== SEEN);
    expect(words.includes('did they permit')).toBe(channel !== SEEN);
    // What is chosen and what is taken is the same.
    const incident = view('K7F392QD', chain({ kind: 'opened' }, report({ channel })));
    const detail = asked(addForm(playbook), 'share', { add: 'detail' }, { ...FACTS, incident });
    expect(detail).toBe(share);
    // Somebody who reported it as well can have said so.
    const told = { channel, share: 'team', 'reporter-name': 'Ida Holm' };
    expect(asked(reportForm(playbook), 'share', told, FACTS)).toContain('as the person affected told you');
  });
});

describe('letting somebody open what staff saw themselves', () => {
  const grant = formOf(ACCESS_GRANT, playbook);
  const words = (id: string, contents: readonly Added[]): string => {
    const of = situation(contents);
    const question = grant.questions.find((one) => one.id === id);
    return (question?.wordedAs?.({ member: ['ben'] }, of) ?? question)?.ask ?? '';
  };
  const seen = report({ channel: SEEN });
  const reporter: Added = { kind: 'person', person: 'R1', role: 'reporter' };

  it('asks those who saw it, as long as nobody is known to whom it happened', () => {
    for (const id of ['permitted', 'permission']) {
      expect(words(id, [OPENED, reporter, seen])).not.toContain('the person affected');
      expect(words(id, [OPENED, reporter, P1, seen])).toContain('the person affected');
      expect(words(id, [OPENED, R1, seen])).toContain('the person affected');
      expect(words(id, [OPENED, reporter, report({ channel: 'verbal' })])).toContain('the person affected');
    }
  });

  it.each([
    [SEEN, undefined, false],
    [SEEN, 'Ida', true],
    ['verbal', undefined, true],
  ] as const)('is asked about only where somebody did: %s, %s', (channel, name, isAsked) => {
    const given = { channel, ...(name !== undefined && { 'reporter-name': name }) };
    for (const id of ['reporter-contact', 'reporter-is-affected']) {
      const question = reportForm(playbook).questions.find((one) => one.id === id);
      expect(question?.offered?.(given, FACTS)).toBe(isAsked);
    }
  });
});
