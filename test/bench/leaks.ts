import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Playbook, parsePlaybook } from '../../src/policy/playbook.ts';
import { readYaml } from '../../src/yaml.ts';
import { type Cases, findsIn, incidentOf, score } from '../leaks/cases.ts';

/*
 * Scores the leak check on a labelled set of texts, which stands beside the repository and not in it: the texts of a set that
 * is measured with are not to be tuned to. `--all` names what was missed and what was a false alarm.
 */

const project = fileURLToPath(new URL('..', import.meta.url));
const path = resolve(
  project,
  process.argv.find((one) => one.endsWith('.json')) ?? '../shared/leak-cases.json',
);
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const percent = (share: number, places = 1): string => `${(100 * share).toFixed(places)} %`;

const text = await readFile(path, 'utf8').catch(() => undefined);
if (text === undefined) {
  print('NOT MEASURED: there is no ../shared/leak-cases.json beside the repository.');
  print('Name a labelled set of your own: npm run bench:leaks -- FILE.json');
  process.exitCode = 1;
} else {
  const yaml = await readFile(new URL('../templates/playbooks/imgix.yaml', import.meta.url), 'utf8');
  report(JSON.parse(text), parsePlaybook(readYaml(yaml, 'the playbook')));
}

function report(cases: Cases, playbook: Playbook): void {
  const { recall, findable, names, falseAlarms, pairs, classes, missed, alarms } = score(cases, playbook);
  for (const [name, [found, all]] of classes) print(`${`${found} of ${all}`.padStart(9)}  ${name}`);
  if (process.argv.includes('--all')) {
    for (const { incident, text } of missed) print(`missed       ${incident}: ${text}`);
    for (const { incident, text, finding } of alarms)
      print(`false alarm  ${incident}: ${text} [${finding.words}: ${finding.what}]`);
  }
  print('');
  print(`recall        ${percent(recall)} of ${findable} leaks that a tool can find`);
  print(`full names    ${percent(names)}`);
  print(`false alarms  ${percent(falseAlarms, 2)} of ${pairs} pairs of an innocent text and an incident`);
  print(
    `time          ${milliseconds(cases, playbook).toFixed(2)} ms of processor for a letter of 200 words, the first time`,
  );
}

/** How much of the processor one letter takes that was not looked at before. */
function milliseconds(cases: Cases, playbook: Playbook): number {
  const letter = cases.innocent
    .map(({ text }) => text)
    .join('\n\n')
    .split(/\s/)
    .slice(0, 200)
    .join(' ');
  const incidents = Object.values(cases.incidents).map(incidentOf);
  const begun = process.cpuUsage();
  for (const incident of incidents) findsIn(letter, incident, playbook);
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000 / incidents.length;
}
