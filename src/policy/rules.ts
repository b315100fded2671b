import { showId } from '../incident/id.ts';
import { isDecided, isWaiting } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { mentions } from '../letters/mentions.ts';
import {
  asksForApology,
  isAccessible,
  relayProblems,
  restsOnApology,
  wantsApology,
} from '../letters/wording-check.ts';
import { listed } from '../text/listed.ts';
import { perhapsAnswered, withAnswersOf } from './answered-elsewhere.ts';
import { comesOfAppeal } from './change-text.ts';
import { notToldYet } from './decisions.ts';
import type { Finding } from './finding.ts';
import { isFromFiles, wasBefore } from './from-files.ts';
import { type Given, isBlank, list, text } from './given-answers.ts';
import { isParty } from './involved.ts';
import { fromOutside } from './left-to-decide.ts';
import { appealPlace } from './letter-text.ts';
import { hintsIn, isOutgoing, leaksElsewhere, leaksIn, wordingIn } from './outgoing.ts';
import { beforeTheRest, endsWithoutYes, isPermitted, neededFor } from './permission.ts';
import { missingThere, missingThereWords } from './permission-there.ts';
import type { GateId } from './playbook.ts';
import { draftsAnnouncement } from './published.ts';
import { elsewhereIn, hiddenInstead, revealedIn } from './revealed-names.ts';
import { isActive } from './sanctions.ts';
import { namesIn } from './says-who.ts';
import { isToBeSaid, toBeSaidTo } from './sentence.ts';
import type { Situation } from './situation.ts';
import { notLetInSo, toldToNewReaders } from './stands-open.ts';
import type { Judged } from './step.ts';
import { ATTENDING, DECIDING, DOING, isPartyAt, keptOutAt, mayDecide, namedAt } from './taking-part.ts';
import { bringing } from './told-of-sanctions.ts';
import { decidesUnheard, unheardBy, unheardThere } from './unheard.ts';
import { decidedIn } from './where-decided.ts';
import { labelForAll } from './who.ts';

/** A rule of the policy: what it looks at, and when it refuses. Each step names the rules that it has to pass. */
export interface Gate {
  /** Whether it can refuse before anything is asked. */
  readonly atOnce?: boolean;
  /** The questions whose answers can break it. */
  readonly questions: readonly string[] | ((step: Judged, question: string) => boolean);
  /** Whether the rule is broken, or by what. Where a question is named, as far as its answer is to blame. */
  readonly refuses: (asked: Case) => boolean | readonly Finding[];
  /** What to do first, so that it is not broken any more: said before the way around it. */
  readonly first?: (
    id: string,
    situation: Situation,
    broken: { readonly step: Judged; readonly given: Given; readonly findings: readonly Finding[] },
  ) => readonly string[];
}

/** What a rule looks at. */
export interface Case {
  readonly step: Judged;
  readonly given: Given;
  readonly situation: Situation;
  /** The one question that is looked at; all of them where it is left out. */
  readonly question?: string;
}

const BEGINNING = ['do', 'state', 'way', 'what', 'for'];

/**
 * What tells what somebody said or who did something, where a sanction or an action is written down: no wish of the team's. Everything
 * else that is written there can be one, also what a playbook has of its own.
 */
const ONLY_TELLS: ReadonlySet<string> = new Set([
  ...['words', 'what-happened', 'person', 'whom', 'sanction', 'present', 'also-present', 'decided-by'],
  ...['also-decided-by', 'heard-by', 'also-heard-by', 'tell-who', 'hear-who', 'still', 'no-longer'],
]);
/** Why something is so: that somebody apologised can be told there, and not be called for. */
const WHY: ReadonlySet<string> = new Set([
  ...['reason', 'alone', 'unheard', 'cannot', 'exception', 'no-longer-words'],
]);

/** What the keys begin with under which is said why somebody goes on in spite of a rule. */
const IN_SPITE = 'override-';

/** Whether a sanction is eased or ends with these answers. */
function easesSanction({ id }: Judged, { how, outcome }: Given): boolean {
  if (id === 'sanction end') return how === 'lifted';
  return id === 'sanction change' || (id === 'sanction appeal' && outcome !== 'stands');
}

