import { asClosed } from '../incident/as-closed.ts';
import type { ContentOf } from '../incident/entry.ts';
import { showId } from '../incident/id.ts';
import { marksIn } from '../incident/people.ts';
import { isWaiting } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { Actors } from '../policy/actors.ts';
import { toldHowItGoesOn } from '../policy/affected.ts';
import { firstReceived } from '../policy/came.ts';
import { firstReport } from '../policy/came-first.ts';
import { perhapsUntold } from '../policy/decisions.ts';
import { type Due, dueIn } from '../policy/due.ts';
import type { EntryList } from '../policy/entry-list.ts';
import { filled, type Given, list, text } from '../policy/given-answers.ts';
import { mayBeLetIn } from '../policy/involved.ts';
import { type Playbook, underClause } from '../policy/playbook.ts';
import { canBeReached } from '../policy/reach.ts';
import type { Situation } from '../policy/situation.ts';
import { LETS_IN } from '../policy/under-condition.ts';
import type { Owed } from '../policy/waiting.ts';
import { dueWhileLed, leadingOf } from '../policy/while-led.ts';
import { mayMean } from '../policy/who.ts';
import { type Block, listIfAny } from '../text/block.ts';
import { listed } from '../text/listed.ts';
import { notBefore } from './not-before.ts';
import { myName } from './people.ts';
import {
  asker,
  dayType,
  isToCome,
  PERSON,
  REASON,
  restsOn,
  type StepQuestion,
  saysBefore,
  severalFrom,
  WHEN_IT_WAS_THEN,
} from './questions.ts';
import { KEPT_OPEN, type Step } from './step.ts';

/** Closes an incident: names what is still open, and asks when somebody asks the person affected how they are. */
export const CLOSE: Step = {
  id: 'close',
  about: 'That an incident is finished, and when somebody asks the person affected how they are.',
  questions,
  decide,
  gates: ['conflict', 'doer', ...KEPT_OPEN],
  bars: [
    {
      when: ['first'],
      refuses: (_given, { incident }) => incident.closed !== undefined,
      why: ({ incident }) => `${showId(incident.id)} is closed already.`,
      hints: (id) => [`\`coc reopen ${id}\` opens it again.`],
    },
  ],
  saveLabel: 'Close the incident',
  saved: 'The incident is closed. Nothing of it is deleted. Its number is',
};

/** What waits in it, as the incident that leads it makes it, where one does. */
function waiting({ incident, playbook, now, waits, members, matter }: Situation): readonly Due[] {
  return dueWhileLed(
    dueIn(incident, playbook, now, waits, members),
    matter?.leader && leadingOf(matter.leader),
    now,
  );
}

/** What is still open in an incident that somebody wants to close, by what becomes of it. */
interface StillOpen {
  readonly ends: readonly string[];
  /** Due also after the close, unless somebody says that it is not needed; and in any case. */
  readonly asked: readonly string[];
  readonly stays: readonly string[];
  /** Of what stays in any case, what has its time still to come. */
  readonly notYet: readonly string[];
}

function stillOpen(situation: Situation, given: Given = {}): StillOpen {
  const { incident } = situation;
  const open = waiting(situation).filter(({ step }) => step !== 'close' && step !== LETS_IN);
  const closed = asClosed(incident, { kind: 'closed', ...leftOpen({}, situation) });
  const lasting = new Set(waiting({ ...situation, incident: closed }).map(({ what }) => what));
  const known = perhapsUntold(incident).map(
    (ref) =>
      `Whether ${ref} was told what was decided: who they are is known to others. It stays open for those`,
  );
  const whats = (some: readonly Due[]) => [...new Set(some.map(({ what }) => what))];
  const lasts = open.filter(({ what }) => lasting.has(what));
  const owed = owedIn(situation);
  /** What of it stays due, part by part where not all of it does. */
  const partsOf = (what: string): readonly string[] => {
    const parts = owed.filter(({ due }) => due === what);
    const stay = parts.filter((one) => staysDue(one, given));
    return stay.length === parts.length ? [what] : stay.map(({ label }) => label);
  };
  return {
    ends: whats(open.filter(({ what }) => !lasting.has(what))),
    asked: whats(lasts.filter(({ owed }) => owed !== undefined)).flatMap(partsOf),
    stays: [...whats(lasts.filter(({ owed }) => owed === undefined)), ...known],
    notYet: whats(lasts.filter(({ owed, at, overdue }) => owed === undefined && at !== null && !overdue)),
  };
}

