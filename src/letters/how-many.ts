import { type Word, words } from './words.ts';

/** The sorts of words that tell how many there were; a word can be of several, and one that is of none is only counted. */
const SORTS = {
  number: `one two three four five six seven eight nine ten eleven twelve twenty dozen several multiple various both few
couple pair handful trio number group some`,
  which: 'the a an another these those all second third fourth small large whole',
  people: `visitor visitors attendee attendees guest guests people person persons woman women man men girl girls boy boys guy guys
participant participants colleague colleagues coworker coworkers worker workers onlooker onlookers listener listeners friend friends
student students speaker speakers sponsor sponsors exhibitor exhibitors neighbour neighbours neighbor neighbors individual individuals developer developers customer customers volunteer volunteers witness witnesses eyewitness eyewitnesses bystander bystanders`,
  witness: 'witness witnesses eyewitness eyewitnesses bystander bystanders onlooker onlookers',
  ours: `us our ours we team committee board staff organisers organizers organiser organizer member members moderators stewards crew`,
  limit: 'least most exactly roughly almost nearly about around',
  have: 'have has had',
  of: 'of',
  whose: 'them you those these',
  others: 'others',
  somebody: 'somebody someone',
  sensed: 'heard overheard saw witnessed noticed observed',
  said: 'complained confirmed confirm reported remember corroborated',
  seen: 'heard overheard seen witnessed noticed watched observed reported confirmed told raised mentioned described',
  stood: 'watched listened stood sat',
  were: 'was were been being',
  there:
    'there present nearby near around beside behind next listening watching standing sitting within close',
  told: 'told wrote written came come spoke spoken informed turned',
  forward: 'forward up',
  at: 'at in on from by near next beside behind with around to within',
  also: `who that which have has had also both all each then must could can able to clearly independently even apparently already
later since themselves still right only just else actually separately`,
  report: 'report reports complaint complaints reporters complainants testimonies',
  account: 'accounts statements messages mails emails',
  about: 'about of on concerning against regarding saying',
  this: 'it this that you your him her his them their what how',
  came: 'came reached arrived made received got given sent filed brought agree',
  if: 'if any would should further future whenever',
  sight: 'front presence hearing earshot sight',
  before: 'before beside with',
  only: 'only sole',
  nobody: 'nobody none',
  no: 'no',
  else: 'else other',
  again: 'second third fourth another other',
  hear: 'hear see overhear notice',
  it: 'there it they',
  from: 'by from',
  more: 'more',
  than: 'than',
  to: 'to',
} as const;
type Sort = keyof typeof SORTS;

const SORTS_OF = new Map<string, Sort[]>();
for (const sort of Object.keys(SORTS) as Sort[])
  for (const word of SORTS[sort].split(/\s+/)) SORTS_OF.set(word, [...(SORTS_OF.get(word) ?? []), sort]);

/** One word of any of these sorts, and one of none of them, in a sentence as `sortsIn` writes it. */
const a = (...sorts: readonly Sort[]): string => `<(?:[^<>]*\\b(?:${sorts.join('|')})\\b)[^<>]*>`;
const not = (...sorts: readonly Sort[]): string => `<(?![^<>]*\\b(?:${sorts.join('|')})\\b)[^<>]*>`;

const PLAIN = not('ours', 'people', 'number', 'seen', 'sensed', 'were', 'this', 'of', 'at', 'told');
/** “Two people from the team” are none of those who were there. */
const NOT_OURS = `(?!(?:${a('of', 'at')}|${PLAIN}){0,2}(?:${a('which')})?${a('ours')})`;
const NUMBER = `(?:${a('which')}|${a('only')}|${a('more')}${a('than')}|(?:${a('at')})?${a('limit')})*${a('number')}(?:<>${a('number')}|${a('of')}(?=${a('people')}))?`;
const COUNTED = `(?:${NUMBER}(?:${a('of')})?(?:${a('which')})?(?:${PLAIN}){0,3}?${a('people', 'others')}${NOT_OURS}|${NUMBER}${a('of')}(?:${a('which')})?(?:${a('number')}|${a('whose')}))`;
const SINGLE = `(?:${a('which')}(?:${PLAIN}|${a('else', 'only')}){0,2}?${a('people')}${NOT_OURS}|${a('somebody')})`;
const ANYBODY = `(?:${COUNTED}|${SINGLE}|${a('people')}${NOT_OURS}|${NUMBER}${NOT_OURS})`;
const PLACE = `(?:${a('at')}(?:${not('ours', 'were', 'sensed')}){1,4}?)?`;
const ALSO = `(?:${a('also')})*`;
const SAID = `(?:${a('sensed', 'said')}|${a('told')}${ALSO}(?:${a('ours')}|${a('forward')}))`;
const HAVE_SEEN = `(?<=${a('have')}(?:${a('also')}){0,2})${a('seen')}`;
const WAS = `${a('were')}${ALSO}(?:${a('number')})?${ALSO}`;

