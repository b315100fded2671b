import { UserError } from '../../errors.ts';
import { inert } from '../../text/inert.ts';
import { decodeShare, ENCODED_LENGTH, encodeShare } from './share-bytes.ts';
import { formatLine, LINE_BYTES, readLine, splitLine } from './share-line.ts';
import type { Share } from './shares.ts';

const LINES = ENCODED_LENGTH / LINE_BYTES;

/** A share begins here. A person who types one from paper may leave it out. */
const MARK = /^\W*c[o0]c[\s\p{Pd}]*share\b(?!\s+\p{L}{2})/iu;

/** What stands above a share, for whoever finds it in a drawer. */
export interface ShareLabel {
  /** The community, as coc.yaml names it. */
  readonly community: string;
  /** `2026-01-31` */
  readonly made: string;
}

/** The text of one share, for paper and for a file: what it is in plain words, and eight short lines to type. */
export function formatShare(share: Share, { community, made }: ShareLabel): string {
  const { set, number, needed, total } = share;
  const bytes = encodeShare(share);
  return [
    `# Share ${number} of ${total} of the recovery key of ${inert(community.replace(/\s+/g, ' ').trim())}.`,
    `# Any ${needed} of the ${total} shares make the key, and the key opens every report.`,
    '# Keep it offline: on paper, or on a stick that stays in a drawer.',
    '# Give it to nobody but somebody who does a recovery with the team.',
    '# For typing: each line ends with four characters that check it.',
    '# O and 0 count as the same, and so do I, L and 1; U is never used.',
    `# Set ${set}, made on ${made}.`,
    `coc-share ${number}/${total}`,
    ...Array.from({ length: LINES }, (_, index) =>
      formatLine(index + 1, bytes.subarray(index * LINE_BYTES, (index + 1) * LINE_BYTES)),
    ),
    '',
  ].join('\n');
}

/**
 * The shares in a text, in their order there. Takes them as they come back from paper and mail: any case, blanks,
 * dashes, CRLF, `>` before each line, comments, words around, lines without their numbers. Throws a UserError, which
 * names the lines to look at and quotes nothing, where one cannot be read, or where there is none.
 */
export function parseShares(text: string): readonly Share[] {
  const drafts = collect(text);
  if (drafts.length === 0) {
    throw new UserError('There is no share of a recovery key in this text.', {
      hints: [`A share is ${LINES} lines, each of five groups of four letters and digits.`],
    });
  }
  const read = drafts.map(readDraft);
  const problems = read.flatMap(({ problems }, index) =>
    problems.length === 0
      ? []
      : [`${drafts.length > 1 ? `share ${index + 1} from the top: ` : ''}${problems.join('; ')}`],
  );
  if (problems.length > 0) {
    throw new UserError(`A share cannot be read yet. ${capital(problems.join('. '))}.`, {
      hints: ['Compare what is named with the paper or the file, group by group.'],
    });
  }
  return read.flatMap(({ shares }) => shares);
}

/** The lines of one share as they were found, by number. */
interface UnfinishedShare {
  readonly lines: Map<number, string>;
  readonly problems: string[];
}

function collect(text: string): readonly UnfinishedShare[] {
  const lines = text
    .replace(/\p{Cf}/gu, '')
    .split(/[\r\n]+/)
    .map((line) => line.replace(/^[>\s]+/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const marked = lines.some((line) => MARK.test(line));
  const drafts: UnfinishedShare[] = [];
  let draft: UnfinishedShare | undefined;
  let last = 0;
  const begin = (): UnfinishedShare => {
    draft = { lines: new Map(), problems: [] };
    drafts.push(draft);
    last = 0;
    return draft;
  };
  for (const line of lines) {
    if (MARK.test(line)) {
      begin();
      continue;
    }
    const { number, characters } = splitLine(line);
    if (draft?.lines.size === LINES) draft = undefined;
    // Words around the shares of a mail.
    if (draft === undefined && number === undefined && marked) continue;
    const into: UnfinishedShare =
      draft === undefined || (number === 1 && draft.lines.has(1)) ? begin() : draft;
    last = number ?? last + 1;
    if (last < 1 || last > LINES) into.problems.push(`there is no line ${last} in a share`);
    else if (into.lines.has(last)) into.problems.push(`line ${last} is there twice`);
    else into.lines.set(last, characters);
  }
  return drafts;
}

function readDraft({ lines, problems: found }: UnfinishedShare): {
  readonly shares: readonly Share[];
  readonly problems: readonly string[];
} {
  const problems = [...found];
  const bytes = new Uint8Array(ENCODED_LENGTH);
  for (let number = 1; number <= LINES; number += 1) {
    const characters = lines.get(number);
    const line = characters === undefined ? { problem: 'is missing' } : readLine(number, characters);
    if ('problem' in line) problems.push(`line ${number} ${line.problem}`);
    else bytes.set(line.bytes, (number - 1) * LINE_BYTES);
  }
  if (problems.length > 0) return { shares: [], problems };
  const share = decodeShare(bytes);
  if (share !== undefined) return { shares: [share], problems };
  return { shares: [], problems: ['each line is right by itself, but they are lines of different shares'] };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
