import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * One text for equal data: JSON with sorted keys and no blanks, as RFC 8785 has it. Keys whose value is undefined are left out.
 * Throws on anything that is not plain data.
 *
 * Not the package `canonicalize`: it takes whatever has a `toJSON` for data, and stops at half a surrogate pair, which an
 * entry of a stranger may hold; what was signed could then not even be looked at.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number that JSON cannot hold');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const fields: Readonly<Record<string, unknown>> = { ...value };
    let text = '';
    for (const key of Object.keys(fields).sort()) {
      const field = fields[key];
      if (field !== undefined)
        text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(field)}`;
    }
    return `{${text}}`;
  }
  throw new TypeError(`not plain data: ${typeof value}`);
}

/** Of data that is never changed: what is asked for many times in a run. */
const digests = new WeakMap<object, string>();

/** SHA-256 of the canonical JSON, in hex. The data must not be changed afterwards. */
export function digest(value: unknown): string {
  if (typeof value !== 'object' || value === null) return digestAnew(value);
  const own = digests.get(value) ?? digestAnew(value);
  digests.set(value, own);
  return own;
}

/** Notes the digest of data that another thread of this program has counted. */
export function digestIsKnown(value: object, counted: string): void {
  digests.set(value, counted);
}

function digestAnew(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}
