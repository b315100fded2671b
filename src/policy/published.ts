import { knew } from '../incident/knew.ts';
import { isWaiting } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { slipsTold } from './decisions.ts';
import { wasBefore } from './from-files.ts';
import type { Given } from './given-answers.ts';

interface Written {
  readonly id: string;
}

/** Whether these answers of `coc announce` are for a text to go out: a first one, or one that takes the place of what is out. */
export function draftsAnnouncement({ do: what }: Given): boolean {
  return what === 'draft' || what === 'correct';
}

/** A text that is out, as far as it is kept, and when it was published. */
export interface Announced {
  readonly text: string | undefined;
  readonly at: string;
  /** How much of `at` is known, where that is less than the minute. */
  readonly precision?: string | undefined;
  /** For which reasons the community was told. */
  readonly why: readonly string[];
}

/** The announcement that was published last; undefined where none is out. */
export function announcedLast({ told, letters, announcements }: IncidentView): Announced | undefined {
  const last = told.findLast(({ about, toldAt }) => about === 'announcement' && toldAt !== undefined);
  if (last?.toldAt === undefined) return undefined;
  return {
    text: last.words ?? letters.find(({ id }) => id === last.letter)?.text,
    at: last.toldAt,
    precision: last.precision?.toldAt,
    why: announcements.findLast(({ announce }) => announce)?.why ?? [],
  };
}

/** Where the announcements that are out were published, each place once, in order: a text that takes their place belongs there too. */
export function publishedIn({ told }: Pick<IncidentView, 'told'>): readonly string[] {
  const places = told
    .filter(({ about, toldAt }) => about === 'announcement' && toldAt !== undefined)
    .flatMap(({ how }) => (how === undefined || how.trim() === '' ? [] : [how.trim()]));
  return places.filter(
    (one, at) => places.findIndex((other) => other.toLowerCase() === one.toLowerCase()) === at,
  );
}

/**
 * What fills a place of an announcement that was written from this template; undefined where its words are others around it.
 *
 * @param place of a line of its own, or the first or last in its line
 */
export function filledIn(written: string, template: string, place: string): string | undefined {
  const line = template.split('\n').find((one) => one.includes(`{{${place}}}`));
  const [before = '', after = ''] = (line ?? '').split(`{{${place}}}`);
  const behind = (after.split('{{')[0] ?? '').replace(/^[.\s]+/, '').trim();
  const ahead = before.split('}}').at(-1)?.trim() ?? '';
  if (ahead === '' && behind === '') return undefined;
  const found = written.split('\n').find((one) => one.startsWith(ahead) && one.includes(behind));
  if (found === undefined) return undefined;
  const rest = found.slice(ahead.length);
  const said = behind === '' ? rest : rest.slice(0, rest.indexOf(behind));
  return said.trim().replace(/\.$/, '') || undefined;
}

/** The same of a place for several things: one stands behind the words that lead to it, more below them, a line each. */
export function allFilledIn(written: string, template: string, place: string): readonly string[] {
  const one = filledIn(written, template, place);
  if (one !== undefined) return [one];
  const lead =
    template
      .split(`{{${place}}}`)[0]
      ?.split(/\n|\}\}/)
      .at(-1)
      ?.trim()
      .replace(/[:,]$/, '') ?? '';
  const lines = written.split('\n').filter((line) => line.trim() !== '');
  const at = lead === '' ? -1 : lines.findIndex((line) => line.replace(/:$/, '') === lead);
  if (at === -1) return [];
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => !line.startsWith('- '));
  return rest.slice(0, end === -1 ? rest.length : end).map((line) => line.slice('- '.length).trim());
}

/** The announcements that are out, each as its text was written. */
function published({ told, letters }: IncidentView): readonly Written[] {
  return told
    .filter(({ about, toldAt }) => about === 'announcement' && toldAt !== undefined)
    .map((one) => letters.find(({ id }) => id === one.letter) ?? one);
}

/**
 * What became of sanctions since something was published that knew them, as far as no later announcement is out or drafted that
 * knew of it, and nobody who did has noted that none is needed. A last day that came is as it was announced.
 */
export function untrueSincePublished(incident: IncidentView): readonly Written[] {
  const out = published(incident);
  if (out.length === 0) return [];
  const { letters, announcements } = incident;
  const settling: readonly Written[] = [
    ...out,
    ...letters.filter((one) => one.letter === 'announcement' && isWaiting(one)),
    ...announcements.filter(({ announce }) => !announce),
  ];
  return incident.sanctions
    .filter((one) => out.some((text) => knew(incident, text, one)))
    .flatMap(({ changes, ended, startsAt, ...one }) => [
      ...changes.map(({ id, changedAt }) => ({ id, at: changedAt })),
      ...slipsTold(one).map(({ id }) => ({ id, at: startsAt })),
      ...(ended?.how === 'lifted' ? [{ id: ended.id, at: ended.endedAt }] : []),
    ])
    .filter(({ at }) => !wasBefore(at, incident))
    .filter((decision) => !settling.some((text) => knew(incident, text, decision)));
}
