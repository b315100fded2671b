import { contactWordsIn, ownContactsIn } from './contact-hits.ts';

const BRACKETS = /\s*(?:\([^()]*\)|\[[^[\]]*\]|<[^<>]*>)/gu;
/** Between a name and what was typed behind it. */
const BETWEEN = /\s*[,;|\n]\s*|\s+[-–—/]\s+/u;
/** What says that a way to reach somebody follows, at the end of what is left. */
const LEADING_TO =
  /(?:^|[\s,:]+)(?:e-?mail|mail|tel(?:ephone)?|phone|mobile|cell|signal|slack|telegram|github|mastodon|at|via|on)[\s.:]*$/iu;

/** What somebody is called, without addresses, numbers and handles that were typed with it; empty where nothing else was. */
export function nameAlone(called: string): string {
  const bare = called.replace(BRACKETS, (one) => (hasContact(one.replace(/[()[\]<>]/gu, ' ')) ? ' ' : one));
  const parts = bare.split(BETWEEN);
  if (!parts.some(hasContact)) return trimmed(bare);
  const left = parts.map((part, index) =>
    !hasContact(part) ? part : index === 0 ? withoutContact(part) : '',
  );
  return left.map(trimmed).filter(Boolean).join(', ');
}

function hasContact(part: string): boolean {
  return (
    contactWordsIn(part).length > 0 ||
    Object.values(ownContactsIn(part.trim())).some(({ length }) => length > 0)
  );
}

function withoutContact(part: string): string {
  const found = contactWordsIn(part);
  if (found.length === 0) return '';
  let left = found.reduce((text, { words }) => text.replace(words, ' '), part).trim();
  while (LEADING_TO.test(left)) left = left.replace(LEADING_TO, '');
  return left;
}

function trimmed(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/^[\s,;:<([-]+|[\s,;:>([-]+$/gu, '');
}
