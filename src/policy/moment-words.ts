import { showDay } from '../text/moment.ts';
import { precisionOf } from '../text/rough.ts';

/** A moment as a letter says it, whenever it is read: “15:00 on 27 Nov 2026”. */
export function momentWords(iso: string | undefined): string | undefined {
  if (iso === undefined) return undefined;
  const day = showDay(iso.slice(0, 'YYYY-MM-DD'.length));
  return precisionOf(iso) === undefined
    ? `${iso.slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDThh:mm'.length)} on ${day}`
    : day;
}
