import { fillTemplate } from '../fill-template.ts';
import type { Sanction } from '../incident/response.ts';
import { type Given, list, text } from './given.ts';
import { mayBeNamed } from './permission.ts';
import type { OutgoingId, Playbook, SanctionKind } from './playbook.ts';
import { isActive, termWords } from './sanctions.ts';
import type { Situation } from './situation.ts';

/** What an e-mail with the letter is headed with; '' where the playbook gives it no subject. */
export function subjectOf(kind: OutgoingId, { letters }: Playbook): string {
  const one = letters[kind];
  return 'subject' in one ? one.subject : '';
}

/** The letter that tells somebody that there is a complaint about them; it names nobody else. */
export function complaintText(given: Given, situation: Situation): string {
  const { letters } = situation.playbook;
  const what = sentence(text(given.what));
  return letter(letters.complaint.text, {
    name: text(given.name) ?? nameOf(text(given.person), situation) ?? 'there',
    about: [
      letters.complaint.about,
      ...(what === '' ? [] : [fillTemplate(letters.complaint.detail, { what })]),
    ].join(' '),
    community: situation.community.community,
    contact: text(given.contact) ?? situation.community.contact,
    signed: signed(situation),
  });
}

/** The letter that tells them what was decided, where to appeal, and that it holds meanwhile. */
export function responseText(given: Given, situation: Situation): string {
  const { playbook, incident, now } = situation;
  const { response } = playbook.letters;
  const person = text(given.person);
  const sanctions = incident.sanctions.filter((one) => one.person === person && isActive(one, now));
  const must = sanctions.map((one) => mustOf(one, given, situation)).join('; ');
  const decided = text(given.decided) === undefined ? '' : `${upperFirst(sentence(text(given.decided)))}.`;
  return letter(response.text, {
    name: text(given.name) ?? nameOf(person, situation) ?? 'there',
    actions:
      sanctions.length === 0
        ? decided || response.nothing
        : sanctions.map((one) => `- ${actionOf(one, given, situation)}.`).join('\n'),
    appeal: sanctions.length === 0 ? '' : appealWords(must, situation),
    signed: signed(situation),
  });
}

/** Where to appeal, if there is a place, and what holds in the meantime. */
export function appealWords(must: string, { playbook, community }: Situation): string {
  const place = community.appeals;
  if (place === null) return fillTemplate(playbook.letters.response['no-appeal'], { must });
  return playbook.scripts.appeal.say.replace(/XYZ|<something something>/g, (gap) =>
    gap === 'XYZ' ? place : `${must}.`,
  );
}

/** A sanction as a letter tells it, without a full stop: what, for how long, and under which conditions. */
export function actionOf(one: Sanction, given: Given, situation: Situation): string {
  return [one.label, ...detailsOf(one, given, situation)].join('. ');
}

/** The ground that is said in words of one's own: the policy's are examples. */
export const OTHERWISE = 'otherwise';

/** The short, factual letter to an employer ("Employer reports"). */
export function employerText(given: Given, situation: Situation): string {
  const { playbook, community } = situation;
  const chosen = list(given.grounds);
  const grounds = playbook.employer.grounds.filter(({ id }) => chosen.includes(id));
  return letter(playbook.letters.employer.text, {
    employer: text(given.employer) ?? '',
    community: community.community,
    name: text(given.name) ?? nameOf(text(given.person), situation) ?? 'somebody whose name we do not know',
    grounds: grounds
      .map(({ id, label }) => lowerFirst(sentence((id === OTHERWISE && text(given.capacity)) || label)))
      .join('; '),
    what: sentence(text(given.what)),
    policy: community.policy,
    action: lowerFirst(sentence(text(given.action))),
    signed: signed(situation),
  });
}

/** The announcement, "something like" the policy's own. */
export function announcementText(given: Given, { playbook, community }: Situation): string {
  const word = sentence(text(given.word));
  return letter(playbook.letters.announcement.text, {
    what: sentence(text(given.what)),
    action: lowerFirst(sentence(text(given.action))),
    word: word === '' ? '' : `${word}.`,
    policy: community.policy,
    feedback: [...list(given.feedback), ...list(given['other-feedback'])].map(sentence).join('; '),
  });
}

