/**
 * Puts values where a template says `{{name}}`. Throws on a token without a value and on a value without a token: a
 * letter with a hole in it must not go out.
 */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  const used = new Set<string>();
  const text = template.replace(/\{\{([^{}]*)\}\}/g, (_token, name: string) => {
    const value = Object.hasOwn(values, name.trim()) ? values[name.trim()] : undefined;
    if (value === undefined) throw new Error(`a template wants {{${name}}}, and there is none`);
    used.add(name.trim());
    return value;
  });
  const unused = Object.keys(values).find((name) => !used.has(name));
  if (unused !== undefined) throw new Error(`a template has no {{${unused}}}`);
  return text;
}
