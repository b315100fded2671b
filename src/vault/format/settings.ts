import { z } from 'zod';
import { NewerCoc, UserError } from '../../errors.ts';

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

/** Checks the data of `coc.yaml`; reports every problem at once. What a newer coc wrote is read as far as it can be. */
export function parseSettings(data: unknown): Settings {
  return checked('coc.yaml', settingsSchema, data, 'read');
}

/** That a newer coc wrote `coc.yaml`, which must not be written back then; undefined where this one knows all of it. */
export function newerSettings({ format }: Settings): NewerCoc | undefined {
  return format > FORMAT ? newerFormat('coc.yaml', format) : undefined;
}

/** The newest format of a reports repository that this coc writes. */
export const FORMAT = 1;

/**
 * Checks a file of the repository against its schema; that a newer coc wrote it is said before anything else is wrong.
 *
 * @param newer whether what a newer coc wrote is read as far as it can be
 */
export function checked<T>(
  file: string,
  schema: z.ZodType<T>,
  data: unknown,
  newer: 'refused' | 'read' = 'refused',
): T {
  const parsed = schema.safeParse(data);
  const ahead = z.looseObject({ format: z.int().gt(FORMAT) }).safeParse(data);
  if (parsed.success && (newer === 'read' || !ahead.success)) return parsed.data;
  if (ahead.success) throw newerFormat(file, ahead.data.format, WITHOUT_IT);
  const problems = (parsed.error?.issues ?? []).map(
    (issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`,
  );
  throw new UserError(`${file} in the reports repository is not as it should be:\n${problems.join('\n')}`, {
    hints: ['`git log -p` in the reports repository shows what changed it.'],
  });
}

const WITHOUT_IT = 'Until then `coc guide` goes on, with the policy that comes with coc.';

/** The refusal to write, or to work with, what has a format that only a newer coc knows. */
export function newerFormat(what: string, format: number, meanwhile?: string): NewerCoc {
  return new NewerCoc(
    what,
    `: it is of format ${format}, and this coc knows formats up to ${FORMAT}`,
    meanwhile,
  );
}
