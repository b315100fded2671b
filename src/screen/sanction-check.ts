import type { Found, NotCounted } from '../policy/register.ts';
import type { Registered } from '../policy/registered.ts';
import { termWords } from '../policy/sanctions.ts';
import type { Block } from '../text/block.ts';
import { count } from '../text/count.ts';
import { listed } from '../text/listed.ts';
import { within } from '../text/within.ts';

const ALIKE = {
  exact: 'The name fits.',
  near: 'The name fits, spelled a little differently.',
  part: 'Only a part of the name fits.',
} as const;

/** Whether somebody is under anything, what has to be done about it, and what of it may be said to whom. */
export function sanctionCheckBlocks(found: readonly Found[], unknown: NotLookedAt): readonly Block[] {
  if (found.length === 0) {
    return [
      {
        kind: 'text',
        text: nobody(unknown),
      },
      ...firstNames(unknown),
      ...notLookedAt(unknown),
      ...(unknown.old === undefined ? [] : [{ kind: 'text' as const, text: unknown.old }]),
    ];
  }
  return [
    ...found.flatMap(({ incident, person, name, as, mayBe, sanctions, ...one }): readonly Block[] => [
      {
        kind: 'heading',
        text: `${mayBe === null ? name : (sanctions[0]?.name ?? person)}  (${as?.person ?? person} of ${as?.incident ?? incident})`,
      },
      ...(mayBe === null
        ? []
        : [
            {
              kind: 'text' as const,
              text: `This may be ${mayBe}, who is or was on the team. Nobody has said so for certain.`,
            },
          ]),
      ...(as === null
        ? []
        : [{ kind: 'text' as const, text: sameAs(sanctions[0]?.name ?? null, person, incident) }]),
      {
        kind: 'text',
        text: `${ALIKE[one.alike]} This may be somebody else. Make sure that it is the same person.`,
      },
      { kind: 'fields', rows: toTellApart(one, name) },
      {
        kind: 'list',
        items: sanctions.map((one) => line(one)),
      },
      ...mayKnow(sanctions),
    ]),
    {
      kind: 'text',
      text: 'To others say what has to happen and until when. Say nothing of why, and nothing that tells who reported.',
    },
    ...firstNames(unknown),
    ...notLookedAt(unknown),
  ];
}

/** No flat no where an incident is not shared with whoever asks, or this copy may be old. */
function nobody({ notShared, old }: NotLookedAt): string {
  const words = 'obody with a name like this is under a sanction';
  if (notShared === 0 && old === undefined) return `N${words}.`;
  const where = notShared === 0 ? 'As far as this copy goes' : 'In the incidents that you can open';
  return `${where}, n${words}. That is not yet a no.`;
}

/** Whom the answer leaves out: whoever stands at a door sees who could be meant all the same. */
function firstNames({ notCounted = [] }: NotLookedAt): readonly Block[] {
  if (notCounted.length === 0) return [];
  const items = notCounted.map(({ name, person, incident }) => `${name} (${person} of ${incident})`);
  return [{ kind: 'list', title: 'Not counted: of these the first name alone fits', items }];
}

function sameAs(name: string | null, person: string, incident: string): string {
  const whom = name === null ? `${person} of ${incident}` : `${name} (${person} of ${incident})`;
  return `The team said that this is the same person as ${whom}, for whom the following holds.`;
}

type Telling = 'fits' | 'differs' | 'notNoted' | 'employer' | 'description';

/** What speaks for them and against, and what tells them from somebody of the same name. */
function toTellApart(
  { fits, differs, notNoted, employer, description }: Pick<Found, Telling>,
  name: string,
): readonly (readonly [string, string])[] {
  const fitting = fits.map(({ typed, otherwise }) => (otherwise ? `${typed} (spelled otherwise)` : typed));
  return [
    ...(fitting.length > 0 &&
    (differs.length + notNoted.length > 0 || fits.some(({ otherwise }) => otherwise))
      ? [['The same', fitting.join(', ')] as const]
      : []),
    ...(differs.length > 0 ? [['Not the same', differs.join(', ')] as const] : []),
    ...(notNoted.length > 0 ? [['Not noted of them', notNoted.join(', ')] as const] : []),
    ...(employer === null ? [] : [['Works for', employer] as const]),
    ...(description === null || description === name ? [] : [['Described as', description] as const]),
  ];
}

/** What is not counted, what does not open for whoever asks, and who else can be asked, by name. */
interface NotLookedAt {
  /** Who is under a sanction, and only a first name of whom was typed. */
  readonly notCounted?: readonly NotCounted[];
  readonly notShared: number;
  readonly ask: readonly string[];
  readonly hasRecoveryKey: boolean;
  /** How old this copy is, in a line, where the server could not be asked. */
  readonly old?: string | undefined;
}

function notLookedAt({ notShared, ask, hasRecoveryKey }: NotLookedAt): readonly Block[] {
  if (notShared === 0) return [];
  const what = `${count(notShared, 'more incident')} ${notShared === 1 ? 'is' : 'are'} not shared with you.`;
  const whom =
    ask.length === 0
      ? hasRecoveryKey
        ? 'Nobody else on the team can be asked: the recovery key opens them.'
        : 'Nobody else on the team can be asked, and there is no recovery key.'
      : `Ask ${listed(ask)} whether the name is in there. Say only the name.`;
  return [{ kind: 'text', text: `${what} ${whom}` }];
}

/** Whom to keep away from stands there as a role: this is read at doors, over shoulders. */
function line(one: Registered): string {
  const { label, term, until, status, appealed, parameters, conditions, met = [] } = one;
  return [
    [label, ...Object.values(parameters)].join(': '),
    ...termWords({ term, ...(until !== null && { until }) }),
    ...conditions.map((one) => (met.includes(one) ? `${within(one)} (met)` : within(one))),
    ...(status === 'past' ? ['its last day is over, and nobody has confirmed that it ended'] : []),
    ...(appealed ? ['there is an appeal; meanwhile it stands'] : []),
  ].join('; ');
}

function mayKnow(sanctions: readonly Registered[]): readonly Block[] {
  const tell = [...new Set(sanctions.flatMap((one) => one.tell))];
  return tell.length === 0 ? [] : [{ kind: 'list', title: 'These are to know of it', items: tell }];
}
