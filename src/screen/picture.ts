import type { Fact, PictureBlock } from '../incident/picture/block.ts';
import { type Chosen, read, type Text, type TextPart } from '../incident/picture/text.ts';
import { questionIn } from '../policy/interviews.ts';
import { COPIES, type Playbook } from '../policy/playbook.ts';
import { isPast, termWords } from '../policy/sanctions.ts';
import type { Block } from '../text/block.ts';
import { showMoment, showWeekday } from '../text/moment.ts';
import { isRelative, isRelativeTime } from '../text/relative.ts';
import { wordsOf } from './authors.ts';

export interface PictureFacts {
  readonly now: Date;
  /** The name of a member, by ID; a role of the incident as it is. */
  readonly nameOf: (actor: string) => string;
  /** Without it, what was chosen reads as its ID. */
  readonly playbook: Playbook | undefined;
}

/** Draws the picture of an incident, or a part of it, for the screen. */
export function pictureBlocks(blocks: readonly PictureBlock[], facts: PictureFacts): readonly Block[] {
  return blocks.filter(({ only }) => only !== 'file').map((block) => draw(block, facts));
}

function draw(block: PictureBlock, facts: PictureFacts): Block {
  if ('quote' in block) return { kind: 'quote', text: block.quote };
  if ('facts' in block) return { kind: 'fields', rows: rows(block.facts, facts) };
  if ('list' in block) return { kind: 'list', items: block.list.map((text) => tell(text, facts)) };
  if ('text' in block)
    return { kind: 'text', text: tell(block.text, facts), ...(block.isApart && { isApart: true }) };
  return { kind: 'heading', text: tell('heading' in block ? block.heading : block.entry, facts) };
}

/** Names and values, as far as they are for the screen. */
export function rows(all: readonly Fact[], facts: PictureFacts): readonly (readonly [string, string])[] {
  return all
    .filter(({ only }) => only !== 'file')
    .filter(({ value, ifAny }) => !ifAny || tell(value, facts) !== '')
    .map(({ name, value }) => [tell(name, facts), tell(value, facts)]);
}

/** What a text comes to on the screen: names, times from now, and what was chosen in the words of the playbook. */
export function tell(text: Text, { now, nameOf, playbook }: PictureFacts): string {
  return read(text, 'screen', (part) => {
    switch (part.kind) {
      case 'words':
        return part.text;
      case 'told':
        return `${part.text}${toldOn(part)}`;
      case 'moment':
        return showMoment(part.at, now, part.precision);
      case 'actor':
        return nameOf(part.id);
      case 'choice':
        return chosen(part, playbook);
      case 'term':
        return termWords(part.sanction).join('') || 'done at once';
      case 'over':
        return isPast(part.sanction, now) ? 'its last day is over; to be confirmed' : '';
    }
  });
}

/** On which day words were told, where they tell a time from it: coc's own “today” is the reader's. */
function toldOn({ text, on: { at, writtenAt, isTime } }: Extract<TextPart, { kind: 'told' }>): string {
  if (!(isTime ? isRelativeTime(text) : isRelative(text))) return '';
  const [told, written] = [at, writtenAt].map((one) => one && showWeekday(one.slice(0, 'YYYY-MM-DD'.length)));
  if (told === undefined) return ` (written down ${written})`;
  return ` (told ${told}${told === written ? '' : `, written down ${written}`})`;
}

/** Of several, those that the playbook knows, in its order. */
function chosen(
  { of, ids }: Extract<TextPart, { kind: 'choice' }>,
  playbook: PictureFacts['playbook'],
): string {
  if (of === 'kind') return ids.map(wordsOf).join('; ');
  const labels = new Map(playbook && LABELS[of](playbook));
  if (of === 'why' || of === 'ground')
    return [...labels].flatMap(([id, label]) => (ids.includes(id) ? [label] : [])).join('; ');
  return ids.map((id) => labels.get(id) ?? id).join('; ');
}

type Labels = readonly (readonly [id: string, label: string])[];

const LABELS: Readonly<Record<Exclude<Chosen, 'kind'>, (playbook: Playbook) => Labels>> = {
  channel: ({ questions }) => Object.entries(questions.channel.choices),
  threat: ({ questions }) => Object.entries(questions.threat.choices),
  safety: ({ safety }) => Object.entries(safety.actions).map(([id, { done }]) => [id, done]),
  'for-safety': ({ safety }) => Object.entries(safety.actions).map(([id, action]) => [id, action.do]),
  police: ({ questions }) => {
    const { label, choices } = questions['law-enforcement'];
    return Object.entries(choices).map(([id, choice]) => [id, `${label}: ${choice}`]);
  },
  outcome: ({ interviews }) => Object.entries(questionIn(interviews, 'meeting', 'outcome').choices ?? {}),
  apology: ({ interviews }) => Object.entries(questionIn(interviews, 'apology', 'what').choices ?? {}),
  parameter: ({ interviews }) => Object.entries(interviews.sanction).map(([id, { label }]) => [id, label]),
  ground: ({ employer }) => employer.grounds.map(({ id, label }) => [id, label]),
  copy: ({ letters }) => COPIES.map((one) => [one, letters[`copy-${one}`].label]),
  sealing: ({ interviews }) => Object.entries(questionIn(interviews, 'export', 'sealed').choices ?? {}),
  why: ({ announcement }) => announcement.why.map(({ id, label }) => [id, label]),
};
