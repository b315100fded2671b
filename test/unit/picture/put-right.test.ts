import { describe, expect, it } from 'vitest';
import { CONTENTS, type Content, type Kind } from '../../../src/incident/entry.ts';
import { view } from '../../../src/incident/view.ts';
import { incidentBlocks } from '../../../src/screen/incident.ts';
import { render } from '../../../src/screen/render.ts';
import { renderBody } from '../../../src/vault/record/body.ts';
import { chain, report } from '../incident/fold.ts';
import { playbook } from '../policy/shipped.ts';

/*
 * Whoever writes an entry may be the accused, and hold a key. Whatever an entry changes of what stood there before is seen by those
 * who read the incident, with who wrote it and when: in the file, and on the screen above the list of who wrote what.
 */
type Written = Content & { id?: string; by?: string; at?: string };
const said = (content: Record<string, unknown>): Written => content as unknown as Written;
const SEALED = '-----BEGIN AGE ENCRYPTED FILE-----\nx\n-----END AGE ENCRYPTED FILE-----\n';
/** The moment at which Mallory writes; nothing else in these incidents is of that day. */
const AT = '2026-12-24T09:41:00+01:00';
const then = '2026-11-24T10:00:00+01:00';

const BEFORE: readonly Written[] = [
  { kind: 'opened' },
  { kind: 'threat', level: 'violence' },
  { kind: 'person', person: 'R1', role: 'reporter', affected: 'yes', name: 'Mei', contact: 'mei@x.example' },
  { kind: 'person', person: 'A1', role: 'accused', name: 'Max', description: 'in a hat' },
  { kind: 'person', person: 'W1', role: 'witness', name: 'Sunita' },
  { kind: 'person', person: 'W2', role: 'witness', name: 'Rao' },
  { kind: 'person', person: 'W2', role: 'witness', sameAs: 'W1' },
  report({ channel: 'verbal' }),
  said({ kind: 'details', report: 'REPORT1', details: { who: 'A1', behavior: 'pushed', others: ['W1'] } }),
  { kind: 'visibility', visibility: 'private' },
  { kind: 'consent', report: 'REPORT1', answer: 'asked-not-to-proceed' },
  { kind: 'permission', id: 'SHARING', report: 'REPORT1', share: 'recorder', words: 'nobody' },
  {
    kind: 'permitted',
    id: 'TELLING',
    what: 'announce',
    people: ['R1'],
    answer: 'no',
    words: 'do not',
    saidAt: then,
  },
  { kind: 'recusal', id: 'OUT', member: 'cem' },
  { kind: 'action', id: 'DO', what: 'Look', who: 'ana', due: then },
  said({
    ...{ kind: 'sanction', id: 'BAN', person: 'A1', sanction: 'ban', label: 'A ban', startsAt: then },
    ...{ term: 'until', until: '2027-03-31', parameters: {}, safety: 'far away', decidedBy: ['ana'] },
  }),
  { kind: 'letter', id: 'LETTER', letter: 'employer', person: 'A1', text: 'Short.' },
  { kind: 'announcement', announce: true, reason: 'so that it is known' },
  { kind: 'closed', id: 'CLOSED' },
  {
    ...{ kind: 'evidence', id: 'SLIDE', file: 'evidence/9876543210.age', key: 'K', name: 'slide.png' },
    ...{ size: 1, sha256: 'x' },
  },
  {
    ...{ kind: 'evidence', id: 'SCAN', file: 'evidence/9876543211.age', key: 'K', name: 'scan.png' },
    ...{ size: 1, sha256: 'y' },
  },
  {
    ...{ kind: 'evidence', id: 'PHOTO', file: 'evidence/9876543212.age', key: 'K', name: 'photo.png' },
    ...{ size: 1, sha256: 'z' },
  },
  {
    ...{ kind: 'evidence', id: 'PRINT', file: 'evidence/9876543213.age', key: 'K', name: 'print.png' },
    ...{ size: 1, sha256: 'w', replaces: 'PHOTO' },
  },
];

const person = (more: Record<string, unknown>): Written => said({ kind: 'person', role: 'accused', ...more });

