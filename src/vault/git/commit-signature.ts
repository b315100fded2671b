import { readSshsigArmor } from '../keys/sshsig.ts';

export interface CommitSignature {
  /** What was signed: the commit object without its signature. */
  readonly payload: Uint8Array;
  /** The raw Ed25519 signature. */
  readonly signature: Uint8Array;
}

/** Takes a raw commit object apart; undefined where it carries no SSH signature. */
export function readCommitSignature(commit: Uint8Array): CommitSignature | undefined {
  const text = Buffer.from(commit).toString('latin1');
  const header = /^gpgsig (.*(?:\n .*)*)\n/m.exec(text.slice(0, text.indexOf('\n\n') + 1));
  if (header === null) return undefined;
  const [field, armored = ''] = header;
  const signature = readSshsigArmor(armored.replaceAll('\n ', '\n'));
  if (signature === undefined) return undefined;
  return {
    payload: Buffer.from(
      text.replace(field, () => ''),
      'latin1',
    ),
    signature,
  };
}
