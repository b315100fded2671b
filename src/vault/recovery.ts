/* The recovery key: its shares, and what it can do. */

export type { Admitted } from './recovery/admission.ts';
export { type AdmittedAdmin, admit } from './recovery/admit.ts';
export { assertRecoveryKey, recoveryOf } from './recovery/recovery-key.ts';
export type { Regained } from './recovery/regain.ts';
export { formatShare, parseShares, type ShareLabel } from './recovery/share-text.ts';
export { combineShares, MOST_SHARES, type Share, type ShareCount, splitIdentity } from './recovery/shares.ts';
export { recoveriesIn } from './recovery/uses.ts';
