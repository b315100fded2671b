import { describe, expect, it } from 'vitest';
import type { IncidentView, Person } from '../../../src/incident/view.ts';
import { view } from '../../../src/incident/view.ts';
import { mayBelongTo, senderIn } from '../../../src/policy/intake.ts';

const person = (ref: string, more: Partial<Person>): Person => ({
  ref,
  role: 'reporter',
  hidden: false,
  ...more,
});
const incident = (
  id: string,
  more: Partial<Pick<IncidentView, 'people' | 'evidence' | 'reports'>>,
): IncidentView => ({
  ...view(id, []),
  ...more,
});
const mail = (mailId: string, mailFollows?: string) =>
  [{ mailId, ...(mailFollows !== undefined && { mailFollows }) }] as unknown as IncidentView['evidence'];

describe('who a sender is', () => {
  const mara = person('R1', { name: 'Mara Lind', contact: 'Mara@Visitors.example, or Signal' });
  const people = [
    mara,
    person('A1', { name: 'Tom Braun' }),
    person('W1', { name: 'Kim' }),
    person('W2', { name: 'Kim' }),
  ];

  it.each([
    ['by the address, however it is written', { address: 'mara@visitors.example' }, 'R1'],
    ['by the address before the name', { name: 'Tom Braun', address: 'MARA@visitors.example' }, 'R1'],
    ['by the name', { name: 'Tom Braun', address: 't@x.example' }, 'A1'],
    ['nobody by a part of an address', { address: 'ara@visitors.example' }, undefined],
    ['nobody by a longer one', { address: 'mara@visitors.example.org' }, undefined],
    ['nobody by a name that two have', { name: 'Kim', address: 'k@x.example' }, undefined],
    ['nobody where there is none', undefined, undefined],
  ])('is told %s', (_how, sender, ref) => {
    expect(senderIn({ people }, sender)?.ref).toBe(ref);
  });
});

describe('where a mail may belong', () => {
  const bySender = incident('S', { people: [person('R1', { contact: 'mara@visitors.example' })] });
  const sender = { address: 'mara@visitors.example' };

  it.each([
    ['it answers what is there', mail('<1@x>'), { mailId: '<2@x>', mailFollows: '<0@x> <1@x>' }],
    ['what is there answers it', mail('<2@x>', '<0@x> <1@x>'), { mailId: '<1@x>' }],
    ['both answer a third', mail('<2@x>', '<0@x>'), { mailId: '<3@x>', mailFollows: '<0@x>' }],
    ['it is there already', mail('<1@x>'), { mailId: '<1@x>' }],
  ])('is by the thread first, where %s', (_what, evidence, one) => {
    const thread = incident('T', { evidence });
    const found = mayBelongTo({ mails: [one], sender }, [incident('N', {}), bySender, thread]);
    expect(found.map(({ incident: { id }, by }) => [id, by])).toEqual([
      ['T', 'thread'],
      ['S', 'sender'],
    ]);
  });

  it('is nowhere by mails without a name', () => {
    expect(mayBelongTo({ mails: [{}] }, [incident('N', { evidence: [{}] as never })])).toEqual([]);
  });
});
