import type { Person } from '../incident/view.ts';
import { fold } from '../letters/fold.ts';
import { isGivenName } from '../letters/nicknames.ts';

type Role = Person['role'];

/** What each role is called, as whole folded words: in English, and in what is spoken beside it where a community meets. */
const CALLED: Readonly<Partial<Record<Role, RegExp>>> = {
  reporter: whole(
    'report(?:er|ing|ed)|complain(?:ant|er|ing|ed)|informants?|informers?|whistle-?blowers?|claimants?|petitioners?|melder(?:in)?|meldende[rnsm]?|hinweisgeber(?:in)?|beschwerdefuhrer(?:in)?|anzeigende[rnsm]?|plaignante?|denunciante|signalante?|segnalante|querellante',
  ),
  affected: whole(
    'affected|concerned|victims?|victime|victima|vittima|targets?|targett?ed|injured|harmed|hurt|wronged|harassed|survivors?|betroffene[rnsm]?|opfer|geschadigte[rnsm]?|afectad[oa]|concernee?|persona offesa',
  ),
  accused: whole(
    'accused|guilty|subjects?|responsible|blamed|named|concerned|trouble-?makers?|opponents?|respondents?|perpetrators?|perps?|offenders?|harassers?|abusers?|aggressors?|attackers?|assailants?|assaulters?|molesters?|stalkers?|gropers?|bull(?:y|ies)|culprits?|wrong-?doers?|defendants?|suspects?|suspected|reported|denounced|incriminated|beschuldigte[rnsm]?|angeklagte[rnsm]?|angeschuldigte[rnsm]?|bezichtigte[rnsm]?|tater(?:in)?|tatverdachtige[rnsm]?|verdachtige[rnsm]?|belastiger(?:in)?|accusee?s?|agresseur|agresseuse|harceleur|harceleuse|suspecte?|mise? en cause|acusad[oa]|denunciad[oa]|agresora?|acosadora?|accusat[oa]|imputat[oa]|aggressore|arguid[oa]|beklaagde|verdachte|dader|anklagad[eo]?|tiltalte',
  ),
  witness: whole(
    'witness(?:es)?|eye-?witness(?:es)?|bystanders?|onlookers?|observers?|zeug(?:e|en|in)|temoins?|testigos?|testimon[ei]',
  ),
};

/** What stands around such a word and says nothing of who it is. */
const AROUND = whole(
  'the|an?|our|this|that|these|those|same|said|other|of|in|is|are|was|were|be|been|who|whom|which|he|she|they|it|person|people|persons|somebody|someone|individual|one|party|side|man|woman|guy|boy|girl|lady|gentleman|human|fellow|dude|member|attendee|participant|mr|ms|mrs|mx|alleged|allegedly|presumed|supposed|supposedly|apparent|potential|possible|main|primary|case|incident|complaint|report|here|himself|herself|themselves|themself|der|die|das|den|dem|des|ein|eine[rnsm]?|person|herr|frau|mutmassliche[rnsm]?|angebliche[rnsm]?|vermeintliche[rnsm]?|le|la|les|l|un|une|personne|presumee?|el|los|las|una|persona|presunt[oa]|il|lo|gli|uno|o|os|as|de|da|do|het|een|personen|den|det|person',
);

