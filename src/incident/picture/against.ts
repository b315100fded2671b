import { type Against, type Matter, saidAgainst } from '../against.ts';
import type { IncidentView } from '../view.ts';
import { writtenDown } from './noted.ts';
import { actors, joined, moment, say, type Text } from './text.ts';

const NO: Readonly<Record<Matter, Text>> = {
  'go-on': say`that it does not go on`,
  share: say`that nobody more hears of it`,
  'tell-accused': say`that the accused is not told what it is about`,
  employer: say`that no employer is told`,
  announce: say`that it is not announced`,
  name: say`that no text names them or points to them`,
};

/** Of these matters, or of all, every yes that holds although somebody said no: who said which, who wrote it down, and when. */
export function against(incident: IncidentView, about?: readonly Matter[]): readonly Text[] {
  return saidAgainst(incident)
    .filter((one) => about?.includes(one.about) !== false)
    .map(inWords);
}

function inWords({ about, no, yes }: Against): Text {
  return say`Somebody wanted ${NO[about]}: ${words(no)}. What holds is ${about === 'go-on' ? say`no objection of` : say`the yes of`} ${words(yes)}`;
}

function words(all: Against['no']): Text {
  return joined(
    all.map((one) => {
      const said = one.saidAt !== undefined && say`, said ${moment(one.saidAt)}`;
      return say`${actors(one.people)}${said}, ${writtenDown(one)}`;
    }),
    '; ',
  );
}
