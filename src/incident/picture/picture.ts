import type { Kept } from '../coming-in.ts';
import type { EntryOf } from '../entry.ts';
import type { IncidentView } from '../view.ts';
import { access, accessInShort } from './access.ts';
import { against } from './against.ts';
import { answeredInShort } from './answers.ts';
import { type Fact, FILE, type PictureBlock, SCREEN, section } from './block.ts';
import { called } from './called.ts';
import { copies } from './copies.ts';
import { attachments } from './evidence.ts';
import { writtenDown } from './noted.ts';
import { firstWrittenOf, personText, rewritten } from './people.ts';
import {
  followUp,
  isQuiet,
  note,
  report,
  SEEN,
  seenPutRight,
  threat,
  whatMayBeTold,
  wish,
} from './reports.ts';
import { response } from './response.ts';
import { actor, actors, both, choice, inFile, joined, moment, ours, say, type Text, words } from './text.ts';

/**
 * An incident as it is shown: the Markdown of its file (DESIGN 4) and the screen are drawn from this. What they say in other
 * words, or one of them alone, stands at its place in it; the order of these parts is theirs.
 */
export function picture(incident: IncidentView) {
  const { people, reports, threats, visibility } = incident;
  const { followUps, wishes = [], notes, overrides, doubles, unknownKinds } = incident;
  const legend = people.map((person) => ({
    name: actor(person.ref),
    value: say`${personText(person)}${firstWrittenOf(person)}${outOfReach(person.ref, incident)}`,
  }));
  const looks = threats.map((one, index) => ({
    text: threat(one, threats[index - 1]),
    isSaidAgain: isQuiet(one) && isQuiet(threats[index + 1]),
  }));
  const notSeenSo = seenPutRight(incident.entries);
  const uncounted = say`Entries that carry the ID of an earlier one, and so do not count`;
  const entered = reports.find(({ fromFiles }) => fromFiles === true);
  const hurried = say`Saved in a hurry; still to be completed.`;
  return {
    hurry: incident.quick ? [{ text: hurried }] : [],
    /** The head of the screen. */
    inShort: [
      ...(entered === undefined
        ? []
        : [
            {
              name: say`From earlier files`,
              value: say`entered ${moment(entered.at)} by ${actor(entered.by)}`,
            },
          ]),
      ...accessInShort(incident),
      ...(visibility ? [{ name: HOW_SEEN, value: joined([SEEN[visibility], ...notSeenSo], '. ') }] : []),
      ...answeredInShort(incident),
      ...onlyAgain(incident),
      ...against(incident).map((value) => ({ name: say`Said against it`, value })),
    ],
    people: section(say`Who is who`, people.length > 0 ? [{ facts: legend }, ...changesOf(incident)] : []),
    reports: reports.flatMap((one) => report(one, incident)),
    safety: section(say`Safety`, [
      { list: [...looks.map(({ text }) => text), ...called(incident)], ...FILE },
      {
        list: [
          ...looks.filter(({ isSaidAgain }) => !isSaidAgain).map(({ text }) => text),
          ...called(incident),
        ],
        ...SCREEN,
      },
    ]),
    against: section(say`Said against it`, [{ list: against(incident) }]),
    seen: section(HOW_SEEN, [{ list: visibility ? [SEEN[visibility], ...notSeenSo] : [] }]),
    afterwards: [
      ...section(say`What was said later`, followUps.flatMap(followUp), 'file'),
      ...section(say`What was wanted later`, wishes.flatMap(wish), 'file'),
      ...section(
        say`Kept only for`,
        onlyAgain(incident).map(({ value }) => ({ text: value, ...FILE })),
        'file',
      ),
      ...section(say`Notes`, notes.flatMap(note), 'file'),
      ...whatMayBeTold(incident),
      ...response(incident),
      ...copies(incident),
      ...section(say`Gone on in spite of a rule`, overrides.flatMap(override), 'file'),
      ...attachments(incident),
    ],
    access: access(incident),
    withoutEffect: [
      ...kept(incident.kept),
      ...section(uncounted, [{ list: doubles.map(written) }]),
      ...(unknownKinds.length > 0 ? [{ text: NEWER }] : []),
    ],
  };
}

/** That somebody cannot be reached, by whom that was noted, and when. */
function outOfReach(ref: string, { unreachableNoted = [] }: IncidentView): Text {
  const own = unreachableNoted.filter((one) => one.ref === ref).map(writtenDown);
  return own.length === 0 ? [] : say`; cannot be reached, ${joined(own, ', ')}`;
}

/** What was changed of who somebody is, by whom and when; nothing where nothing was. */
function changesOf({ rewritten: all = [] }: IncidentView): readonly PictureBlock[] {
  return all.length === 0 ? [] : [{ list: all.flatMap(rewritten) }];
}

/** That it is kept for nothing but that it happens again, in whose words. */
function onlyAgain({ onlyAgain }: IncidentView): readonly Fact[] {
  if (onlyAgain === undefined) return [];
  const said = onlyAgain.words.map((one) => say`: “${words(one)}”`);
  return [
    {
      name: say`Kept only for`,
      value: say`if it happens again, as ${actors(onlyAgain.people)} wanted${joined(said, '')}`,
    },
  ];
}

const HOW_SEEN = say`How it was seen`;
const NEWER = both(
  say`A newer coc wrote more into this file; the front matter has it.`,
  say`A newer coc added something that this one does not know. It is kept as it is.`,
);

function override({ at, by, gate, reason }: EntryOf<'override'>): readonly PictureBlock[] {
  const [who, when, rule] = [actor(by), moment(at), ours(gate)];
  const file = say`${when}, ${who}: ${rule}. Why: ${words(reason)}`;
  return [
    { entry: both(file, say`${who} went on in spite of "${rule}", ${when}`), inFile: 'item' },
    { quote: reason, ...SCREEN },
  ];
}

/** What is in the incident and changes nothing in it; in the file, those with words stand last. */
function kept(all: readonly Kept[]): readonly PictureBlock[] {
  const inFull = inFile(say`: whoever wrote it could no longer open this when it came in`);
  const why = say`Whoever wrote this could no longer open the incident when it came in.`;
  const kindOf = (one: Kept): Text => say`${written(one)}: ${choice('kind', one.kind)}`;
  const blocks = all.flatMap((one): readonly PictureBlock[] =>
    one.text === undefined
      ? [{ list: [kindOf(one)], ...SCREEN }]
      : [{ text: say`${written(one)}${inFile(say` wrote`)}:` }, { quote: one.text }],
  );
  if (all.length === 0) return [];
  return [
    { heading: say`Kept, and changes nothing${inFull}` },
    { text: why, ...SCREEN },
    { list: all.filter(({ text }) => text === undefined).map(kindOf), ...FILE },
    ...blocks,
  ];
}

function written({ at, by }: { readonly at: string; readonly by: string }): Text {
  return both(say`${moment(at)}, ${actor(by)}`, say`${actor(by)}, ${moment(at)}`);
}