/** What each kind of entry can change of what stood there before; `nothing`: it only adds. No kind can be forgotten. */
const CHANGES: Readonly<Record<Kind, 'nothing' | Readonly<Record<string, Written>>>> = {
  opened: 'nothing',
  threat: {
    correction: { kind: 'threat', level: 'none', correction: true },
    anew: { kind: 'threat', level: 'none' },
  },
  person: {
    corrected: person({ person: 'A1', corrected: ['description'], description: 'in a cap' }),
    'corrected, and nothing in its place': person({ person: 'A1', corrected: ['description'] }),
    'corrected, for few': person({ person: 'R1', role: 'reporter', corrected: ['name'], sealed: SEALED }),
    sameAs: person({ person: 'A1', sameAs: 'W1' }),
    'sameAs, taken back': person({ person: 'W2', role: 'witness', corrected: ['sameAs'] }),
    affected: person({ person: 'R1', role: 'reporter', affected: 'no' }),
    role: person({ person: 'A1', role: 'witness' }),
    name: person({ person: 'A1', name: 'Moritz' }),
    otherThan: person({ person: 'A1', otherThan: ['ben'] }),
  },
  unreachable: { person: { kind: 'unreachable', person: 'R1' } },
  report: 'nothing',
  details: {
    correction: said({ kind: 'details', report: 'REPORT1', details: { behavior: 'x' }, correction: true }),
    removed: said({
      kind: 'details',
      report: 'REPORT1',
      details: {},
      removed: ['channel'],
      correction: true,
    }),
    receivedAt: said({ kind: 'details', report: 'REPORT1', details: {}, receivedAt: then, correction: true }),
    'anew, who': said({ kind: 'details', report: 'REPORT1', details: { who: 'W1' } }),
    'anew, others': said({ kind: 'details', report: 'REPORT1', details: { others: null } }),
    'anew, behavior': said({ kind: 'details', report: 'REPORT1', details: { behavior: 'looked' } }),
  },
  'follow-up': 'nothing',
  visibility: {
    correction: { kind: 'visibility', visibility: 'private', correction: true },
    anew: { kind: 'visibility', visibility: 'witnessed' },
  },
  'visibility-corrected': { visibility: { kind: 'visibility-corrected', visibility: 'witnessed' } },
  consent: {
    correction: { kind: 'consent', report: 'REPORT1', answer: 'no-objection', correction: true },
    anew: { kind: 'consent', report: 'REPORT1', answer: 'no-objection' },
  },
  wish: { want: { kind: 'wish', report: 'REPORT1', want: 'go-on', saidAt: then } },
  permission: {
    anew: { kind: 'permission', report: 'REPORT1', share: 'team' },
    words: { kind: 'permission', report: 'REPORT1', share: 'named', members: ['ben'], words: 'Ben may' },
  },
  permitted: {
    anew: { kind: 'permitted', what: 'announce', people: ['R1'], answer: 'yes', words: 'do', saidAt: then },
  },
  'words-corrected': {
    permission: { kind: 'words-corrected', entry: 'SHARING', words: 'all' },
    permitted: { kind: 'words-corrected', entry: 'TELLING', words: 'do' },
    'for few': { kind: 'words-corrected', entry: 'TELLING', sealed: SEALED },
  },
  'condition-met': 'nothing',
  compared: 'nothing',
  joined: 'nothing',
  'only-again': 'nothing',
  note: 'nothing',
  override: 'nothing',
  evidence: {
    replaces: {
      ...{ kind: 'evidence', id: 'BETTER', file: 'evidence/0123456789.age', key: 'K', name: 'better.png' },
      ...{ size: 2, sha256: 'x', replaces: 'SLIDE' },
    },
  },
  'evidence-for-few': {
    replaces: {
      ...{ kind: 'evidence-for-few', file: 'evidence/0123456789.age', to: ['cem'], replaces: 'SLIDE' },
      sealed: SEALED,
    },
  },
  'evidence-replaced': {
    with: { kind: 'evidence-replaced', evidence: 'SLIDE', with: 'SCAN' },
    nothing: { kind: 'evidence-replaced', evidence: 'PHOTO' },
  },
  grant: 'nothing',
  recusal: { member: { kind: 'recusal', member: 'ben' } },
  'recusal-undone': { corrects: { kind: 'recusal-undone', member: 'cem', corrects: 'OUT', reason: 'x' } },
  recovered: 'nothing',
  widened: 'nothing',
  'taken-in': 'nothing',
  meeting: 'nothing',
  action: 'nothing',
  'action-passed': { to: { kind: 'action-passed', action: 'DO', to: 'ben' } },
  'action-done': { doneAt: { kind: 'action-done', action: 'DO', doneAt: then } },
  statement: 'nothing',
  letter: 'nothing',
  told: { notPossible: { kind: 'told', about: 'response', person: 'R1', notPossible: 'gone' } },
  'not-sent': { letter: { kind: 'not-sent', letter: 'LETTER' } },
  sanction: 'nothing',
  'sanction-done': 'nothing',
  'sanction-change': {
    term: { kind: 'sanction-change', sanction: 'BAN', term: 'now', reason: 'x', decidedBy: ['ana'] },
  },
  'sanction-corrected': { right: { kind: 'sanction-corrected', sanction: 'BAN', right: { safety: 'x' } } },
  'sanction-end': { how: { kind: 'sanction-end', sanction: 'BAN', endedAt: then, how: 'lifted' } },
  appeal: 'nothing',
  'appeal-outcome': 'nothing',
  apology: 'nothing',
  announcement: { anew: { kind: 'announcement', announce: false, reason: 'x' } },
  feedback: 'nothing',
  export: 'nothing',
  'export-permission': 'nothing',
  closed: { anew: { kind: 'closed' } },
  reopened: { reason: { kind: 'reopened', reason: 'x' } },
  evaluation: 'nothing',
};

