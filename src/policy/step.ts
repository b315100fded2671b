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
  | 'evaluate';
