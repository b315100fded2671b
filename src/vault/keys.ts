/* A member's keys: made, read, written, protected, replaced, and held by the key agent. */

export { decodeUtf8, keyTypeOf, open, sealStream, sealStreamWithPassphrase } from './age/age.ts';
export type { KeyType } from './age/key-type.ts';
export { settledPassphrase } from './age/passphrase.ts';
export {
  formatIdentity,
  type HeldIdentity,
  type Identity,
  isProtected,
  makeIdentity,
  parseIdentity,
  protect,
  protectText,
  publicPart,
  type SaidRecipient,
  unprotect,
  WrongPassphrase,
} from './keys/identity.ts';
export {
  assertPublicKeys,
  readIdentityFile,
  readPublicKeys,
  rewriteIdentityFile,
  saidRecipient,
  writeIdentityFile,
} from './keys/identity-file.ts';
export { importIdentity } from './keys/import-identity.ts';
export {
  agentIdentity,
  agentSocket,
  forgetKeys,
  KeysGone,
  makeSocketFolder,
  serveKeys,
} from './keys/key-agent.ts';
export type { PublicKeys } from './keys/public-file.ts';
export {
  adoptIdentityFile,
  openEarlierFiles,
  preparedKeys,
  prepareIdentityFile,
  sealEarlierFiles,
} from './keys/replace-identity.ts';
