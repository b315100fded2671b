import { ROLES, type Role } from './entry.ts';
import type { Person, PersonField } from './fold-people.ts';
import { isSaidAs, isSaidIn } from './said-twice.ts';

const LETTERS: Readonly<Record<Role, string>> = {
  reporter: 'R',
  affected: 'P',
  accused: 'A',
  witness: 'W',
  hearer: 'H',
  staff: 'S',
};

/** What a role is called in a legend. A role is not a verdict (DESIGN 2). */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  reporter: 'reporter',
  affected: 'affected person',
  accused: 'accused',
  witness: 'somebody else involved',
  hearer: 'who heard the report',
  staff: 'somebody who helps',
};

/** Who somebody is, after “R1 is”. */
const MEANINGS: Readonly<Record<Role, string>> = {
  ...ROLE_NAMES,
  reporter: 'who reported it',
  affected: 'to whom it happened',
  accused: 'who is accused',
};

/** What the marks in these texts stand for, without a name: “R1 is who reported it”. */
export function marksIn(
  texts: readonly string[],
  people: readonly { readonly ref: string; readonly role: Role }[],
): readonly string[] {
  const marks = new Set(texts.flatMap((text) => text.match(/\b[A-Z]\d+\b/g) ?? []));
  return people.filter(({ ref }) => marks.has(ref)).map(({ ref, role }) => `${ref} is ${MEANINGS[role]}`);
}

/** Hands out R1, R2, A1 and so on, going on from the ones already used. */
export function numberPeople(used: Iterable<string>): (role: Role) => string {
  const highest = new Map<string, number>();
  for (const ref of used) {
    const letter = ref.charAt(0);
    highest.set(letter, Math.max(highest.get(letter) ?? 0, Number(ref.slice(1))));
  }
  return (role) => {
    const letter = LETTERS[role];
    const number = (highest.get(letter) ?? 0) + 1;
    highest.set(letter, number);
    return `${letter}${number}`;
  };
}

/** The role in which somebody with this mark was brought in. */
export function roleOfMark(ref: string): Role | undefined {
  return ROLES.find((role) => LETTERS[role] === ref.charAt(0));
}

/** What is known of somebody, as far as it is, each once: name, contact, description, other names, employer. */
export function knownOf(person: {
  readonly name?: string | null;
  readonly contact?: string | null;
  readonly description?: string;
  readonly aliases?: readonly string[];
  readonly employer?: string;
}): readonly string[] {
  const { name, contact, description, aliases = [], employer } = person;
  const isLonger = name && description && beginsWith(description, name);
  const all = isLonger ? [description, contact] : [name, contact, description];
  const said = all
    .filter((text) => typeof text === 'string')
    .filter((text, index, before) => !before.slice(0, index).some((one) => isSaidAs(one, text)));
  const others = aliases.filter((alias) => !said.some((one) => isSaidAs(alias, one)));
  return [
    ...said,
    ...others.map((alias) => `also ${alias}`),
    ...(employer === undefined ? [] : [`works for ${employer}`]),
    ...(name === null ? ['name asked, not given'] : []),
    ...(contact === null ? ['contact asked, not given'] : []),
  ];
}

/** “Ben (@ben)” says the name, and more. */
function beginsWith(description: string, name: string): boolean {
  return isSaidAs(name, description.slice(0, name.length)) && isSaidIn(name, description);
}

/** What was written down of somebody in one of these fields, and was wrong. It is looked for all the same. */
export function firstWritten({ wrong = [] }: Person, ...fields: readonly PersonField[]): readonly string[] {
  return wrong.filter(({ field }) => fields.includes(field)).map(({ was }) => was);
}

/** Whether who somebody is, is sealed to fewer than all who can open the incident. */
export function isKnownToFew(ref: string | undefined, people: readonly Person[]): boolean {
  return people.some((one) => one.ref === ref && one.knownTo !== undefined);
}