/** The sentence with which an apology is passed on: nobody has to answer it. */
export function relayText(given: Given, situation: Situation): string {
  return letter(situation.playbook.letters.relay.text, {
    name: nameOf(text(given.from), situation) ?? 'The person',
  });
}

/** How a letter says what somebody has to do, after "you must". */
export function mustOf(one: Sanction, given: Given, situation: Situation): string {
  const must = kindOf(one, situation)?.must;
  const named = Object.entries(one.parameters).map(([key, value]) => [
    key,
    asTheyRead(value, one, given, situation),
  ]);
  const words =
    must === undefined
      ? `keep to this: ${lowerFirst(one.label)}`
      : fillKnown(must, Object.fromEntries(named));
  return [words, ...termOf(one, situation)].join(', ');
}

function detailsOf(one: Sanction, given: Given, situation: Situation): readonly string[] {
  const conditions = (one.conditions ?? []).map((words) => asTheyRead(words, one, given, situation));
  return [...termOf(one, situation).map(upperFirst), ...conditions.map(sentence)];
}

/** For how long, where that could be otherwise: a warning has no end that anybody has to be told. */
function termOf(sanction: Sanction, situation: Situation): readonly string[] {
  const hasChoice = (kindOf(sanction, situation)?.terms.length ?? 2) > 1;
  return sanction.until !== undefined || hasChoice ? termWords(sanction) : [];
}

function kindOf({ sanction }: Sanction, { playbook }: Situation): SanctionKind | undefined {
  return playbook.sanctions.kinds.find(({ id }) => id === sanction);
}

/** Words of a sanction as whoever is under it reads them: a mark becomes a name only where that person permitted it. */
function asTheyRead(words: string, { person }: Sanction, given: Given, situation: Situation): string {
  const { people } = situation.incident;
  const { unnamed } = situation.playbook.letters.response;
  const mayName = mayBeNamed(given);
  return words.replace(/(?<![\p{L}\p{N}])\p{Lu}\d{1,3}(?![\p{L}\p{N}])/gu, (mark) => {
    if (!people.some(({ ref }) => ref === mark)) return mark;
    if (mark === person) return 'you';
    return (mayName.includes(mark) ? nameOf(mark, situation) : undefined) ?? unnamed;
  });
}

/** Of whom a letter on what was decided has to speak: those from whom somebody has to keep away. */
export function spokenOf(given: Given, { incident, now }: Situation): readonly string[] {
  return incident.sanctions
    .filter((one) => one.person === given.person && isActive(one, now))
    .flatMap(({ parameters }) => parameters.whom ?? []);
}

/** Fills in what there is; a community can word a sanction without every parameter. */
function fillKnown(template: string, values: Readonly<Record<string, string>>): string {
  const used = Object.entries(values).filter(([name]) => template.includes(`{{${name}}}`));
  return fillTemplate(template, Object.fromEntries(used.map(([name, value]) => [name, sentence(value)])));
}

/** A letter with its gaps filled in. */
export function letter(template: string, values: Readonly<Record<string, string>>): string {
  return fillTemplate(template, values)
    .split('\n')
    .map((line) => line.replace(/ {2,}/g, ' ').trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** How the team signs. */
export function signed({ playbook, community }: Situation): string {
  return fillTemplate(playbook.letters.signed, {
    community: community.community,
    contact: community.contact,
  });
}

/** What somebody of the incident is called, where that is known. */
export function nameOf(ref: string | undefined, { incident }: Situation): string | undefined {
  return incident.people.find((person) => person.ref === ref)?.name ?? undefined;
}

/** Without the full stop that the template brings. */
function sentence(words = ''): string {
  return words.trim().replace(/[.\s]+$/, '');
}

function lowerFirst(words: string): string {
  return /^\p{Lu}\p{Ll}/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

function upperFirst(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