const rows = Object.entries(CHANGES).flatMap(([kind, changes]) =>
  changes === 'nothing' ? [] : Object.entries(changes).map(([what, entry]) => [kind, what, entry] as const),
);

function shown(entry: Written): readonly [file: string, screen: string] {
  const entries = chain(...BEFORE, { ...entry, id: 'CHANGE', by: 'mallory', at: AT } as Written);
  // What is undone stands only with an admin; nothing else asks who is one.
  const incident = view('K7F392QD', entries, undefined, {
    admins: new Set(['ana', 'mallory']),
    left: new Set(),
  });
  const blocks = incidentBlocks(incident, {
    now: new Date('2027-01-10T12:00:00+01:00'),
    nameOf: (member) => (member === 'mallory' ? 'Mallory Quist' : member),
    ...{ recovery: false, playbook, status: 'open', policy: 'imgix, version 1', due: [] },
  });
  const all = view('K7F392QD', entries, undefined, { admins: new Set(['ana', 'mallory']), left: new Set() });
  return [renderBody(all), render(blocks, { width: 400, color: false })];
}

describe('what an entry changes of what stood there before', () => {
  it.each(rows)('is shown with who wrote it and when: %s, %s', (_kind, _what, entry) => {
    const [file, screen] = shown(entry);
    // The entry counts only from a reader: what is shown has to be there at all.
    expect(
      file
        .split('\n')
        .filter((line) => /mallory/.test(line) && /2026-12-24 08:41|2026-12-24 09:41/.test(line)),
    ).not.toEqual([]);
    expect(
      screen.split('\n').filter((line) => line.includes('Mallory Quist') && line.includes('24 Dec')),
    ).not.toEqual([]);
  });

  it('is looked at in every kind that has a field for it', () => {
    const marks = /^(correct|right|removed|replaces|sameAs|otherThan|anew)/;
    const fields = Object.entries(CONTENTS).flatMap(([kind, { shape }]) =>
      Object.keys(shape)
        .filter((field) => marks.test(field))
        .map((field) => [kind, field] as const),
    );
    const NOT_WRITTEN = ['report corrects'];
    const missing = fields
      .filter(([kind, field]) => !rows.some(([own, , entry]) => own === kind && field in entry))
      .map(([kind, field]) => `${kind} ${field}`);
    expect(missing.filter((one) => !NOT_WRITTEN.includes(one))).toEqual([]);
  });
});
