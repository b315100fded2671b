/** What somebody does about an incident once a report is taken, as far as the policy has rules for it. */
export type StepId =
  | 'meeting'
  | 'done'
  | 'notify'
  | 'statement'
  | 'sanction'
  | 'sanction-done'
  | 'sanction-change'
  | 'sanction-end'
  | 'appeal'
  | 'employer'
  | 'apology'
  | 'announce'
  | 'close'
  | 'reopen'
  | 'evaluate'
  | 'access-grant'
  | 'access-reporter'
  | 'access-recuse'
  | 'access-readmit';

/** The command of a step that opens the incident with the recovery key. */
export const BY_RECOVERY_KEY = 'access readmit --recovery-key';
