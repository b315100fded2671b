import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { rememberCode, rememberedCode } from './remembered-code.ts';

/** Loads a module by its name. */
export type Require = (name: string) => unknown;
type Body = (exports: unknown, require: Require, module: Module, file: string, folder: string) => void;

interface Module {
  exports: unknown;
}

const HEAD = '(function (exports, require, module, __filename, __dirname) {';

/**
 * Loads the chunks that the build made, as node itself would, with what it remembers of them compiled: compiling them takes
 * longer than most of what a command does. What was compiled for the first time in this run is remembered at its end.
 */
export class Chunks {
  readonly #folder: string;
  readonly #remembered: string;
  readonly #own: Require;
  readonly #modules = new Map<string, Module>();
  readonly #scripts = new Map<string, Script>();
  #isNew = false;

  /**
   * @param folder where the chunks are
   * @param remembered where compiled code is remembered
   * @param own loads what is no chunk
   */
  constructor(folder: string, remembered: string, own: Require) {
    this.#folder = folder;
    this.#remembered = remembered;
    this.#own = own;
    process.on('exit', () => this.#keep());
  }

  /** What a chunk exports, by its name as other chunks say it; of anything else, what node loads. */
  readonly load = (name: string): unknown => {
    if (!name.startsWith('./')) return this.#own(name);
    const known = this.#modules.get(name);
    if (known !== undefined) return known.exports;
    const module: Module = { exports: {} };
    this.#modules.set(name, module);
    this.#compiled(name)(module.exports, this.load, module, join(this.#folder, name), this.#folder);
    return module.exports;
  };

  #compiled(name: string): Body {
    const filename = join(this.#folder, name);
    const cachedData = rememberedCode(this.#remembered, name);
    const script = new Script(`${HEAD}${readFileSync(filename, 'utf8')}\n})`, {
      filename,
      columnOffset: -HEAD.length,
      ...(cachedData && { cachedData }),
    });
    this.#scripts.set(name, script);
    if (cachedData === undefined || script.cachedDataRejected === true) this.#isNew = true;
    return script.runInThisContext() as Body;
  }

  /** With what else was compiled of the others meanwhile: a function is compiled when it is called. */
  #keep(): void {
    if (!this.#isNew) return;
    for (const [name, script] of this.#scripts)
      rememberCode(this.#remembered, name, script.createCachedData());
  }
}
