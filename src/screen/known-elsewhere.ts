import { showId } from '../incident/id.ts';
import type { OnlyAgain } from '../incident/only-again.ts';
import { ROLE_NAMES } from '../incident/people.ts';
import type { Person } from '../incident/view.ts';
import type { KnownElsewhere, SaidOfTwo, Sign } from '../policy/around.ts';
import { isSeparated } from '../policy/known-elsewhere.ts';
import type { Registered } from '../policy/registered.ts';
import { termWords } from '../policy/sanctions.ts';
import { calledIn } from '../policy/who.ts';
import { type Block, listIfAny } from '../text/block.ts';
import { count } from '../text/count.ts';
import { listed } from '../text/listed.ts';
import { showMoment } from '../text/moment.ts';
import { within } from '../text/within.ts';

interface Facts {
  readonly now: Date;
  /** The name of a member, by ID. */
  readonly nameOf: (member: string) => string;
  /** Of people there stand their names alone: no address, handle or number, no employer, nothing of how they look. */
  readonly namesOnly?: true;
}

/** How many are shown where they stand beside something else. */
const SHOWN = 4;

/** Who of an incident may be somebody whom the reader knows from another one. Nothing where there is nobody. */
export function knownBlocks(
  incident: string,
  all: readonly KnownElsewhere[],
  facts: Facts,
): readonly Block[] {
  const known = all.filter((one) => !isSeparated(one));
  if (known.length === 0) return [];
  const more = known.length - SHOWN;
  return [
    ...known.slice(0, SHOWN).flatMap((one) => pairBlocks(one, facts)),
    ...(more > 0 ? [{ kind: 'text', text: `And ${count(more, 'more')}.` } as const] : []),
    { kind: 'text', text: ['Nothing is joined by this.', ...whatNext(incident, known)].join(' ') },
  ];
}

/** What is still to be said of these, a sentence each: nothing of what was said already. */
function whatNext(incident: string, known: readonly KnownElsewhere[]): readonly string[] {
  const apart = known.some(({ matter }) => matter !== true);
  const joined = [...new Set(known.flatMap((one) => (one.matter ? showId(one.incident) : [])))];
  return [
    ...(known.some(isOpen)
      ? [`Whether it is one person, or two: \`coc same ${showId(incident)}\`.`]
      : ['To say otherwise of who it is: `coc same list` names where that was said.']),
    ...(joined.length > 0 ? [`It is one matter with ${listed(joined)} already.`] : []),
    ...(apart ? [oneMatter(incident)] : []),
  ];
}

/** Whether nobody has said yet if it is one person. */
function isOpen({ said }: KnownElsewhere): boolean {
  return said === undefined || said.is === 'open';
}

/** How two incidents of one person become one matter. */
function oneMatter(incident: string): string {
  return `If both incidents are one matter: \`coc join-incidents ${showId(incident)}\`.`;
}

/** The same in a sentence each, with nobody's name and nothing of another incident, where others may be looking on. */
export function knownInShort(incident: string, all: readonly KnownElsewhere[]): readonly Block[] {
  const known = all.filter((one) => !isSeparated(one));
  const same = `\`coc same ${showId(incident)}\``;
  if (known.some(({ sanctions }) => sanctions.length > 0))
    return [{ kind: 'urgent', text: `Somebody in it may be under a sanction that holds: ${same}.` }];
  const open = known.filter(isOpen);
  const apart = known.filter(({ matter }) => matter !== true);
  const text = [
    ...(open.length > 0 ? [`Somebody in it may be known from another incident: ${same}.`] : []),
    ...(open.length === 0 && apart.length > 0 ? ['Somebody in it is known from another incident.'] : []),
    ...(apart.length > 0 ? [oneMatter(incident)] : []),
  ].join(' ');
  return text === '' ? [] : [{ kind: 'text', text }];
}

/**
 * Two people, what speaks for their being one and against it, and what follows if they are.
 *
 * @param of the incident of the first, where others stand beside it
 */
