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

/** What the text of each letter is filled in with: all of it, and nothing else. */
const FILLED: Readonly<Record<string, readonly string[]>> = {
  'letters.signed': ['community', 'contact'],
  'letters.complaint.text': ['name', 'about', 'community', 'contact', 'signed'],
  'letters.complaint.decided': ['name', 'about', 'community', 'contact', 'signed'],
  'letters.complaint.detail': ['what'],
  'letters.complaint.by-when': ['contact', 'when'],
  'letters.response.text': ['name', 'actions', 'appeal', 'signed'],
  'letters.response.no-appeal': ['must'],
  'letters.response.discuss': ['place'],
  'letters.response.changed': ['name', 'heard', 'actions', 'before', 'appeal', 'signed'],
  'letters.response.corrected': ['name', 'actions', 'before', 'appeal', 'signed'],
  'letters.response.heard': ['who'],
  'letters.appeal.text': ['name', 'action', 'heard', 'signed'],
  'letters.outcome.text': ['name', 'about', 'actions', 'contact', 'signed'],
  'letters.outcome.reported': ['when'],
  'letters.response.holds': ['must'],
  'letters.response.stopped': ['name', 'signed'],
  'letters.employer.text': ['employer', 'community', 'name', 'grounds', 'what', 'policy', 'action', 'signed'],
  'letters.relay.text': ['name'],
  'letters.relay.short': ['name'],
  'letters.announcement.text': ['what', 'action', 'word', 'policy', 'feedback'],
  ...Object.fromEntries(
    ['accused', 'affected', 'team', 'lawyer', 'police'].map((whom) => [
      `letters.copy-${whom}.text`,
      ['name', 'day', 'community', 'lines', 'signed'],
    ]),
  ),
  'copies.sanction': ['what'],
  'copies.ended': ['what'],
  'copies.lifted': ['what'],
  'copies.number': ['number'],
  'copies.named': ['names'],
  'copies.short': ['what'],
  'copies.files': ['files'],
  'copies.others.accused': ['who'],
  'copies.others.complaint': ['who'],
  'copies.others.response': ['who'],
  'copies.others.heard': ['who'],
  'copies.others.silent': ['who'],
  'copies.others.meeting': ['what'],
  'copies.others.sanction': ['who', 'what'],
  'copies.others.ended': ['who', 'what'],
  'copies.others.appealed': ['who'],
  'copies.others.heard-appeal': ['what'],
  'copies.others.employer': ['who'],
};

/** What came later: a text that was written before has no place for it. */
const NOT_IN_ALL: Readonly<Record<string, readonly string[]>> = { 'letters.outcome.text': ['about'] };

/** Letters that could not be filled in: a word in braces that nobody knows, or one that is left out. */
export function letterProblems(data: unknown): readonly string[] {
  const parts = new Map(partsOf(data).map(({ path, value }) => [path.join('.'), value]));
  const letters = Object.entries(FILLED).flatMap(([path, names]): readonly string[] => {
    const text = parts.get(path);
    if (typeof text !== 'string') return [];
    const used = tokensIn(text);
    return [
      ...used.filter((one) => !names.includes(one)).map((one) => `  ${path}: nothing fills in {{${one}}}`),
      ...names
        .filter((one) => !used.includes(one) && !NOT_IN_ALL[path]?.includes(one))
        .map((one) => `  ${path}: {{${one}}} is left out`),
    ];
  });
  const kinds = objectAt(parts.get('sanctions')).kinds;
  const sanctions = (Array.isArray(kinds) ? kinds : []).flatMap((kind, index): readonly string[] => {
    const { parameters, ...words } = objectAt(kind);
    return ['must', 'affected'].flatMap((key) =>
      tokensIn(typeof words[key] === 'string' ? words[key] : '')
        .filter((one) => !Array.isArray(parameters) || !parameters.includes(one))
        .map((one) => `  sanctions.kinds.${index}.${key}: nothing fills in {{${one}}}`),
    );
  });
  return [...letters, ...sanctions];
}

function tokensIn(text: string): readonly string[] {
  return [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name = '']) => name.trim());
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