const WAYS = [
  // Two people heard it; somebody told us.
  `${COUNTED}${PLACE}${ALSO}(?:${SAID}|${HAVE_SEEN}|${a('stood')}|${a('also')}${a('hear')}|${WAS}(?:${a('there')}|${a('at')}))`,
  `${NUMBER}${NOT_OURS}${ALSO}(?:${SAID}|${HAVE_SEEN}|${WAS}${a('there')})`,
  `(?:${SINGLE}|${a('people')}${NOT_OURS})${PLACE}${ALSO}(?:${SAID}|${HAVE_SEEN}|${a('also')}${a('hear')})`,
  // It was heard by two, in front of two people.
  `${a('seen')}(?:${not('of')}){0,2}?${a('from')}${ANYBODY}`,
  `(?:${a('sight')}${a('of')}|${a('before')})${COUNTED}`,
  // There were two of you; the only one who heard; nobody else did.
  `${a('it')}${a('were')}${ALSO}(?:${COUNTED})`,
  `${a('only')}(?:${a('people', 'number')})(?:${a('also', 'there')})(?:${SAID}|${a('were', 'there', 'hear')})`,
  `(?:${a('nobody')}|${a('no')}${a('number')})${a('else')}${ALSO}(?:${SAID}|${a('hear')}|${WAS}${a('there')})`,
  `${NUMBER}(?:${PLAIN})?${a('witness')}`,
];
const OTHERS = `(?:${NUMBER}|${a('which')}?${a('again')})(?:${PLAIN}){0,2}?`;
/** “Two reports about you”, “a second report came in”; where it is not said of whom, only a letter to one person tells it. */
const REPORTS = `${OTHERS}${a('report', 'account')}(?:<>)?(?:${a('about')}${a('this', 'which')}|${ALSO}(?:${a('were')}${ALSO})?${a('came')})`;
const REPORTS_AT_ALL = `${NUMBER}(?:${PLAIN}){0,2}?${a('report')}`;

const [HEARD, TOLD, TOLD_AT_ALL] = [WAYS.join('|'), REPORTS, `${REPORTS}|${REPORTS_AT_ALL}`].map(
  (way) => new RegExp(way, 'g'),
) as [RegExp, RegExp, RegExp];
const CONDITION = new RegExp(a('if'));

/**
 * Where a text says how many heard, saw or told it, or were there, be it that somebody was: where few were, that is a hint at who
 * reported. The team is not counted, and of reports in general a text to many may say how many there were.
 */
export function howMany(
  text: string,
  { toMany = false }: { readonly toMany?: boolean } = {},
): readonly { readonly found: string; readonly line: number }[] {
  return sentencesOf(text).flatMap((all) => {
    const sorts = all.map((word) => `<${sortsOf(word, text).join(' ')}>`);
    const row = sorts.join('');
    const told = [...row.matchAll(toMany ? TOLD : TOLD_AT_ALL)].filter(
      ({ index }) => !CONDITION.test(row.slice(0, index)),
    );
    const [hit] = [...row.matchAll(HEARD), ...told].sort((one, other) => one.index - other.index);
    if (hit === undefined) return [];
    const first = row.slice(0, hit.index).split('<').length - 1;
    const [start, end] = [all[first]?.start ?? 0, all[first + hit[0].split('<').length - 2]?.end ?? 0];
    return [{ found: text.slice(start, end), line: text.slice(0, start).split('\n').length }];
  });
}

function sortsOf({ folded, start, end }: Word, text: string): readonly Sort[] {
  // “7:00” is no seven people.
  const isCount =
    /^\d{1,3}$/.test(folded) && !/[\d:.]$/.test(text.slice(0, start)) && !/^[:.]?\d/.test(text.slice(end));
  return isCount ? ['number'] : (SORTS_OF.get(folded.replaceAll("'", '')) ?? []);
}

/** The words of each sentence. */
function sentencesOf(text: string): readonly (readonly Word[])[] {
  const found: Word[][] = [[]];
  let last: Word | undefined;
  for (const word of words(text)) {
    if (last !== undefined && ENDS.test(text.slice(last.end, word.start))) found.push([]);
    found.at(-1)?.push(word);
    last = word;
  }
  return found;
}

const ENDS = /[.!?;:]\s|[\r\n]\s*[\r\n]/;
