import { inert } from './inert.ts';

/** Names that some systems take for devices. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
/** Letters of a name. */
const LONGEST = 120;

/** A name that a new file can have anywhere, as near as can be to one that somebody else gave: never a path, nor hidden. */
export function safeFileName(name: string): string {
  const plain = inert(name)
    .replace(/[\p{C}\\/:*?"<>|$`]/gu, '_')
    .trim()
    .replace(/^[.-]+|\.+$/g, '_');
  const [, stem = '', ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/s.exec(plain) ?? [];
  const short = [...stem].slice(0, LONGEST).join('');
  const safe = DEVICES.test(`${short}${ending}`) ? `_${short}` : short;
  return `${safe === '' ? 'file' : safe}${ending}`;
}
