import { it } from 'vitest';
import { responseText, complaintText, outcomeText } from '../../../src/policy/letter-text.ts';
import { sanctionEntry, situation, READY, TOLD, meeting, P1, type Added } from './step-situation.ts';
import { playbook } from './shipped.ts';
const P: Record<string, string> = { behavior: 'Following people to their rooms', whom: 'P1', talk: 'Sockets at night', event: 'ImgixConf 2026', role: 'Stage hand', scope: 'all our events', grant: 'the travel grant of May', organisation: 'the users group' };
it('x', () => {
  for (const kind of playbook.sanctions.kinds)
    for (const term of kind.terms) {
      const until = term === 'until' || term === 'event-end' ? { until: '2027-01-31' } : {};
      const entry = { ...sanctionEntry({ sanction: kind.id, label: kind.label, term, parameters: Object.fromEntries((kind.parameters ?? []).map((p) => [p, P[p] ?? p])), conditions: kind.id === 'ban' ? ['No contact with the volunteers', 'Stay out of the chat'] : [], ...until }) } as Added;
      const of = situation([...READY, P1, TOLD, meeting('sanction'), entry]);
      console.log(`=== ${kind.id} ${term}\n--- accused\n${responseText({ about: 'response', person: 'A1', name: 'Marlon Vane' }, of)}\n--- affected\n${outcomeText({ about: 'outcome', person: 'P1' }, of)}`);
    }
});
