/** What is wrong with a file, by the code that the library has for it: never with the words of the file. */
const MISTAKES: Readonly<Record<string, string>> = {
  BAD_SCALAR_START: 'begins with a mark that needs quotes around it',
  BLOCK_AS_IMPLICIT_KEY: 'has a colon with a blank behind it, which needs quotes around it',
  MULTILINE_IMPLICIT_KEY: 'has no colon behind its key, or goes on with what should stand in the line above',
  TAB_AS_INDENT: 'is indented with a tab; blanks are needed',
  BAD_DQ_ESCAPE: 'has a \\ within double quotes; write it twice, or use single quotes',
  BAD_INDENT: 'is not indented as the lines around it',
  TAG_RESOLVE_FAILED: 'has an exclamation mark that needs quotes around it',
  DUPLICATE_KEY: 'has a key that was there before',
};
const ENDS =
  'has something behind a closing quote, or a quote within quotes; write that twice within single quotes';

/** A mistake in words, to stand behind “line 3”. */
export function mistakeWords(code: string, message = ''): string {
  if (code === 'MISSING_CHAR' && message.includes('quote')) return 'has quotes that are not closed';
  if (code === 'UNEXPECTED_TOKEN' && message.includes('node end')) return ENDS;
  return MISTAKES[code] ?? 'is not valid YAML';
}
