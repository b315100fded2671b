import { describe, expect, it } from 'vitest';
import { listed, seen } from './at-hand.ts';
import * as made from './made.ts';

describe('a film', () => {
  it('shows where it was and of what phone, and what runs along unseen', async () => {
    const { kind, hidden } = await seen(made.film());
    expect(kind).toEqual({ mime: 'video/quicktime', words: 'a video (MOV)' });
    expect(listed(hidden)).toEqual(
      expect.arrayContaining([
        'place: 52.5163, 13.3777',
        'place: 52.5169, 13.3777',
        'place: 52.25000, 13.50000',
        'device: Makerphone',
        'device: Model 9',
        'time: 2026-11-27T14:10:05+0100',
        'time: 2026-08-19T16:00:00Z',
        'program: HandlerOfSomeone',
      ]),
    );
    expect(hidden.filter(({ what }) => what === 'place').map(({ words }) => words)).toEqual(
      expect.arrayContaining([
        'Where it was recorded, to about 20 metres.',
        'A track that is neither seen nor heard: it can hold where the camera was, second by second.',
      ]),
    );
  });

  it('in a copy is as long as it was, with its frames where they were, and nothing else', async () => {
    const film = made.film();
    const { stripped, copy } = await seen(film);
    expect(stripped).toEqual({ stillHidden: [] });
    expect(copy.length).toBe(film.length);
    expect(copy.indexOf(made.FRAMES)).toBe(film.indexOf(made.FRAMES));
    for (const table of ['stsd', 'stts', 'stsz', 'stco']) {
      const at = film.indexOf(table);
      expect(copy.subarray(at - 4, at + 20).equals(film.subarray(at - 4, at + 20)), table).toBe(true);
    }
    for (const word of [
      'second by second',
      'Makerphone',
      'Someone',
      '52.5',
      'Somewhere',
      'xmpmeta',
      'not blank',
    ])
      expect(copy.includes(word), word).toBe(false);
  });

  it('of an MP4 and a voice memo are looked at the same way', async () => {
    for (const [brand, words] of [
      ['isom', 'a video (MP4)'],
      ['M4A ', 'a voice memo (M4A)'],
    ] as const) {
      const { kind, hidden, stripped } = await seen(made.film(brand));
      expect(kind.words).toBe(words);
      expect(listed(hidden)).toContain('place: 52.5163, 13.3777');
      expect(stripped).toEqual({ stillHidden: [] });
    }
  });

  it('whose tracks coc does not find has no copy', async () => {
    const packed = made.bytes(made.box('ftyp', 'qt  '), made.box('moov', made.box('cmov', 'packed')));
    const { hidden, stripped } = await seen(packed);
    expect(hidden.map(({ what }) => what)).toContain('not-looked');
    expect(stripped).toHaveProperty('cannot');
  });

  it('in pieces, with a track that is not shown, has no copy', async () => {
    const { hidden, stripped } = await seen(made.bytes(made.film(), made.box('moof')));
    expect(hidden.length).toBeGreaterThan(5);
    expect(stripped).toHaveProperty('cannot');
  });
});

describe('a sound', () => {
  it('of an MP3 stays; what is said of it goes', async () => {
    const { kind, hidden, stripped, copy } = await seen(made.mp3());
    expect(kind.mime).toBe('audio/mpeg');
    expect(listed(hidden)).toEqual(
      expect.arrayContaining([
        'person: Artist Someone',
        'program: Recorder wide',
        'comment: A comment',
        'place: location +52.5163+013.3777/',
        'small-picture: A picture that goes with the sound.',
        'embedded-file: A file within the file.',
        'person: Old Artist',
      ]),
    );
    expect(stripped).toEqual({ stillHidden: [] });
    expect(copy.equals(made.plainMp3())).toBe(true);
  });

  it('of a WAV stays; what is said of it goes', async () => {
    const { kind, hidden, stripped, copy } = await seen(made.wav());
    expect(kind.mime).toBe('audio/wav');
    expect(listed(hidden)).toEqual(
      expect.arrayContaining([
        'person: Artist Someone',
        'program: Recorder 2',
        'caption: A description',
        'person: Originator Someone',
      ]),
    );
    expect(hidden.map(({ what }) => what)).toContain('other');
    expect(stripped).toEqual({ stillHidden: [] });
    expect(copy.equals(made.plainWav())).toBe(true);
  });

  it.each([
    ['Opus', made.opus, made.OPUS_SOUND, ['person: Artist Someone', 'place: Somewhere']],
    ['Vorbis', made.vorbis, made.VORBIS_SETUP, ['caption: A title']],
  ] as const)(
    'of %s stays where it is; what is said of it becomes blanks',
    async (_name, make, kept, found) => {
      const { kind, hidden, stripped, copy } = await seen(make());
      expect(kind.mime).toBe('audio/ogg');
      expect(listed(hidden)).toEqual(expect.arrayContaining(['program: Recorder 2', ...found]));
      expect(stripped).toEqual({ stillHidden: [] });
      expect(copy.length).toBe(make().length);
      expect(copy.indexOf(kept)).toBe(make().indexOf(kept));
      expect(copy.includes('Some')).toBe(false);
      for (let at = 0; at >= 0; at = copy.indexOf('OggS', at + 1)) {
        const next = copy.indexOf('OggS', at + 1);
        const page = Buffer.from(copy.subarray(at, next < 0 ? copy.length : next));
        const said = page.readUInt32LE(22);
        page.writeUInt32LE(0, 22);
        expect(said).toBe(made.oggChecksum(page));
      }
    },
  );
});
