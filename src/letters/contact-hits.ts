import { fold } from './fold.ts';
import type { Hit } from './leak.ts';
import { nameParts } from './names.ts';
import { endingHits } from './numbers.ts';
import { isOrdinary, TOOL_WORDS } from './ordinary.ts';
import { type Page, runHits, type Span, spanOf } from './page.ts';

/** What can be found of somebody's contact, folded. */
interface Contact {
  readonly emails: ReadonlySet<string>;
  /** Letters and digits only: the local parts of addresses. */
  readonly locals: ReadonlySet<string>;
  readonly domains: ReadonlySet<string>;
  readonly handles: ReadonlySet<string>;
  /** Digits only. */
  readonly phones: readonly string[];
}

const EMAIL =
  /(?<![^\s<>()[\],;:"'@])[^\s<>()[\],;:"'@]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu;
const SPELT_EMAIL =
  /(?<![\p{L}\p{N}._+-])[\p{L}\p{N}._+-]{1,64}\s{0,2}[([{]?\s{0,2}\b(?:at|ät)\b\s{0,2}[)\]}]?\s{0,2}[\p{L}\p{N}-]{1,63}(?:\s{0,2}(?:\.|[([{]?\s?\bdot\b\s?[)\]}]?)\s{0,2}[\p{L}\p{N}-]{1,63}){1,4}/giu;
/** Quickly tells that nothing is spelt out, for long accounts. */
const LIKELY_SPELT = /\bdot\b|[([{]\s?(?:at|ät)\b|\bat\s{1,2}[\p{L}\p{N}-]{1,63}\.\p{L}/iu;
const URL = /(?:https?:\/\/|www\.)[^\s<>()"]{2,300}/giu;
const HANDLE = /(?<![\p{L}\p{N}._%+-])@[\p{L}\p{N}_.-]{2,64}/gu;
/** A handle with the server that it is of. */
const FEDERATED =
  /(?<![\p{L}\p{N}._%+-])@([\p{L}\p{N}_.-]{2,64})@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu;
const PHONE = /(?<![\p{L}\p{N}])(?:\+|\()?\d(?:[\s()./-]{0,3}\d){5,18}(?![\p{L}\p{N}])/gu;
const COMMON_PROVIDERS =
  /^(?:(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|aol|icloud|me|mac|gmx|web|protonmail|proton|pm|fastmail|mail|posteo|mailbox|zoho|tutanota|tuta|hey|qq|163|126|yandex|free|orange|laposte|t-online|freenet|duck|mastodon|fosstodon|hachyderm|github|gitlab|twitter|x|facebook|instagram|linkedin|youtube|t|bsky|slack|discord|telegram|wa|matrix|example)\.[a-z.]{2,10}|users\.noreply\.github\.com|[a-z.]*\.slack\.com)$/;
const GENERIC_LOCAL =
  /^(?:info|contact|hello|hi|office|admin|mail|support|team|sales|jobs|press|me|noreply|postmaster|webmaster)$/;

/** E-mail addresses, their parts, phone numbers, handles and the ends of URLs of one person in a text. */
export function contactHits(
  page: Page,
  texts: readonly string[],
  from: { readonly ref: string; readonly names?: readonly string[] },
): readonly Hit[] {
  const contact = contactOf(texts);
  const hit = (what: 'contact' | 'handle', span: Span): Hit => ({
    what,
    ...span,
    from: `the ${calledAs(page.text.slice(span.start, span.end)) ?? what} of ${from.ref}`,
    person: from.ref,
  });
  const own = (from.names ?? []).flatMap((name) => nameParts(name).all);
  const calledAs = (words: string): string | undefined => {
    if (!readsAsName(words)) return undefined;
    return nameParts(words).all.every((part) => own.includes(part)) ? 'name' : 'name in the contact';
  };
  const numbers = phonesIn(page.plain).filter(({ digits }) =>
    contact.phones.some((one) => isSameNumber(one, digits)),
  );
  const addresses = addressesIn(page.plain).filter(({ address }) => contact.emails.has(address));
  return [
    ...addresses.map(({ index, length }) => hit('contact', spanOf(page, index, length))),
    ...numbers.map(({ index, length }) => hit('contact', spanOf(page, index, length))),
    ...endingHits(page, contact.phones).map((span) => hit('contact', span)),
    ...runHits(page, new Set([...contact.handles, ...contact.locals])).map((span) => hit('handle', span)),
    ...page.readings.flatMap((word) => {
      const bare = squeezed(word.folded);
      const { start, end } = word;
      if (contact.handles.has(bare) && (!isOrdinary(bare) || page.text[start - 1] === '@'))
        return [hit('handle', { start: page.text[start - 1] === '@' ? start - 1 : start, end })];
      const isTheirs = (contact.locals.has(bare) && !isOrdinary(bare)) || contact.domains.has(bare);
      return isTheirs ? [hit('contact', { start, end })] : [];
    }),
  ];
}

/** Whether part of an address stands there as a name does, “S. Haddad”: whoever reads that it is an address sees none. */
function readsAsName(words: string): boolean {
  return /^\p{Lu}[\p{L}\p{M}.'’ -]*$/u.test(words);
}

/** Words that are a way to reach somebody, as they are written. */
export interface ContactWords {
  readonly what: 'address' | 'number' | 'handle';
  readonly words: string;
}

/** The addresses, pages, numbers and handles in a text, whoever's they are. */
export function contactWordsIn(text: string): readonly ContactWords[] {
  if (!MAY_BE_CONTACT.test(text)) return [];
  let rest = text;
  const found = (what: ContactWords['what'], pattern: RegExp): readonly ContactWords[] => {
    const all = [...rest.matchAll(pattern)].map(([words]) => ({ what, words: words.trim() }));
    rest = rest.replace(pattern, ' ');
    return all;
  };
  return [
    ...found('handle', FEDERATED),
    ...found('address', EMAIL),
    ...(LIKELY_SPELT.test(rest) ? found('address', SPELT_EMAIL) : []),
    ...found('address', URL),
    ...found('number', PHONE),
    ...found('handle', HANDLE),
  ];
}

/** Quickly tells of most names that they are no contact. */
const MAY_BE_CONTACT = /[@\d_./]|\b(?:at|dot)\b/i;

/** What of somebody's contact is theirs alone, as it is compared. */
export interface OwnContacts {
  readonly addresses: readonly string[];
  readonly handles: readonly string[];
  /** Digits alone. */
  readonly numbers: readonly string[];
}

/** The addresses, handles and numbers in what was told of somebody. An address that several people read is nobody's. */
export function ownContactsIn(text: string): OwnContacts {
  if (!MAY_BE_CONTACT.test(text)) return { addresses: [], handles: [], numbers: [] };
  const elsewhere = [...text.matchAll(FEDERATED)].map(({ 1: handle = '' }) => handle);
  const own = text.replace(FEDERATED, ' ');
  const addresses = addressesIn(own).map(({ address }) => address);
  const rest = own.replace(EMAIL, ' ').replace(SPELT_EMAIL, ' ');
  const pages = [...rest.matchAll(URL)].map(([url]) =>
    squeezed(
      fold(url)
        .split(/[/?#]+/)
        .filter(Boolean)
        .at(-1) ?? '',
    ),
  );
  const bare = rest.replace(URL, ' ');
  const lone = /^[^\s@]*[\d_.][^\s@]*$/u.test(bare.trim()) && /\p{L}{2}/u.test(bare) ? [bare] : [];
  return {
    addresses: addresses.filter((one) => !GENERIC_LOCAL.test(one.split('@')[0] ?? '')),
    handles: [...handlesIn(bare).map(({ handle }) => handle), ...elsewhere, ...pages, ...lone]
      .map((one) => squeezed(fold(one)))
      .filter((one) => one.length > 2),
    numbers: phonesIn(bare).map(({ digits }) => digits),
  };
}

/** A text without its addresses, which are no words of it. */
export function withoutAddresses(text: string): string {
  return text.replace(EMAIL, ' ');
}

/**
 * Where the part behind the @ stands of an address that is of the same place as one of these: of a team and somebody who told it something
 * both can be, and it is neither's alone.
 */
export function sharedDomains(page: Page, known: readonly string[]): readonly Span[] {
  const domainOf = (address: string): string => address.split('@')[1] ?? '';
  const shared = new Set(known.flatMap(addressesIn).map(({ address }) => domainOf(address)));
  return addressesIn(page.plain).flatMap(({ index, length, address }) => {
    const domain = domainOf(address);
    const at = page.plain.slice(index, index + length).lastIndexOf('@') + 1;
    return at > 0 && shared.has(domain) ? [spanOf(page, index + at, length - at)] : [];
  });
}

/** Where an address, phone number or handle of a free text stands in a text: for what nobody's record has yet. */
export function bareContactHits(page: Page, source: string): readonly Span[] {
  const addresses = addressesIn(page.plain);
  const numbers = phonesIn(page.plain);
  const handles = handlesIn(page.plain);
  const emails = new Set(addresses.length > 0 ? addressesIn(source).map(({ address }) => address) : []);
  const phones = numbers.length > 0 ? phonesIn(source) : [];
  const theirs = new Set(handles.length > 0 ? handlesIn(source).map(({ handle }) => handle) : []);
  return [
    ...addresses.filter(({ address }) => emails.has(address)),
    ...numbers.filter(({ digits }) => phones.some((one) => isSameNumber(one.digits, digits))),
    ...handles.filter(({ handle }) => theirs.has(handle)),
  ].map(({ index, length }) => spanOf(page, index, length));
}

/** Where one of these handles stands in a text, with the sign before it, without, or written apart. */
export function handleHits(page: Page, handles: readonly string[]): readonly Span[] {
  const wanted = new Set(
    handles.map((one) => squeezed(fold(one))).filter((one) => one.length > 3 && !isOrdinary(one)),
  );
  if (wanted.size === 0) return [];
  return [...page.readings.filter(({ folded }) => wanted.has(squeezed(folded))), ...runHits(page, wanted)];
}

function handlesIn(text: string): readonly { index: number; length: number; handle: string }[] {
  return [...text.matchAll(HANDLE)].map(({ 0: found, index }) => {
    const written = found.replace(/[._-]+$/, '');
    return { index, length: written.length, handle: fold(written) };
  });
}

function contactOf(texts: readonly string[]): Contact {
  const [emails, locals, domains, handles] = [1, 2, 3, 4].map(() => new Set<string>()) as [
    Set<string>,
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  const phones: string[] = [];
  const addDomain = (domain: string): void => {
    if (COMMON_PROVIDERS.test(domain)) return;
    domains.add(squeezed(domain));
    const label = squeezed(domain.split('.').at(-2) ?? '');
    if (label.length >= 4 && !isOrdinary(label)) domains.add(label);
  };
  for (const text of texts) {
    let rest = text;
    for (const { address } of addressesIn(text)) {
      const [local = '', domain = ''] = address.split('@');
      emails.add(address);
      if (squeezed(local).length >= 3 && !GENERIC_LOCAL.test(local)) locals.add(squeezed(local));
      addDomain(domain);
    }
    rest = rest.replace(EMAIL, ' ').replace(SPELT_EMAIL, ' ');
    for (const [url] of rest.matchAll(URL)) {
      const [host = '', ...path] = fold(url)
        .replace(/^https?:\/\//, '')
        .split(/[/?#]+/)
        .filter(Boolean);
      addDomain(host.replace(/^www\./, ''));
      const last = squeezed(path.at(-1) ?? '');
      if (last.length >= 3) handles.add(last);
    }
    rest = rest.replace(URL, ' ');
    for (const { digits } of phonesIn(rest)) phones.push(digits);
    rest = rest.replace(PHONE, ' ');
    for (const word of rest.split(/[\s,;:()/"“”]+/u)) {
      const bare = squeezed(fold(word));
      const isHandle =
        word.startsWith('@') || (bare.length >= 4 && !isOrdinary(bare) && !TOOL_WORDS.has(bare));
      if (isHandle && bare.length >= 2 && /\p{L}/u.test(bare)) handles.add(bare);
    }
  }
  return { emails, locals, domains, handles, phones };
}

/** Addresses as they are, and spelt out: "marlon at vane dot com". */
function addressesIn(text: string): readonly { index: number; length: number; address: string }[] {
  const found = (pattern: RegExp) =>
    [...text.matchAll(pattern)].map(({ 0: one, index }) => ({
      index,
      length: one.length,
      address: fold(one)
        .replace(/\s*[([{]?\s*\b(?:at|ät)\b\s*[)\]}]?\s*/, (at) => (one.includes('@') ? at : '@'))
        .replace(/\s*[([{]?\s*\bdot\b\s*[)\]}]?\s*/g, (dot) => (/\s|[([{]/.test(dot) ? '.' : dot))
        .replace(/\s+/g, '')
        .replace(/^mailto:|^[*_~`]+/, '')
        .replace(/\+[^@]*@/, '@'),
    }));
  return [...found(EMAIL), ...(LIKELY_SPELT.test(text) ? found(SPELT_EMAIL) : [])];
}

function phonesIn(text: string): readonly { index: number; length: number; digits: string }[] {
  return [...text.matchAll(PHONE)].map(({ 0: one, index }) => ({
    index,
    length: one.length,
    digits: one.replace(/\(0\)/, '').replace(/\D+/g, ''),
  }));
}

/** The same from the last seven digits on: a country code and its zero come and go. */
export function isSameNumber(a: string, b: string): boolean {
  const [one, other] = [a, b].map((digits) => digits.replace(/^0+/, '')) as [string, string];
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return one === other || (short.length >= 7 && long.endsWith(short));
}

function squeezed(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}
