import { type Against, type Matter, saidAgainst } from '../against.ts';
import type { IncidentView } from '../view.ts';
import { actor, actors, joined, moment, say, type Text } from './text.ts';

type Word = Against['no'][number];

/** What somebody asked who said no, what they allowed who said yes, and what was asked of them under a condition. */
const SAID: Readonly<Record<Matter, { readonly no: Text; readonly onlyIf: Text; readonly yes: Text }>> = {
  'go-on': {
    no: say`asked that it does not go on`,
    onlyIf: say`asked that it does not go on now, only if it happens again`,
    yes: say`was told about the meeting and did not object`,
  },
  share: {
    no: say`asked that nobody more hears of it`,
    onlyIf: [],
    yes: say`allowed it to be shared`,
  },
  'tell-accused': telling(say`the accused to be told what it is about`),
  employer: telling(say`an employer to be told`),
  announce: telling(say`it to be announced`),
  name: telling(say`a text to name them or point to them`),
};
const WISHED = say`asked that it goes on`;
/** What is said and written down within so many milliseconds has one time. */
const AT_ONCE = 60_000;

/** Of these matters, or of all, every yes that holds although somebody said no: who said which, who wrote it down, and when. */
export function against(incident: IncidentView, about?: readonly Matter[]): readonly Text[] {
  return saidAgainst(incident)
    .filter((one) => about?.includes(one.about) !== false)
    .map(inWords);
}

/** Sentences that can be read out; the last is left without its full stop. */
function inWords({ about, no, yes }: Against): Text {
  const { no: refused, onlyIf, yes: allowed } = SAID[about];
  const noes = no.map((one) => sentences(one, one.onlyIf ? onlyIf : refused));
  const yeses = lastOfEach(yes).map((one) => sentences(one, one.wished ? WISHED : allowed));
  return say`${joined(noes, '. ')}. What holds is this: ${joined(yeses, '. ')}`;
}

function sentences(one: Word, what: Text): Text {
  const { people, saidAt, precision, at, by } = one;
  const isLater = saidAt !== undefined && Math.abs(Date.parse(at) - Date.parse(saidAt)) > AT_ONCE;
  const said = isLater && say`, ${moment(saidAt, precision?.saidAt)}`;
  return say`${actors(people)} ${what}${said}. ${actor(by)} wrote that down ${moment(at)}`;
}

/** Who said the same more than once, and had it written down by the same person, is heard once. */
function lastOfEach(words: readonly Word[]): readonly Word[] {
  const key = ({ people, by, wished }: Word): string => `${people.join()} ${by} ${wished === true}`;
  return words.filter((one, index) => !words.slice(index + 1).some((later) => key(later) === key(one)));
}

function telling(what: Text): { readonly no: Text; readonly onlyIf: Text; readonly yes: Text } {
  return {
    no: say`did not want ${what}`,
    onlyIf: say`allowed ${what} only under a condition`,
    yes: say`allowed ${what}`,
  };
}
