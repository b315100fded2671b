import type { Settings } from '../format/settings.ts';

/** The most that is shown of a value. Characters. */
const MOST = 80;

/** What stands in no letter. */
const UNREAD = ['format', 'confirmed'];

/**
 * What somebody else changed of the facts of the community, in a sentence: letters and guides say it from then on, in the name
 * of everybody on the team. Undefined where nothing is another that anybody would read.
 */
export function settingsNews(who: string, before: Settings, after: Settings): string | undefined {
  const names = new Set([...Object.keys(after), ...Object.keys(before)]);
  const changed = [...names].flatMap((name) => {
    if (UNREAD.includes(name)) return [];
    const [was, is] = [shown(before[name]), shown(after[name])];
    return was === is ? [] : [is === '' ? `${name} is empty` : `${name} is “${short(is)}”`];
  });
  if (changed.length === 0) return undefined;
  return `${who} changed what coc says of your community: ${changed.join('; ')}. If you do not know why, ask them: \`coc community show\` shows all of it.`;
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function short(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}
