import { showId } from '../../incident/id.ts';
import { picture } from '../../incident/picture/picture.ts';
import type { ViewOfAll } from '../../incident/view.ts';
import { markdown } from './markdown.ts';

/**
 * The Markdown body of an incident file (DESIGN 4): for a person with stock `age -d`, read from top to bottom.
 * Rendered from the fold alone, so that it says the same for whoever writes it. Sealed blocks stay sealed: a view in which
 * some are open is not taken.
 */
export function renderBody(incident: ViewOfAll): string {
  const { hurry, people, reports, safety, seen, against, afterwards, access, withoutEffect } =
    picture(incident);
  return markdown(
    `Incident ${showId(incident.id)}`,
    [hurry, people, reports, safety, seen, against, afterwards, access, withoutEffect].flat(),
  );
}
