import type { Sanction } from '../response.ts';
import { type Fact, FILE, ifSaid, type PictureBlock, SCREEN } from './block.ts';
import { actor, actors, both, choice, inFile, moment, onScreen, say, type Text, words } from './text.ts';

/** That it was decided although the accused was not heard. */
export const UNHEARD = say`Decided without ${both(say`the side of the accused`, say`their side`)}`;
const APPEALED = {
  stands: say`${onScreen(say`it `)}stands`,
  changed: say`${onScreen(say`it is `)}changed`,
  lifted: say`${onScreen(say`it is `)}lifted`,
} as const;
const NEWS = { change: say`that it changed`, end: say`that it ends` } as const;
const NOT_HEARD = say`It has not been heard yet. Meanwhile the sanction stands.`;

/** One sanction as it stands now, with its appeals. */
export function sanction(one: Sanction): readonly PictureBlock[] {
  const { number, person, label, appeals } = one;
  const whom = say`${actor(person)}: ${words(label)}`;
  return [
    { entry: say`${onScreen(say`Sanction ${number}, for `)}${whom}`, inFile: 'heading' },
    { facts: facts(one) },
    ...appeals.flatMap(({ receivedAt, precision, words: own, outcome }): PictureBlock[] => [
      { text: say`An appeal against it came in ${moment(receivedAt, precision?.receivedAt)}:`, ...SCREEN },
      { quote: own, ...SCREEN },
      { text: outcomeText(outcome) ?? NOT_HEARD, ...SCREEN },
    ]),
  ];
}

function facts(one: Sanction): readonly Fact[] {
  const { parameters, conditions, safety, decidedBy, at, unheard, open } = one;
  const { informed = [], changes, appeals } = one;
  const isOld = began(one) !== undefined;
  const decided = say`${actors(decidedBy)}${!isOld && inFile(say`, ${moment(at)}`)}`;
  return [
    ...Object.entries(parameters).flatMap(([id, value]) => ifSaid(choice('parameter', id), value)),
    ...(began(one) ?? []),
    { name: say`Term`, value: [{ kind: 'term', sanction: one }] },
    ...(conditions ?? []).flatMap((own) => ifSaid(say`Condition`, own, FILE)),
    ...ifSaid(say`Conditions`, conditions, SCREEN),
    ...ifSaid(say`Met`, one.met),
    { name: say`Safety`, value: words(safety) },
    ...(isOld && decidedBy.length === 0 ? [] : [{ name: say`Decided by`, value: decided, sentence: true }]),
    ...ifSaid(say`Decided alone`, one.alone),
    ...ifSaid(UNHEARD, unheard),
    ...ifSaid(say`Must know`, one.tell, SCREEN),
    ...ifSaid(say`To switch off`, one.switchOff, SCREEN),
    ...ifSaid(say`Still to do`, open.length > 0 ? open : undefined, { ifAny: true }),
    ...informed.map(({ person, of, at: when }) => ({
      name: say`Told`,
      value: say`${actor(person)} ${NEWS[of]}, ${moment(when)}`,
      sentence: true,
    })),
    ...changes.map((change) => ({
      name: say`Changed`,
      value: say`${moment(change.changedAt ?? change.at, change.precision?.changedAt)}${change.decidedBy.length > 0 && onScreen(say`, by ${actors(change.decidedBy)}`)}: ${words(change.reason)}`,
      sentence: true,
    })),
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

/** Written down so long after it began, it says when that was. Milliseconds. */
const LATER = 86_400_000;

function began({ at, startsAt, precision }: Sanction): readonly Fact[] | undefined {
  if (Date.parse(at) - Date.parse(startsAt) < LATER) return undefined;
  return [{ name: say`Since`, value: moment(startsAt, precision?.startsAt), sentence: true }];
}

function end(one: Sanction): Fact {
  const { ended } = one;
  if (ended === undefined)
    return { name: say`Status`, value: [{ kind: 'over', sanction: one }], ...SCREEN, ifAny: true };
  const how = ended.how === 'lifted' ? say`lifted` : both(say`ran out`, say`its time was over`);
  const why = ended.reason !== undefined && say`: ${words(ended.reason)}`;
  return {
    name: say`Ended`,
    value: say`${moment(ended.endedAt, ended.precision?.endedAt)}, ${how}${why}`,
    sentence: true,
  };
}

function outcomeText(heard: Sanction['appeals'][number]['outcome']): Text | undefined {
  if (heard === undefined) return undefined;
  const when = heard.heardAt !== undefined && say` ${moment(heard.heardAt, heard.precision?.heardAt)}`;
  return say`Heard${when} by ${actors(heard.heardBy)}: ${APPEALED[heard.outcome]}. ${words(heard.reason)}`;
}