/** The rules that look at everything that is one matter, also in other incidents. */
export const OF_THE_MATTER: readonly GateId[] = [
  ...(['not-to-proceed', 'led', 'sentence', 'complainant', 'attendance', 'conflict', 'doer'] as const),
  ...(['heard', 'permission', 'leak', 'reporter'] as const),
];

/** The answers without those that are taken as they were told. */
function leftAsTold(given: Given, { asTold = [] }: Judged): Given {
  return Object.fromEntries(Object.entries(given).filter(([id]) => !asTold.includes(id)));
}

/** When each rule refuses (DESIGN 5). Its clause and words are the playbook's. */
export const RULES: Readonly<Record<GateId, Gate>> = {
  'not-to-proceed': {
    atOnce: true,
    questions: BEGINNING,
    refuses: ({ step, given, situation }) =>
      acts(step, given) && allOf(situation).some(isStopped) && step.ends?.(given, situation) !== true,
    first: (_id, situation) =>
      allOf(situation)
        .filter(isStopped)
        .map(({ id }) => `If they say now that it goes on, \`coc report add ${showId(id)}\` notes that.`),
  },
  led: {
    atOnce: true,
    questions: BEGINNING,
    refuses: ({ step, given, situation: { matter } }) => acts(step, given) && matter?.leader !== undefined,
    first: (id, { matter }) =>
      matter?.leader === undefined
        ? []
        : [
            `\`coc show ${showId(matter.leader.id)}\` shows the one that leads.`,
            `\`coc join-incidents ${id}\` takes the two apart again.`,
          ],
  },
  sentence: {
    atOnce: true,
    questions: BEGINNING,
    refuses: ({ step, given, situation }) => acts(step, given) && unsaidOf(situation).length > 0,
    first: (_id, situation) =>
      unsaidOf(situation).flatMap((one) => {
        const notes = (step: string, what: string): string =>
          `\`coc report ${step} ${showId(one.id)}\` notes ${what}.`;
        const waiting = toBeSaidTo(one);
        return [
          ...whoElsewhere(one, situation),
          notes(one.quick ? 'resume' : 'add', 'what came back to it'),
          ...(waiting.length === 0
            ? []
            : [`If ${listed(waiting, 'or')} cannot be reached, ${notes('add', 'that')}`]),
        ];
      }),
  },
  complainant: {
    atOnce: true,
    questions: [...BEGINNING, 'how', ...DECIDING],
    refuses: ({ step, given, situation }) =>
      acts(step, given) &&
      eachOf(situation).some(
        (one) =>
          isPartyAt(DECIDING, given, one) ||
          one.members.some(({ id, ...me }) => id === one.me && isParty({ id, ...me }, one.incident)),
      ),
    first: (id, situation, { given }) => {
      const named = namedAt(DECIDING, given, situation).map((one) => one.id);
      const others = mayDecide(situation).filter((one) => one.id !== situation.me && !named.includes(one.id));
      if (others.length === 0) return fromOutside(situation);
      return [
        others.every((one) => situation.incident.readers.includes(one.id))
          ? 'Somebody else on the team does this.'
          : `Somebody else on the team does this, who is not kept out. \`coc access grant ${id}\` opens it to them, with permission.`,
      ];
    },
  },
  meeting: {
    atOnce: true,
    questions: [...BEGINNING, 'starts-at'],
    refuses: ({ step, given, situation: { incident } }) =>
      acts(step, given) && !(step.isDecided ?? isDecided)(incident) && !mayBeBefore(given, incident),
    first: (id) => [`\`coc meeting ${id}\` notes what a meeting decided.`],
  },
  undecided: {
    questions: ['about', 'way'],
    refuses: ({ step, given, situation, question }) => {
      if (given.about !== 'response' && given.about !== 'outcome') return false;
      const where = given.about === 'outcome' ? decidedIn(situation) : situation.incident;
      if (isDecided(where) || step.ends?.(given, situation) === true) return false;
      if (!hasLetterOfElsewhere(situation.incident)) return question !== 'way';
      return given.way !== undefined && given.way !== 'sent' && given.way !== 'not-sent';
    },
    first: (_id, situation) => [
      `\`coc meeting ${showId(decidedIn(situation).id)}\` notes what a meeting decided.`,
    ],
  },
  attendance: {
    questions: [...ATTENDING, 'exception'],
    refuses: ({ given, situation, question }) =>
      eachOf(situation).some((one) => {
        if (!isPartyAt(ATTENDING, given, one)) return false;
        if (one.incident.visibility !== 'witnessed') return true;
        return (question === undefined || question === 'exception') && isBlank(given.exception);
      }),
    first: (_id, situation, { given }) =>
      eachOf(situation)
        .filter((one) => one.incident.visibility !== 'witnessed' && isPartyAt(ATTENDING, given, one))
        .map(
          ({ incident }) =>
            `An exception is only for what very many saw, and it goes by what the incident says. If that is wrong, \`coc report add ${showId(incident.id)}\` puts right how it was seen; then the reason is asked for.`,
        ),
  },
  conflict: {
    questions: [...ATTENDING, ...DECIDING, ...DOING],
    refuses: ({ given, situation, question }) =>
      [...ATTENDING, ...DECIDING, ...DOING]
        .filter((id) => question === undefined || id === question)
        .flatMap((id) =>
          [
            ...new Set(
              eachOf(situation)
                .flatMap((one) => keptOutAt([id], given, one))
                .map(labelForAll),
            ),
          ].map((words) => ({ what: 'kept out', at: id, words })),
        ),
  },
  doer: {
    questions: DOING,
    refuses: ({ given, situation, question }) =>
      eachOf(situation).some((one) =>
        isPartyAt(
          DOING.filter((id) => question === undefined || id === question),
          given,
          one,
        ),
      ),
  },
  heard: {
    questions: ['unheard'],
    refuses: ({ given, situation }) => isBlank(given.unheard) && decidesUnheard(given, situation),
    first: (id, situation, { given }) => {
      const { incident } = situation;
      const there = unheardBy(given, situation);
      return [
        ...(there.some((one) => one.incident === incident)
          ? [
              `\`coc notify ${id}\` tells them that there is a complaint, and \`coc statement ${id}\` notes their side.`,
            ]
          : []),
        ...there.filter((one) => one.incident !== incident).map((one) => unheardThere(one, incident)),
      ];
    },
  },
  apology: {
    questions: (_step, question) => !ONLY_TELLS.has(question),
    refuses: ({ step, given, question }) =>
      Object.keys(given)
        .filter((id) => !ONLY_TELLS.has(id) && (question === undefined || id === question))
        .some((id) => {
          const asks = id === 'reason' && easesSanction(step, given) ? restsOnApology : wantsApology;
          const isWhy = WHY.has(id) || id.startsWith(IN_SPITE);
          return [given[id] ?? []].flat().some(isWhy ? asks : asksForApology);
        }),
  },
  refund: {
    questions: ['grant-condition'],
    refuses: ({ given }) => given['grant-condition'] === 'no',
  },
  grounds: {
    questions: ['grounds'],
    refuses: ({ given, situation }) =>
      given.state === 'letter' &&
      !endsWithoutYes(given, situation, 'employer') &&
      list(given.grounds).length === 0,
  },
  permission: {
    questions: ['permitted', 'permitted-by'],
    refuses: ({ step, given, situation, situation: { incident }, question }) =>
      step.tellsDetails?.(given, incident) === true &&
      ((incident.visibility !== 'witnessed' &&
        !isPermitted(
          question === undefined ? given : beforeTheRest(given, incident),
          incident,
          neededFor(step.outgoing?.kind(given)),
        )) ||
        missingThere(neededFor(step.outgoing?.kind(given)), given, situation).length > 0),
    first: (id, situation, { step, given }) => {
      const { incident } = situation;
      const what = neededFor(step.outgoing?.kind(given));
      const there = missingThere(what, given, situation);
      const isHere = !isPermitted(beforeTheRest(given, incident), incident, what);
      return [
        ...(isHere && incident.visibility !== 'witnessed'
          ? [`Once they have said that it may be told, \`coc report add ${id}\` notes that.`]
          : []),
        ...there.map((one) => missingThereWords(one, incident)),
      ];
    },
  },
  leak: {
    questions: (step, question) => isOutgoing(step, question) || step.nameless?.includes(question) === true,
    refuses: ({ step, given, situation, question }) => [
      ...(step.outgoing?.kind(given) === 'outcome'
        ? [...leaksIn(step, given, situation, question), ...leaksElsewhere(step, given, situation, question)]
        : inEach(situation, (one) => leaksIn(step, given, one, question))),
      ...inEach(situation, (one) => namesIn(step, given, one, question)),
    ],
    first: putRightFirst,
  },
  reporter: {
    questions: isOutgoing,
    refuses: ({ step, given, situation, question }) =>
      inEach(situation, (one) => hintsIn(step, given, one, question)),
    first: putRightFirst,
  },
  'known-to-few': {
    questions: () => true,
    refuses: ({ step, given, situation, question }) => [
      ...revealedIn(leftAsTold(given, step), situation, question, step.sealed?.(given, situation)),
      ...toldToNewReaders(step, given, situation, question),
    ],
    first: (id, situation, { given, findings }) => [
      ...hiddenInstead(given, situation, findings),
      ...notLetInSo(id, findings),
    ],
  },
  elsewhere: {
    questions: () => true,
    refuses: ({ step, given, situation, question }) =>
      elsewhereIn(leftAsTold(given, step), situation, question),
  },
  wording: {
    questions: isOutgoing,
    refuses: ({ step, given, question }) => wordingIn(step, given, question),
  },
  relay: {
    questions: ['relay'],
    refuses: ({ given }) =>
      given.what === 'relayed' && relayProblems(text(given.relay) ?? '').map((what) => ({ what })),
  },
  feedback: {
    questions: ['other-feedback', 'letter'],
    refuses: ({ given, situation, question }) => {
      if (!draftsAnnouncement(given) || endsWithoutYes(given, situation, 'announce')) return false;
      const ways = [...list(given.feedback), ...list(given['other-feedback'])].filter(isAccessible);
      const isNamed = isBlank(given.letter) || ways.some((way) => mentions(text(given.letter) ?? '', way));
      return question === 'letter' ? !isNamed : ways.length === 0 || !isNamed;
    },
  },
  'appeal-place': {
    questions: ['letter'],
    refuses: ({ given, situation }) =>
      given.about === 'response' && !isBlank(given.letter) && missingOfAppeal(given, situation),
    first: (_id, _situation, { given }) =>
      isBlank(given.appeals)
        ? []
        : [
            'Where they appeal was answered before the text. That can be changed at the end, and then the text.',
          ],
  },
  'policy-place': {
    questions: ['letter'],
    refuses: ({ given, situation: { community } }) =>
      draftsAnnouncement(given) &&
      !isBlank(given.letter) &&
      community.policy !== '' &&
      !mentions(text(given.letter) ?? '', community.policy),
  },
  appeal: {
    questions: ['heard-by', 'also-heard-by'],
    refuses: ({ given, situation }) => hearsOwnDecision(given, situation),
  },
  'law-enforcement': {
    questions: ['permitted', 'permitted-by'],
    refuses: ({ step, given, situation: { incident }, question }) =>
      step.tellsPolice?.(given, incident) === true &&
      !isPermitted(question === undefined ? given : beforeTheRest(given, incident), incident, undefined),
  },
  'told-first': {
    questions: ['for', 'person'],
    refuses: ({ step, given, situation }) =>
      step.outgoing?.kind(given) === 'copy-accused' &&
      given.person !== undefined &&
      isUntold(text(given.person), situation),
    first: (id) => [`\`coc notify ${id}\` tells them.`],
  },
};

