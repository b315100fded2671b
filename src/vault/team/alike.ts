import skeletonOf from 'unhomoglyph';
import type { Member, Roster } from './roster.ts';

/** What somebody goes by. */
export interface Called {
  readonly name: string;
  readonly email: string;
}

/** Somebody of the roster, now or before, who goes by nearly the same. */
export interface Alike {
  readonly member: Member;
  readonly by: 'name' | 'email';
  /** Only to the eye: it is written with other letters. */
  readonly disguised: boolean;
}

/**
 * Everybody of the roster, now or before, whose name or address is the same as this one to somebody who reads it: apart
 * from case, accents, blanks and marks, widths and styles of letters, and by the letters that Unicode's table of
 * confusables has as look-alikes (UTS 39; the table of Unicode 13). It does not know what only sounds alike, nor a name cut
 * short or put the other way round.
 */
export function alikeIn({ members }: Pick<Roster, 'members'>, { name, email }: Called): readonly Alike[] {
  return members.flatMap((member): readonly Alike[] => {
    if (isAlike(addressForms(member.email), addressForms(email)))
      return [{ member, by: 'email', disguised: plain(member.email) !== plain(email) }];
    if (isAlike(nameForms(member.name), nameForms(name)))
      return [{ member, by: 'name', disguised: plain(member.name) !== plain(name) }];
    return [];
  });
}

/**
 * What the eye misses of a name, in words: its alphabets where one word mixes several, and whose it only looks like.
 * Undefined where there is nothing.
 *
 * @param others the roster without whoever is called so
 */
export function oddName(others: Pick<Roster, 'members'>, called: Called): string | undefined {
  const letters = mixesAlphabets(called.name) ? lettersOf(called.name) : undefined;
  const alike = alikeIn(others, called).find(({ disguised }) => disguised);
  const parts = [
    letters === undefined ? [] : [`with ${letters}`],
    alike === undefined
      ? []
      : [`looks like ${alike.member.name}${alike.by === 'email' ? ' by the address' : ''}`],
  ].flat();
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** Letters that are mixed in one word as a matter of course. */
const WRITTEN_TOGETHER = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo'];
const SCRIPTS = [
  ...['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Georgian', 'Hebrew', 'Arabic', 'Devanagari', 'Bengali'],
  ...['Thai', 'Cherokee', 'Coptic', 'Lisu', 'Ethiopic', 'Canadian_Aboriginal', ...WRITTEN_TOGETHER],
].map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const);

/** In words, of which alphabets a text is: "Cyrillic and Latin letters". Undefined where it is all Latin. */
export function lettersOf(text: string): string | undefined {
  const found = scriptsOf(text);
  if (found.length === 0 || (found.length === 1 && found[0] === 'Latin')) return undefined;
  return `${found
    .sort()
    .map((script) => script.replace('_', ' '))
    .join(' and ')} letters`;
}

/** Whether one word has letters of several alphabets, as no language writes it. */
export function mixesAlphabets(text: string): boolean {
  return (text.match(/[\p{L}\p{M}]+/gu) ?? []).some((word) => {
    const found = scriptsOf(word);
    return found.length > 1 && !found.every((script) => WRITTEN_TOGETHER.includes(script));
  });
}

function scriptsOf(text: string): string[] {
  const letters = text.replace(/[^\p{L}]/gu, '');
  const found = SCRIPTS.filter(([, has]) => has.test(letters)).map(([script]) => script as string);
  const isAllKnown = [...letters].every((one) => SCRIPTS.some(([, has]) => has.test(one)));
  return isAllKnown ? found : [...found, 'other'];
}

/** What is left of a text for whoever types it: case, width, and kinds of blanks make no other name. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

function nameForms(name: string): readonly string[] {
  const forms = skeletons(name).map((form) => form.replace(/[^\p{L}\p{N}\p{M}]/gu, ''));
  // Of a name that is all signs nothing else is left to go by.
  return forms.every((form) => form === '') ? [plain(name)] : forms;
}

function addressForms(email: string): readonly string[] {
  return skeletons(email).map((form) => form.replace(/[\p{C}\s]/gu, ''));
}

/** How a text looks, in the case that it has and in lower case: a capital I looks like an l, and a small one does not. */
function skeletons(text: string): readonly string[] {
  const bare = withoutAccents(text);
  return [...new Set([look(look(bare).toLowerCase()), look(bare.toLowerCase())])];
}

function look(text: string): string {
  return withoutAccents(skeletonOf(text));
}

/** Without what nobody sees and what sits on letters of alphabets that are whole without it: elsewhere a mark is a letter. */
function withoutAccents(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(
      /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{N}])\p{M}+/gu,
      '',
    );
}

function isAlike(ones: readonly string[], others: readonly string[]): boolean {
  return ones.some((one) => others.includes(one));
}
