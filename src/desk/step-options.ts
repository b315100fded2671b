import type { LetterFormat } from '../letters/format.ts';
import type { RecoverySource } from '../recovery/gather-recovery.ts';
import type { AnswerOptions } from './asking.ts';

/** The options of a step; not each has all of them. */
export interface StepOptions extends AnswerOptions, RecoverySource {
  readonly json?: boolean;
  /** Gates that the person goes on in spite of. */
  readonly override?: readonly string[];
  readonly format?: LetterFormat;
  /** Of a copy: the key that it is sealed to, or that it is a passphrase; and its new file. */
  readonly to?: string;
  readonly out?: string;
  /** What was named behind the incident, which may have been left out; only of steps that take files. */
  readonly files?: readonly string[] | undefined;
}
