/** What names a clause or a script that is not there, and what is there twice. Takes data of any shape. */
export function danglingReferences(data: unknown): readonly string[] {
  const known = (part: string): readonly string[] => Object.keys(objectAt(objectAt(data)[part]));
  const clauses = known('clauses');
  const scripts = known('scripts');
  const parameters = Object.keys(objectAt(objectAt(objectAt(data).interviews).sanction));
  return partsOf(data).flatMap(({ path, value }): readonly string[] => {
    const where = `  ${path.join('.')}`;
    const key = path.at(-1);
    if (key === 'clause' && typeof value === 'string' && !clauses.includes(value))
      return [`${where}: there is no clause ${value}`];
    if (path.at(-2) === 'parameters' && typeof value === 'string' && !parameters.includes(value))
      return [`${where}: interviews.sanction has no question ${value}`];
    if (key === 'say' && path.includes('actions') && typeof value === 'string' && !scripts.includes(value))
      return [`${where}: there is no script ${value}`];
    if (!Array.isArray(value)) return [];
    const ids = value.map((item) => objectAt(item).id).filter((id) => id !== undefined);
    return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${where}: ${id} is there twice`);
  });
}

interface Part {
  readonly path: readonly string[];
  readonly value: unknown;
}

function partsOf(value: unknown, path: readonly string[] = []): readonly Part[] {
  const inner = Object.entries(objectAt(value)).flatMap(([key, one]) => partsOf(one, [...path, key]));
  return [{ path, value }, ...inner];
}

/** The fields of a value, or none where it has no fields. */
export function objectAt(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