/** Who did it, who said it, who saw it: a clause in the place of a name. The first that fits says which role. */
const CLAUSES: readonly (readonly [RegExp, readonly Role[]])[] = [
  [
    /\b(?:who|whoever|that)\s+(?:is|was|were|has\s+been|had\s+been|got|gets|stands?)\s+(?:being\s+)?(?:accused|reported|named|blamed|complained)\b/,
    ['accused'],
  ],
  [
    /\b(?:who|whoever|that)\s+(?:(?:first|originally|has|had|have|was|is|did|just)\s+)*(?:report(?:ed|s|ing)?|complain(?:ed|s|ing)?|(?:made|makes|sent|sends|wrote|writes|filed|files|brought|gave|raised|submitted|lodged)\s+(?:(?:it|this|that|us|in|to)\b|(?:(?:us|me)\s+)?(?:the|a|this|that)\s+(?:\w+\s+)?(?:report|complaint|account|allegation|accusation|mail|message)\b)|(?:told|tells|informed|contacted|approached|came\s+to|spoke\s+to|wrote\s+to|wrote)\s+(?:us|me|the\s+team)\b|spoke\s+up|came\s+forward|blew\s+the\s+whistle)/,
    ['reporter'],
  ],
  [
    /\b(?:it|this|that)\s+(?:all\s+)?(?:happened|was\s+done)\s+to\b|\b(?:to|against)\s+whom\s+(?:it|this|that)\s+(?:happened|was|is)\b|\b(?:who|whoever)\s+(?:was|were|got|has\s+been|had\s+been)\s+(?:\w+ly\s+)?(?:harassed|hurt|touched|groped|attacked|insulted|threatened|hit|followed|stalked|affected|harmed|targeted|abused|assaulted|bullied|injured)\b|\bwho\s+suffered\b/,
    ['affected'],
  ],
  [
    /\b(?:about|against|of|on)\s+(?:whom|who)\b|\b(?:who|whom|whoever|person|one)\s+(?:it|this|that|(?:the|this)\s+\w+)(?:'s|\s+is|\s+was)\s+(?:about|against)\b|\b(?:the|this)\s+(?:report|complaint|incident|account|accusation|allegation)\s+(?:is|was)\s+(?:about|against)\b|\b(?:they|she|he|we|i|someone|somebody)\s+(?:\w+\s+)?(?:complain(?:s|ed)?\s+(?:about|of)|accuse[sd]?|report(?:s|ed)?|names?d?)\b|\b(?:complained|reported)\s+(?:of|about|against)\b/,
    ['accused'],
  ],
  [
    /\b(?:who|whoever|that)\s+(?:(?:also|has|had)\s+)*(?:saw|seen|witnessed|watched|overheard|observed|noticed)\s+(?:it|this|that|him|her|them|everything|all|what)\b/,
    ['witness'],
  ],
  [
    /\b(?:who|whoever|that|person|one)\s+(?:(?:allegedly|apparently|supposedly|really|also|has|had|have|must\s+have|may\s+have|might\s+have|is\s+said\s+to\s+have)\s+)*(?:(?:did|does|done|started|caused|began|said|says|behaved|misbehaved|is\s+responsible|was\s+responsible|is\s+to\s+blame)\b(?:\s+(?:it|this|that|so|the\s+\w+|like\s+\w+|for\s+\w+|all\s+\w+|badly))?\s*$|(?:broke|violated|breached)\b)/,
    ['accused'],
  ],
];

/** Something that is done to somebody: “who groped her”, but not “who helped her”. */
const DONE_TO =
  /\b(?:who|whoever|that)\s+(?:(?:allegedly|apparently|has|had|kept|keeps|was|is)\s+)*(?!(?:help|support|comfort|accompan|fetch|call|brought|bring|know|knew|met|saw|see|found|find|believ|serv|host|introduc|hir|employ|join|sat|drove|work|care|look|tak|took|hear|heard|invit|pick|warn|tell|told|pass|stood|stand|let|love|like|miss|thank|advis|protect|rescu|sav|treat|interview|train|teach|taught|manag|assist|gave|give|spoke|speak|talk)\w*)(\p{L}{3,})\s+(?:(?:at|to|on|with|after|towards|against|behind)\s+)?(?:me|her|him|them|us|you|somebody|someone|people|women|the\s+(?:reporter|victim|affected|complainant))\b/u;

/** A mark that closes what was typed: “the accused (A1)”, “Max, A1”. */
const MARK_AT_END = /(?:^|[\s,;:/–—-])\(?\s*([rpawhs][1-9][0-9]*)\s*\)?[.\s]*$/;

/** What words in the place of a name say of whose role is meant. */
export interface RoleMeant {
  /** Any of these. */
  readonly roles: readonly Role[];
  /** They name the role and nobody else; otherwise they tell what somebody did, and that may be somebody new. */
  readonly alone: boolean;
}

/** A mark with nothing but a role, or a bracket, around it. */
export function markAround(typed: string): string | undefined {
  const said = fold(typed).replace(/\s+/g, ' ').trim();
  const [found, mark] = MARK_AT_END.exec(said) ?? [];
  if (found === undefined || mark === undefined) return undefined;
  const before = said.slice(0, said.length - found.length);
  return /\(/.test(found) || wordsOf(before).every(isAroundOrRole) ? mark.toUpperCase() : undefined;
}

/** Whose role words in the place of a name mean: “the alleged harasser”, “whoever reported it”, “der Beschuldigte”; undefined where none. */
export function roleMeant(typed: string): RoleMeant | undefined {
  const said = fold(typed).replace(/[’`]/g, "'").replace(/\s+/g, ' ').trim();
  for (const [pattern, roles] of CLAUSES) {
    const [clause] = pattern.exec(said) ?? [];
    if (clause !== undefined)
      return { roles, alone: wordsOf(said.replace(clause, ' ')).every(isAroundOrRole) };
  }
  const roles = rolesOf(said, wordsOf(said));
  if (roles.length > 0) return { roles, alone: true };
  if (DONE_TO.test(said)) return { roles: ['accused'], alone: false };
  return POINTS.test(said) ? { roles: ROLES, alone: false } : undefined;
}

/** Those whom a clause can point to that says nothing known here. */
const ROLES: readonly Role[] = ['reporter', 'affected', 'accused', 'witness'];
/** What points to somebody and says nothing of them but by the clause that follows. */
const POINTS =
  /^(?:whoever|whomever|who|(?:the|that|this)\s+(?:same\s+|very\s+)?(?:one|ones|person|people|individual|party)s?,?\s+(?:who|whom|whose|that|we|she|he|they|i|you|it)|(?:he|she|they|those|somebody|someone)\s+(?:who|that)|(?:der|die|den)jenigen?,?\s+(?:der|die|den|dem)|(?:die|eine|der)\s+person,?\s+(?:die|der|von|uber)|wer|celui|celle|ceux|(?:la|une)\s+personne\s+qu\w*|(?:la|una)\s+persona\s+(?:que|a)|quien|el\s+que|la\s+que|chi|colui|colei)\b\s*\S/;

/** The roles that all these words name, where every one of them names a role or says nothing. */
function rolesOf(said: string, words: readonly string[]): readonly Role[] {
  if (/^(?:the )?other (?:side|party|person|one|man|woman)$/.test(said)) return ['accused'];
  if (/^mise? en cause$/.test(words.filter((one) => !AROUND.test(one)).join(' '))) return ['accused'];
  const naming = words.filter((one) => !AROUND.test(one));
  if (naming.length === 0 || !naming.every(isRole)) return [];
  // Somebody who is called so is named, not described.
  if (words.length === 1 && naming.every(isGivenName)) return [];
  const each = naming.map((one) => (Object.keys(CALLED) as Role[]).filter((role) => CALLED[role]?.test(one)));
  // “The person who is reported” and “the person reporting”: of a word that is both, the others decide.
  const [first = []] = each;
  const all = first.filter((role) => each.every((some) => some.includes(role)));
  const roles = all.length > 0 ? all : [...new Set(each.flat())];
  return /\b(?:who|whoever)\s+(?:was|is|were|has\s+been)\b/.test(said) && roles.includes('accused')
    ? ['accused']
    : roles;
}

function isAroundOrRole(word: string): boolean {
  return AROUND.test(word) || isRole(word);
}

function isRole(word: string): boolean {
  return (Object.keys(CALLED) as Role[]).some((role) => CALLED[role]?.test(word));
}

function wordsOf(said: string): readonly string[] {
  return said.split(/[^\p{L}\p{M}\p{N}-]+/u).filter((word) => word !== '');
}

function whole(words: string): RegExp {
  return new RegExp(`^(?:${words})$`, 'u');
}
