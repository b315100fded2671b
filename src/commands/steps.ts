import type { Step } from '../desk/step.ts';
import { BY_RECOVERY_KEY } from '../policy/step.ts';

/** The step that a draft was begun with, by its command; undefined where it is no step. */
export async function stepOf(command: string): Promise<Step | undefined> {
  switch (command) {
    case 'meeting':
      return (await import('./meeting.ts')).MEETING;
    case 'meeting --done':
      return (await import('./meeting.ts')).DONE;
    case 'notify':
      return (await import('./notify.ts')).NOTIFY;
    case 'statement':
      return (await import('./statement.ts')).STATEMENT;
    case 'sanction':
      return (await import('./sanction.ts')).SANCTION;
    case 'sanction done':
      return (await import('./sanction.ts')).SANCTION_DONE;
    case 'sanction change':
      return (await import('./sanction.ts')).SANCTION_CHANGE;
    case 'sanction end':
      return (await import('./sanction.ts')).SANCTION_END;
    case 'sanction appeal':
      return (await import('./sanction.ts')).SANCTION_APPEAL;
    case 'employer':
      return (await import('./employer.ts')).EMPLOYER;
    case 'apology':
      return (await import('./apology.ts')).APOLOGY;
    case 'announce':
      return (await import('./announce.ts')).ANNOUNCE;
    case 'close':
      return (await import('./close.ts')).CLOSE;
    case 'reopen':
      return (await import('./close.ts')).REOPEN;
    case 'evaluate':
      return (await import('./evaluate.ts')).EVALUATE;
    case 'access grant':
      return (await import('./access-change.ts')).ACCESS_GRANT;
    case 'access grant --reporter':
      return (await import('./access-change.ts')).ACCESS_REPORTER;
    case 'access recuse':
      return (await import('./access-change.ts')).ACCESS_RECUSE;
    case BY_RECOVERY_KEY:
      return (await import('./access-readmit.ts')).readmitByRecoveryKey({});
    case 'access readmit':
      return (await import('./access-change.ts')).ACCESS_READMIT;
    default:
      return undefined;
  }
}
