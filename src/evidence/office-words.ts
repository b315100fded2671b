import type { Findings, What } from './found.ts';
import { Damaged } from './source.ts';
import { type Change, changed, localName, tokens } from './xml.ts';

type Meaning = readonly [what: What, words: string];
const WROTE: Meaning = ['person', 'Who wrote a comment or changed something.'];
const WHEN: Meaning = ['time', 'When somebody commented or changed something.'];
const COMMENTS: Meaning = ['comment', 'Comments beside the text.'];
const CHANGES: Meaning = [
  'change',
  'Changes that are kept track of: what was written in and struck out can be read.',
];
const HIDDEN_WORDS: Meaning = ['hidden-part', 'Words that are set not to be shown.'];
const HIDDEN_SHEET: Meaning = ['hidden-part', 'A sheet that is hidden.'];
const HIDDEN_SLIDE: Meaning = ['hidden-part', 'A slide that is hidden.'];
const HIDDEN_ROWS: Meaning = ['hidden-part', 'Rows or columns that are hidden.'];
const NOTES: Meaning = ['comment', 'Notes for whoever speaks to the slides.'];
const EDITING: Meaning = [
  'serial-number',
  'Numbers of the times it was worked on: they connect it with other documents.',
];

/** Elements whose being there says something, by their whole name. */
const ELEMENTS: Readonly<Record<string, Meaning>> = {
  'w:ins': CHANGES,
  'w:del': CHANGES,
  'w:moveFrom': CHANGES,
  'w:moveTo': CHANGES,
  'w:rPrChange': CHANGES,
  'w:pPrChange': CHANGES,
  'text:changed-region': CHANGES,
  'table:tracked-changes': CHANGES,
  'w:comment': COMMENTS,
  'office:annotation': COMMENTS,
  'p:cm': COMMENTS,
  'p188:cm': COMMENTS,
  threadedComment: COMMENTS,
  comment: COMMENTS,
  'w:vanish': HIDDEN_WORDS,
};
/** Elements whose words say who or when; in a copy others stand there. */
const WORDS: Readonly<Record<string, readonly [Meaning, string]>> = {
  author: [WROTE, 'Author'],
  'dc:creator': [WROTE, 'Author'],
  'meta:creator-initials': [WROTE, 'A'],
  'loext:sender-initials': [WROTE, 'A'],
  'dc:date': [WHEN, '1970-01-01T00:00:00'],
};
/** Where what an attribute says is who or when: its name without what stands before the colon, and what a copy has there. */
const ATTRIBUTES: Readonly<Record<string, readonly [Meaning, string]>> = {
  author: [WROTE, 'Author'],
  initials: [WROTE, 'A'],
  userName: [WROTE, 'Author'],
  refreshedBy: [WROTE, 'Author'],
  lastModifiedBy: [WROTE, 'Author'],
};
const ADDRESS = /^(?:file:|[a-z]:\\|\\\\|\/(?:home|Users)\/)/i;
const PATH: Meaning = ['person', 'The path of a folder, which often has somebody’s name in it.'];
const PRINTER: Meaning = ['device', 'The name of a printer.'];
/** Elements that stand for a person or a change, and whose dates say when that was. */
const DATED =
  /^(?:w:(?:ins|del|moveFrom|moveTo|\w+Change|comment\w*|cellIns|cellDel|cellMerge|moveFromRangeStart|moveToRangeStart)|w16\w+:\w+|threadedComment|p:cm|p188:\w+|p:cmAuthor|header)$/;
const DATE = /^(?:date|dateUtc|dT|dt|created|dateTime)$/;
const DEEPEST = 1000;
const EPOCH = '1970-01-01T00:00:00Z';

