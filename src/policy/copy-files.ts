import type { Attachment } from '../incident/evidence.ts';
import { copyOf } from './copies.ts';
import { type Given, list, text } from './given-answers.ts';
import { mayBeNamed } from './permission.ts';
import type { Situation } from './situation.ts';

/**
 * The attachments that can go with a copy, each with its number. Of somebody's own those that they gave; for others not what
 * somebody gave who reported it, or to whom it happened, unless they may be named.
 */
export function filesForCopy(
  given: Given,
  { playbook, incident }: Situation,
): readonly { readonly number: string; readonly one: Attachment }[] {
  const which = copyOf(given, playbook)?.evidence ?? 'none';
  const { same } = incident;
  const named = mayBeNamed(given);
  const isProtected = (ref: string): boolean =>
    incident.people.some(
      (one) =>
        one.ref === ref && (one.role === 'reporter' || one.role === 'affected') && !named.includes(one.ref),
    );
  return incident.evidence
    .map((one) => ({ number: String(one.number), one }))
    .filter(({ one: { from, replacedBy, forFew } }) => {
      if (which === 'own') return from !== undefined && (same[from] ?? from) === text(given.person);
      return (
        which === 'chosen' &&
        replacedBy === undefined &&
        forFew === undefined &&
        !(from !== undefined && isProtected(same[from] ?? from))
      );
    });
}

/** Why none of the files can go with a copy, as a sentence; undefined where some can, or there are none. */
export function whyNoFiles(given: Given, situation: Situation): string | undefined {
  const { incident, playbook } = situation;
  const copy = copyOf(given, playbook);
  if (copy === undefined || incident.evidence.length === 0) return undefined;
  if (filesForCopy(given, situation).length > 0) return undefined;
  if (copy.evidence === 'none') return 'No files go with this copy: by the policy it has none.';
  if (copy.evidence === 'own') return 'No files go with this copy: none is noted as given by them.';
  const all = incident.evidence.filter(({ replacedBy }) => replacedBy === undefined);
  return all.some(({ forFew }) => forFew === undefined)
    ? 'No files go with this copy: they were given by somebody who reported it, or whom it happened to, and would point to them. They can go once whoever gave them permits to be named in it.'
    : 'No files go with this copy: they are for few.';
}

/** The attachments that go with it, what each is called there, and whether without what is hidden in it. */
export function filesInCopy(
  given: Given,
  situation: Situation,
): readonly { readonly one: Attachment; readonly name: string; readonly stripped: boolean }[] {
  const chosen = list(given.evidence);
  return filesForCopy(given, situation)
    .filter(({ number }) => chosen.includes(number))
    .map(({ number, one }, index) => ({
      one,
      // What it was called can say who gave it, and its number how many there are.
      name: `file-${index + 1}${/\.[A-Za-z0-9]{1,5}$/.exec(one.name)?.[0].toLowerCase() ?? ''}`,
      stripped: !list(given['as-given']).includes(number),
    }));
}
