import { z } from 'zod';
import {
  actor,
  day,
  entryId,
  instant,
  memberId,
  personRef,
  playbookId,
  precision,
  sealedBlock,
  words,
} from './fields.ts';

/** The entries of what is done about an incident: from the meeting to the evaluation (DESIGN 5). */

export const OUTCOMES = ['sanction', 'action', 'no-action', 'undecided'] as const;
/** What an action settles once it is done, where that is more than itself. */
const PURPOSES = ['tell', 'hear', 'check-in'] as const;
const LETTERS = ['complaint', 'response', 'employer', 'relay', 'announcement'] as const;
export const TERMS = ['now', 'event-end', 'until', 'indefinite'] as const;
export const ENDINGS = ['ran-out', 'lifted'] as const;
/** Of what the person affected is told. */
export const NEWS = ['change', 'end'] as const;
export const APPEAL_OUTCOMES = ['stands', 'changed', 'lifted'] as const;
/** How a copy that left is sealed. */
export const EXPORT_FORMS = ['recipient', 'passphrase', 'plain'] as const;
const EXPORT_ANSWERS = ['yes', 'no'] as const;
export const APOLOGIES = ['offered', 'discouraged', 'relayed', 'pressed', 'through-others'] as const;

const term = {
  term: z.enum(TERMS),
  /** The last day on which it holds. */
  until: day.optional(),
  conditions: z.array(words).optional(),
};

/** What was due at a close, and still makes sense after it: what it is, who is told, and what came of which appeal. */
const owed = z.looseObject({
  what: z.string(),
  person: personRef.optional(),
  appeal: entryId.optional(),
});

