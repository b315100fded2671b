import { UserError } from '../../errors.ts';

/** git's own words are about files and locks, never about what is in an incident. */
export function gitFailed(words: string): UserError {
  const [first = 'it did not say why'] = words
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('warning: '));
  const hint = /\.lock/.test(words)
    ? 'Another git may be at work in the reports repository. If none is, remove the file that ends with .lock.'
    : '`git status` in the reports repository may say more.';
  return new UserError(`git could not do its part: ${first}`, { hints: [hint] });
}
