const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment as ISO 8601 with the offset of this place, to the second. */
export function localIso(moment: Date): string {
  const offset = -moment.getTimezoneOffset();
  const local = new Date(moment.getTime() + offset * 60_000)
    .toISOString()
    .slice(0, 'YYYY-MM-DDThh:mm:ss'.length);
  const sign = offset < 0 ? '-' : '+';
  return `${local}${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
}

/** A moment as people say it, in the time of this place: "today 14:10", "yesterday 15:00", "Mon 23 Nov 15:00". */
export function showMoment(iso: string, now: Date): string {
  const moment = new Date(iso);
  const time = `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  const days = Math.round((midnight(moment).getTime() - midnight(now).getTime()) / 86_400_000);
  const near = { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' }[days];
  if (near !== undefined) return `${near} ${time}`;
  const year = moment.getFullYear() === now.getFullYear() ? '' : ` ${moment.getFullYear()}`;
  return `${DAYS[moment.getDay()]} ${moment.getDate()} ${MONTHS[moment.getMonth()]}${year} ${time}`;
}

/** A day, `2027-03-31`, as people say it: "31 Mar 2027". */
export function showDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

function midnight(moment: Date): Date {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
