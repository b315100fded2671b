import { CANNOT_LOOK, DAMAGED, Findings, type Looked, type MakeCopy, TOO_LARGE } from './found.ts';
import { Damaged, type Source, TooMuch } from './source.ts';

/** Looks into one kind: adds what it finds, and gives how a copy without it is made. */
type Look = (source: Source, found: Findings) => Promise<MakeCopy>;

const OOXML = 'application/vnd.openxmlformats-officedocument';
const ODF = 'application/vnd.oasis.opendocument';
const office: Look = async (source, found) =>
  (await import('./office.ts')).lookAtOffice(source, found, lookInside);
const film: Look = async (source, found) => (await import('./film.ts')).lookAtFilm(source, found);
const heif: Look = async (source, found) => (await import('./heif.ts')).lookAtHeif(source, found);

/** Who looks into what. What is not here coc cannot look into. */
const PICTURES: Readonly<Record<string, Look>> = {
  'image/jpeg': async (source, found) => (await import('./jpeg.ts')).lookAtJpeg(source, found),
  'image/png': async (source, found) => (await import('./png.ts')).lookAtPng(source, found),
  'image/apng': async (source, found) => (await import('./png.ts')).lookAtPng(source, found),
  'image/webp': async (source, found) => (await import('./riff.ts')).lookAtWebp(source, found),
  'image/gif': async (source, found) => (await import('./gif.ts')).lookAtGif(source, found),
  'image/tiff': async (source, found) => (await import('./tiff.ts')).lookAtTiff(source, found),
  'image/heic': heif,
  'image/heif': heif,
  'image/avif': heif,
  'audio/wav': async (source, found) => (await import('./riff.ts')).lookAtWav(source, found),
  'audio/mpeg': async (source, found) => (await import('./id3.ts')).lookAtMp3(source, found),
  'audio/ogg': async (source, found) => (await import('./ogg.ts')).lookAtOgg(source, found),
  'video/ogg': async (source, found) => (await import('./ogg.ts')).lookAtOgg(source, found),
  'audio/mp4': film,
  'video/mp4': film,
  'video/quicktime': film,
};
const DOCUMENTS: Readonly<Record<string, Look>> = {
  'application/pdf': async (source, found) => (await import('./pdf.ts')).lookAtPdf(source, found, lookInside),
  [`${OOXML}.wordprocessingml.document`]: office,
  [`${OOXML}.spreadsheetml.sheet`]: office,
  [`${OOXML}.presentationml.presentation`]: office,
  [`${ODF}.text`]: office,
  [`${ODF}.spreadsheet`]: office,
  [`${ODF}.presentation`]: office,
  'text/plain': async (source, found) => (await import('./plain-text.ts')).lookAtText(source, found),
};

/** Whether coc looks into files of this kind. */
export function canLookInto(mime: string | undefined): boolean {
  return mime !== undefined && (Object.hasOwn(PICTURES, mime) || Object.hasOwn(DOCUMENTS, mime));
}

/** Looks into something of this kind. A file that is put together wrongly is told of, and never the reason for an error. */
export async function look(source: Source, mime: string): Promise<Looked> {
  return looked(source, PICTURES[mime] ?? DOCUMENTS[mime]);
}

/** The same of what stands in a document: a picture, a sound, a film, but no further document. */
async function lookInside(source: Source, mime: string): Promise<Looked> {
  return looked(source, PICTURES[mime]);
}

async function looked(source: Source, into: Look | undefined): Promise<Looked> {
  if (into === undefined) {
    const cannot = 'coc cannot look into this kind of file.';
    return { hidden: [CANNOT_LOOK], copy: async () => ({ cannot }) };
  }
  const found = new Findings();
  try {
    const copy = await into(source, found);
    return { hidden: found.all, copy: () => copy().catch(cannotCopy) };
  } catch (error) {
    if (!isOfTheFile(error)) throw error;
    const why = error instanceof TooMuch ? TOO_LARGE : DAMAGED;
    return { hidden: [...found.all, why], copy: async () => cannotCopy(error) };
  }
}

/** Why there is no copy, where the bytes are the reason. */
function cannotCopy(error: unknown): { cannot: string } {
  if (!isOfTheFile(error)) throw error;
  return { cannot: error instanceof TooMuch ? 'It is too large.' : 'It is damaged or cut off.' };
}

/** Whether it is the bytes that were read that are wrong: a number in them leads to where nothing is. */
export function isOfTheFile(error: unknown): boolean {
  return error instanceof Damaged || (error instanceof RangeError && 'code' in error);
}
