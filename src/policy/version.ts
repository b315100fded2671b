/**
 * The text of a playbook with this version in it: every change by the community raises it. The rest stays as it was
 * typed. Undefined where no line of the text is its version.
 */
export function withVersion(text: string, version: number): string | undefined {
  const line = /^version:[ \t]*\d+/m;
  return line.test(text) ? text.replace(line, `version: ${version}`) : undefined;
}
