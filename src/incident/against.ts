import type { Permitted } from './entry.ts';
import type { Answer } from './fold-consent.ts';
import { knew } from './knew.ts';
import { isOfOneSave, type Noted } from './noted.ts';
import type { IncidentView } from './view.ts';

/** Of what somebody said no and a yes holds: that it goes on, that it is shared, or that something may be told. */
export type Matter = 'go-on' | 'share' | Permitted;

/** What somebody said to it: who, who wrote it down, and when. */
interface Word extends Noted {
  readonly id: string;
  /** By their marks. */
  readonly people: readonly string[];
  readonly saidAt?: string;
  /** How much of `saidAt` is known, where that is less than the minute. */
  readonly precision?: Readonly<Record<string, string>> | undefined;
  /** They said themselves that it goes on: nobody told them about a meeting. */
  readonly wished?: true;
  /** It had a condition. */
  readonly onlyIf?: true;
}

/** That a yes holds although somebody said no: somebody else, or they themselves before. A yes can be written by anybody with a key. */
export interface Against {
  readonly about: Matter;
  readonly no: readonly Word[];
  readonly yes: readonly Word[];
}

const TOLD: readonly Permitted[] = ['tell-accused', 'employer', 'announce', 'name'];

/** Every yes that holds in an incident although somebody said no, with both. */
export function saidAgainst(incident: IncidentView): readonly Against[] {
  return [goingOn(incident), sharing(incident), ...TOLD.map((what) => telling(what, incident))].filter(
    ({ no, yes }) => no.length > 0 && yes.length > 0,
  );
}

/** It goes on: every answer that it is not to, and of those whose last answer is none of these, that one. */
function goingOn({ stopped, reports }: IncidentView): Against {
  const all = stopped === undefined ? reports.flatMap(({ answers = [] }) => answers) : [];
  const last = [...new Map(all.map((one) => [`${one.report} ${one.person}`, one])).values()];
  return {
    about: 'go-on',
    no: all.filter(({ answer }) => answer === 'asked-not-to-proceed').map(wordOf),
    yes: last.filter(({ answer }) => answer === 'no-objection').map(wordOf),
  };
}

function wordOf({ id, at, by, person, saidAt, precision, wished, onlyAgain }: Answer): Word {
  return {
    ...{ id, at, by, people: [person] },
    ...(saidAt !== undefined && { saidAt }),
    ...(precision && { precision }),
    ...(wished && { wished }),
    ...(onlyAgain && { onlyIf: true as const }),
  };
}

/** It is shared with more, by a permission that holds against what somebody asked later, or whose writer knew of that. */
function sharing(incident: IncidentView): Against {
  const { wishes = [], reports } = incident;
  const asked = wishes.filter(({ want, other }) => want !== 'go-on' && !other);
  const pairs = reports.flatMap(({ share, shareNoted, permittedBy, reporter }) =>
    share === 'recorder' || shareNoted === undefined
      ? []
      : asked
          .filter((wish) => !isOfOneSave(wish, shareNoted))
          .filter((wish) => wish.keeps === undefined || knew(incident, shareNoted, wish))
          .map((wish) => ({ wish, yes: { ...shareNoted, people: permittedBy ?? [reporter] } })),
  );
  return {
    about: 'share',
    no: unique(
      pairs.map(({ wish: { id, at, by, from, saidAt, precision } }) => ({
        id,
        at,
        by,
        people: [from],
        saidAt,
        precision,
      })),
    ),
    yes: unique(pairs.map(({ yes }) => yes)),
  };
}

/** Something may be told: what each said no to; of naming somebody, each for themselves. */
function telling(what: Permitted, { permitted = [] }: IncidentView): Against {
  const all = permitted.filter((one) => one.what === what);
  const yes = all.filter(
    (one, index) =>
      one.answer === 'yes' &&
      one.people.some((ref) => !all.slice(index + 1).some(({ people }) => people.includes(ref))),
  );
  const no = all.filter(
    ({ answer, people }) =>
      answer !== 'yes' &&
      (what !== 'name' || yes.some((one) => one.people.some((ref) => people.includes(ref)))),
  );
  const words = (some: typeof all): readonly Word[] =>
    some.map(({ id, at, by, people, saidAt, precision, answer }) => ({
      ...{ id, at, by, people, saidAt, precision },
      ...(answer === 'if' && { onlyIf: true as const }),
    }));
  return { about: what, no: words(no), yes: words(yes) };
}

function unique(words: readonly Word[]): readonly Word[] {
  return [...new Map(words.map((one) => [one.id, one])).values()];
}
