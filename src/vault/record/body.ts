import type { EntryOf } from '../../incident/entry.ts';
import { showId } from '../../incident/id.ts';
import { hiddenWords, knownOf, ROLE_NAMES } from '../../incident/people.ts';
import type { IncidentView, Person, Report } from '../../incident/view.ts';
import { renderAccess } from './access-body.ts';
import { item, line, moment, plain, said, section } from './markdown.ts';
import { renderResponse } from './response-body.ts';

const NOT_GIVEN = 'asked, not given';
const CONSENT = {
  'no-objection': 'was told that a meeting is to be convened, and did not object',
  'asked-not-to-proceed': 'asked that it does not go on',
  'not-said-yet': 'has not been told yet that a meeting is to be convened',
} as const;
const THREAT = {
  none: 'nobody was in danger, as far as was known',
  general: 'somebody was a danger to people in general, or safety was in doubt',
  person: 'a particular person was threatened',
  violence: 'there was violence',
} as const;
const SHARE = {
  recorder: 'nobody but whoever took the report',
  named: 'those whom the person affected named',
  team: 'the whole team',
} as const;

/**
 * The Markdown body of an incident file (DESIGN 4): for a person with stock `age -d`, read from top to bottom.
 * Rendered from the fold alone, so that it says the same for whoever writes it. Sealed blocks stay sealed.
 */
export function renderBody(incident: IncidentView): string {
  return [
    `# Incident ${showId(incident.id)}`,
    ...(incident.quick ? ['Saved in a hurry; still to be completed.'] : []),
    section('Who is who', incident.people.map(legend)),
    ...incident.reports.map(renderReport),
    section('Safety', incident.threats.map(renderThreat)),
    section('How it was seen', incident.visibility ? [VISIBILITY[incident.visibility]] : []),
    section('What was said later', [], incident.followUps.map(followUp)),
    section(
      'Notes',
      [],
      incident.notes.map((note) => said(`${moment(note.at)}, ${note.by} noted:`, note.text)),
    ),
    ...renderResponse(incident),
    section(
      'Gone on in spite of a rule',
      incident.overrides.map((one) => `${moment(one.at)}, ${one.by}: ${one.gate}. Why: ${line(one.reason)}`),
    ),
    section(
      'Attachments',
      incident.evidence.map((one) => `${line(one.name)} (${one.size} bytes): ${line(one.file)}`),
    ),
    ...renderAccess(incident),
    section(
      'Kept, and changes nothing: whoever wrote it could no longer open this when it came in',
      incident.kept.flatMap(({ at, by, kind, text }) =>
        text === undefined ? [`${moment(at)}, ${by}: ${plain(kind)}`] : [],
      ),
      incident.kept.flatMap(({ at, by, text }) =>
        text === undefined ? [] : [said(`${moment(at)}, ${by} wrote:`, text)],
      ),
    ),
    section(
      'Entries that carry the ID of an earlier one, and so do not count',
      incident.doubles.map(({ at, by }) => `${moment(at)}, ${by}`),
    ),
    ...(incident.unknownKinds.length > 0
      ? ['A newer coc wrote more into this file; the front matter has it.']
      : []),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

const VISIBILITY = {
  private: 'Private: few people saw it, or nobody else.',
  witnessed: 'Widely witnessed.',
} as const;

function renderReport(report: Report): string {
  const { details } = report;
  const facts = [
    `Received ${moment(report.receivedAt)}${report.channel ? `, ${report.channel.replaceAll('-', ' ')}` : ''}`,
    `From ${report.reporter}${report.heardBy ? `, heard by ${report.heardBy}` : ''}; written down by ${report.by}`,
    ...detail('Who did it', details.who),
    ...detail('What they did', details.behavior),
    ...detail('When', details.when),
    ...detail('Circumstances', details.circumstances),
    ...detail('Others involved', details.others === null ? null : details.others?.join(', ')),
    ...(report.consent ? [`${report.reporter} ${CONSENT[report.consent]}`] : []),
    `May be shared with ${SHARE[report.share]}${report.sharedWith.length > 0 ? `: ${report.sharedWith.join(', ')}` : ''}`,
    ...(report.permission === undefined ? [] : [`In whose words: ${line(report.permission)}`]),
  ];
  const account = report.restricted
    ? said('The account is sealed to fewer readers. A summary by who took it:', report.summary ?? '')
    : said('The account, word for word:', report.account ?? '');
  return `## Report ${report.number}\n\n${facts.map(item).join('\n')}\n\n${account}`;
}

function renderThreat(entry: EntryOf<'threat'>): string {
  const parts = [
    THREAT[entry.level],
    ...(entry.actions && entry.actions.length > 0 ? [`done: ${entry.actions.map(plain).join(', ')}`] : []),
    ...(entry.lawEnforcement ? [`police or security: ${plain(entry.lawEnforcement)}`] : []),
  ];
  return `${moment(entry.at)}: ${parts.join('; ')}`;
}

function followUp(entry: EntryOf<'follow-up'>): string {
  const from = entry.from ? ` from ${entry.from}` : '';
  return said(`${moment(entry.receivedAt)}${from}, written down by ${entry.by}:`, entry.text);
}

function legend(person: Person): string {
  const role =
    person.affected === 'yes' && person.role !== 'affected'
      ? `${ROLE_NAMES[person.role]}, and affected`
      : ROLE_NAMES[person.role];
  const known = knownOf(person).map(line);
  const rest = person.hidden ? [hiddenWords(person)] : known;
  return `${person.ref}: ${role}${rest.length > 0 ? `: ${rest.join('; ')}` : ', not named'}`;
}

function detail(name: string, value: string | null | undefined): string[] {
  if (value === undefined || value === '') return [];
  return [`${name}: ${value === null ? NOT_GIVEN : line(value)}`];
}