/** Whether an accused has heard nothing of it from the team, or not of all that was decided. */
function isUntold(ref: string | undefined, { incident }: Situation): boolean {
  const isTold =
    incident.told.some(({ person, toldAt }) => person === ref && toldAt !== undefined) ||
    incident.statements.some(({ person }) => person === ref);
  return !isTold || notToldYet(incident, []).some((one) => one === ref);
}

/** What a letter has from a sanction is put right there: there is no other letter of it. A name that was typed with it can be noted. */
function putRightFirst(
  id: string,
  situation: Situation,
  { given, findings }: { readonly given: Given; readonly findings: readonly Finding[] },
): readonly string[] {
  const named = text(given.name) ?? '';
  if (
    findings.some(({ at, words }) => at?.startsWith('name,') && words !== undefined && named.includes(words))
  )
    return [
      `If that is what they are called: \`coc report add ${id}\`, “Who somebody is”, notes their name, and the letter has it then. It can also be left out here.`,
    ];
  if (!['response', 'outcome', 'appeal'].includes(String(given.about))) return [];
  const where = given.about === 'outcome' ? decidedIn(situation) : situation.incident;
  return bringing(findings, given, situation).map(
    ({ number, label }) =>
      `Sanction ${number} (“${label}”) has such words. \`coc sanction correct ${showId(where.id)}\` puts them right, and the letter follows.`,
  );
}

