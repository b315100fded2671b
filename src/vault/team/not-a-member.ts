import { UserError } from '../../errors.ts';

/** These keys are not those of anybody on the team now. */
export class NotAMember extends UserError {
  constructor(message: string, hints: readonly string[]) {
    super(message, { hints });
    this.name = 'NotAMember';
  }
}
