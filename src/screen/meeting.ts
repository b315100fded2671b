import type { Situation } from '../policy/situation.ts';
import type { Block } from './block.ts';
import { showMoment } from './moment.ts';
import { personLine } from './people.ts';

/** What a meeting has before it: who may be there, what is known, and what was done so far. */
export function meetingIntro({ playbook, incident, now }: Situation): readonly Block[] {
  const { reports, people, statements, told } = incident;
  return [
    { kind: 'list', title: 'Who is there', items: playbook.meeting.attendance.map(({ text }) => text) },
    {
      kind: 'list',
      title: 'What is known',
      items: [
        `${reports.length === 1 ? 'One report' : `${reports.length} reports`}, the first ${showMoment(reports[0]?.receivedAt ?? incident.openedAt, now)}`,
        ...people.map(personLine),
        ...told.flatMap(({ person, about, toldAt }) =>
          person !== undefined && about === 'complaint' && toldAt !== undefined
            ? [`${person} was told of the complaint ${showMoment(toldAt, now)}`]
            : [],
        ),
      ],
    },
    ...statements.flatMap(({ person, words }): readonly Block[] => [
      { kind: 'heading', text: `The side of ${person}` },
      words === undefined
        ? { kind: 'text', text: 'They were asked, and did not want to say anything.' }
        : { kind: 'quote', text: words },
    ]),
  ];
}