/** A sanction of earlier files can be all that they have; as long as nobody has said when it began, it may be one. */
function mayBeBefore(given: Given, incident: IncidentView): boolean {
  const began = given['starts-at'];
  return began === undefined ? isFromFiles(incident) : wasBefore(began, incident);
}

/** Everything that is one matter, as far as whoever acts can open it: this incident, and what it leads. */
function allOf({ incident, matter }: Situation): readonly IncidentView[] {
  return [incident, ...(matter?.led ?? [])];
}

/** What of it waits for an answer to the sentence, also after the answers that people gave in another of them. */
function unsaidOf(situation: Situation): readonly IncidentView[] {
  const all = allOf(situation);
  return all.map((one) => withAnswersOf(one, othersOf(one, all))).filter(isToBeSaid);
}

function othersOf({ id }: IncidentView, all: readonly IncidentView[]): readonly IncidentView[] {
  return all.filter((other) => other.id !== id);
}

/** Who it is that has not answered, where that is in another incident, and who they may be. */
function whoElsewhere(one: IncidentView, situation: Situation): readonly string[] {
  if (one.id === situation.incident.id) return [];
  const waiting = toBeSaidTo(one);
  const who = waiting.length === 0 ? 'the person affected' : listed(waiting);
  return [
    `This is about ${who} of ${showId(one.id)}, which is one matter with this.`,
    ...perhapsAnswered(one, othersOf(one, allOf(situation))),
  ];
}

