import { APOLOGY, TOGETHER } from './peace.ts';
import { spoken } from './spoken.ts';

/** At most so many words are brief; the policy's own example has eleven, its bad example forty. */
const BRIEF = 25;

const PEACE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${APOLOGY}|${TOGETHER}|apologi[sz]\w{1,3}|(?:say(?:s|ing)?|be(?:ing)?|is|are)\s+sorry|forgiv\w{1,8}|(?:express|show)(?:es|ing)?\s+(?:\w+\s+)?regret|ask(?:s|ing)?\s+(?:\w+\s+){0,2}pardon|(?:sit(?:s|ting)?\s+down|meet(?:s|ing)?)\s+(?:(?:together|in\s+person|face\s+to\s+face)\s+)?with\s+(?:the\s+)?(?:victim|reporter|complainant|affected\s+person|person\s+affected|her|him|them|each\s+other)|entschuldig\w{0,8}|verzeih\w{0,6}|(?:pedir\s+)?disculpas)(?![\p{L}\p{N}])`,
  'giu',
);

/**
 * Whether a sanction, its condition or a parameter wants an apology, forgiveness, mediation or peace made, which the
 * policy refuses (clause "apologies"). A prohibition ("must not apologise to her again") and our own "we apologise"
 * pass; "if you do not apologise" does not.
 */
export function asksForApology(text: string): boolean {
  const ours = /\b(?:we|our|i|my)\b(?:\s+\w+){0,2}\s*$/i;
  return [PEACE, GESTURES].some((what) => spoken(text).find(what, { unlessAfter: ours }).length > 0);
}

const WHOM = String.raw`(?:her|him|[pr][1-9]\d*|the\s+(?:victim|reporter|complainant|affected\s+person|person\s+(?:affected|who\s+\w+)))`;
const GIVES =
  '(?:writ(?:e|es|ing|ten)|wrote|gave|brought|bought|made|told|left|sen[dt](?:s|ing)?|giv(?:e|es|ing)|bring(?:s|ing)?|deliver(?:s|ing)?|bu(?:y|ys|ying)|hand(?:s|ing)?|post(?:s|ing)?|mak(?:e|es|ing)|record(?:s|ing)?|offer(?:s|ing)?|leav(?:e|es|ing)|pass(?:es|ing)?|tell(?:s|ing)?|read(?:s|ing)?)';
const GESTURE =
  '(?:notes?|cards?|letters?|messages?|e-?mails?|texts?|words|lines?|flowers?|bouquets?|roses|gifts?|presents?|chocolates?|cakes?|videos?|poems?|songs?|statements?|tokens?|vouchers?|wine|drinks?|coffee|dinner|compensation)';
const FEELS = '(?:bad|badly|sorry|awful|terrible|guilty|ashamed|remorseful|miserable)';
/** What says sorry without the word: a gesture towards whom it happened to, or how bad somebody feels. */
const GESTURES = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${GIVES}\s+(?:\p{L}+\s+){0,2}${WHOM}\s+(?:\p{L}+\s+){0,4}${GESTURE}|${GIVES}\s+(?:\p{L}+\s+){0,5}${GESTURE}\s+(?:\p{L}+\s+){0,5}(?:to|for)\s+${WHOM}|(?:heartfelt|sincere|contrite|remorseful|repentant)\s+\p{L}+|how\s+(?:\p{L}+\s+)?${FEELS}|feel(?:s|ing)?\s+(?:\p{L}+\s+)?${FEELS}|(?:regrets?|regretted|regretting)\s+(?:it|what|that|how|having|(?:his|her|their|your)\s+\p{L}+)|(?:own(?:s|ing)?\s+up|confess(?:es|ing)?|mak(?:e|es|ing)\s+it\s+good)\s+to\s+\p{L}+)(?![\p{L}\p{N}])`,
  'giu',
);

/** What makes a wish of it, where it stands before the apology, and after it. */
const WANTED =
  /\b(?:must|(?:ha(?:s|ve)|needs?|ought|told|asked|expected|required|supposed|going)\s+to|should|shall|will\s+have|until|unless|provided|condition|as\s+long\s+as|if|once|(?:we|i|they)\s+(?:\w+\s+)?(?:ask|want|wish|expect|require|demand|insist|recommend|suggest)\w*|muss|soll\w{0,2})\b/i;
const CALLED_FOR =
  /\b(?:must|(?:ha(?:s|ve)|needs?|ought)\s+to|should|shall|(?:is|are|would\s+be|remains?)\s+(?:\w+\s+)?(?:required|needed|wanted|expected|demanded|owed|due|necessary|enough)|first)\b/i;

