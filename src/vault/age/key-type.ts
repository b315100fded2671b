/** The kinds of age keys that coc uses; one reports repository has keys of one kind (DESIGN 4, "Sealing"). */
export const KEY_TYPES = ['hybrid', 'x25519'] as const;
export type KeyType = (typeof KEY_TYPES)[number];