/** What a part of a document says that is not shown, and the part as a copy has it: with nobody's name, and no day. */
export function lookAtWords(xml: string, found: Findings): string {
  const changes: Change[] = [];
  const path: string[] = [];
  let notesAt: number | undefined;
  const put = (from: number, to: number, by: string): void => {
    if (xml.slice(from, to) !== by) changes.push({ from, to, by });
  };
  for (const token of tokens(xml)) {
    if (token.kind === 'close') {
      path.pop();
      if (notesAt !== undefined && path.length <= notesAt) notesAt = undefined;
    } else if (token.kind === 'text') {
      if (notesAt !== undefined && /\p{L}/u.test(token.text)) found.add(...NOTES);
      const [meaning, by] = WORDS[path.at(-1) ?? ''] ?? [];
      if (meaning !== undefined && by !== undefined && token.text.trim() !== '' && token.text !== by) {
        found.add(...meaning, token.text);
        put(token.from, token.to, by);
      }
      if (/^Printer(?:Name|Setup)$/.test(path.at(-1) ?? '') && token.text.trim() !== '') {
        found.add(...PRINTER, path.at(-1) === 'PrinterName' ? token.text : undefined);
        put(token.from, token.to, '');
      }
    } else {
      const said = (which: string): string | undefined =>
        token.attributes.find((one) => localName(one.name) === which)?.value;
      const meaning = ELEMENTS[token.name];
      if (meaning !== undefined && said('val') !== '0' && said('val') !== 'false') found.add(...meaning);
      hiddenParts(token.name, said, found);
      for (const { name: whole, value, from, to } of token.attributes) {
        const local = localName(whole);
        const [who, by] = ATTRIBUTES[local] ?? nameOfAuthor(token.name, local) ?? [];
        if (who !== undefined && by !== undefined) {
          if (value !== by && value !== '') {
            found.add(...who, value);
            put(from, to, by);
          }
        } else if (DATE.test(local) && DATED.test(token.name)) {
          if (value !== EPOCH) found.add(...WHEN, value);
          put(from, to, EPOCH);
        } else if (/^rsid/.test(local) || (/^w:rsid/.test(token.name) && local === 'val')) {
          if (value !== '00000000') found.add(...EDITING);
          put(from, to, '00000000');
        } else if (local === 'url' && localName(token.name) === 'absPath' && value !== '') {
          found.add(...PATH, value);
          put(from, to, '');
        } else if (ADDRESS.test(value) && local !== 'PartName') found.add(...PATH, value);
      }
      if (token.kind === 'empty') continue;
      if (path.length > DEEPEST) throw new Damaged();
      // The master page has them as well: what stands there is the same for all.
      if (/^(?:p|presentation):notes$/.test(token.name) && path.at(-1) !== 'style:master-page')
        notesAt ??= path.length;
      path.push(said('name')?.startsWith('Printer') === true ? (said('name') ?? '') : token.name);
    }
  }
  return changed(xml, changes);
}

/** Of elements that stand for somebody: how they are called there. */
const PEOPLE: readonly (readonly [element: RegExp, attribute: RegExp])[] = [
  [/:(?:cmAuthor|author)$/, /^(?:name|userId)$/],
  [/(?:^|:)person$|:presenceInfo$/, /^(?:displayName|userId)$/],
];

function nameOfAuthor(element: string, attribute: string): readonly [Meaning, string] | undefined {
  const isOne = PEOPLE.some(([of, called]) => of.test(element) && called.test(attribute));
  return isOne ? [WROTE, 'Author'] : undefined;
}

function hiddenParts(
  element: string,
  said: (attribute: string) => string | undefined,
  found: Findings,
): void {
  if (element === 'sheet' && /hidden/i.test(said('state') ?? '')) found.add(...HIDDEN_SHEET, said('name'));
  if (/^p:sld$/.test(element) && said('show') === '0') found.add(...HIDDEN_SLIDE);
  if (/^(?:row|col)$/.test(element) && /^(?:1|true)$/.test(said('hidden') ?? '')) found.add(...HIDDEN_ROWS);
  if (element === 'style:table-properties' && said('display') === 'false') found.add(...HIDDEN_SHEET);
  if (/^table:table-(?:row|column)$/.test(element) && /collapse|filter/.test(said('visibility') ?? ''))
    found.add(...HIDDEN_ROWS);
  if (element === 'style:drawing-page-properties' && said('visibility') === 'hidden')
    found.add(...HIDDEN_SLIDE);
  if (element === 'style:text-properties' && said('display') === 'none') found.add(...HIDDEN_WORDS);
}
