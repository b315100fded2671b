/** Makes plain data, all the way down, such that nobody can change it any more, whoever else holds it. Returns it. */
export function frozen<T>(data: T): T {
  if (typeof data === 'object' && data !== null) Object.values(Object.freeze(data)).forEach(frozen);
  return data;
}
