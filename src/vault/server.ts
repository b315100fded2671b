/* The server that a reports repository is shared through. */

export { Remote } from './git/remote.ts';
export { type Choices, NOBODY_DECIDES } from './sync/choices.ts';
export { follow } from './sync/follow.ts';
