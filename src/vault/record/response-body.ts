import type { IncidentView } from '../../incident/view.ts';
import { item, line, moment, plain, said, section } from './markdown.ts';

/** The part of an incident's Markdown on what was done about it, from the meeting to the evaluation. */
export function renderResponse(incident: IncidentView): readonly string[] {
  return [
    section(
      'The side of the accused',
      [],
      incident.statements.map(({ person, words, takenAt, takenBy }) =>
        words === undefined
          ? `${person} was asked, ${moment(takenAt)}, by ${takenBy}, and did not want to say anything.`
          : said(`${person}, ${moment(takenAt)}, to ${takenBy}:`, words),
      ),
    ),
    section(
      'Meetings',
      [],
      incident.meetings.map((one) =>
        said(
          [
            `${moment(one.heldAt)}, with ${[...one.present, ...(one.alsoPresent ?? [])].join(', ')}. Outcome: ${plain(one.outcome)}.`,
            ...told('Why they attended', one.exception),
            ...told('Reason', one.reason),
            ...told('Decided without the side of the accused', one.unheard),
            'What happened:',
          ].join(' '),
          one.whatHappened,
        ),
      ),
    ),
    section(
      'To do',
      incident.actions.map(
        ({ what, who, due, doneAt }) =>
          `${line(what)} (${who}, ${doneAt === undefined ? `by ${moment(due)}` : `done ${moment(doneAt)}`})`,
      ),
    ),
    section('Sanctions', [], incident.sanctions.map(renderSanction)),
    section(
      'What was told',
      incident.told.map((one) =>
        [
          `${one.person === undefined ? '' : `${one.person}: `}${plain(one.about)}`,
          ...(one.notPossible === undefined ? [] : [`cannot be told: ${line(one.notPossible)}`]),
          ...(one.toldAt === undefined ? [] : [moment(one.toldAt)]),
          ...(one.how === undefined ? [] : [line(one.how)]),
          ...(one.toldBy === undefined ? [] : [`by ${one.toldBy}`]),
        ].join(', '),
      ),
    ),
    section(
      'Letters and announcements',
      [],
      incident.letters
        .filter(({ replaced }) => !replaced)
        .map(({ letter, person, text, told: out }) =>
          said(
            `${plain(letter)}${person === undefined ? '' : ` for ${person}`}${out?.toldAt === undefined ? ', not out yet' : `, out ${moment(out.toldAt)}`}:`,
            out?.words ?? text,
          ),
        ),
    ),
    section(
      'Apologies',
      incident.apologies.map(({ what, from, to, happenedAt, words }) =>
        [
          `${moment(happenedAt)}, ${from}${to === undefined ? '' : ` to ${to}`}: ${plain(what)}`,
          ...(words === undefined ? [] : [line(words)]),
        ].join('. '),
      ),
    ),
    section('The community', community(incident)),
    section(
      'Evaluation',
      incident.evaluations.flatMap(({ proposals }) =>
        Object.keys(proposals).length === 0 ? ['nothing to propose'] : Object.values(proposals).map(line),
      ),
    ),
    section('Open again', [
      ...incident.reopenings.map(({ at, reason }) => `${moment(at)}: ${line(reason)}`),
      ...incident.sinceClose.map(
        ({ report }) =>
          `Whoever closed it did not know report ${incident.reports.find(({ id }) => id === report)?.number ?? ''}`,
      ),
    ]),
    section(
      'Closed',
      incident.closed === undefined
        ? []
        : [[moment(incident.closed.at), ...told('Still open', incident.closed.unfinished)].join('. ')],
    ),
  ];
}

function renderSanction(one: IncidentView['sanctions'][number]): string {
  const facts = [
    ...Object.entries(one.parameters).map(([name, value]) => `${plain(name)}: ${line(value)}`),
    `Term: ${plain(one.term)}${one.until === undefined ? '' : `, last day ${one.until}`}`,
    ...(one.conditions ?? []).map((condition) => `Condition: ${line(condition)}`),
    `Safety: ${line(one.safety)}`,
    `Decided by ${one.decidedBy.join(', ')}, ${moment(one.at)}`,
    ...told('Decided without the side of the accused', one.unheard),
    ...(one.open.length > 0 ? [`Still to do: ${one.open.map(line).join('; ')}`] : []),
    ...one.changes.map(({ at, reason }) => `Changed ${moment(at)}: ${line(reason)}`),
    ...one.appeals.map(
      ({ receivedAt, words, outcome }) =>
        `Appeal of ${moment(receivedAt)}: ${line(words)} ${outcome === undefined ? '(not heard yet)' : `Heard by ${outcome.heardBy.join(', ')}: ${plain(outcome.outcome)}. ${line(outcome.reason)}`}`,
    ),
    ...(one.ended === undefined
      ? []
      : [
          `Ended ${moment(one.ended.endedAt)}, ${plain(one.ended.how)}${one.ended.reason === undefined ? '' : `: ${line(one.ended.reason)}`}`,
        ]),
  ];
  return `### ${one.person}: ${line(one.label)}\n\n${facts.map(item).join('\n')}`;
}

function community({ announcement, feedback }: IncidentView): readonly string[] {
  const why = announcement && [
    ...(announcement.why ?? []).map(plain),
    ...told('Reason', announcement.reason),
  ];
  return [
    ...(announcement === undefined
      ? []
      : [`${announcement.announce ? 'Is told' : 'Is not told'}. ${(why ?? []).join('; ')}`]),
    ...feedback.map(({ receivedAt, words }) => `Came back ${moment(receivedAt)}: ${line(words)}`),
  ];
}

function told(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`${name}: ${line(value)}`];
}
