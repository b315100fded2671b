import { matchId, showId } from '../incident/id.ts';
import { JOINED, type JoinedFields } from '../incident/joined-incidents.ts';
import type { Choice } from '../interview/question.ts';
import { type Comparable, comparable } from '../policy/comparable.ts';
import type { EntryList } from '../policy/entry-list.ts';
import { type Given, oneOf, text } from '../policy/given-answers.ts';
import { staysOut } from '../policy/glance.ts';
import { leadersAmong } from '../policy/joined-incidents.ts';
import type { Playbook } from '../policy/playbook.ts';
import type { Situation } from '../policy/situation.ts';
import { incidentRows } from '../screen/incident-row.ts';
import { joinedBlocks } from '../screen/joined-incidents.ts';
import { MAY_BE_ACCUSED } from './may-be-accused.ts';
import {
  asker,
  choicesIn,
  LINE,
  memberNames,
  NOTHING_BY_ENTER,
  restsOn,
  type StepQuestion,
} from './questions.ts';
import { KEPT_OPEN, type Step } from './step.ts';

/**
 * Whether an incident is one matter with another, which leads. Nothing is moved, nobody more can open either of the two, and it can be
 * taken back. It is written into the one that is led alone: two files that change together would tell that they belong together.
 */
export const JOIN_INCIDENTS: Step = {
  id: 'join-incidents',
  about:
    'Whether this is one matter with another incident, which leads. Only those who can open both learn it.',
  questions,
  decide,
  gates: [...KEPT_OPEN],
  looksAround: true,
  alsoOpens: (given, situation) => choiceMeant(given, situation)?.id,
  intro: (situation) => {
    const { incident, now } = situation;
    const leading = leadingNow(situation).map(({ id }) => id);
    const said = (incident.joined ?? []).filter((one) => leading.includes(one.incident));
    if (said.length > 0)
      return joinedBlocks(said, {
        now,
        leader: leadersAmong(situation.around?.others ?? []).get(incident.id),
        nameOf: (member) => memberNames([member], situation).join(''),
      });
    return [
      {
        kind: 'text',
        text: `Another incident leads ${showId(incident.id)} from now on. To have this one lead, begin with the other one.`,
      },
    ];
  },
  bars: [
    ...MAY_BE_ACCUSED,
    {
      when: ['first', 'saving'],
      refuses: (_given, situation) => leadingNow(situation).length === 0 && !mayBelong(situation.incident),
      why: 'It is closed, or kept only for if it happens again.',
      hints: (id) => [`\`coc show ${id}\` tells which, and \`coc reopen ${id}\` opens it again.`],
    },
    {
      when: ['first'],
      refuses: (_given, situation) => candidates(situation).length === 0,
      why: 'No other incident that you can open could lead this one.',
      hints: () => [
        'One that is closed, that another one leads, or that is kept only for if it happens again, cannot.',
      ],
    },
    {
      when: ['saving'],
      refuses: (given, situation) => choiceMeant(given, situation) === undefined,
      why: 'Somebody has said meanwhile that another incident leads this one.',
      hints: (id) => [`\`coc join-incidents ${id}\` says otherwise.`],
    },
    {
      when: ['saving'],
      refuses: (_given, situation) => {
        const { other } = situation;
        return leadingNow(situation).length === 0 && other !== undefined && !mayLead(comparable(other));
      },
      why: 'The other incident cannot lead: by now it is closed, led by another one, or kept only for if it happens again.',
    },
  ],
  saveLabel: 'Save this',
  saved: 'It is saved, for those alone who can open both. It belongs to',
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'join-incidents');
  return [
    ask('leads', {
      answer: (_answers, situation) => ({
        type: 'choice',
        choices: choicesOf(candidates(situation), situation),
        meant: (typed) => {
          const match = matchId(
            typed,
            candidates(situation).map(({ id }) => id),
          );
          return 'found' in match ? showId(match.found) : undefined;
        },
      }),
      required: true,
      // What leads it now is what is meant, where somebody says otherwise.
      assume: true,
      initial: (_answers, situation) => {
        const [only, ...others] = leadingNow(situation);
        return only && others.length === 0 ? showId(only.id) : undefined;
      },
    }),
    ask('is', {
      answer: choicesIn(playbook, 'join-incidents', 'is'),
      required: true,
      when: (_answers, situation) => leadingNow(situation).length > 0,
      ...restsOn('leads'),
      ...NOTHING_BY_ENTER,
    }),
    ask('why', { answer: LINE, ...restsOn('leads'), ...NOTHING_BY_ENTER }),
  ];
}

function choicesOf(these: readonly Comparable[], situation: Situation): readonly Choice[] {
  const { now, me } = situation;
  const nameOf = (member: string): string => memberNames([member], situation).join('');
  const rows = incidentRows(these, { now, me, nameOf });
  return these.map(({ id }, index) => ({ value: showId(id), label: rows[index] ?? showId(id) }));
}

/** What leads it now, of the incidents that can be opened. */
function leadingNow({ incident, around }: Situation): readonly Comparable[] {
  const { joined = [] } = incident;
  return (around?.others ?? []).filter(({ id }) => joined.some((one) => one.incident === id));
}

/** What can be meant: what leads it now, so that it can be said otherwise; else what could lead it, the newest first. */
function candidates(situation: Situation): readonly Comparable[] {
  const leading = leadingNow(situation);
  if (leading.length > 0) return leading;
  return (situation.around?.others ?? [])
    .filter((one) => one.id !== situation.incident.id && mayLead(one))
    .sort((a, b) => Date.parse(b.receivedAt ?? '') - Date.parse(a.receivedAt ?? ''));
}

function choiceMeant({ leads }: Given, situation: Situation): Comparable | undefined {
  return candidates(situation).find(({ id }) => showId(id) === leads);
}

function mayLead({ joined, onlyAgain, status }: Comparable): boolean {
  return joined === undefined && !staysOut({ onlyAgain }) && status !== 'closed';
}

function mayBelong(incident: Situation['incident']): boolean {
  return incident.closed === undefined && !staysOut(incident);
}

/** What somebody said of two incidents, for those who can open both. */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  const { incident, other, me } = situation;
  const leading = choiceMeant(given, situation);
  if (leading === undefined || other?.id !== leading.id) throw new Error('an incident that nobody named');
  const why = text(given.why);
  const fields: JoinedFields = {
    incident: leading.id,
    is: oneOf(given.is, JOINED) ?? 'led',
    ...(why !== undefined && { why }),
  };
  const to = incident.readers.filter((member) => other.readers.includes(member));
  draft.add({ kind: 'joined' }, { to: [...new Set([me, ...to])], fields });
}
