import { APOLOGY as AN_APOLOGY, TOGETHER as BRINGS_TOGETHER } from './peace.ts';
import type { PhraseOptions } from './spoken.ts';

/** A thing that no letter says, as data. */
export interface WordingRule extends PhraseOptions {
  readonly clause: 'not-to-do' | 'apologies' | 'permission' | 'receiving';
  readonly why: string;
  readonly pattern: RegExp;
  /** Only in a letter to who reported it or whom it happened to. */
  readonly toReporter?: true;
  /** Only in a letter to one person: a community is asked what it thinks. */
  readonly toOne?: true;
}

const WITHDRAW = 'This can be read as an invitation to withdraw the complaint.';
const ADVICE = 'What to do is for the team to decide. Do not ask them for advice.';
const PENALTY = 'Penalties are for the team to decide. Do not offer a say in them.';
const APOLOGY = 'Do not ask for an apology or forgiveness, and do not encourage one.';
const TOGETHER = 'Do not bring them together, and do not mediate.';
const BLAME = 'This can sound as if it were their own fault.';
const DOWN = 'This plays down what happened.';
const PRESS = 'They need not answer. Let them choose whether to write back.';

const OURS =
  /\b(?:we|i|our|my)\b(?:\s+(?:must|should|want\s+to|would\s+like\s+to|have\s+to|do|also|sincerely|again)){0,2}\s*$/i;
const POLICY =
  /^\s*(?:on|about|of|for)\s+(?:the|our|this)\s+(?:policy|policies|code|guidelines|rules|announcement)/i;
const CASE = '(?:complaints?|reports?|allegations?|accusations?|claims?|statements?|case|account|charges)';
const MUST =
  "(?:must|should|shall|need(?:s)?\\s+to|ha(?:ve|s)\\s+to|ought\\s+to|could|might|can|may|please|to|you'll|will|consider|they|you|he|she)";

