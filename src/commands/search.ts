import { text as readAll } from 'node:stream/consumers';
import type { App, Desk } from '../app.ts';
import { Search, type Searched } from '../desk/searching.ts';
import { takeNoWords } from '../desk/words-typed.ts';
import { EXIT, type ExitCode, UsageError } from '../errors.ts';
import { SEARCH_FORM } from '../interview/forms/search.ts';
import { single } from '../interview/prompter.ts';
import { leftOutBlocks } from '../screen/listing.ts';
import { foundBlocks, type SearchLook, searchedText } from '../screen/search.ts';
import { type SearchOptions, within } from './search-options.ts';
import { show } from './show.ts';

const AT_THE_END = { incidents: 20, places: 3, letters: 130 };
type Chosen = { readonly id: string } | { readonly words: string };

const LIST_ALL = 'List what was found';
const WHILE_TYPING = { incidents: 8, places: 1, letters: 70 };

/**
 * `coc search`: the incidents that have these words, as far as one can open them. The words are asked for, or come on stdin or in
 * the answers file, and are not kept. Exit 3 where some files are damaged.
 */
export async function search(
  app: App,
  [typed = []]: readonly [words?: readonly string[]],
  options: SearchOptions,
): Promise<ExitCode> {
  if (options.printForm) {
    const { printForm } = await import('../interview/print-form.ts');
    app.print(printForm(SEARCH_FORM, undefined));
    return EXIT.done;
  }
  const prompter = options.json || options.answers !== undefined ? undefined : await app.prompter();
  takeNoWords(app, typed, prompter !== undefined, { command: 'coc search', what: 'What you look for' });
  const desk = await app.desk();
  const where = await within(app, desk, options);
  const isNarrowed = Object.keys(where).some((one) => one !== 'only');
  const words = prompter?.search === undefined ? await wordsOf(app, options, isNarrowed) : undefined;
  const searched = await Search.of(app, desk);
  const look = lookOf(app, desk);
  const looked = { isNarrowed, kept: searched.kept };
  const chosen = words === undefined ? await choose() : { words };
  if ('id' in chosen) {
    app.tell(leftOutBlocks(leftOut(searched)));
    return show(app, [chosen.id], {});
  }
  const result = await searched.find(chosen.words, where, AT_THE_END);
  if (options.json) app.printJson(dataOf(result, searched));
  else print(result);
  app.tell(leftOutBlocks(leftOut(searched)));
  return searched.damaged.length > 0 ? EXIT.partial : EXIT.done;

  /** The incident to read; or the words, where what has them is to be listed, as Enter does it. */
  function choose(): Promise<Chosen> {
    if (prompter?.search === undefined) throw new Error('a search that cannot be drawn');
    return prompter.search<Chosen>('What are you looking for', async (words) => {
      if (words.trim() === '' && !isNarrowed) return [];
      const result = await searched.find(words, where, WHILE_TYPING);
      const said = searchedText(result, looked);
      const list = [{ value: { words: words.trim() }, blocks: [{ kind: 'text', text: LIST_ALL } as const] }];
      return [
        ...(said === undefined ? [] : [{ blocks: [{ kind: 'text', text: said } as const] }]),
        ...(result.found.length > 0 ? list : []),
        ...result.found.map((one) => ({ value: { id: one.id }, blocks: foundBlocks(one, look) })),
      ];
    });
  }

  function print(result: Searched): void {
    const said = searchedText(result, looked);
    app.printBlocks([
      ...(said === undefined ? [] : [{ kind: 'text', text: said } as const]),
      ...result.found.flatMap((one) => foundBlocks(one, look)),
    ]);
  }
}

function lookOf(app: App, { repository }: Desk): SearchLook {
  const names = new Map(repository.roster.members.map(({ id, name }) => [id, name]));
  return { now: app.now(), nameOf: (member) => names.get(member) ?? member };
}

function leftOut({ notShared, damaged }: Search) {
  return { incidents: [], notShared, damaged };
}

/**
 * The words, from a terminal that draws no menus, from the answers file, or from stdin.
 *
 * @param isNarrowed whether there is something to look for without any
 */
async function wordsOf(app: App, options: SearchOptions, isNarrowed: boolean): Promise<string> {
  const prompter = options.answers === undefined ? await app.prompter() : undefined;
  const words =
    prompter === undefined ? await given() : await prompter.ask(single('words', 'What are you looking for'));
  if (typeof words === 'string' && words.trim() !== '') return words.trim();
  if (isNarrowed) return '';
  throw new UsageError(
    'There are no words to look for.',
    'Without a terminal they come on stdin, or as `words` in the file of `--answers`.',
  );

  async function given(): Promise<unknown> {
    if (options.answers === undefined) return readAll(app.io.stdin);
    const { readAnswers } = await import('../desk/asking.ts');
    const { answers, stray } = await readAnswers(app, { answers: options.answers }, SEARCH_FORM);
    if (stray.length > 0) throw new UsageError('The answers are not what is asked.', ...stray);
    return answers.words;
  }
}

function dataOf({ has, found, all }: Searched, { notShared }: Search) {
  return {
    has,
    found: found.map(({ id, facts: { status, received }, places, more }) => ({
      incident: id,
      status,
      received,
      places: places.map(({ entry, kind, by, at, context }) => ({
        ...{ entry, kind, by, at },
        context: context.map(({ text }) => text).join(''),
        words: [...new Set(context.filter((piece) => piece.found).map(({ text }) => text))],
      })),
      more,
    })),
    all,
    notShared,
  };
}
