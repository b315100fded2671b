import type { Home } from './home.ts';

/** A private incident with somebody who reported it, somebody accused, and an objection to nothing. */
export const REPORT = `
threat: none
account: He followed me from the lift to my door and would not stop knocking.
reporter-name: Mei Lindqvist
reporter-is-affected: "yes"
who: Marlon Vane
visibility: private
consent: no-objection
share: recorder
`;
const STATEMENT = 'said: "yes"\nwords: I wanted to bring back a scarf.\n';
const TOLD = 'about: complaint\nway: told\nhow: in person\n';
const MEETING = 'present: [ana-example]\nwhat-happened: It happened.\noutcome: sanction\n';
export const WARNING =
  'sanction: warning\nbehavior: following people\nsafety: He knows that it has to stop.\n';

/** Runs a command with answers, which must be saved, and gives what stands on stdout as JSON. */
export async function saved(
  home: Home,
  argv: readonly string[],
  stdin: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly id: string; readonly letter?: string }> {
  const ran = await home.coc([...argv, '--answers', '-', '--yes', '--json'], { stdin, env });
  if (ran.code !== 0) throw new Error(`coc ${argv.join(' ')}: ${ran.code} ${ran.stderr}`);
  return JSON.parse(ran.stdout);
}

/** The ID of a new incident of which the accused was told and heard. */
export async function heardIncident(home: Home, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { id } = await saved(home, ['report', 'new'], REPORT, env);
  await saved(home, ['notify', id], TOLD, env);
  await saved(home, ['statement', id], STATEMENT, env);
  return id;
}

/** The same, after a meeting that wants a sanction. */
export async function decidedIncident(home: Home, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const id = await heardIncident(home, env);
  const me = JSON.parse((await home.coc(['show', id, '--json'], { env })).stdout).readers[0];
  await saved(home, ['meeting', id], MEETING.replace('ana-example', me), env);
  return id;
}

export async function shown(home: Home, id: string, env: NodeJS.ProcessEnv = {}) {
  return JSON.parse((await home.coc(['show', id, '--json'], { env })).stdout);
}
