import { type Hit, hitOf, type Source } from './leak.ts';
import type { Page } from './page.ts';
import { words } from './words.ts';

/**
 * Words for illnesses and disabilities, and for what helps with them, however each is formed: told of somebody, one alone can say who
 * they are, and it is theirs to tell. Words that are as often said of anything else are none of them (“blind”, “depressing”).
 */
const HEALTH: readonly RegExp[] = [
  /^epilep/,
  /^seizures?$/,
  /^diabet/,
  /^insulin/,
  /^asthma/,
  /^inhalers?$/,
  /^autis/,
  /^adhd$/,
  /^dyslexi/,
  /^tourette/,
  /^(?:stutter|stammer)/,
  /^(?:antidepress|depression$)/,
  /^bipolar$/,
  /^schizophren/,
  /^(?:psychiatr|psychosis|psychotic)/,
  /^ptsd$/,
  /^(?:anorexi|bulimi)/,
  /^suicid/,
  /^migraine/,
  /^(?:pregnan|miscarr|abortions?$)/,
  /^(?:cancer|chemo|leuka?emi|tumou?r)/,
  /^(?:hiv|aids)$/,
  /^(?:dialys|transplant)/,
  /^(?:dementia|alzheimer|parkinson)/,
  /^(?:crohn|fibromyalgi|arthriti)/,
  /^(?:wheelchair|crutch|prosthe)/,
  /^deaf/,
  /^allerg/,
  /^medication/,
];

/** Where a text has what somebody's words tell of anybody's health, in whatever form of the word. */
export function healthHits(page: Page, sources: readonly Source[]): readonly Hit[] {
  const here = page.words.flatMap((word) => {
    const which = healthOf(word.folded);
    return which === undefined ? [] : [{ word, which }];
  });
  if (here.length === 0) return [];
  return sources.flatMap((source) => {
    const told = new Set(words(source.text).map(({ folded }) => healthOf(folded)));
    return here
      .filter(({ which }) => told.has(which))
      .map(({ word: { start, end } }) => hitOf('again', { start, end }, source.from, source.person));
  });
}

function healthOf(folded: string): RegExp | undefined {
  return HEALTH.find((one) => one.test(folded));
}