/**
 * Whether something is open that nobody said is not needed any more, and that could be done now: what has its time still to come, as the
 * end of a sanction, waits for it whether this is closed or not.
 */
function isLeftOpen(given: Given, situation: Situation): boolean {
  const { ends, asked, stays, notYet } = stillOpen(situation, given);
  return ends.length + asked.length > 0 || stays.some((what) => !notYet.includes(what));
}

function isAllDone(situation: Situation): boolean {
  return Object.values(stillOpen(situation)).every((items) => items.length === 0);
}

/** One thing that is due, and can be after the close. */
interface StillOwed {
  /** What an answers file calls it: `tell-P1`. */
  readonly value: string;
  readonly label: string;
  /** What is due, in words, of which it is a part. */
  readonly due: string;
  readonly owed: Owed;
}

/** What of that still makes sense once it is closed, and would be forgotten with it. */
function owedIn(situation: Situation): readonly StillOwed[] {
  const all = waiting(situation).flatMap(({ owed = [], what }) =>
    owed.map((one) => ({
      owed: one,
      due: what,
      label: one.what === 'tell' ? `Tell ${one.person} what was decided` : what,
    })),
  );
  return all.map(({ owed, due, label }, index) => {
    const before = all.slice(0, index).filter((one) => keyOf(one.owed) === keyOf(owed)).length;
    return { value: `${keyOf(owed)}${before === 0 ? '' : `-${before + 1}`}`, label, due, owed };
  });
}

function keyOf({ what, person }: Owed): string {
  return person === undefined ? what : `${what}-${person}`;
}

/** Whether it stays due: as long as nobody says otherwise. */
function staysDue({ value }: StillOwed, given: Given): boolean {
  const chosen = given['stays-due'];
  return chosen === undefined || list(chosen).includes(value);
}

function owedAfter(given: Given, situation: Situation): Pick<ContentOf<'closed'>, 'owed' | 'notNeeded'> {
  const all = owedIn(situation);
  const owed = (some: readonly StillOwed[]) => some.map((one) => ({ ...one.owed }));
  const stays = owed(all.filter((one) => staysDue(one, given)));
  const rest = owed(all.filter((one) => !staysDue(one, given)));
  const why = text(given['not-needed']);
  return {
    ...(stays.length > 0 && { owed: stays }),
    ...(rest.length > 0 && why !== undefined && { notNeeded: { owed: rest, why } }),
  };
}

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'close');
  const wasThen = saysBefore('closed-at');
  return [
    ask(
      'closed-at',
      notBefore('closed-at', WHEN_IT_WAS_THEN, { never: (_answers, { incident }) => firstReport(incident) }),
    ),
    ask('stays-due', {
      answer: severalFrom((situation) => owedIn(situation).map(({ value, label }) => ({ value, label }))),
      assume: true,
      initial: (_answers, situation) => owedIn(situation).map(({ value }) => value),
      when: (_answers, situation) => owedIn(situation).length > 0,
      before: (_answers, situation) =>
        listIfAny('Stays due in any case, until it is done', stillOpen(situation).stays),
      restsOn: (_answers, situation) => owedIn(situation).map(({ value }) => value),
      onceMore: (_had, _answers, situation) => owedIn(situation).map(({ value }) => value),
    }),
    ask('not-needed', {
      ...REASON,
      when: (answers, situation) => owedIn(situation).some((one) => !staysDue(one, answers)),
      ...restsOn('stays-due'),
    }),
    ask('unfinished', {
      ...REASON,
      when: (_answers, situation) => !isAllDone(situation),
      // What is not needed any more has its reason.
      required: isLeftOpen,
      offered: isLeftOpen,
      restsOn: (_answers, situation) => Object.values(stillOpen(situation)),
      before: (answers, situation) => {
        const { ends, asked, stays } = stillOpen(situation, answers);
        return [
          ...listIfAny('Still open, and stays due after the close', [...asked, ...stays]),
          ...listIfAny('Still open, and ends with the close', ends),
        ];
      },
    }),
    ask('check-in', {
      answer: dayType,
      check: isToCome,
      before: (_answers, situation) => whoIsAsked(situation),
      offered: (answers, situation) => !wasThen(answers, situation) && allToBeAsked(situation).length > 0,
    }),
    ask('check-in-who', {
      answer: PERSON,
      required: true,
      assume: true,
      initial: (answers, situation) =>
        whyNotAsk(situation.me, situation) === undefined ? myName(answers, situation) : undefined,
      when: (answers) => typeof answers['check-in'] === 'string',
      check: (answer, _answers, situation) => whyNotAsk(String(answer), situation),
    }),
  ];
}

