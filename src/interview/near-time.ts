import { HOURS } from './spoken-time.ts';

type Mend = readonly [pattern: RegExp, written: string];

/** What a hand does to a time, and how it is written: digits first, then what stands between them and around. */
const MENDS: readonly Mend[] = [
  [/[\s.,;:!?]+$/, ''],
  // Letters that look like digits: “14:1O”, “l5:30”.
  [/(?<=\d|\d[:.;,])o(?![\p{L}’'])|(?<!\p{L})o(?=\d|[:.;,]\d)/giu, '0'],
  [/(?<!\p{L})[lI](?=\d)|(?<=\d)[lI](?!\p{L})/gu, '1'],
  [/(?<=\p{L}{3})(?=\d)/gu, ' '],
  [/\bhalf(?=past\b|to\b)/gi, 'half '],
  [
    new RegExp(`\\b(${HOURS.join('|')}|\\d{1,2}) ?o[ '’\`´]{0,2}(?=[clok]{3,6}\\b)[clok]+`, 'gi'),
    "$1 o'clock",
  ],
  [/(\d)\s?([ap])[ ,.;]{0,2}(?:m+|n)\b/gi, '$1 $2m'],
  [/(?<![\d.:/,;-])(\d{1,2})\s?(?:::|[:;,'’h])\s?([0-5]\d)(?![\d:/,;-])/gi, '$1:$2'],
  [/(\d{1,2}[:.][0-5]\d)\s?(?:h|hrs?)\b/gi, '$1'],
  [/(?<![\d:.])(\d{1,2})(?:\.\s?h|\s?hrs?)\b/gi, '$1h'],
  // Years are none of it.
  [
    /(?<!year )(?<![\d:./-])(?!(?:19|20)\d\d)([01]\d|2[0-3])([0-5]\d)(?:\s?(?:hrs?|h)\b)?(?![\d:./-])/gi,
    '$1:$2',
  ],
  [/^(at )?(\d{1,2}) ([0-5]\d)$/i, '$1$2:$3'],
  [/^(\d{1,2})[, ](\d{1,2})[, ](\d{4})\b/, '$1.$2.$3'],
  [/(\d)\.\s(?=\p{L}{3})/gu, '$1 '],
  // Whoever is not sure of it is shown what would stand there.
  [
    /\b(?:about|around|roughly|approx(?:imately)?\b\.?|circa|ca\b\.?|some ?time|or so|more or less|maybe|perhaps|probably)\b|~/gi,
    '',
  ],
  [/(?<=\d|\d ?[ap]m)[- ]?ish\b/gi, ''],
  [/\s+/g, ' '],
];

/** A text in which what is nearly a time is written as one. The same text where nothing is. */
export function mended(typed: string): string {
  return MENDS.reduce((text, [pattern, written]) => text.replace(pattern, written), typed).trim();
}
