const HOURS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
/** Minutes past the hour, as they are said. */
const MINUTES: Readonly<Record<string, number>> = {
  half: 30,
  quarter: 15,
  five: 5,
  ten: 10,
  twenty: 20,
  'twenty-five': 25,
};
const SPOKEN = new RegExp(
  `\\b(?:a )?(half|quarter|five|ten|twenty[- ]five|twenty)(?: minutes)? (past|to) (${HOURS.join('|')}|\\d{1,2})(?! ?\\d|:)\\b`,
  'i',
);
const HALF_OF_DAY = /,? *\b(?:([ap])\.?m\b\.?|(?:in the |(this ))?(morning|afternoon|evening))/i;

/**
 * What a time in words stands for (“yesterday at half past four”), each a text with that time in numbers: one in the
 * morning and one in the afternoon, unless it says which. Undefined where no such time is in it. “Half four” is none:
 * where it is said, it means one of two hours.
 */
export function spokenTimes(typed: string): readonly string[] | undefined {
  const [spoken, part = '', side, named = ''] = SPOKEN.exec(typed) ?? [];
  if (spoken === undefined) return undefined;
  const minutes = MINUTES[part.toLowerCase().replace(' ', '-')] ?? 0;
  const said = HOURS.includes(named.toLowerCase()) ? HOURS.indexOf(named.toLowerCase()) + 1 : Number(named);
  if (said > 23 || (side?.toLowerCase() === 'to' && part.toLowerCase() === 'half')) return undefined;
  const isTo = side?.toLowerCase() === 'to';
  const hour = isTo ? (said + 23) % 24 : said;
  const minute = String(isTo ? 60 - minutes : minutes).padStart(2, '0');
  if (said > 12 || said === 0) return [typed.replace(spoken, `${hour}:${minute}`)];
  const onDial = `${hour % 12 || 12}:${minute}`;
  const half = HALF_OF_DAY.exec(typed);
  const halves = half === null ? ['am', 'pm'] : [halfSaid(half)];
  const rest = half === null ? typed : typed.replace(half[0], half[2] === undefined ? '' : ' today').trim();
  return halves.map((one) => rest.replace(spoken, `${onDial} ${one}`));
}

function halfSaid([, letter, , part]: RegExpExecArray): string {
  if (letter !== undefined) return `${letter.toLowerCase()}m`;
  return part?.toLowerCase() === 'morning' ? 'am' : 'pm';
}