/** What outgoing text never says (clauses "not-to-do", "apologies", "permission", "receiving"), each with why. */
export const WORDING_RULES: readonly WordingRule[] = [
  {
    clause: 'not-to-do',
    why: WITHDRAW,
    toOne: true,
    pattern: new RegExp(
      `\\b(?:(?:withdraw\\w{0,4}|retract\\w{0,3}|drop(?:s|ped|ping)?|tak(?:e|ing)\\s+back|rescind\\w{0,3}|cancel\\w{0,4}|pull)\\s+(?:[\\p{L}']+\\s+){0,3}?${CASE}|(?:withdraw\\w{0,4}|retract\\w{0,3}|drop)\\s+(?:it|this|that)|withdrawal\\s+(?:is|of\\s+(?:your|the)\\s+${CASE})|you\\s+(?:can|may|could|might)\\s+(?:still\\s+|always\\s+)?withdraw|chang(?:e|ed|ing)\\s+your\\s+mind)\\b`,
      'giu',
    ),
  },
  {
    clause: 'not-to-do',
    why: WITHDRAW,
    toOne: true,
    evenNegated: true,
    pattern:
      /\b(?:are\s+you\s+(?:really\s+|quite\s+)?sure\s+(?:that\s+)?(?:you|about)|do\s+you\s+(?:still|really)\s+want|(?:would|'d)\s+rather\s+not\s+(?:go|pursue|proceed|continue|take)|you\s+(?:do\s+not|don't|need\s+not)\s+(?:(?:have|need)\s+to\s+)?(?:go\s+(?:on|ahead|through)|pursue|proceed|continue)|(?:prefer|want)\s+(?:us\s+)?(?:not\s+to|to\s+not)\s+(?:go|pursue|proceed|continue|act)|let\s+(?:it|this|the\s+matter)\s+(?:go|drop|rest))\b/giu,
  },
  {
    clause: 'not-to-do',
    why: ADVICE,
    toOne: true,
    pattern:
      /\b(?:what\s+(?:should|shall|can|could|must)\s+(?:we|i|the\s+team)\s+do|what\s+(?:should|ought\s+to|needs\s+to)\s+(?:happen|be\s+done)|what\s+(?:would|do|did)\s+you\s+(?:like|want|suggest|recommend|propose|advise|prefer|expect|wish)\s+(?:us|to\s+(?:happen|see|be\s+done)|we|the\s+team|should|as|for|from)|what\s+(?:would|do)\s+you\s+(?:suggest|recommend|propose|advise)|how\s+(?:should|shall)\s+(?:we|i)\b|how\s+(?:would|do)\s+you\s+(?:like|want|suggest|think)\s+(?:us|we|this|that|it)|what\s+do\s+you\s+think\s+(?:we|should|would|of\s+(?:the|a|our|this)\s+(?:outcome|decision|response|plan)|about\s+(?:the|a|our|this)\s+(?:outcome|decision|response|plan))|do\s+you\s+(?:have\s+(?:any\s+)?(?:advice|suggestions?|ideas?|recommendations?|preferences?)|think\s+(?:that\s+)?(?:we|this\s+is\s+(?:enough|fair)))|what\s+outcome|advise\s+us)\b/giu,
  },
  {
    clause: 'not-to-do',
    why: ADVICE,
    toOne: true,
    unlessBefore: POLICY,
    pattern:
      /\byour\s+(?:advice|suggestions?|recommendations?|input|opinions?|views?|preferences?|thoughts)\b/giu,
  },
  {
    clause: 'not-to-do',
    why: ADVICE,
    toOne: true,
    evenNegated: true,
    pattern:
      /\b(?:(?:is|would)\s+(?:this|that|it|the\s+\w+|our\s+\w+)\s+(?:be\s+)?(?:acceptable|ok|okay|enough|fine|fair|satisfactory|all\s+right)\s+(?:to|for|with)\s+you|(?:are|would)\s+you\s+(?:be\s+)?(?:happy|satisfied|content|comfortable|ok|okay|fine)\s+with\s+(?:this|that|the|our|a|an|what)|do\s+you\s+(?:agree|accept)\s+(?:with\s+|to\s+)?(?:this|that|the|our)\s+(?:outcome|decision|sanction|response|ban|action))\b/giu,
  },
  {
    clause: 'not-to-do',
    why: PENALTY,
    toOne: true,
    pattern:
      /\b(?:(?:which|what)\s+(?:kind\s+of\s+|sort\s+of\s+)?(?:penalt(?:y|ies)|sanctions?|punishments?|consequences?)\s+(?:would|do|should|shall|seems?|is|are|you)|(?:choose|decide|pick|select|vote|suggest|propose|comment|weigh\s+in|have\s+a\s+say|a\s+say|your\s+say|input|involved)\s+(?:[\p{L}']+\s+){0,5}?(?:penalt(?:y|ies)|sanctions?|punishments?|consequences?|outcome|ban(?:ned)?)|(?:should|shall)\s+(?:he|she|they|we)\s+(?:be\s+)?(?:ban(?:ned)?|punish(?:ed)?|expel(?:led)?|remove(?:d)?)|(?:have|get)\s+(?:your|a)\s+say|how\s+(?:severely|harshly|strictly))\b/giu,
    unlessAfter: /\b(?:we|team|board|committee)\b(?:\s+[\p{L}']+){0,3}\s*$/iu,
  },
  {
    clause: 'apologies',
    why: APOLOGY,
    pattern:
      /\b(?:(?:asked|required|expected|encouraged|invited|urged|told|advised|ordered)\s+to\s+(?:[\p{L}']+\s+){0,2}?apologi[sz]e|(?:ask\w{0,3}|want|like|expect|urge|encourage|require|invite|advise)\s+(?:you|him|her|them|the\s+\p{L}+|everybody|everyone)\s+to\s+(?:[\p{L}']+\s+){0,2}?apologi[sz]e|(?:unless|until|after|once|if)\s+(?:you|he|she|they)\s+(?:do\s+not\s+|don't\s+)?(?:have\s+|has\s+)?apologi[sz]ed?)\b/giu,
  },
  {
    clause: 'apologies',
    why: APOLOGY,
    unlessAfter: OURS,
    pattern: new RegExp(
      `\\b${MUST}\\s+(?:(?!(?:we|i|not|never)\\b)[\\p{L}']+\\s+){0,2}?apologi[sz]e(?!s)\\b`,
      'giu',
    ),
  },
  {
    clause: 'apologies',
    why: APOLOGY,
    pattern:
      /\b(?:(?:ask|asks|asking|requir\w{1,3}|request\w{0,3}|demand\w{0,3}|expect\w{0,3}|wants?(?!\s+to\b)|owes?|await\w{0,3}|accept(?:s|ing)?|needs?(?!\s+to\b)|encourag\w{1,3}|suggest\w{0,3}|recommend\w{0,3}|deserves?)\s+(?:(?!our\b|my\b)[\p{L}']+\s+){0,5}?(?:apolog(?:y|ies)|remorse|regrets?)|apolog(?:y|ies)\s+(?:is|are|would\s+be|will\s+be)\s+(?:required|expected|needed|due|owed|welcome|appropriate|appreciated|nice|helpful|in\s+order))\b/giu,
  },
  {
    clause: 'apologies',
    why: APOLOGY,
    pattern:
      /\b(?:forgiv(?:e|es|en|ing|eness)|(?:put|leave)\s+(?:this|it|that|things)\s+behind|(?:give|giving)\s+(?:him|her|them)\s+(?:a|another)\s+(?:second\s+)?chance|let\s+bygones|move\s+on\s+from\s+(?:this|it))\b/giu,
  },
  {
    clause: 'apologies',
    why: APOLOGY,
    unlessAfter: OURS,
    pattern: new RegExp(
      String.raw`\b(?:write|send|give|offer|make|ask\s+for|asks?\s+for|requir\w{1,3}|request\w{0,3}|demand\w{0,3}|expect\w{0,3}|owes?|await\w{0,3}|accept(?:s|ing)?|encourag\w{1,3}|suggest\w{0,3})\s+(?:(?!our\b|my\b)[\p{L}']+\s+){0,5}?${AN_APOLOGY}(?![\p{L}])`,
      'giu',
    ),
  },
  {
    clause: 'apologies',
    why: TOGETHER,
    pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])${BRINGS_TOGETHER}(?![\p{L}\p{N}])`, 'giu'),
  },
  {
    clause: 'apologies',
    why: TOGETHER,
    pattern:
      /\b(?:bring(?:ing)?\s+(?:you\s+(?:both|two)|both\s+of\s+you|the\s+two\s+of\s+you|them|you)\s+together|(?:meet|meeting|sit\s+down|sitting\s+down|talk|speak|speaking|talking)\s+(?:up\s+)?(?:(?:together|in\s+person|face\s+to\s+face)\s+)?(?:with\s+|to\s+)?(?:each\s+other|one\s+another|the\s+(?:other\s+person|person\s+who\s+(?:harassed|reported)|harasser|victim|reporter|complainant))|(?:meet|meeting|sit\s+down|sitting\s+down)\s+(?:(?:together|in\s+person|face\s+to\s+face)\s+)?with\s+(?:him|her|them)|(?:meet|see)\s+(?:him|her|them)\s+(?:again|in\s+person|face\s+to\s+face)|(?:joint|three-way)\s+(?:meeting|conversation|talk))\b/giu,
  },
  {
    clause: 'not-to-do',
    why: BLAME,
    evenNegated: true,
    unlessBefore: /^\s+(?:received|gotten|got|heard\s+from|seen|a\s+copy|access|had\s+(?:a|an|our)\b)/i,
    pattern:
      /\byou\s+(?:really\s+)?(?:should(?:n't|\s+not)?|ought(?:\s+not)?\s+to|could)\s+(?:at\s+least\s+|also\s+)?have(?!\s+(?:a|an|any|our|access|the)\b)\b/giu,
  },
  {
    clause: 'not-to-do',
    why: BLAME,
    evenNegated: true,
    pattern:
      /\b(?:why\s+(?:did|were|do|would|have|had)(?:n't)?\s+you|why\s+not\s+(?:just|simply)|what\s+(?:were|was)\s+you\s+(?:wearing|doing|thinking|drinking)|(?:had|were)\s+you\s+(?:been\s+)?(?:drinking|drunk)|you\s+(?:may|might|must)\s+have\s+(?:misunderstood|misread|misheard|misinterpreted|imagined|provoked|encouraged|invited|led|given|sent)|led\s+(?:him|her|them)\s+on|(?:brought|bring)\s+(?:this|it)\s+(?:up)?on\s+yourself|(?:partly\s+|also\s+)?your\s+own\s+fault|asking\s+for\s+it|both\s+sides\s+(?:are|were|share)|next\s+time,?\s+(?:you|please|try|be|just)|your\s+part\s+in\s+(?:this|it))\b/giu,
  },
  {
    clause: 'not-to-do',
    why: DOWN,
    unlessBefore: /^\s+(?:policy|about\s+(?:the|our)\s+(?:policy|rules|date|time|place))/i,
    pattern:
      /\b(?:(?:just|only|merely|simply|probably|maybe|meant\s+as)\s+(?:a\s+|some\s+|an\s+|being\s+)?(?:bad\s+|silly\s+|harmless\s+|little\s+|friendly\s+)?(?:jok(?:e|es|ing)|kidding|teas(?:e|ing)|banter|fun|flirt(?:ing|ation)?|compliments?|friendly|words|awkward)|misunderst(?:anding|andings|ood)|miscommunications?|over-?\s?react\w{0,4}|(?:over-?\s?|too\s+|so\s+)sensitive|(?:he|she|they|who)\s+mean(?:s|t)\s+well|good\s+intentions|harmless|take\s+it\s+as\s+a\s+compliment|lighten\s+up|blown\s+(?:up\s+)?out\s+of\s+(?:all\s+)?proportion|making\s+a\s+(?:fuss|scene)|drama|honest\s+mistake|(?:minor|trivial|petty)\s+(?:incident|matter|thing|issue)|for\s+attention|ruin(?:ed|ing)?\s+(?:his|her|their)\s+(?:life|career|reputation))\b/giu,
  },
  {
    clause: 'not-to-do',
    why: DOWN,
    evenNegated: true,
    pattern:
      /\b(?:boys\s+will\s+be\s+boys|(?:alleged|supposed|so-called|purported|self-described)\s+(?:victims?|harassment|incident|abuse)|(?:no|not\s+(?:such\s+)?a|isn't\s+a|wasn't\s+a)\s+big\s+deal|(?:not|n't)\s+(?:that|so|really)\s+(?:bad|serious)|(?:did\s+not|didn't|never)\s+mean\s+(?:any\s+|it|to|you)\s*(?:harm|badly|offen[cs]e|hurt|offend|upset|that\s+way)?|no\s+harm\s+(?:was\s+)?(?:done|meant|intended)|he\s+said,?\s+she\s+said|that's\s+just\s+(?:how|the\s+way)|if\s+you\s+(?:were|felt|feel)\s+(?:offended|hurt|uncomfortable))\b/giu,
  },
  {
    clause: 'permission',
    why: 'This tells who reported it, or lets it be guessed.',
    pattern:
      /\b(?:(?:person|people|one|ones|attendee|colleague|woman|man)\s+who\s+(?:reported|complained\s+about|accused)\s+(?:you|this|it|him|her|them)\s+(?:is|was|are|were)\s+(?!not\b|safe\b|being\b|afraid\b)|your\s+accusers?|(?:was|were|been)\s+reported\s+by\s+(?:the\s+(?:victim|person\s+affected)|your\s+\w+))/giu,
  },
  {
    clause: 'receiving',
    why: PRESS,
    toReporter: true,
    unlessAfter: /\bif\s+you\b[^.!?]*$/i,
    unlessBefore: /^\s*(?:(?:only\s+)?if\s+you\s+(?:like|want|wish|would)|whenever|only\s+if)/i,
    pattern:
      /\b(?:please\s+(?:do\s+)?(?:reply|respond|answer|confirm|get\s+back|write\s+back|explain|tell\s+us\s+(?:who|what|when|where|why|whether)|acknowledge)|(?:need|needs|expect|await|awaiting|require|want|waiting\s+for|look(?:ing)?\s+forward\s+to|appreciate|insist\s+on)\s+(?:an?\s+|your\s+|to\s+)?(?:quick\s+|prompt\s+|early\s+)?(?:repl(?:y|ies)|answers?|response|confirmation|statement|hear(?:ing)?\s+(?:back\s+)?from\s+you)|you\s+(?:must|need\s+to|have\s+to|are\s+(?:required|expected|obliged)\s+to|should)\s+(?:[\p{L}']+\s+)?(?:tell|answer|reply|respond|explain|provide|give|confirm|come|attend|contact|write|decide)|(?:reply|respond|answer|get\s+back\s+to\s+us|let\s+us\s+know|tell\s+us)\s+(?:by|before|within|until|no\s+later|as\s+soon|today|at\s+once|immediately|asap|urgently)|why\s+have(?:n't)?\s+you\s+not\s+(?:answered|replied))\b/giu,
  },
];
