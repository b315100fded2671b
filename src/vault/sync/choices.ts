import { UserError } from '../../errors.ts';

/** What somebody has to decide where two sides changed what cannot be brought together by itself. */
export interface Choices {
  /** The team was changed here and on the server. Whether to do what was done here again, on top of theirs. */
  readonly team: (mine: readonly string[], theirs: readonly string[]) => Promise<boolean>;
  /** A file such as the policy was changed here and on the server. Which one is to hold. */
  readonly file: (path: string) => Promise<'mine' | 'theirs'>;
}

/** Nobody is there to decide: what was saved stays unshared until somebody is. */
export const NOBODY_DECIDES: Choices = {
  team: async () => {
    throw undecided('The team was changed here and on the server.');
  },
  file: async (path) => {
    throw undecided(`${path} was changed here and on the server.`);
  },
};

function undecided(what: string): UserError {
  return new UserError(`${what} Somebody has to choose.`, { hints: ['`coc sync` in a terminal asks.'] });
}
