import { showId } from '../../incident/id.ts';
import type { Sanction } from '../../incident/response.ts';
import type { Choice } from '../../interview/question.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { filled, type Given, list } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { notableConditions, openItems, type ToInform, toInform } from '../../policy/sanctions.ts';
import type { Situation } from '../../policy/situation.ts';
import type { Block } from '../../text/block.ts';
import { listed } from '../../text/listed.ts';
import { onItsDay } from '../../text/relative.ts';
import { asker, NOTHING_BY_ENTER, notEmpty, restsOn, type StepQuestion } from '../questions.ts';
import type { Step } from '../step.ts';
import { noSanction, sanctionMeant, sanctionOf, whichSanction } from './which.ts';

/** What of a sanction has been done: who was told, what was switched off, and which conditions were met. */
export const SANCTION_DONE: Step = {
  id: 'sanction done',
  about: 'What of a sanction has been done: who was told, what was switched off, which conditions were met.',
  questions,
  decide,
  bars: [noSanction(isOpen, 'of which something is still to be done')],
  saveLabel: 'Save this',
  saved: 'It is noted as done. It belongs to',
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'sanction-done');
  return [
    whichSanction(ask, isOpen),
    ask('items', {
      answer: (answers, situation) => ({
        type: 'choices',
        choices: choicesOf(sanctionOf(answers, situation), situation),
      }),
      required: true,
      // A number is one of another sanction by then.
      ...restsOn('sanction'),
      ...NOTHING_BY_ENTER,
      check: notEmpty,
      before: (answers, situation) => theLetter(sanctionOf(answers, situation), situation),
    }),
  ];
}

/** Where what is ticked off as told is written. */
function theLetter(one: Sanction | undefined, situation: Situation): readonly Block[] {
  const people = [...new Set(informable(one, situation).map(({ person }) => person))];
  if (people.length === 0) return [];
  const text = `\`coc notify ${showId(situation.incident.id)}\` has the letter to ${listed(people)}, and notes that they were told.`;
  return [{ kind: 'text', text }];
}

function isOpen(one: Sanction, situation: Situation): boolean {
  return choicesOf(one, situation).length > 0;
}

/** What can be noted, by number: an error names the choices, and nothing of an incident. */
function choicesOf(one: Sanction | undefined, situation: Situation): readonly Choice[] {
  const dated = (words: string): string => (one === undefined ? words : onItsDay(words, one.at));
  return [
    ...openItems(one).map(({ number, item }) => ({ value: String(number), label: dated(item) })),
    ...notableConditions(one, situation.now).map(({ number, condition }) => ({
      value: conditionValue(number),
      label: `The condition is met, or was kept to: ${dated(condition)}`,
    })),
    ...informable(one, situation).map((news) => ({
      value: newsValue(news),
      label: `${news.person} was told ${newsWords(news)}`,
    })),
  ];
}

function newsWords({ of, slip }: ToInform): string {
  if (slip) return 'what is right of it';
  return of === 'change' ? 'that it is changed' : 'that it ends';
}

function informable(one: Sanction | undefined, { incident, now }: Situation): readonly ToInform[] {
  return one === undefined ? [] : toInform(one, incident, now);
}

function conditionValue(number: number): string {
  return `condition-${number}`;
}

function newsValue({ person, of }: ToInform): string {
  return `${person}-${of}`;
}

/** Which of those who must know were told, what was switched off, and which conditions were met. */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  const sanction = sanctionMeant(given, situation);
  const chosen = list(given.items);
  const items = openItems(sanction).filter(({ number }) => chosen.includes(String(number)));
  const met = notableConditions(sanction, situation.now).filter(({ number }) =>
    chosen.includes(conditionValue(number)),
  );
  const informed = informable(sanction, situation).filter((news) => chosen.includes(newsValue(news)));
  draft.add({
    kind: 'sanction-done',
    sanction: sanction.id,
    items: items.map(({ item }) => item),
    met: filled(met.map(({ condition }) => condition)),
    informed: filled(informed.map(({ person, of }) => ({ person, of }))),
  });
}