/** What comes before it where it is not what ends a sanction: that it was said, and changes nothing. */
const NO_REASON =
  /\b(?:not\s+because|although|though|even\s+(?:if|though)|despite|in\s+spite|regardless|whether\s+or\s+not|apart\s+from|irrespective|whatever)\b[^.;]*$/i;

/** Whether a reason to lift or change a sanction is an apology or peace made: what somebody did of that is noted by itself, and ends nothing. */
export function restsOnApology(reason: string): boolean {
  const ours = /\b(?:we|our|i|my)\b(?:\s+\w+){0,2}\s*$/i;
  const unlessAfter = new RegExp(`${NO_REASON.source}|${ours.source}`, 'i');
  return [PEACE, GESTURES].some((what) => spoken(reason).find(what, { unlessAfter }).length > 0);
}

/**
 * As `asksForApology`, in a reason that is noted: that somebody apologised is a fact, and asked of nobody; what has to come of them is
 * refused here as well.
 */
export function wantsApology(reason: string): boolean {
  const said = spoken(reason);
  const ours = /\b(?:our|my)\b(?:\s+\w+){0,2}\s*$/i;
  const isNot = ({ source }: RegExp): RegExp => new RegExp(`^(?![\\s\\S]*${source})`, 'iu');
  return [PEACE, GESTURES].some(
    (what) =>
      said.find(what, { unlessAfter: new RegExp(`${isNot(WANTED).source}|${ours.source}`, 'iu') }).length >
        0 || said.find(what, { unlessAfter: ours, unlessBefore: isNot(CALLED_FOR) }).length > 0,
  );
}

/**
 * What keeps a relayed apology from being brief and needing no response (clause "apologies"), each in a sentence. At most 25 words
 * in two sentences, no question, no reason, no address, and no wish for a reply, forgiveness or meeting.
 */
