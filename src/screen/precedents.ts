import { questionIn } from '../policy/interviews.ts';
import type { Playbook } from '../policy/playbook.ts';
import type { Alike, Precedent } from '../policy/precedents.ts';
import { termWords } from '../policy/sanctions.ts';
import type { Block } from '../text/block.ts';
import { count } from '../text/count.ts';
import { showMoment } from '../text/moment.ts';
import { statusWords } from './due.ts';

interface Told extends Precedent {
  readonly incident: string;
  readonly alike: Alike;
}

interface Facts {
  readonly now: Date;
  readonly playbook: Playbook;
}

const ENDED: Readonly<Record<string, string>> = { 'ran-out': 'ran out', lifted: 'was lifted' };
const APPEALED: Readonly<Record<string, string>> = {
  stands: 'an appeal changed nothing',
  changed: 'an appeal changed it',
  lifted: 'an appeal lifted it',
};

/** What was decided about incidents like one, the most alike first. */
export function precedentsBlocks(incident: string, all: readonly Told[], facts: Facts): readonly Block[] {
  if (all.length === 0)
    return [{ kind: 'text', text: `Of what you can open, nothing like ${incident} was decided before.` }];
  return [
    {
      kind: 'text',
      text: `What was decided before about incidents like ${incident}, as far as you can open them. It is no rule: each is decided for itself, and what looks alike here may have been another thing.`,
    },
    ...all.flatMap((one): readonly Block[] => [
      { kind: 'heading', text: one.incident },
      { kind: 'fields', rows: rowsOf(one, facts) },
    ]),
  ];
}

function rowsOf(one: Told, { now, playbook }: Facts): readonly (readonly [string, string])[] {
  const { questions, interviews } = playbook;
  const outcomes: Readonly<Record<string, string>> =
    questionIn(interviews, 'meeting', 'outcome').choices ?? {};
  const { seen, danger, alike, announced } = one;
  return [
    ['Alike in', alikeIn(alike)],
    ['Received', showMoment(one.received, now, 'day')],
    ...(seen === null ? [] : [['Seen', questions.visibility.choices[seen]] as const]),
    ...(danger === null || danger === 'none' ? [] : [['Danger', questions.threat.choices[danger]] as const]),
    ...(one.outcomes.length === 0
      ? []
      : [['Outcome', one.outcomes.map((outcome) => outcomes[outcome] ?? outcome).join('; ')] as const]),
    ...one.sanctions.map((sanction) => ['Sanction', sanctionWords(sanction, now)] as const),
    ...(announced === null ? [] : [['Announced', announcedWords(announced)] as const]),
    ['Now', statusWords(one.status)],
  ];
}

function announcedWords(announced: boolean | 'drafted'): string {
  if (announced === 'drafted') return 'drafted, not published';
  return announced ? 'yes' : 'no';
}

function alikeIn({ words, seen, danger }: Alike): string {
  return [
    ...(words > 0 ? ['words'] : []),
    ...(seen ? ['how it was seen'] : []),
    ...(danger ? ['danger'] : []),
  ].join(', ');
}

function sanctionWords(one: Told['sanctions'][number], now: Date): string {
  const { label, term, startsAt, until, changes, appeals, ended } = one;
  return [
    label,
    `from ${showMoment(startsAt, now, 'day')}`,
    ...termWords({ term, ...(until !== null && { until }) }),
    ...(changes > 0 ? [`changed ${changes === 1 ? 'once' : count(changes, 'time')}`] : []),
    ...appeals.map((outcome) => (outcome === null ? 'an appeal waits' : (APPEALED[outcome] ?? outcome))),
    ...(ended === null
      ? []
      : [`${ENDED[ended.how] ?? ended.how} on ${showMoment(ended.endedAt, now, 'day')}`]),
  ].join('; ');
}