/** What is open at the close, and is not over with it. */
function leftOpen(given: Given, situation: Situation) {
  const { incident } = situation;
  return {
    letters: filled(incident.letters.filter(isWaiting).map(({ id }) => id)),
    untold: filled([...perhapsUntold(incident)]),
    ...owedAfter(given, situation),
  };
}

/** Closes an incident, and hands out the check-in with the person affected, who need not answer. */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  draft.add({
    kind: 'closed',
    closedAt: text(given['closed-at']),
    unfinished: text(given.unfinished),
    ...leftOpen(given, situation),
  });
  const day = text(given['check-in']);
  if (day === undefined) return;
  const { incident } = situation;
  const who = new Actors(draft, situation).of(text(given['check-in-who']) ?? situation.me);
  const reachable = allToBeAsked(situation);
  const refs = reachable.length > 0 ? reachable : asked(incident).slice(0, 1);
  const how = isOfSomebodyElse(incident) ? 'the person affected is' : 'they are';
  for (const person of refs.length > 0 ? refs : [undefined])
    draft.add({
      kind: 'action',
      what: `Ask ${person ?? 'the person affected'} how ${how}; they need not answer`,
      ...{ who, due: day, purpose: 'check-in', person },
    });
}

/** Who is asked how they are: whom it happened to, or who reported it, as far as they can be reached. */
function allToBeAsked({ incident }: Situation): readonly string[] {
  return asked(incident).filter((ref) => canBeReached(ref, incident));
}

/** Where it happened to somebody else of whom nothing is known, whoever reported it is asked how that person is. */
function asked(incident: IncidentView): readonly string[] {
  const those = toldHowItGoesOn(incident);
  const first = firstReceived(incident.reports);
  return those.length > 0 || first === undefined ? those : [first.reporter];
}

function isOfSomebodyElse(incident: IncidentView): boolean {
  return toldHowItGoesOn(incident).length === 0 && asked(incident).length > 0;
}

function whoIsAsked(situation: Situation): readonly Block[] {
  const { incident } = situation;
  const all = allToBeAsked(situation);
  const who = listed(all);
  const words = isOfSomebodyElse(incident)
    ? `${who}, who reported it, said that it happened to somebody else, of whom nothing is known. So ${who} is asked how that person is.`
    : `Whoever it happened to and can be reached is asked, so ${who}. ${marksIn(all, incident.people).join('; ')}.`;
  return [{ kind: 'text', text: words }];
}

/** Why somebody on the team cannot be the one who asks: they would not know whom, or of what; undefined where they can. */
function whyNotAsk(typed: string, situation: Situation): string | undefined {
  const { incident, playbook } = situation;
  const all = allToBeAsked(situation);
  const few = incident.people.flatMap(({ ref, knownTo }) => (all.includes(ref) && knownTo ? [knownTo] : []));
  const members = mayMean(typed, situation).flatMap(({ member }) => member?.id ?? []);
  // Who is kept out is refused with the clause on that.
  const free = members.filter((member) => !incident.keptOut.includes(member));
  const closed = free.filter((member) => !incident.readers.includes(member));
  if (closed.length > 0) {
    const may = mayBeLetIn(incident, situation.members).map(({ id }) => id);
    const orLetIn = closed.every((member) => may.includes(member))
      ? ', or let them open it first with `coc access grant`'
      : '';
    return underClause(
      `is somebody who cannot open this. Name somebody who can${orLetIn}`,
      playbook,
      playbook.permission.clause,
    );
  }
  return few.some((knownTo) => free.some((member) => !knownTo.includes(member)))
    ? underClause(
        'is somebody who may not know whom to ask. Name somebody who does, or note first with `coc access grant --reporter` that they may',
        playbook,
        playbook.permission.clause,
      )
    : undefined;
}
