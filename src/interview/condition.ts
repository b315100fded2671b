/** Words with which people begin on what a time depends. */
const BEGINS =
  /^(?:when|whenever|once|as soon as|after|if|in case|unless|only (?:when|if|after)|depends|depending)\b/i;

/** Whether an answer to “by when” says on what it depends: “when she agrees”. What could be a time is taken for one before. */
export function isCondition(answer: unknown): answer is string {
  return typeof answer === 'string' && BEGINS.test(answer.trim());
}
