import { frozen } from '../../frozen.ts';
import { readYaml } from '../../yaml.ts';
import { rememberingLastFew } from '../format/last-few.ts';
import { ROSTER } from '../format/layout.ts';
import { parseRoster } from './roster.ts';

/** The team as the text of `team.yaml` has it. Throws a UserError where that cannot be read. */
export const readRoster = rememberingLastFew((text) => frozen(parseRoster(readYaml(text, ROSTER))));
