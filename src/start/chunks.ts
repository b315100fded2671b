import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { rememberCode, rememberedCode } from './remembered-code.ts';

/** Loads a module by its name. */
export type Require = (name: string) => unknown;
type Body = (exports: unknown, require: Require, module: Module, file: string, folder: string) => void;

/** Of each chunk, the names of what it exports. */
export type Names = Readonly<Record<string, readonly string[]>>;

interface Module {
  readonly exports: unknown;
}

const HEAD = '(function (exports, require, module, __filename, __dirname) {';

/**
 * Loads the chunks that the build made, with what node compiled of them before: compiling them takes longer than most of what
 * a command does. A chunk is run when something of it is first used, since most of what is imported, a command does not use.
 * What was compiled for the first time in this run is remembered at its end.
 */
export class Chunks {
  readonly #folder: string;
  readonly #names: Names;
  readonly #remembered: string | undefined;
  readonly #own: Require;
  readonly #modules = new Map<string, Module>();
  readonly #scripts = new Map<string, Script>();
  #isNew = false;

  /**
   * @param folder where the chunks are
   * @param names what each of them exports
   * @param remembered where compiled code is remembered; undefined where it is not
   * @param own loads what is no chunk
   */
  constructor(folder: string, names: Names, remembered: string | undefined, own: Require) {
    this.#folder = folder;
    this.#names = names;
    this.#remembered = remembered;
    this.#own = own;
    process.on('exit', () => this.#keep());
  }

  /** What a chunk exports, by its name as other chunks say it; of anything else, what node loads. */
  readonly load = (name: string): unknown => {
    if (!name.startsWith('./')) return this.#own(name);
    const known = this.#modules.get(name);
    if (known !== undefined) return known.exports;
    const exports: Record<string, unknown> = {};
    this.#modules.set(name, { exports });
    for (const one of this.#names[name.slice(2)] ?? []) {
      const get = (): unknown => {
        this.#run(name, exports);
        return exports[one];
      };
      Object.defineProperty(exports, one, { configurable: true, enumerable: true, get });
    }
    return exports;
  };

  /** Puts what it exports in the place of what runs it. */
  #run(name: string, exports: Record<string, unknown>): void {
    const module = this.#modules.get(name) ?? { exports };
    for (const one of this.#names[name.slice(2)] ?? []) delete exports[one];
    this.#compiled(name)(exports, this.load, module, join(this.#folder, name), this.#folder);
  }

  #compiled(name: string): Body {
    const filename = join(this.#folder, name);
    const cachedData = this.#remembered === undefined ? undefined : rememberedCode(this.#remembered, name);
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
    const folder = this.#remembered;
    if (folder === undefined || !this.#isNew) return;
    for (const [name, script] of this.#scripts) rememberCode(folder, name, script.createCachedData());
  }
}