export const responseContent = {
  /** What a meeting of the team came to ("The meeting"). */
  meeting: z.looseObject({
    kind: z.literal('meeting'),
    precision,
    heldAt: instant,
    /** Why it was before the first report came in. */
    early: words.optional(),
    present: z.array(memberId),
    alsoPresent: z.array(actor).optional(),
    /** Why the complainant or the accused was there: only where it was very widely witnessed. */
    exception: words.optional(),
    whatHappened: words,
    outcome: z.enum(OUTCOMES),
    reason: words.optional(),
    /** Why one person alone decided it. */
    alone: words.optional(),
    /** Why it was decided although the accused was not heard. */
    unheard: words.optional(),
  }),
  /** Something that somebody does by some time; both are always told. */
  action: z.looseObject({
    kind: z.literal('action'),
    precision,
    what: words,
    who: actor,
    due: instant,
    /** On what it depends, in whose words it may be: then `due` is when somebody looks again whether that is so. */
    condition: words.optional(),
    purpose: z.enum(PURPOSES).optional(),
    person: personRef.optional(),
  }),
  /** Somebody else does it from now on: whoever was to do it has left the team. */
  'action-passed': z.looseObject({ kind: z.literal('action-passed'), action: entryId, to: actor }),
  'action-done': z.looseObject({
    kind: z.literal('action-done'),
    precision,
    action: entryId,
    doneAt: instant,
    /** It was not done, and is not to be any more, or was done in another way: who said so, and in which words. */
    noLonger: z.boolean().optional(),
    saidBy: actor.optional(),
    words: words.optional(),
  }),
  /** The accused's side, word for word; without words they did not want to say anything. */
  statement: z.looseObject({
    kind: z.literal('statement'),
    precision,
    person: personRef,
    words: words.optional(),
    takenAt: instant,
    early: words.optional(),
    takenBy: actor,
  }),
  /** A text that may go out: it has passed the leak check. */
  letter: z.looseObject({
    kind: z.literal('letter'),
    letter: z.enum(LETTERS),
    person: personRef.optional(),
    text: words,
    precision,
    /** By when they should answer, where the letter asks for that. */
    answerBy: instant.optional(),
    /** The one person whom an announcement names although announcements name nobody, and why. */
    exception: z.looseObject({ person: personRef, reason: words }).optional(),
    /** What was permitted to be told, by whom and in which words, as an earlier coc wrote it; see `permitted`. */
    permission: words.optional(),
    /** On which grounds an employer is told. */
    grounds: z.array(playbookId).optional(),
    /** Why an employer is told, or the accused hear what was decided, before they were told anything. */
    untold: words.optional(),
    /** Where whoever gets it reaches the team, and where to appeal, where that was asked: somebody must not read what comes back. */
    reach: words.optional(),
    appeals: words.optional(),
    /** The appeal whose outcome it tells; left out in any other letter. */
    appeal: entryId.optional(),
    /**
     * What it tells was decided in the incident that leads this one. Its text is in the block, for those alone who could open both;
     * `text` says only that.
     */
    decidedElsewhere: z.boolean().optional(),
    sealed: sealedBlock.optional(),
  }),
  /** That something was told: when, how and by whom; or why it cannot be. */
  told: z.looseObject({
    kind: z.literal('told'),
    precision,
    about: z.enum(LETTERS),
    person: personRef.optional(),
    letter: entryId.optional(),
    toldAt: instant.optional(),
    early: words.optional(),
    how: words.optional(),
    toldBy: actor.optional(),
    /** What was said or published in the end, where it is not the letter. */
    words: words.optional(),
    notPossible: words.optional(),
    /** The appeal whose outcome was told; left out in anything else. */
    appeal: entryId.optional(),
    /** What was told was decided in the incident that leads this one. */
    decidedElsewhere: z.boolean().optional(),
  }),
  /** That a letter that was drafted did not go out, and will not. */
  'not-sent': z.looseObject({ kind: z.literal('not-sent'), letter: entryId, reason: words.optional() }),
  /** A live obligation: what, for how long, what it is for, and who and what must know ("Possible sanctions"). */
  sanction: z.looseObject({
    kind: z.literal('sanction'),
    precision,
    person: personRef,
    /** The playbook's ID of it. */
    sanction: playbookId,
    /** As the playbook worded it on that day. */
    label: words,
    startsAt: instant,
    ...term,
    parameters: z.record(playbookId, words),
    /** What safety it gives. */
    safety: words,
    /** Members by ID, others by their mark. */
    decidedBy: z.array(actor),
    /** Why one person alone decided it. */
    alone: words.optional(),
    /** Who must know of it, and what has to be switched off where. */
    tell: z.array(words).optional(),
    switchOff: z.array(words).optional(),
    unheard: words.optional(),
  }),
  /** What of that was done: items of `tell` and `switchOff`, conditions that were met, and who affected by it was told of what. */
  'sanction-done': z.looseObject({
    kind: z.literal('sanction-done'),
    sanction: entryId,
    items: z.array(words),
    met: z.array(words).optional(),
    informed: z.array(z.looseObject({ person: personRef, of: z.enum(NEWS) })).optional(),
  }),
  'sanction-change': z.looseObject({
    kind: z.literal('sanction-change'),
    precision,
    sanction: entryId,
    /** Since when, where that is not when it was written down. */
    changedAt: instant.optional(),
    ...term,
    /** Conditions from before of which somebody said that they do not hold any more. */
    noLonger: z.array(words).optional(),
    reason: words,
    /** Members by ID, others by their mark. */
    decidedBy: z.array(actor),
    /** Why one person alone decided it. */
    alone: words.optional(),
    /** Whom it happened to, who are to be told. */
    inform: z.array(personRef).optional(),
  }),
  /** What is right of a sanction, or of a change of it, where that was written down wrong. Nothing is decided with it. */
  'sanction-corrected': z.looseObject({
    kind: z.literal('sanction-corrected'),
    sanction: entryId,
    /** The change whose term or conditions were wrong; left out where it is the sanction itself. */
    change: entryId.optional(),
    right: z.looseObject({
      sanction: playbookId.optional(),
      label: words.optional(),
      parameters: z.record(playbookId, words).optional(),
      startsAt: instant.optional(),
      /** How much of `startsAt` is known. */
      precision,
      /** With its last day, where it has one. */
      term: z.enum(TERMS).optional(),
      until: day.optional(),
      conditions: z.array(words).optional(),
      safety: words.optional(),
      tell: z.array(words).optional(),
      switchOff: z.array(words).optional(),
    }),
    /** Conditions that stood there, of which somebody said that they do not hold. */
    noLonger: z.array(words).optional(),
    /** Whom it happened to, who are to be told. */
    inform: z.array(personRef).optional(),
  }),
  'sanction-end': z.looseObject({
    kind: z.literal('sanction-end'),
    precision,
    sanction: entryId,
    endedAt: instant,
    how: z.enum(ENDINGS),
    reason: words.optional(),
    decidedBy: z.array(actor).optional(),
    alone: words.optional(),
    /** Whom it happened to, who are to be told. */
    inform: z.array(personRef).optional(),
  }),
  appeal: z.looseObject({
    kind: z.literal('appeal'),
    precision,
    sanction: entryId,
    receivedAt: instant,
    words,
  }),
  'appeal-outcome': z.looseObject({
    kind: z.literal('appeal-outcome'),
    precision,
    appeal: entryId,
    /** When it was heard, where that is not when it was written down. */
    heardAt: instant.optional(),
    outcome: z.enum(APPEAL_OUTCOMES),
    heardBy: z.array(actor),
    reason: words,
  }),
  /** An apology that was offered, discouraged, relayed, pressed, or sent through others. */
  apology: z.looseObject({
    kind: z.literal('apology'),
    precision,
    what: z.enum(APOLOGIES),
    from: personRef,
    to: personRef.optional(),
    happenedAt: instant,
    words: words.optional(),
  }),
  /** Whether the community is told, and why. */
  announcement: z.looseObject({
    kind: z.literal('announcement'),
    announce: z.boolean(),
    /** Why although somebody accused had been told nothing by then. */
    untold: words.optional(),
    /** Its draft says again what the incident says, and whoever wrote it said that this is no more than what many saw. */
    seenByMany: z.boolean().optional(),
    why: z.array(playbookId).optional(),
    reason: words.optional(),
    /** Beside `announce: false`: something is out that is no longer so, and needs no other text. */
    noCorrection: z.boolean().optional(),
  }),
  /** What came back from the community. */
  feedback: z.looseObject({
    kind: z.literal('feedback'),
    precision,
    words,
    receivedAt: instant,
    way: words.optional(),
  }),
  /**
   * A copy that left: for whom, to whom, why, and its digest. What stood in it is kept nowhere. The playbook says for whom there can be
   * copies.
   */
  export: z.looseObject({
    kind: z.literal('export'),
    for: playbookId,
    /** Whose copy it is, where that is somebody of the incident. */
    person: personRef.optional(),
    to: words.optional(),
    /** Where whose copy it is is known to few, it is in the block, and this says only that. */
    why: words,
    sealed: sealedBlock.optional(),
    form: z.enum(EXPORT_FORMS),
    /** The rules in spite of which it was made; the reasons stand in overrides beside it. */
    inSpiteOf: z.array(z.string()).optional(),
    /** Of the file as it left, in bytes and hex. */
    size: z.int().nonnegative(),
    sha256: z.string(),
    /** The same of what was sealed in it. */
    inside: z.string().optional(),
    /** The attachments that went with it, and whether without what is hidden in them. */
    evidence: z
      .array(z.looseObject({ entry: entryId, sha256: z.string(), stripped: z.boolean() }))
      .optional(),
  }),
  /** What those affected said to whether a copy may be given out: for that copy alone. */
  'export-permission': z.looseObject({
    kind: z.literal('export-permission'),
    precision,
    for: playbookId,
    /** To whom it was to go; an earlier coc left it out. */
    to: words.optional(),
    people: z.array(personRef),
    answer: z.enum(EXPORT_ANSWERS),
    saidAt: instant,
    words: words.optional(),
    /** The words for fewer readers, where they would tell who reported. */
    sealed: sealedBlock.optional(),
  }),
  closed: z.looseObject({
    kind: z.literal('closed'),
    precision,
    /** When, where that is not when it was written down. */
    closedAt: instant.optional(),
    unfinished: words.optional(),
    /** The letters that were drafted and not out by then: they stay open. An earlier coc let them go. */
    letters: z.array(entryId).optional(),
    /** Whom it happened to, known to others than whoever closed it, and not noted as told what was decided. */
    untold: z.array(personRef).optional(),
    /** What stays due although it is closed. An earlier coc let it go. */
    owed: z.array(owed).optional(),
    /** What was due and is not needed any more, and why. */
    notNeeded: z.looseObject({ owed: z.array(owed), why: words }).optional(),
  }),
  reopened: z.looseObject({ kind: z.literal('reopened'), reason: words }),
  /** Answers to the playbook's questions, by their IDs; nothing in them tells of whom ("Evaluation"). */
  evaluation: z.looseObject({
    kind: z.literal('evaluation'),
    proposals: z.record(playbookId, words),
  }),
};
