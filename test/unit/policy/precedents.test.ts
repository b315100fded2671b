import { describe, expect, it } from 'vitest';
import { view } from '../../../src/incident/view.ts';
import { precedentOf } from '../../../src/policy/precedents.ts';
import { precedentsBlocks } from '../../../src/screen/precedents.ts';
import { playbook } from './shipped.ts';
import { type Added, AT, READY, situation } from './step-situation.ts';

const DECIDED: Added = { kind: 'announcement', announce: true, why: ['warn'] };
const DRAFTED: Added = {
  kind: 'letter',
  letter: 'announcement',
  text: 'Something was said in a talk.',
};
const PUBLISHED: Added = {
  kind: 'told',
  about: 'announcement',
  toldAt: AT,
  toldBy: 'ana',
  how: 'On the website',
};

describe('whether the community was told, as others are held beside it', () => {
  it.each<[string, readonly Added[], boolean | 'drafted' | null, RegExp | undefined]>([
    ['nothing where nobody decided on it', [], null, undefined],
    ['what was drafted, as no more than that', [DECIDED, DRAFTED], 'drafted', /drafted, not published/],
    ['what was published', [DECIDED, DRAFTED, PUBLISHED], true, /yes/],
    ['that it is not told', [{ kind: 'announcement', announce: false }], false, /no/],
  ])('is %s', (_name, more, announced, words) => {
    const { incident, now } = situation([...READY, ...more]);
    const precedent = precedentOf(view(incident.id, incident.entries));
    expect(precedent.announced).toBe(announced);
    const told = { ...precedent, incident: 'INC-1', alike: { words: 1, seen: false, danger: false } };
    const rows = precedentsBlocks('INC-2', [told], { now, playbook }).flatMap((one) =>
      one.kind === 'fields' ? one.rows : [],
    );
    const [, shown] = rows.find(([label]) => label === 'Announced') ?? [];
    if (words === undefined) expect(shown).toBeUndefined();
    else expect(shown).toMatch(words);
  });
});
