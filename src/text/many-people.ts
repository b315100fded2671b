/** Who is meant where nobody is named and nobody could count them, alone. Lower case, blanks single. */
const EVERYBODY =
  /^(?:everybody|everyone|all|us all|(?:every|each) (?:single )?(?:one|person)(?: of (?:us|them))?)$/;

const A_NUMBER = [
  'several|many|most|some|various|numerous|multiple|countless|all|plenty|loads|lots|tons|dozens|hundreds|a lot|a few|quite a few',
  'a couple|a bunch|a crowd|a group|a number|a load|a handful|the rest|more than one|(?:about |around |over |some |nearly )?\\d{2,}',
].join('|');
const MANY_WORDS = [
  'people|persons|folks?|others|visitors|guests|attendees|participants|delegates|strangers|passers?-?by|bystanders|onlookers|viewers',
  'men|women|guys|girls|boys|ladies|gentlemen|kids|children|teenagers|students|parents|couples|speakers|sponsors|exhibitors|volunteers',
  'helpers|stewards|organi[sz]ers|colleagues|friends|neighbou?rs|members|employees|trainees|interns|customers|cleaners|waiters|guards',
  'developers|engineers|journalists|listeners|spectators|witnesses|of (?:us|them|you|those)',
].join('|');
const AS_ONE =
  'audience|crowd|public|staff|crew|room|hall|class|auditorium|rest|conference|community|workshop|session';
const ABOUT_THEM = '(?:other |young |old |female |male |random |different )*';
/** What can stand behind them and still says no more of who they are: where they were, or what they did. */
const WHERE =
  '(?= (?:in|at|on|from|of|who|that|near|next|around|there|present|else|here|outside|inside|behind|with|by|during|along|standing|sitting|watching|listening|attending|waiting|queu(?:e)?ing|working)\\b|$)';

const MANY = [
  `(?:everybody|everyone)(?! (?:but|except))${WHERE}`,
  `(?:(?:${A_NUMBER})(?: of)?(?: (?:the|these|those|our|my|her|his|their))? )${ABOUT_THEM}(?:${MANY_WORDS})${WHERE}`,
  `(?:${A_NUMBER}) of (?:us|them|you)${WHERE}`,
  `(?:(?:the|these|those|other|random) )*${ABOUT_THEM}(?:${MANY_WORDS})${WHERE}`,
  `(?:(?:the|a) )?(?:whole|entire|full|complete) (?:\\p{L}+ ){0,2}(?:${AS_ONE}|booth|stand|table|floor|queue|line|group|place|venue)${WHERE}`,
  `(?:the )?(?:audience|crowd|public|bystanders|staff)${WHERE}`,
].map((one) => new RegExp(`^${one}`, 'u'));

/** What stands before it and changes nothing. */
const NEARLY =
  /^(?:(?:almost|nearly|basically|practically|pretty much|just about|like|well|probably|i think|it was|to|by|with)[ ,]+)+/;

/**
 * Whether words in the place of somebody mean a number of people whom nobody could name and count: “everybody in the room”, “the
 * audience”, “several people at the booth”. Of two or three who are counted each can be asked; those are no such number.
 */
export function isManyPeople(words: string): boolean {
  const said = words
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.…,;:!?()[\]"'“”]+|[\s.…,;:!?()[\]"'“”]+$/gu, '');
  const all = said.toLowerCase().replace(NEARLY, '');
  return EVERYBODY.test(all) || MANY.some((one) => one.test(all));
}