export function relayProblems(text: string): readonly string[] {
  const count = text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu)?.length ?? 0;
  const sentences = text.split(/[.!?…。]+(?=\s|$|["”])/u).filter((one) => /\p{L}{2}/u.test(one)).length;
  const said = spoken(text);
  const all: readonly (readonly [is: boolean, what: string])[] = [
    [count > BRIEF, `It has ${count} words. ${BRIEF} at most are brief.`],
    [sentences > 2, 'It has more than two sentences. One or two are brief.'],
    [/[?？¿]/u.test(text), 'It asks a question. A relayed apology needs no response.'],
    [ADDRESS.test(text), 'It has an address or a number. A relayed apology needs no response.'],
    [
      said.find(EXPLAIN, { evenNegated: true }).length > 0 || statementsIn(text).some(isMore),
      'It says more than that they are sorry, and keep away, or explains. A relayed apology gives no reasons.',
    ],
    [said.find(FORGIVE).length > 0, 'It speaks of forgiving. A relayed apology asks for nothing.'],
    [
      said.find(MEET).length > 0,
      'It speaks of meeting or talking. A relayed apology brings nobody together.',
    ],
    [said.find(REPLY).length > 0, 'It asks for something back. A relayed apology needs no response.'],
  ];
  return all.filter(([is]) => is).map(([, what]) => what);
}

/** What a sentence says one after the other, without what joins it. */
function statementsIn(text: string): readonly string[] {
  return text
    .replace(/[’‘]/g, "'")
    .split(
      /[\s"“”()]*(?:[.!?;:,…–—]|\s-\s|\n|(?<![\p{L}])(?:and|but|yet|though|although|while|whereas|when|plus|after|before|given\s+that|seeing\s+that|now\s+that)(?![\p{L}]))[\s"“”()]*/giu,
    )
    .map((one) => one.trim())
    .filter((one) => /\p{L}{2}/u.test(one));
}

const SORRY = /\b(?:sorry|apolog\w+|regrets?|remorse)\b/i;
/** What a relay can have besides: that somebody keeps away, and wants nothing. */
const KEEPS_AWAY =
  /\b(?:(?:keep|stay|stays|keeps|kept|staying|keeping|remain)\s+(?:well\s+|far\s+)?(?:away|clear|out|off)|(?:no|any|avoid\w*|without|further)\s+(?:\w+\s+){0,2}contact|not\s+(?:\w+\s+)?(?:contact|approach|write|message|return|come|do|happen|speak|talk|call|seek|repeat)\b|never\s+(?:again|do|contact|approach)|(?:has|have|will|is|are)\s+(?:\w+\s+)?(?:left|leave|leaving|gone|go\s+home)|leaves?\b|alone\b|(?:wants?|expects?|asks?|needs?|requires?|wish(?:es)?)\s+(?:for\s+)?(?:no|nothing)\b|no\s+(?:reply|answer|response|reaction)|(?:nothing|no\s+\w+)\s+(?:is\s+|are\s+)?(?:expected|wanted|asked|needed|required)|owes?\s+\w+\s+nothing|need\s+not|(?:do|does)\s+not\s+(?:have|need|want|expect|ask))/i;
const SUBJECT =
  /^(?:(?:also|then|so|just|that|because|as|since)\s+)*(?:he|she|they|it|i|we|you|x|this|that|there|things?|his|her|their|its|the|work|life|everything|nobody|somebody|someone|[\p{Lu}]\p{L}*)(?:'s|'d|'ve|'re|'ll)?(?:\s|$)/u;
const VERB =
  /^(?:\w+ly\s+)?(?:has|had|have|having|was|were|is|are|being|been|will|would|did|does|do|could|can|can't|couldn't|may|might|must|should|feels?|felt|feeling|thinks?|thought|wants?|wanted|wish(?:es|ed)?|hopes?|hoped|tr(?:y|ies|ied)|knows?|knew|went|lost|got|gets|drank|says?|said|means?|meant|likes?|liked|loves?|loved|asks?|asked|needs?|needed|learn\w*|underst\w+|realis\w+|realiz\w+|tends?|struggl\w+|suffer\w*|work\w*|promis\w+|admit\w*|accept\w*|agree\w*|see|sees|saw|came|comes|started|keeps?|kept|takes?|took|never|not|just|only|rarely|usually|normally|under|due|out\s+of)\b/iu;

/** Whether a statement of a relay is one of its own, and neither says sorry nor keeps away. */
function isMore(statement: string): boolean {
  const plain = statement.replace(/\b(\w+)n't\b/g, '$1 not');
  if (SORRY.test(plain) || KEEPS_AWAY.test(plain)) return false;
  const words = plain.split(/\s+/).length;
  return (words > 1 && VERB.test(plain)) || (words > 2 && SUBJECT.test(plain));
}

/** Where somebody could be answered: an e-mail address, a link, a handle, a number, a room. */
const ADDRESS =
  /\S@\S|https?:|www\.|(?<![\p{L}\p{N}])[@#][\p{L}\p{N}_]{2}|(?:\+|\b)\d(?:[\s()./-]{0,2}\d){5,}|\b(?:reach(?:ed)?|found|contacted|available)\s+(?:him|her|them|at|on|under|by|via|in)\b|\b(?:room|booth|stand|desk|table)\s+\p{L}?\d/iu;
const EXPLAIN =
  /\b(?:because|since\s+(?:he|she|they)|as\s+(?:he|she|they)\s+(?:was|were|had|did|thought)|due\s+to|so\s+that|in\s+order\s+to|explain\w{0,3}|the\s+reason|reasons?|(?:did|do|does|didn't|doesn't|don't)\s+(?:not\s+)?(?:mean|intend|want|realise|realize|know|understand)|never\s+(?:meant|intended|wanted)|(?:was|were|had\s+been|is)\s+(?:very\s+|so\s+|just\s+|only\s+|a\s+bit\s+)?(?:drunk|tired|stressed|joking|nervous|confused|unwell|ill|young|trying|under\s+\p{L}+)|(?:too\s+much|had\s+been)\s+(?:to\s+drink|drinking)|misunderst\w{3,9}|(?:meant|intended)\s+(?:it\s+)?(?:as|to|no)|by\s+accident|only\s+wanted|in\s+the\s+(?:heat|manner)|thought\s+(?:that\s+)?(?:you|it|she|he|they))\b/giu;
const FORGIVE =
  /\b(?:forgiv\w{0,8}|pardon\w{0,3}|(?:another|second)\s+chance|accept\w{0,3}\s+(?:\w+\s+){0,2}apolog\w+|move\s+on|(?:stay|remain|be)\s+friends|understand\w{0,3}\s+(?:that|why|how|them|him|her))\b/giu;
const MEET =
  /\b(?:(?:meet|see|visit|call|talk|speak|chat)(?:s|ing)?\s+(?:with\s+|to\s+)?you|in\s+person|face\s+to\s+face|meet(?:s|ing)?\s+(?:up|again)|coffee|get\s+together|make\s+(?:it\s+up|amends|up)|mediat\w{1,4}|reconcil\w{1,8})\b/giu;
const REPLY =
  /\b(?:repl(?:y|ies)|respon(?:d|se|ses)|answers?|writ(?:e|ing)\s+back|get(?:ting)?\s+back\s+to|hear(?:ing)?\s+(?:back\s+)?from\s+you|hop(?:e|es|ing)\s+(?:that\s+)?you|let\s+(?:him|her|them|us|me)\s+know|contact\s+(?:him|her|them)\b|please)\b/giu;
