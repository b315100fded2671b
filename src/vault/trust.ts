/* How far a history can be trusted, who wrote it, and what is wrong with it. */

export { type FoundHistory, findHistory } from './clone/find-history.ts';
export { foreign, forged } from './history/alarm.ts';
export { MEANING } from './history/finding.ts';
export { lastOfOthers } from './history/last-of-others.ts';
export { FETCHED, MAIN, noteShared, noteVerified, readMarks } from './history/marks.ts';
export { type Known, namedFirst, type Outside, verifyFromOutside } from './history/outside.ts';
export { parseUpdates, receive } from './history/pre-receive.ts';
export { readServerMark, writeServerMark } from './history/server-mark.ts';
export { emptyHistory, firstCommit, pin, type Standing, standingOf } from './history/trust.ts';
export { rosterAt, verifyHistory } from './history/verify.ts';
export { writersOf } from './history/writers.ts';
export { type Broken, SeenEntries } from './record/seen.ts';
