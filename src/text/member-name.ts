/** What a member is called; their ID where nobody there has it. */
export function memberName(
  id: string,
  members: readonly { readonly id: string; readonly name: string }[],
): string {
  return members.find((one) => one.id === id)?.name ?? id;
}
