/** How the terminal is given back, and taken again. */
interface Terms {
  readonly leave: () => void;
  readonly enter: () => void;
}

/** How long a process that nobody stops goes on until it is clear that it does. Milliseconds. */
const STOPPED_WITHIN = 50;

/**
 * Ctrl-Z, for a terminal that hands over its keys one by one and so does not act on it: the terminal is given back to the
 * shell as it was, all of coc stops, and `fg` takes the terminal again. Where nothing can be stopped, coc goes on.
 */
export class Suspension {
  readonly #terminal: NodeJS.ReadStream;
  readonly #terms: Terms;
  #isAway = false;

  constructor(terminal: NodeJS.ReadStream, terms: Terms) {
    this.#terminal = terminal;
    this.#terms = terms;
    process.on('SIGCONT', this.#goOn);
  }

  begin(): void {
    // Any other terminal is not that of this process.
    if (this.#terminal !== process.stdin) return;
    this.#terms.leave();
    this.#isAway = true;
    // Whatever was started with it, as by npx, stops with it, as the terminal itself would do.
    process.kill(0, 'SIGTSTP');
    // Where it was stopped, the signal to go on is heard first.
    setTimeout(() => setImmediate(() => this.#isAway && this.#goOn()), STOPPED_WITHIN);
  }

  end(): void {
    this.#isAway = false;
    process.removeListener('SIGCONT', this.#goOn);
  }

  /** Also where coc was stopped from outside, and the shell has used the terminal meanwhile. */
  readonly #goOn = (): void => {
    if (this.#terminal !== process.stdin) return;
    this.#isAway = false;
    // libuv does nothing where it believes that the mode is set.
    this.#terms.leave();
    this.#terms.enter();
  };
}
