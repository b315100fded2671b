import { hasNoWords } from '../text/nothing.ts';

/** Answers by question id: text, several texts, or null for "asked, not given". */
export type Given = Readonly<Record<string, string | readonly string[] | null | undefined>>;

export function text(answer: Given[string]): string | undefined {
  return typeof answer === 'string' ? answer : undefined;
}

export function textOrNull(answer: Given[string]): string | null | undefined {
  return answer === null ? null : text(answer);
}

/** The texts of an answer that may be one or several. */
export function several(answer: Given[string]): readonly string[] {
  return [answer ?? []].flat();
}

export function list(answer: Given[string]): string[] {
  return Array.isArray(answer) ? [...answer] : [];
}

/** The same; undefined where there is nothing in it. */
export function filled<T>(items: T[]): T[] | undefined {
  return items.length > 0 ? items : undefined;
}

/** Whether nothing is said in it: no letter and no number, or a word that stands for nothing. */
export function isBlank(answer: Given[string]): boolean {
  return hasNoWords(text(answer) ?? '');
}

/** The one of these values that the answer is. */
export function oneOf<T extends string>(answer: Given[string], values: readonly T[]): T | undefined {
  return values.find((value) => value === answer);
}
