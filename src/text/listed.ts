/** Several as one reads them out: “Ana”, “Ana and Ben”, “Ana, Ben and Cleo”. */
export function listed(items: readonly string[], last = 'and'): string {
  const [end = '', ...before] = [...items].reverse();
  return before.length === 0 ? end : `${before.reverse().join(', ')} ${last} ${end}`;
}
