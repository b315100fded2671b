/** A day on which something ends. */
export interface CalendarEvent {
  /** Stays the same from one calendar to the next. */
  readonly id: string;
  readonly incident: string;
  /** `2027-03-31`. */
  readonly day: string;
}

/**
 * A calendar in the format of RFC 5545, one event of a whole day each, with the number of an incident and nothing else:
 * calendars are seen by others. Lines are ASCII and shorter than 75 octets, so that none has to be folded.
 */
export function calendar(events: readonly CalendarEvent[], now: Date): string {
  const stamp = `${now.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//coc//coc//EN',
    ...events.flatMap(({ id, incident, day }) => [
      'BEGIN:VEVENT',
      `UID:${id}@coc`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
      `SUMMARY:${incident}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.join('\r\n')}\r\n`;
}