export function pairBlocks(
  one: KnownElsewhere,
  { now, nameOf, namesOnly }: Facts,
  of?: string,
): readonly Block[] {
  const {
    here,
    entry,
    there,
    incident,
    receivedAt,
    comparison,
    said,
    sanctions,
    conditions = [],
    onlyAgain,
  } = one;
  const id = showId(incident);
  const mark = [entry === undefined ? '' : here.ref, of === undefined ? '' : showId(of)]
    .filter(Boolean)
    .join(' of ');
  const name = namesOnly ? (person: Person): string => calledIn(person) ?? person.ref : called;
  const who = mark === '' ? name(here) : `${name(here)} (${mark})`;
  const other = `${there.ref}, ${ROLE_NAMES[there.role]}, in ${id}`;
  const when = receivedAt === null ? '' : ` Reported ${showMoment(receivedAt, now)}.`;
  return [
    {
      kind: 'heading',
      text: `${who}: ${HEADING[said?.is ?? 'open']}`,
    },
    ...sanctions.map(
      (sanction): Block => ({ kind: 'urgent', text: `In force: ${sanctionLine(sanction)}. Set in ${id}.` }),
    ),
    { kind: 'text', text: `${name(there)}, ${other}.${when}` },
    ...(said === undefined || said.is === 'open'
      ? []
      : [
          {
            kind: 'text',
            text: saidLine(said, nameOf),
          } as const,
        ]),
    ...listIfAny(
      'Speaks for it',
      (comparison?.speaksFor ?? []).map((sign) => same(sign, namesOnly)),
    ),
    ...listIfAny(
      'Speaks against it',
      (comparison?.against ?? []).map((sign) => differs(sign, namesOnly)),
    ),
    ...conditions.flatMap((condition): readonly Block[] => [
      {
        kind: 'text',
        text: `${id} may be shared with others under a condition, in these words. If that is met by now: \`coc access grant ${id}\`.`,
      },
      { kind: 'quote', text: condition },
    ]),
    ...(onlyAgain === undefined
      ? []
      : [
          {
            kind: 'text',
            text: `${id} is kept for nothing but this: ${listed(onlyAgain.people)} of ${id} wanted it used only if it happens again. What they want now, they alone can say: \`coc report add ${id}\`.`,
          } as const,
          ...onlyAgain.words.map((text): Block => ({ kind: 'quote', text })),
        ]),
  ];
}

const HEADING = {
  same: 'known from another incident',
  other: 'another person',
  open: 'may be somebody you know of',
} as const;

const SAID = { same: 'it is the same person', other: 'it is another person' } as const;

function saidLine({ is, by, incident, follows }: SaidOfTwo, nameOf: Facts['nameOf']): string {
  if (is === 'open') return '';
  const [name, id] = [nameOf(by), showId(incident)];
  return follows
    ? `From what ${name === 'You' ? 'you' : name} said in ${id} it follows that ${SAID[is]}.`
    : `${name} said in ${id}: ${SAID[is]}.`;
}

/** By what somebody is called, as far as that is known. */
export function called({ name, description, aliases, ref, hidden }: Person): string {
  return hidden ? ref : (name ?? aliases?.[0] ?? description ?? ref);
}

function sanctionLine({ label, term, until, conditions, status }: Registered): string {
  return [
    label,
    ...termWords({ term, ...(until !== null && { until }) }),
    ...conditions.map(within),
    ...(status === 'past' ? ['its last day is over, and nobody has confirmed that it ended'] : []),
  ].join('; ');
}

const HOW = {
  same: 'the same name',
  spelling: 'the name, spelled otherwise',
  script: 'the name, in another script',
  short: 'the name, in another form',
  heard: 'a name the same, and one that may sound the same',
  initial: 'the name, as far as it is there',
} as const;

/** What speaks for two being one, in a few words. */
function same({ kind, how, one, other }: Sign, namesOnly = false): string {
  const both = one === other ? `: “${one}”` : `: “${one}” and “${other}”`;
  const unlessNames = namesOnly ? '' : both;
  switch (kind) {
    case 'name':
      return `${HOW[how ?? 'same']}${both}`;
    case 'initials':
      return `a name, and first letters that fit${both}`;
    case 'part':
      return `a part of the name${both}`;
    case 'employer':
      return `works for the same${unlessNames}`;
    case 'look':
      return `described alike${unlessNames}`;
    default:
      return `the same ${kind}${unlessNames}`;
  }
}

/** What speaks against it. */
function differs({ kind, one, other }: Sign, namesOnly = false): string {
  const both = `: “${one}” and “${other}”`;
  const unlessNames = namesOnly ? '' : both;
  switch (kind) {
    case 'employer':
      return `works for somebody else${unlessNames}`;
    case 'address':
    case 'handle':
    case 'number':
      return `another ${kind}${unlessNames}`;
    default:
      return `called otherwise${both}`;
  }
}

/** The same, as `--json` prints it. */
export function knownData(one: KnownElsewhere) {
  const { here, entry, incident, there, receivedAt, comparison, said, matter } = one;
  const { sanctions, conditions, onlyAgain } = one;
  return {
    person: entry === undefined ? null : here.ref,
    named: here.hidden ? null : (here.name ?? null),
    other: {
      incident: showId(incident),
      ...{
        person: there.ref,
        role: there.role,
        name: there.hidden ? null : (there.name ?? null),
        receivedAt,
      },
    },
    is: comparison?.is ?? null,
    speaksFor: comparison?.speaksFor ?? [],
    against: comparison?.against ?? [],
    ...(said && { said: saidData(said) }),
    ...(matter && { matter }),
    sanctions,
    ...(conditions && { conditions }),
    ...(onlyAgain && { onlyAgain: onlyAgainData(onlyAgain) }),
  };
}

/** The same of what an incident is kept for. */
export function onlyAgainData({ words, people }: OnlyAgain) {
  return { words, people };
}

function saidData({ is, by, incident, follows }: SaidOfTwo) {
  return { is, by, incident: showId(incident), ...(follows && { follows }) };
}
