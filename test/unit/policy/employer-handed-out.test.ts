import { describe, expect, it } from 'vitest';
import { EMPLOYER } from '../../../src/steps/employer.ts';
import { A2, type Added, READY, situation } from './step-situation.ts';

const action = (what: string, more: object = {}): Added =>
  ({ id: 'ACTION1', kind: 'action', what, who: 'ana', due: '2026-11-30T12:00:00+01:00', ...more }) as Added;
const DONE: Added = { kind: 'action-done', action: 'ACTION1', doneAt: '2026-11-24T11:00:00+01:00' };
const SENT = { person: 'A1', state: 'letter', sent: 'yes' };

describe('what a meeting handed out, once an employer was told', () => {
  const offered = (contents: readonly Added[], given: object = SENT) => {
    const of = situation([...READY, ...contents]);
    return {
      next: EMPLOYER.nextIn?.(given as never, of.incident),
      said: EMPLOYER.afterwards?.(given as never, of).join() ?? '',
    };
  };

  it.each<[readonly Added[], object]>([
    [[action('tell his employer')], SENT],
    [[action('Tell his employer')], { person: 'A1', state: 'sent' }],
    [[action("Write to A1's employer"), A2], SENT],
    [[action('The employers of both', { person: 'A1' }), A2], SENT],
  ])('is offered to be ticked off, and not by Enter: %j, %j', (contents, given) => {
    const { next, said } = offered(contents, given);
    expect(next).toMatchObject({ step: 'meeting --done', byEnter: false, answers: { done: ['1'] } });
    expect(said).toContain('`coc meeting --done K7F3-92QD`');
  });

  it.each<[string, readonly Added[], object]>([
    ['it has not gone out', [action('tell his employer')], { person: 'A1', state: 'letter', sent: 'no' }],
    ['it does not go out', [action('tell his employer')], { person: 'A1', state: 'not-sent' }],
    ['it is done', [action('tell his employer'), DONE], SENT],
    ['it is something else', [action('Talk to the hotel')], SENT],
    ['it is about somebody else', [action('Tell the employer of A2'), A2], SENT],
    ['nobody can tell whose it is', [action('tell his employer'), A2], SENT],
  ])('is not where %s', (_why, contents, given) => {
    expect(offered(contents, given)).toEqual({ next: undefined, said: '' });
  });
});
