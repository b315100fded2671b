import type { Box, BoxReader } from './boxes.ts';
import type { Findings, What } from './found.ts';
import { exactness, fromIso6709 } from './place.ts';
import { Damaged } from './source.ts';
import { guessed, utf16 } from './strings.ts';
import { lookAtXmp } from './xmp.ts';

type Meaning = readonly [what: What, words: string];
const DEVICE: Meaning = ['device', 'Which phone or camera it was recorded with.'];
const PROGRAM: Meaning = ['program', 'The program that it was made or changed with.'];
const TIME: Meaning = ['time', 'When it was recorded, often with the time zone.'];
const MADE: Meaning = ['person', 'Who made it, or whose it is.'];
const TITLE: Meaning = ['caption', 'A title.'];
const COMMENT: Meaning = ['comment', 'A comment.'];
const NUMBER: Meaning = ['serial-number', 'A number that this recording or this device alone has.'];
const OTHER: Meaning = ['other', 'Notes of the phone, the camera or a program.'];
const PICTURE: Meaning = ['small-picture', 'A picture that goes with it.'];

/** By the name of a key, or the four letters of a box. */
const MEANINGS: readonly (readonly [RegExp, Meaning])[] = [
  [/(?:^|\.)(?:make|model|camera\..*|©mak|©mod|manu|modl|SNal)$/i, DEVICE],
  [/(?:software|version|encoder|tool|©swr|©too|©enc|©req)$/i, PROGRAM],
  [/(?:creationdate|date|year|©day|yrrc)$/i, TIME],
  [
    /(?:author|artist|copyright|publisher|producer|director|©art|©aut|©cpy|©wrt|aart|cprt|auth|perf|ownr)$/i,
    MADE,
  ],
  [/(?:title|displayname|©nam|©alb|titl|albm)$/i, TITLE],
  [/(?:comment|description|keywords|information|©cmt|©des|desc|ldes|dscp|kywd|©lyr)$/i, COMMENT],
  [/(?:identifier|serial|uuid|content\.id|GUID)$/i, NUMBER],
  [/^(?:covr|thmb|snal)$/i, PICTURE],
];
const PLACE = /(?:location\.ISO6709|©xyz)$/;
const LONGEST = 4 * 1024 * 1024;
const DEEPEST = 6;

/** What a box says that no film is made of. Whatever it is, that it is there is said. */
export async function lookAtUserData(boxes: BoxReader, box: Box, found: Findings): Promise<void> {
  if (box.end - box.data > LONGEST) found.add('not-looked', 'Long notes, which coc did not read.');
  else
    try {
      await into(boxes, box, found, 0);
    } catch (error) {
      if (!(error instanceof Damaged || (error instanceof RangeError && 'code' in error))) throw error;
    }
  if (box.end > box.data) found.add(...OTHER);
}

async function into(boxes: BoxReader, box: Box, found: Findings, depth: number): Promise<void> {
  if (depth > DEEPEST) return;
  const { type, data, end } = box;
  if (type === 'udta')
    for (const one of await boxes.within(data, end)) await into(boxes, one, found, depth + 1);
  else if (type === 'meta') await meta(boxes, box, found, depth);
  else if (type === 'XMP_') lookAtXmp(await boxes.content(box), found);
  else if (type === 'uuid') {
    const content = await boxes.content(box);
    if (content.includes('<x:xmpmeta') || content.includes('<?xpacket'))
      lookAtXmp(content.subarray(16), found);
  } else if (type === 'loci') placeOf3gpp(await boxes.content(box), found);
  else if (type === 'gps ') found.add('place', 'Where the camera was, second by second.');
  else if (PLACE.test(type)) place(words(await boxes.content(box)), found);
  else {
    const meaning = meaningOf(type);
    if (meaning !== undefined)
      found.add(...meaning, meaning === PICTURE ? undefined : words(await boxes.content(box)));
  }
}

/** Words in a box of user data: QuickTime has their length and language before them, 3GPP a version and a language. */
function words(bytes: Buffer): string {
  if (bytes.length > 4 && bytes.readUInt16BE() === bytes.length - 4) return guessed(bytes.subarray(4));
  if (bytes.length > 6 && bytes.readUInt32BE() === 0) return guessed(bytes.subarray(6));
  return guessed(bytes).replace(/[\0-\x1f]/g, '');
}

/** Keys and values: QuickTime names the keys in a list, iTunes has four letters. */
async function meta(boxes: BoxReader, box: Box, found: Findings, depth: number): Promise<void> {
  // That of MP4 has a version before the boxes, that of QuickTime has none.
  const start = (await boxes.content({ ...box, end: Math.min(box.end, box.data + 8) })).readUInt32BE();
  const inside = await boxes.within(start === 0 ? box.data + 4 : box.data, box.end);
  const keyBox = inside.find(({ type }) => type === 'keys');
  const keys = keyBox === undefined ? [] : keysOf(await boxes.content(keyBox));
  const list = inside.find(({ type }) => type === 'ilst');
  for (const item of list === undefined ? [] : await boxes.within(list.data, list.end)) {
    const name = keys[Buffer.from(item.type, 'latin1').readUInt32BE() - 1] ?? item.type;
    const parts = await boxes.within(item.data, item.end);
    const value = parts.find(({ type }) => type === 'data');
    const own = parts.find(({ type }) => type === 'name');
    const named = own === undefined ? name : guessed((await boxes.content(own)).subarray(4));
    if (value !== undefined) await said(boxes, named, value, found);
  }
  for (const one of inside)
    if (['xml ', 'uuid', 'udta'].includes(one.type)) await into(boxes, one, found, depth + 1);
}

async function said(boxes: BoxReader, name: string, value: Box, found: Findings): Promise<void> {
  const bytes = await boxes.content(value, LONGEST);
  const kind = bytes.readUInt32BE();
  const text = bytes.subarray(8);
  const words = kind === 2 ? utf16(text, 'be') : kind === 1 ? guessed(text) : undefined;
  if (/location/i.test(name) || PLACE.test(name)) place(words ?? '', found);
  else {
    const [what, sentence] = meaningOf(name) ?? OTHER;
    found.add(what, sentence, words);
  }
}

function keysOf(bytes: Buffer): readonly string[] {
  const keys: string[] = [];
  for (let at = 8; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at);
    if (size < 8) break;
    keys.push(guessed(bytes.subarray(at + 8, at + size)));
    at += size;
  }
  return keys;
}

function meaningOf(name: string): Meaning | undefined {
  return MEANINGS.find(([pattern]) => pattern.test(name))?.[1];
}

/** A name, and behind it where that is, in degrees of which a part in 65,536 is the smallest. */
function placeOf3gpp(bytes: Buffer, found: Findings): void {
  const at = bytes.indexOf(0, 6) + 2;
  const [east, north] = [bytes.readInt32BE(at) / 65_536, bytes.readInt32BE(at + 4) / 65_536];
  found.add('place', 'Where it was recorded, to a few metres.', `${north.toFixed(5)}, ${east.toFixed(5)}`);
}

function place(written: string, found: Findings): void {
  const read = fromIso6709(written);
  if (read === undefined) found.add('place', 'Where it was recorded.', written);
  else found.add('place', `Where it was recorded, ${exactness(read.metres)}.`, read.value);
}
