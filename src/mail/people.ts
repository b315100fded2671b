import { inert } from '../text/inert.ts';
import { withoutControlsOfLatin } from './letters.ts';
import type { Person } from './mail.ts';

/** Letters of a name. */
const LONGEST_SHOWN = 200;
/** Beyond this, a name is not looked at for whether it is the address once more: finding its quotes would take for ever. */
const LONGEST_COMPARED = 1000;

/** The people that fields of a header name, those of groups too. */
export async function peopleIn(fields: readonly string[]): Promise<readonly Person[]> {
  const { addressParser } = await import('postal-mime');
  return fields
    .flatMap((field) => addressParser(field, { flatten: true }))
    .flatMap(({ name, address = '' }) => personOf(name, address) ?? []);
}

/** Somebody by their name and their address, either of which may be ''. */
export function personOf(name: string, address: string): Person | undefined {
  const called = withoutControlsOfLatin(name).trim();
  const at = address.trim();
  if (called === '' && at === '') return undefined;
  return {
    ...(called === '' ? {} : { name: called }),
    ...(at === '' ? {} : { address: at }),
    shown: shownAs(called, at),
    isForged: at !== '' && called !== '' && !sameWords(called, at) && canPassForAnother(called, at),
  };
}

function shownAs(name: string, address: string): string {
  const who = inert(plainly(address.length > 320 ? `${address.slice(0, 320)}…` : address));
  const called = inert(name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name);
  if (name === '' || sameWords(name, address)) return who;
  if (address === '') return `"${called}", without an address`;
  return canPassForAnother(name, address) ? `${who} (calls itself "${called}")` : `${called} <${who}>`;
}

/** Letters of other scripts can look the same as those of another address: then both ways to write it stand there. */
function plainly(address: string): string {
  if (/^[\u0000-\u007f…]*$/.test(address)) return address;
  const at = address.lastIndexOf('@') + 1;
  const host = /^[^\s/?#:\\@]+$/.test(address.slice(at)) ? `http://${address.slice(at)}` : '';
  const plain = URL.canParse(host) ? `${address.slice(0, at)}${new URL(host).hostname}` : address;
  return plain === address
    ? `${address} (with letters that may look like others)`
    : `${plain} (written ${address})`;
}

/** Whether a name looks like an address or a place on the network, whatever letters it is written in, or ends its own part. */
function canPassForAnother(name: string, address: string): boolean {
  const plain = bare(name.slice(0, LONGEST_SHOWN));
  if (/[@<>"]|:\/\//.test(plain) || /\s(?:at|\(at\)|\[at\])\s\S+\.\p{L}/iu.test(plain)) return true;
  const own = bare(address).split('@').at(-1) ?? '';
  const named = plain.match(/[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}(?![\p{L}.])/gu) ?? [];
  return named.some((one) => own !== one.toLowerCase() && !own.endsWith(`.${one.toLowerCase()}`));
}

function sameWords(name: string, address: string): boolean {
  return (
    name.length <= LONGEST_COMPARED &&
    bare(name)
      .replace(/^[<'"]+|[>'"]+$/g, '')
      .toLowerCase() === bare(address).toLowerCase()
  );
}

/** Without what cannot be seen, and in plain letters where there is one that looks the same for certain. */
function bare(text: string): string {
  return text.replace(/\p{Cf}|\p{Cc}/gu, '').normalize('NFKC');
}
