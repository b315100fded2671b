import type { Entry, EntryOf } from '../entry.ts';
import { rightly, type Sanction } from '../response.ts';
import { type Fact, FILE, ifSaid, ifSaidOn, type PictureBlock, SCREEN } from './block.ts';
import { writtenDown } from './noted.ts';
import {
  actor,
  actors,
  both,
  choice,
  inFile,
  joined,
  moment,
  onScreen,
  say,
  type Text,
  words,
  wordsOn,
} from './text.ts';

/** That it was decided although the accused was not heard. */
export const UNHEARD = say`Decided without ${both(say`the side of the accused`, say`their side`)}`;
const APPEALED = {
  stands: say`${onScreen(say`it `)}stands`,
  changed: say`${onScreen(say`it is `)}changed`,
  lifted: say`${onScreen(say`it is `)}lifted`,
} as const;
const NEWS = { change: say`that it changed`, end: say`that it ends` } as const;
const TERM = say`Term`;
const CONDITIONS = say`Conditions`;
const SAFETY = say`Safety`;
const TELL = say`Must know`;
const OFF = say`To switch off`;
const NOT_HEARD = say`It has not been heard yet. Meanwhile the sanction stands.`;

/** One sanction as it stands now, with its appeals. */
export function sanction(one: Sanction, entries: readonly Entry[]): readonly PictureBlock[] {
  const { number, person, label, appeals } = one;
  const whom = say`${actor(person)}: ${words(label)}`;
  return [
    { entry: say`${onScreen(say`Sanction ${number}, for `)}${whom}`, inFile: 'heading' },
    { facts: facts(one, entries) },
    ...appeals.flatMap(({ receivedAt, precision, words: own, outcome }): PictureBlock[] => [
      { text: say`An appeal against it came in ${moment(receivedAt, precision?.receivedAt)}:`, ...SCREEN },
      { quote: own, ...SCREEN },
      { text: outcomeText(outcome) ?? NOT_HEARD, ...SCREEN },
    ]),
  ];
}

function facts(one: Sanction, entries: readonly Entry[]): readonly Fact[] {
  const { parameters, conditions, safety, decidedBy, at, unheard, open } = one;
  const { informed = [], changes, appeals } = one;
  const isOld = began(one) !== undefined;
  const on = { at: undefined, writtenAt: at };
  const decided = say`${actors(decidedBy)}${!isOld && inFile(say`, ${moment(at)}`)}`;
  return [
    ...Object.entries(parameters).flatMap(([id, value]) => ifSaidOn(choice('parameter', id), value, on)),
    ...(began(one) ?? []),
    { name: TERM, value: [{ kind: 'term', sanction: one }] },
    ...(conditions ?? []).flatMap((own) => ifSaid(say`Condition`, own, FILE)),
    ...ifSaidOn(CONDITIONS, conditions, { at: undefined, writtenAt: conditionsAt(one) }, SCREEN),
    ...ifSaid(say`Met`, one.met),
    { name: SAFETY, value: wordsOn(safety, on) },
    ...(isOld && decidedBy.length === 0 ? [] : [{ name: say`Decided by`, value: decided, sentence: true }]),
    ...ifSaid(say`Decided alone`, one.alone),
    ...ifSaid(UNHEARD, unheard),
    ...ifSaidOn(TELL, one.tell, on, SCREEN),
    ...ifSaidOn(OFF, one.switchOff, on, SCREEN),
    ...ifSaidOn(say`Still to do`, open.length > 0 ? open : undefined, on, { ifAny: true }),
    ...informed.map(({ person, of, at: when }) => ({
      name: say`Told`,
      value: say`${actor(person)} ${NEWS[of]}, ${moment(when)}`,
      sentence: true,
    })),
    ...[...changes, ...(one.corrections ?? [])].flatMap(({ noLonger, at: writtenAt }) =>
      ifSaidOn(say`No longer holds`, noLonger, { at: undefined, writtenAt }),
    ),
    ...changes.map((change) => ({
      name: say`Changed`,
      value: say`${moment(change.changedAt ?? change.at, change.precision?.changedAt)}${change.decidedBy.length > 0 && onScreen(say`, by ${actors(change.decidedBy)}`)}: ${words(change.reason)}; ${writtenDown(change)}`,
      sentence: true,
    })),
    ...corrected(one, entries),
    ...appeals.map(
      ({ receivedAt, precision, words: own, outcome }): Fact => ({
        name: say`Appeal of`,
        value: say`${moment(receivedAt, precision?.receivedAt)}: ${words(own)} ${outcomeText(outcome) ?? say`(not heard yet)`}`,
        sentence: true,
        ...FILE,
      }),
    ),
    end(one),
  ];
}