/** The same, each as if the step were about that one. */
function eachOf(situation: Situation): readonly Situation[] {
  const { incident: main } = situation;
  return allOf(situation).map((incident) => ({ ...situation, incident, main }));
}

/** What is found in each, with the number of those that are led. */
function inEach(situation: Situation, find: (one: Situation) => readonly Finding[]): readonly Finding[] {
  const [, ...led] = eachOf(situation);
  return [
    ...find(situation),
    ...led.flatMap((one) =>
      find(one).map((found) => ({ ...found, what: `${found.what} (in ${showId(one.incident.id)})` })),
    ),
  ];
}

/** Whether a letter is there that tells what another incident decided: what becomes of it is noted also where that leads no more. */
function hasLetterOfElsewhere({ letters }: IncidentView): boolean {
  return letters.some((one) => one.decidedElsewhere === true && isWaiting(one));
}

function isStopped({ stopped }: IncidentView): boolean {
  return stopped !== undefined;
}

function acts(step: Judged, given: Given): boolean {
  return step.acts?.(given) ?? true;
}

/** Only where something was decided about them, and there is a place to appeal to. */
/** What a letter leaves out of where to appeal, and of what holds in the meantime ("Tell them the response"). */
function missingOfAppeal(given: Given, { incident, community, now }: Situation): readonly Finding[] {
  const holds = incident.sanctions.some((one) => one.person === given.person && isActive(one, now));
  const letter = text(given.letter) ?? '';
  const place = appealPlace(given, { community });
  const isSaid =
    (!holds && isBlank(given.decided)) ||
    place === null ||
    comesOfAppeal(text(given.person) ?? '', { incident });
  if (isSaid) return [];
  return [
    ...(mentions(letter, place) ? [] : [{ what: 'is where they appeal, as it was answered', words: place }]),
    ...(/meantime|stands|holds/i.test(letter)
      ? []
      : [{ what: 'that it holds in the meantime is not in it' }]),
  ];
}

function hearsOwnDecision(given: Given, situation: Situation): boolean {
  const number = text(given.sanction) ?? '1';
  const decided = situation.incident.sanctions.find((one) => String(one.number) === number)?.decidedBy ?? [];
  return (
    mayDecide(situation).some(({ id }) => !decided.includes(id)) &&
    namedAt(['heard-by', 'also-heard-by'], given, situation).some(({ id }) => decided.includes(id))
  );
}
