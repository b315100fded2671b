/** A number with what it counts: “1 incident”, “2 incidents”. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
