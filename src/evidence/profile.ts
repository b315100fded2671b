import type { Findings } from './found.ts';
import { field, utf16 } from './strings.ts';

/** Names of colour profiles that stand in everybody’s pictures. */
const USUAL =
  /^(?:s ?rgb|c2|c2ci|u?srgb|display p3|dci-p3|apple p3|adobe rgb|prophoto|generic (?:rgb|gray|grey)|gray|dot gain|opaque|u\.s\. web|coated|iso coated|fogra|rec|bt|itu|gimp|artifex|google|linear|xyz|lab|camera rgb|qemu|kodak srgb|hd 709)/i;

/** A colour profile is needed for the colours, so it stays; it can name a screen. Only one that is unusual is told of. */
export function lookAtProfile(profile: Buffer, found: Findings): void {
  const name = nameOf(profile);
  if (name !== undefined && name !== '' && !USUAL.test(name))
    found.add('device', 'The name of a colour profile, which can be that of a screen or a printer.', name);
}

function nameOf(profile: Buffer): string | undefined {
  if (profile.length < 132) return undefined;
  const count = Math.min(profile.readUInt32BE(128), 100);
  for (let at = 132; at < 132 + count * 12 && at + 12 <= profile.length; at += 12) {
    if (profile.toString('latin1', at, at + 4) !== 'desc') continue;
    const from = profile.readUInt32BE(at + 4);
    const tag = profile.subarray(from, from + profile.readUInt32BE(at + 8));
    if (tag.length < 28) return undefined;
    if (tag.toString('latin1', 0, 4) === 'desc') return field(tag.subarray(12, 200));
    const length = tag.readUInt32BE(20);
    const start = tag.readUInt32BE(24);
    return utf16(tag.subarray(start, start + Math.min(length, 200)), 'be');
  }
  return undefined;
}
