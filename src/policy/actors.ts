import { numberPeople } from '../incident/people.ts';
import { isTheirName } from '../letters/names.ts';
import type { EntryList } from './entry-list.ts';
import { memberNamed } from './involved.ts';
import type { Situation } from './situation.ts';

/**
 * Who acts, as entries have it: a member by ID; somebody else as a person of the incident, S1 and so on, since names
 * stand in `person` entries alone (DESIGN 4, "People").
 */
export class Actors {
  readonly #draft: EntryList;
  readonly #situation: Situation;
  readonly #number: ReturnType<typeof numberPeople>;
  readonly #added: { readonly ref: string; readonly name: string }[] = [];

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
      ({ ref, name, aliases = [] }) =>
        ref === typed || [name ?? '', ...aliases].some((one) => isTheirName(one, typed)),
    );
    const added = this.#added.find(({ name }) => isTheirName(name, typed));
    return known?.ref ?? added?.ref ?? this.#add(typed);
  }

  #add(name: string): string {
    const person = this.#number('staff');
    this.#draft.add({ kind: 'person', person, role: 'staff', name });
    this.#added.push({ ref: person, name });
    return person;
  }
}

/** Every role that was ever given, also to somebody who turned out to be somebody else. */
function allRefs({ incident }: Situation): readonly string[] {
  return [...incident.people.map(({ ref }) => ref), ...Object.keys(incident.same)];
}