/** When its conditions, as they are now, were written down. */
function conditionsAt({ at, changes, corrections = [] }: Sanction): string {
  const right = corrections.findLast(({ right: { conditions } }) => conditions !== undefined);
  return [changes.at(-1)?.at ?? at, right?.at ?? at].reduce((one, other) =>
    Date.parse(one) > Date.parse(other) ? one : other,
  );
}

/** Written down so long after it began, it says when that was. Milliseconds. */
const LATER = 86_400_000;

function began({ at, startsAt, precision }: Sanction): readonly Fact[] | undefined {
  if (Date.parse(at) - Date.parse(startsAt) < LATER) return undefined;
  return [{ name: say`Since`, value: moment(startsAt, precision?.startsAt), sentence: true }];
}

/** What was written down wrong of it, with what was first written. */
function corrected(one: Sanction, entries: readonly Entry[]): readonly Fact[] {
  const { corrections = [] } = one;
  return corrections.flatMap((entry, index): readonly Fact[] => {
    const first = entries.find(
      (written): written is EntryOf<'sanction' | 'sanction-change'> =>
        (written.kind === 'sanction' || written.kind === 'sanction-change') &&
        written.id === (entry.change ?? one.id),
    );
    if (first === undefined) return [];
    const was = putRight(one, entry.right, rightly(first, corrections.slice(0, index)));
    return [
      {
        name: say`Put right`,
        value: say`${moment(entry.at)} by ${actor(entry.by)}; first written: ${joined(was, '; ')}`,
        sentence: true,
      },
    ];
  });
}

/** What stood there in place of what is right. */
function putRight(
  one: Sanction,
  right: EntryOf<'sanction-corrected'>['right'],
  was: EntryOf<'sanction' | 'sanction-change'>,
): readonly Text[] {
  const said = (name: Text, now: unknown, before: readonly string[] | undefined): readonly Text[] =>
    now === undefined
      ? []
      : [say`${name}: ${before?.length ? joined(before.map(words), ', ') : say`nothing`}`];
  const { term, until, conditions } = was;
  const { until: _until, ...rest } = one;
  const lasting = { ...rest, term, ...(until !== undefined && { until }) };
  return [
    ...(was.kind === 'sanction' ? ofTheSanction(right, was, said) : []),
    ...(right.term === undefined ? [] : [say`${TERM}: ${[{ kind: 'term', sanction: lasting }]}`]),
    ...said(CONDITIONS, right.conditions, conditions),
  ];
}

function ofTheSanction(
  right: EntryOf<'sanction-corrected'>['right'],
  was: EntryOf<'sanction'>,
  said: (name: Text, now: unknown, before: readonly string[] | undefined) => readonly Text[],
): readonly Text[] {
  const { parameters = {} } = right;
  const others = Object.entries(was.parameters).filter(([id, value]) => parameters[id] !== value);
  return [
    ...(right.label === undefined ? [] : [words(was.label)]),
    ...(right.parameters === undefined
      ? []
      : others.map(([id, value]) => say`${choice('parameter', id)}: ${words(value)}`)),
    ...(right.startsAt === undefined ? [] : [say`from ${moment(was.startsAt, was.precision?.startsAt)}`]),
    ...said(SAFETY, right.safety, [was.safety]),
    ...said(TELL, right.tell, was.tell),
    ...said(OFF, right.switchOff, was.switchOff),
  ];
}

function end(one: Sanction): Fact {
  const { ended } = one;
  if (ended === undefined)
    return { name: say`Status`, value: [{ kind: 'over', sanction: one }], ...SCREEN, ifAny: true };
  const how = ended.how === 'lifted' ? say`lifted` : both(say`ran out`, say`its time was over`);
  const why = ended.reason !== undefined && say`: ${words(ended.reason)}`;
  return {
    name: say`Ended`,
    value: say`${moment(ended.endedAt, ended.precision?.endedAt)}, ${how}${why}; ${writtenDown(ended)}`,
    sentence: true,
  };
}

function outcomeText(heard: Sanction['appeals'][number]['outcome']): Text | undefined {
  if (heard === undefined) return undefined;
  const when = heard.heardAt !== undefined && say` ${moment(heard.heardAt, heard.precision?.heardAt)}`;
  return say`Heard${when} by ${actors(heard.heardBy)}: ${APPEALED[heard.outcome]}. ${words(heard.reason)}`;
}
