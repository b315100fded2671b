import { frozen } from '../../frozen.ts';
import { rememberingLastFew } from '../last-few.ts';
import { ROSTER } from '../layout.ts';
import { readYaml } from '../yaml.ts';
import { parseRoster } from './roster.ts';

/** The team as the text of `team.yaml` has it. Throws a UserError where that cannot be read. */
export const readRoster = rememberingLastFew((text) => frozen(parseRoster(readYaml(text, ROSTER))));
