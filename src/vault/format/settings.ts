import { z } from 'zod';
import { UserError } from '../../errors.ts';

export const DATE_ORDERS = ['day-first', 'month-first'] as const;

/** `coc.yaml`: the community's own facts. Nothing in it is confidential (DESIGN 4). */
const settingsSchema = z.looseObject({
  format: z.int().positive(),
  community: z.string().min(1),
  /** Where people report. */
  contact: z.string(),
  /** Where the code of conduct is. */
  policy: z.string(),
  appeals: z.string().nullable().default(null),
  emergency: z.array(z.string()).default([]),
  feedback: z.array(z.string()).default([]),
  /** Where somebody's access is switched off: accounts, badges, lists. */
  systems: z.array(z.string()).default([]),
  /** Who from outside the team can be asked where too few are left to decide. */
  outside: z.array(z.string()).optional(),
  /** Whether the day or the month comes first where a date is written in numbers; unset, nobody has said. */
  dates: z.enum(DATE_ORDERS).optional(),
  /** Whether somebody of the community has looked at all this; else it may be that of the community whose policy is shipped. */
  confirmed: z.boolean().optional(),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Checks the data of `coc.yaml`; reports every problem at once. */
export function parseSettings(data: unknown): Settings {
  return checked('coc.yaml', settingsSchema, data);
}

/** The newest format of a reports repository that this coc writes. */
export const FORMAT = 1;

/** Checks a file of the repository against its schema; a newer format is named before anything else is wrong. */
export function checked<T>(file: string, schema: z.ZodType<T>, data: unknown): T {
  const format = z.looseObject({ format: z.int() }).safeParse(data);
  if (format.success && format.data.format > FORMAT) throw newerFormat(file, format.data.format);
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`,
  );
  throw new UserError(`${file} in the reports repository is not as it should be:\n${problems.join('\n')}`, {
    hints: ['`git log -p` in the reports repository shows what changed it.'],
  });
}

/** The refusal to work with what a newer coc wrote. */
export class NewerFormat extends UserError {
  constructor(what: string, format: number) {
    super(`${what} is of format ${format}; this coc knows formats up to ${FORMAT}.`, {
      hints: ['Install the newest coc. Nothing was changed.'],
    });
    this.name = 'NewerFormat';
  }
}

export function newerFormat(what: string, format: number): NewerFormat {
  return new NewerFormat(what, format);
}
