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
complaint complaints conduct conference contact decision decisions details event events feedback guideline guidelines
harassed harassing harassment incident incidents letter letters mail meeting member members message messages official
organiser organisers organizer organizers participant participants people person persons policies policy question
questions report reported reporter reports response rule rules safe safety session sessions speaker speakers sponsor
sponsors staff talk talks team threat threatened threatening threats video violated violation violations volunteer
volunteers warning workshop workshops`;

/**
 * Frequent English words that are names too (Will, Grace, Young) or one slip away from one (Many and Mary, Brain and
 * Brian). Alone and in lower case they are words.
 */
const LIKE_NAMES = `example cease log lint mac kin van von der den vine vain vein vein sane cane mane pane able ace act add age ago aim air ale alley allow alone along amber angel answer apart apple april
arch area arm army art ash ask asked august aunt author autumn baby bad bag bake ball band bank bar bare bark barn
base bath bay bean bear beat bed bell belt bench bend best better big bill bird bit black blake blank bless block
blood blow blue board boat body bold bone bones book born boss bottom bow bowl box boy boys brain branch brand brave
bread break breast brief bright bring broke brook brown brush build burn bush busy button buy cable cake call called
calling calm camp card care carry carve case cash cast catch cater cause chain chair chance change charge charm chase
chat cheap check cherry chest chief child choice church city claim clark class clean clear clerk click cliff clock
close cloud club coach coal coast coat cold collar color colour common cook cool cooler copper copy core corn corner
cost count court cover cow cream crew cross crowd cry cup cut dame damp dance dare dark date dated dawn day days dead
deal dean dear death deck deep deer degree den desk dial dice dirt dish dog door dot double doubt draw drawn dream
dress drink drive drop drove drown dry dull duty early earn ears earth ease east easy eat edge edit eight email end
enter equal error eve even evening evil exam face fact fail fair faith fall false fame family far farm fast faster
father favor fear feel feet fell felt few field fifth fight file fill filler film final find fine fire firm first fish
five fix flag flash flat fled flight floor flow flower fly fold folk follow food fool foot force forest form former
forms forth fortune forward found four fox frank free french fresh friend friends front full fun game garden gate
gather gathering gave gay gem gentle german giant gift girl glad glass goal gold golden good grace grade grand grant
grass grave gray great greed green greet grey grin ground group grow guard guess guest guide gun guy hair half hall
hand handle hands hang happy hard hardly harm harmed harsh hat hate head heal health hear heard heart heat heaven
heavy held hell hello help helped hid hide high hill hint hire history hit hold holder hole home honest honey honor
hope hoped hoping horn horse host hot hotel hour hours house huge hunt hurt ice idea ill inn inner iron issue item
jail jet job join joke joy judge july jump june junior jury justice keen keep kept key kick kid kids kill killer kind
king kiss kit knee knew knife lab lack ladies lady laid lake lamb land lane last late later laugh laughed law laws
lawyer lay lead leader leaf leak lean learn least leave led left leg lend less let lie life lift light likely limit
line link lion list listen little live lived liver load loan local lock logs lone long look lord lose loss lost lot
loud love lover low luck lunch mad main major male man manner mar marble march marine mark market marks marry mars
mass master mat match mate matter max mean means meant meat media meet men menu mere mess met metal middle mild mile
milk mill mind minor mint miss mode model moment money month months mood moon moral morning mother motion motor mount
mouth move moved movie much music nail name named names narrow nasty nation nature neat neck need nerve net new news
next nice nick night nine noble noise normal north nose note noted notes notice noticed novel number oak obey object
ocean odd offer offered office older open opened opening oral order organ outer owe owner pace pack page paid pain
paint pair pale palm pan panel paper parent park parked part parts party pass passed past pat path patience pattern
pause pay phase phone photo piece pike pine pink pitch place places plain plan plane plans plant plate play player
please plus pocket point pole police polite pond pool poor pope post posted poster pot pound power pray present press
pretty price pride priest prime prince print prior private proof proud public pull pure push quick quiet quite race
radio rain raise ran range rank rate raw ray reach read reader ready real reason record red reed regard remain remote
rent reply rest return rich ride right ring rise rises risk river road rock role roll roof room rooms root rope rose
rough round route row royal rude rule run running rush safe said sail saint salt sand sat save saved scale scar scarf
scene school score sea seal seat second secret seed self sell send senior sense sent series serious serve set seven
severe shade shake shame shape share shared sharp sheet shelf shell shift ship shirt shop shore short shot show showed
shown shut sick side sight sign silence silent silly silver simple single sir sister site six size skill skin skip
skirt sky sleep slide slides slip slow small smart smell smile smith smoke snow social sofa soft soil sold sole solid
son song sorry sort soul sound source south space spare speak speed spell spend spirit spoke sport spot spring spy
square stable staff stage stair stake stand standing star stare stark start state statement stay steel step stern
stick still stock stole stone stood stop store storm story strange stream street stress strong stuff style such suit
summer sun sunny sure swear sweet swift swim table tail tailor talked talking tall tan task taste tax tea teach tear
teeth ten tend term terms test text thank thanks theme thick thin think third thirty thought threat three threw throw
tie tight tile time times tiny tip tire tired title today tomorrow tone tool top topic tore total touch touched tough
tour tower town track trade train trained treat tree trick tried trip trouble truck true trust truth try turn turned
tutor twice twin type uncle unit upper urge use used usual valley value vary vase venue verse view vile village virgin
visit visitor voice void vote wage wait waited walk walked wall warm warn warned wash watch watched water wave weak
wear weather web wed week weeks weight welcome west wet whale wheat wheel white whole wide wife wild win wind window
windy wine wing winter wire wise wish witness witnessed woman women wonder wood wooden woods wool word words work
worked worker world worn worry worse worth wound wrap write writer written wrong wrote yard year years yell yellow
yesterday young youth zone`;

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

const ORDINARY = new Set([
  ...STOP_WORDS,
  ...LETTER_WORDS,
  ...CALENDAR_WORDS,
  ...TOOL_WORDS,
  ...wordsOf(LIKE_NAMES),
]);
const INFLECTED = /^\p{Ll}{3,}(?:ed|ing|ly|tion|tions|ness|ment|ments|able|ful|less)$/u;

/**
 * Whether a folded word is common English, so that finding it proves nothing. A word of another kind is taken for a
 * name sooner than one too few: the list is short on purpose.
 */
export function isOrdinary(word: string): boolean {
  return ORDINARY.has(word) || ORDINARY.has(word.replaceAll("'", '')) || isPlural(word);
}

/** Whether a folded word is common, or has the ending of a verb, adverb or abstract noun: never a misspelt name. */
export function isNoSlip(word: string): boolean {
  return isOrdinary(word) || INFLECTED.test(word);
}

function isPlural(word: string): boolean {
  return word.length > 3 && word.endsWith('s') && ORDINARY.has(word.slice(0, -1));
}

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}
