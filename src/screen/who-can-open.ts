import type { IncidentView } from '../incident/view.ts';
import { couldOpenWords, custodianLimit, endedWords } from '../policy/readers.ts';
import type { Block } from '../text/block.ts';
import { listed } from '../text/listed.ts';
import { present } from '../text/present.ts';

interface OpenFacts {
  readonly incident: Pick<IncidentView, 'readers' | 'keptOut'>;
  /** What a member is called here, by ID; “you” for whoever looks. */
  readonly nameOf: (member: string) => string;
  /** Who keeps the recovery key; undefined where there is none. */
  readonly recovery: RecoveryKept | undefined;
  /** Who could open it before; undefined where it is new. */
  readonly before?: readonly string[] | undefined;
  /** Who can read what was saved, where that is sealed to fewer than can open the incident. */
  readonly readBy?: readonly string[] | undefined;
  /** Whether it is on the server; undefined where there is none. */
  readonly shared?: boolean | undefined;
}

/** The recovery key: where it is in shares, who has one, and how many make it. */
interface RecoveryKept {
  readonly shares?:
    | {
        readonly needed: number;
        readonly custodians: readonly { readonly name: string; readonly member?: string | undefined }[];
      }
    | undefined;
}

/** Who can open what was saved, with whom the recovery key is, who is kept out, and whose access has ended with it. */
export function whoCanOpen(facts: OpenFacts): readonly Block[] {
  const { incident, nameOf, recovery, shared, readBy } = facts;
  const who = [...(readBy ?? incident.readers).map(nameOf), ...recoveryWords(recovery)].join(', ');
  const rows = present([
    [readBy === undefined ? 'Who can open this' : 'Who can read what you said', who] as const,
    shared !== undefined && (['On the server', shared ? 'yes' : 'not yet'] as const),
    incident.keptOut.length > 0 && (['Kept out', incident.keptOut.map(nameOf).join(', ')] as const),
  ]);
  const sentences = [...ended(facts), ...keptOutNow(facts), ...limits(facts), ...unaware(facts)];
  return [{ kind: 'fields', rows }, ...sentences.map(asText)];
}

function recoveryWords(recovery: RecoveryKept | undefined): readonly string[] {
  if (recovery === undefined) return [];
  const { shares } = recovery;
  if (shares === undefined) return ['the recovery key'];
  const names = shares.custodians.map(({ name }) => name).join(', ');
  return [`the recovery key (any ${shares.needed} of these together: ${names})`];
}

/** Whose access ended with what was saved, where they are not kept out; that they are, stands there already. */
function ended({ incident, before = [], nameOf }: OpenFacts): readonly string[] {
  const all = before.filter(
    (member) => !incident.readers.includes(member) && !incident.keptOut.includes(member),
  );
  return all.length === 0 ? [] : [endedWords(all.map(nameOf))];
}

/** Who is kept out with what was saved and could open it until then. */
function keptOutNow({ incident, before = [], nameOf }: OpenFacts): readonly string[] {
  return before
    .filter((member) => incident.keptOut.includes(member))
    .map((id) => couldOpenWords({ id, name: nameOf(id) }));
}

/** Who can open it and does not have it: what they are to do in it, they cannot know of. */
function unaware({ incident, nameOf, shared, readBy }: OpenFacts): readonly string[] {
  const others = (readBy ?? incident.readers).map(nameOf).filter((name) => name !== 'you');
  if (shared !== false || others.length === 0) return [];
  const verb = others.length === 1 ? 'does' : 'do';
  return [
    `Until it is on the server, ${listed(others)} ${verb} not know of what you have just saved. \`coc sync\` shares it.`,
  ];
}

/** Who is kept out and keeps a share of the recovery key. */
function limits({ incident, nameOf, recovery }: OpenFacts): readonly string[] {
  const custodians = recovery?.shares?.custodians.flatMap(({ member }) => member ?? []) ?? [];
  return incident.keptOut
    .filter((member) => custodians.includes(member))
    .map((member) => custodianLimit(nameOf(member) === 'you' ? 'You keep' : `${nameOf(member)} keeps`));
}

function asText(text: string): Block {
  return { kind: 'text', text };
}
