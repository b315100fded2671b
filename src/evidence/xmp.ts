import type { Findings, What } from './found.ts';
import { exactness } from './place.ts';
import { Damaged } from './source.ts';
import { guessed } from './strings.ts';
import { localName, tokens } from './xml.ts';

type Meaning = readonly [what: What, words: string];
const MADE: Meaning = ['person', 'Who made it, or whose it is.'];
const PLACE: Meaning = ['place', 'The name of the place.'];
const TIME: Meaning = ['time', 'When it was made or changed.'];
const PROGRAM: Meaning = ['program', 'The program that it was made or changed with.'];
const SERIAL: Meaning = [
  'serial-number',
  'The serial number of the camera or its lens: it is the same in every picture of it.',
];
const VERSION: Meaning = ['earlier-version', 'Numbers that connect it with earlier versions of it.'];
const DEVICE: Meaning = ['device', 'Which camera or phone it was taken with.'];
const SHOWN: Meaning = ['person', 'The names of people who are shown.'];

/** By the name of a property, without its family. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  creator: MADE,
  Artist: MADE,
  Credit: MADE,
  Owner: MADE,
  OwnerName: ['person', 'The name of the owner of the camera.'],
  rights: MADE,
  CaptionWriter: ['person', 'Who wrote the caption.'],
  AuthorsPosition: MADE,
  CiEmailWork: MADE,
  CiTelWork: MADE,
  CiAdrExtadr: MADE,
  title: ['caption', 'A title.'],
  description: ['caption', 'A caption.'],
  Headline: ['caption', 'A headline.'],
  subject: ['caption', 'Keywords.'],
  Keywords: ['caption', 'Keywords.'],
  UserComment: ['comment', 'A comment.'],
  Instructions: ['comment', 'Instructions for whoever uses it.'],
  PersonInImage: SHOWN,
  Name: SHOWN,
  PersonDisplayName: SHOWN,
  City: PLACE,
  State: PLACE,
  Country: PLACE,
  CountryCode: PLACE,
  Location: PLACE,
  Sublocation: PLACE,
  CreateDate: TIME,
  ModifyDate: TIME,
  MetadataDate: TIME,
  DateCreated: TIME,
  DateTimeOriginal: TIME,
  when: TIME,
  CreatorTool: PROGRAM,
  Producer: PROGRAM,
  softwareAgent: PROGRAM,
  Software: PROGRAM,
  Make: DEVICE,
  Model: DEVICE,
  Lens: DEVICE,
  SerialNumber: SERIAL,
  BodySerialNumber: SERIAL,
  LensSerialNumber: SERIAL,
  DocumentID: VERSION,
  InstanceID: VERSION,
  OriginalDocumentID: VERSION,
  documentID: VERSION,
  instanceID: VERSION,
  DocumentAncestors: VERSION,
};
const PARTS = new Set(['Alt', 'Bag', 'Seq', 'li', 'Description', 'RDF', 'xmpmeta']);
const LONGEST = 2 * 1024 * 1024;

/** What is hidden in a block of XMP. That there is one is always said. */
export function lookAtXmp(bytes: Uint8Array, found: Findings): void {
  if (bytes.length > LONGEST) {
    found.add('not-looked', 'Long notes (XMP), which coc did not read to the end.');
    return;
  }
  try {
    look(guessed(bytes).replace(/\0+$/, ''), found);
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
  }
  found.add('other', 'Notes of the programs it went through (XMP).');
}

function look(xmp: string, found: Findings): void {
  const path: string[] = [];
  const places = new Map<string, string>();
  const say = (name: string, value: string): void => {
    if (/^GPSL(?:at|ong)itude$/.test(name)) places.set(name, value);
    const meaning = MEANINGS[name];
    if (meaning !== undefined) found.add(meaning[0], meaning[1], value);
    if (/^(?:thumbnail|Thumbnails|image)$/.test(name) && value.length > 100)
      found.add('small-picture', 'A small picture of it, which may show what was cut away or covered later.');
  };
  for (const token of tokens(xmp)) {
    if (token.kind === 'close') path.pop();
    else if (token.kind === 'text') {
      const name = path.findLast((one) => !PARTS.has(one));
      if (name !== undefined && /\S/.test(token.text)) say(name, token.text);
    } else {
      for (const { name, value } of token.attributes) say(localName(name), value);
      if (token.kind === 'open') path.push(localName(token.name));
      if (path.length > 200) throw new Damaged();
    }
  }
  const [north, east] = [places.get('GPSLatitude'), places.get('GPSLongitude')];
  if (north !== undefined && east !== undefined)
    found.add('place', `Where it was taken, ${exactness(metresOf(north))}.`, `${north}, ${east}`);
  else if (places.size > 0) found.add('place', 'Something about the place (GPS).');
}

/** `52,30.978N` is in degrees and minutes, `52,30,58N` in seconds too. */
function metresOf(written: string): number {
  const parts = written.replace(/[NSEW]\s*$/, '').split(',');
  const digits = parts.at(-1)?.split('.')[1]?.length ?? 0;
  return 111_000 / 60 ** (parts.length - 1) / 10 ** digits;
}
