import type { Desk } from '../app.ts';
import { UserError } from '../errors.ts';
import type { IncidentView } from '../incident/view.ts';

/** What was found out about attachments. */
interface EvidenceFound {
  /** How many were looked at, whole. */
  readonly looked: number;
  /** Those that are not as they should be. */
  readonly wrong: readonly { readonly incident: string; readonly number: number; readonly why: string }[];
  /** How many are there that are for few, and not for whoever looks. */
  readonly forOthers: number;
  /** The paths of those that no incident names which was opened; empty where one incident alone was looked at. */
  readonly unreferenced: readonly string[];
  readonly notShared: number;
}

/**
 * Opens attachments to their end and holds them against what was taken in: those of one incident, or of all that can be opened.
 *
 * @param stop ends it. Throws Cancelled then
 */
export async function verifyEvidence(
  { vault }: Desk,
  id: string | undefined,
  stop: AbortSignal,
): Promise<EvidenceFound> {
  const listing = id === undefined ? await vault.listAnew() : undefined;
  const incidents = listing?.incidents.map(({ view }) => view) ?? [(await vault.read(id ?? '')).view];
  const there = new Set(await vault.attachmentFiles());
  const wrong: { incident: string; number: number; why: string }[] = [];
  let looked = 0;
  for (const incident of incidents)
    for (const { number, why } of await wrongIn(incident)) wrong.push({ incident: incident.id, number, why });
  const named = new Set(incidents.flatMap(filesOf));
  return {
    looked,
    wrong,
    forOthers: incidents.reduce((sum, { closedEvidence = [] }) => sum + closedEvidence.length, 0),
    unreferenced: listing === undefined ? [] : [...there].filter((file) => !named.has(file)),
    notShared: listing?.notShared ?? 0,
  };

  async function wrongIn({ evidence, closedEvidence = [] }: IncidentView) {
    const found: { number: number; why: string }[] = [];
    for (const one of evidence) {
      looked += 1;
      try {
        for await (const _piece of vault.attachment(one, stop));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        found.push({ number: one.number, why: error.message });
      }
    }
    for (const { file, number } of closedEvidence)
      if (!there.has(file)) found.push({ number, why: `${file}, which is for few, is missing.` });
    return found;
  }
}

function filesOf({ evidence, closedEvidence = [] }: IncidentView): readonly string[] {
  return [...evidence, ...closedEvidence].map(({ file }) => file);
}
