/* What the vault throws that somebody outside tells apart from everything else. */

export { CannotOpen, isNotShared, readHeader } from './age/age-header.ts';
export { DamagedCopy, Unreachable } from './git/failed.ts';
export { NotAMember } from './team/not-a-member.ts';
