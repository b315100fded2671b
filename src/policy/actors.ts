import { numberPeople } from '../incident/people.ts';
import { isTheirName } from '../letters/names.ts';
import type { EntryList } from './entry-list.ts';
import { namesOf } from './involved.ts';
import type { Situation, TeamMember } from './situation.ts';

/** The member whom somebody means by their ID, their name, or a first name that only one has. */
function memberNamed(typed: string, members: readonly TeamMember[]): TeamMember | undefined {
  const name = typed.trim().toLowerCase();
  const whole = members.find((one) => one.id === name || isTheirName(one.name, typed));
  const byFirstName = members.filter((one) => one.name.toLowerCase().split(/\s+/)[0] === name);
  return whole ?? (byFirstName.length === 1 ? byFirstName[0] : undefined);
}

/**
 * Who acts, as entries have it: a member by ID; somebody else as a person of the incident, S1 and so on, since names
 * stand in `person` entries alone (DESIGN 4, "People").
 */
export class Actors {
  readonly #draft: EntryList;
  readonly #situation: Situation;
  readonly #number: ReturnType<typeof numberPeople>;
  readonly #added = new Map<string, string>();

  constructor(draft: EntryList, situation: Situation) {
    this.#draft = draft;
    this.#situation = situation;
    this.#number = numberPeople(allRefs(situation));
  }

  /** The member's ID, or the role of somebody else, who is added where they are new. */
  of(typed: string): string {
    const { members, incident } = this.#situation;
    const member = memberNamed(typed, members);
    if (member !== undefined) return member.id;
    const known = incident.people.find(
      (person) => person.ref === typed || namesOf(person).some((name) => isTheirName(name, typed)),
    );
    return known?.ref ?? this.#added.get(typed) ?? this.#add(typed);
  }

  #add(name: string): string {
    const person = this.#number('staff');
    this.#draft.add({ kind: 'person', person, role: 'staff', name });
    this.#added.set(name, person);
    return person;
  }
}

/** Every role that was ever given, also to somebody who turned out to be somebody else. */
function allRefs({ incident }: Situation): readonly string[] {
  return [...incident.people.map(({ ref }) => ref), ...Object.keys(incident.same)];
}
