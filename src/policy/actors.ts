import { UserError } from '../errors.ts';
import { numberPeople } from '../incident/people.ts';
import { isTheirName } from '../letters/same-name.ts';
import type { EntryList } from './entry-list.ts';
import { type Everybody, recognise } from './who.ts';

/** Everybody whom somebody can mean, in an incident that is there. */
type Around = Everybody & { readonly incident: NonNullable<Everybody['incident']> };

/**
 * Who acts, as entries have it: a member by ID; somebody else as a person of the incident, S1 and so on, since names
 * stand in `person` entries alone (DESIGN 4, "People").
 */
export class Actors {
  readonly #draft: EntryList;
  readonly #situation: Around;
  readonly #number: ReturnType<typeof numberPeople>;
  readonly #added: { readonly ref: string; readonly name: string }[] = [];

  constructor(draft: EntryList, situation: Around) {
    this.#draft = draft;
    this.#situation = situation;
    this.#number = numberPeople(allRefs(situation));
  }

  /**
   * The member's ID, or the mark of somebody else, who is added where they are new. Throws a UserError where somebody came
   * into the incident meanwhile who may be meant as well.
   */
  of(typed: string): string {
    const found = recognise(typed, this.#situation);
    if (found.is === 'somebody') return found.who.id;
    if (found.is === 'doubtful' || found.is === 'nobody')
      throw new UserError(
        'Who is meant is not certain any more: the incident has changed. Nothing was saved.',
        {
          hints: ['Do it once more: your answers are kept, and the question comes back.'],
        },
      );
    return this.#added.find(({ name }) => isTheirName(name, found.name))?.ref ?? this.#add(found.name);
  }

  #add(name: string): string {
    const person = this.#number('staff');
    this.#draft.add({ kind: 'person', person, role: 'staff', name });
    this.#added.push({ ref: person, name });
    return person;
  }
}

/** Every role that was ever given, also to somebody who turned out to be somebody else. */
function allRefs({ incident }: Around): readonly string[] {
  return [...incident.people.map(({ ref }) => ref), ...Object.keys(incident.same)];
}
