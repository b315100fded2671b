/**
 * The text of a playbook with this version in it: every change by the community raises it. The rest stays as it was
 * typed. Undefined where no line of the text is its version.
 */
export function withVersion(text: string, version: number): string | undefined {
  const line = /^version:[ \t]*\d+/m;
  return line.test(text) ? text.replace(line, `version: ${version}`) : undefined;
}

/** The text with the edition in it of the coc that saves it, or the newer one that it has. */
export function withEdition(text: string, edition: number): string {
  const line = /^edition:[ \t]*(\d+)/m;
  const [, before] = line.exec(text) ?? [];
  if (before === undefined) return text.replace(/^format:.*$/m, (format) => `${format}\nedition: ${edition}`);
  return Number(before) >= edition ? text : text.replace(line, `edition: ${edition}`);
}
