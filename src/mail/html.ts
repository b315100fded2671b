/** HTML as plain words. */
export interface PlainWords {
  readonly words: string;
  readonly hasHidden: boolean;
  readonly hasRemote: boolean;
  readonly hasOtherLinks: boolean;
  /** Whether it was nested deeper than is read, so that the rest of it is without its form. */
  readonly isCut: boolean;
}

const BLOCKS = new Set(
  'address article aside blockquote center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre section summary table tbody tfoot thead title tr ul'.split(
    ' ',
  ),
);
/** These have an empty line above and below. */
const APART = new Set('blockquote dl h1 h2 h3 h4 h5 h6 ol p pre table ul'.split(' '));
const NEVER_WORDS = new Set(['style', 'script', 'title', 'noembed', 'noframes']);
const LONGEST_LINK = 2_000;
/** Of so many pieces of text none is the name of a place. */
const LONGEST_SAID = 100;
const LOADING = /^(?:https?:|\/\/|ftp:)/i;
const LOADED_IN_STYLE = /url\(\s*["']?(?:https?:)?\/\/|@import/i;
const DEEPEST = 400;
const CHUNK = 8 * 1024;

/** Hidden, white on nothing, or too small to be seen, as far as the element itself says so. */
const HIDDEN =
  /display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?(?![.\d])|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em|%)?\s*(?:;|!|$)|mso-hide\s*:\s*all|(?:text-indent|left|top)\s*:\s*-\d{3,}|max-height\s*:\s*0(?!\.)/i;
const WHITE =
  /^(?:white|#fff(?:fff)?(?:ff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255\s*(?:,[^)]*)?\)|transparent|rgba\([^)]*,\s*0\s*\))$/i;

interface Element {
  readonly name: string;
  readonly isHidden: boolean;
  readonly isBackground: boolean;
  readonly link?: string;
  /** Where its words begin. */
  from: number;
  nr?: number;
}

/**
 * HTML as the plain words that it shows, one line a paragraph; quotes stand behind `> `. Nothing is loaded. Links that say
 * something else than where they lead are shown with it; words that are hidden are shown and marked.
 */
export async function plainWords(html: string): Promise<PlainWords> {
  const { Parser } = await import('htmlparser2');
  const writer = new Writer();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => writer.open(name, attributes),
      onclosetag: (name) => writer.close(name),
      ontext: (text) => writer.text(text),
    },
    { decodeEntities: true },
  );
  let at = 0;
  for (; at < html.length && writer.depth < DEEPEST; at += CHUNK) parser.write(html.slice(at, at + CHUNK));
  parser.end();
  const rest = html.slice(at);
  return {
    words: rest === '' ? writer.words() : `${writer.words()}\n\n${withoutTags(rest)}`,
    hasHidden: writer.hasHidden,
    hasRemote: writer.hasRemote,
    hasOtherLinks: writer.hasOtherLinks,
    isCut: rest !== '',
  };
}

class Writer {
  hasHidden = false;
  hasRemote = false;
  hasOtherLinks = false;
  readonly #open: Element[] = [];
  readonly #out: string[] = [];
  #quotes = 0;
  #pre = 0;
  /** Line ends that stand before the next words. */
  #ends = 0;
  #isBlank = false;
  #hidden: string[] | undefined;
  #hiddenDepth = 0;
  #silentDepth = 0;

  /** Where words are written. */
  get #sink(): string[] {
    return this.#hidden ?? this.#out;
  }

  get depth(): number {
    return this.#open.length;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const style = attributes.style ?? '';
    if (this.#loads(name, attributes, style)) this.hasRemote = true;
    const isBackground = /background/i.test(style) || attributes.bgcolor !== undefined;
    const element: Element = {
      ...{ name, from: 0, isBackground },
      isHidden: this.#isHidden(name, attributes, style, isBackground),
      ...(name === 'a' && attributes.href !== undefined ? { link: attributes.href.trim() } : {}),
    };
    if (NEVER_WORDS.has(name)) this.#silentDepth++;
    if (element.isHidden && this.#hiddenDepth++ === 0) this.#hidden = [];
    this.#open.push(element);
    if (this.#silentDepth > 0) return;
    if (name === 'br') this.#lineEnd();
    else if (name === 'hr') this.#rule();
    else if (name === 'img') this.#picture(attributes.alt ?? '');
    else if (BLOCKS.has(name)) this.#block(name);
    if (name === 'blockquote') this.#quotes++;
    if (name === 'pre') this.#pre++;
    if (name === 'li') this.#item();
    if (name === 'ol') element.nr = Number.parseInt(attributes.start ?? '1', 10) || 1;
    if ((name === 'td' || name === 'th') && !this.#isAtStart()) this.#put('\t');
    if (element.link !== undefined) this.#begin();
    element.from = this.#sink.length;
  }

  close(name: string): void {
    const element = this.#open.pop();
    if (element === undefined) return;
    if (NEVER_WORDS.has(name)) this.#silentDepth--;
    if (this.#silentDepth === 0) {
      if (element.link !== undefined) this.#link(element.link, element.from);
      if (name === 'blockquote') this.#quotes--;
      if (name === 'pre') this.#pre--;
      if (BLOCKS.has(name) && name !== 'hr') this.#block(name);
    }
    if (element.isHidden && --this.#hiddenDepth === 0) this.#showHidden();
  }

  text(text: string): void {
    if (this.#silentDepth > 0) {
      if (LOADED_IN_STYLE.test(text)) this.hasRemote = true;
      return;
    }
    if (this.#pre > 0) {
      for (const [index, line] of text.split(/\r?\n/).entries()) {
        if (index > 0) this.#lineEnd();
        if (line !== '') this.#write(line);
      }
      return;
    }
    const words = text.replace(/[ \t\r\n\f]+/g, ' ');
    if (words === ' ') {
      if (!this.#isAtStart()) this.#isBlank = true;
      return;
    }
    if (words.startsWith(' ') && !this.#isAtStart()) this.#isBlank = true;
    this.#write(words.trim() === '' ? words : words.replace(/^ | $/g, ''));
    this.#isBlank = words.endsWith(' ');
  }

  words(): string {
    this.#showHidden();
    return this.#out.join('').replace(/^\n+/, '').trimEnd();
  }

  #isAtStart(): boolean {
    return this.#ends > 0 || this.#out.length === 0;
  }

  #block(name: string): void {
    this.#isBlank = false;
    if (this.#out.length === 0 && this.#hidden === undefined) return;
    this.#ends = Math.max(this.#ends, APART.has(name) ? 2 : 1);
  }

  #lineEnd(): void {
    this.#isBlank = false;
    this.#ends = Math.min(this.#ends + 1, 6);
  }

  #rule(): void {
    this.#block('hr');
    this.#write('_'.repeat(32));
    this.#ends = 1;
  }

  #item(): void {
    const list = this.#open.findLast((one) => one.name === 'ol' || one.name === 'ul');
    const nr = list?.nr;
    if (list !== undefined && nr !== undefined) list.nr = nr + 1;
    this.#write(nr === undefined ? '- ' : `${nr}. `);
  }

  #picture(alt: string): void {
    const words = alt.replace(/\s+/g, ' ').trim();
    if (words !== '') this.text(` [picture: ${words}] `);
  }

  #link(link: string, from: number): void {
    const pieces = this.#sink.length - from;
    const whole = pieces > LONGEST_SAID ? '…' : this.#sink.slice(from).join('').trim();
    const said = whole.length > LONGEST_LINK ? '…' : whole.replace(/\p{Cf}/gu, '');
    if (link === '' || link.startsWith('#') || isSameLink(said, link)) return;
    if (leadsElsewhere(said, link)) this.hasOtherLinks = true;
    const shown = inPlainLetters(link).replace(/[\s<>]/g, encodeURIComponent);
    const cut = shown.length > LONGEST_LINK ? `${shown.slice(0, LONGEST_LINK)}…` : shown;
    this.#isBlank ||= said !== '';
    this.#write(`<${cut}>`);
  }

  #begin(): void {
    if (this.#hidden === undefined && (this.#ends > 0 || this.#isBlank)) this.#write('');
  }

  #write(text: string): void {
    if (this.#hidden !== undefined) {
      this.#hidden.push(this.#ends > 0 || this.#isBlank ? ' ' : '', text);
      this.#ends = 0;
      this.#isBlank = false;
      return;
    }
    const quote = '> '.repeat(Math.min(this.#quotes, 20));
    if (this.#out.length === 0) this.#out.push(quote);
    else if (this.#ends > 0) this.#out.push(`\n${quote.trimEnd()}`.repeat(this.#ends - 1), `\n${quote}`);
    else if (this.#isBlank) this.#out.push(' ');
    this.#ends = 0;
    this.#isBlank = false;
    this.#out.push(text);
  }

  #put(text: string): void {
    this.#isBlank = false;
    this.#write(text);
  }

  /** Hidden words stand where they are, in a bracket that says so. */
  #showHidden(): void {
    const words =
      this.#hidden
        ?.join('')
        .replace(/(?:[\s\p{Cf}]|\u034f)+/gu, ' ')
        .trim() ?? '';
    this.#hidden = undefined;
    if (words === '') return;
    this.hasHidden = true;
    if (!this.#isAtStart()) this.#isBlank = true;
    this.#write(`[not shown in the mail: ${words}]`);
    this.#isBlank = true;
  }

  #isHidden(
    name: string,
    attributes: Readonly<Record<string, string>>,
    style: string,
    isBackground: boolean,
  ): boolean {
    if (name === 'template' || attributes.hidden !== undefined || HIDDEN.test(style.slice(0, 4_000)))
      return true;
    const colour =
      /(?:^|[;\s])color\s*:\s*([^;!]{1,60})/i.exec(style.slice(0, 4_000))?.[1] ?? attributes.color ?? '';
    return WHITE.test(colour.trim()) && !isBackground && !this.#open.some((one) => one.isBackground);
  }

  #loads(name: string, attributes: Readonly<Record<string, string>>, style: string): boolean {
    const loaded = [
      attributes.src,
      attributes.background,
      attributes.srcset,
      attributes.data,
      attributes.poster,
    ];
    if (name === 'link' && attributes.href !== undefined) loaded.push(attributes.href);
    return loaded.some((one) => one !== undefined && LOADING.test(one.trim())) || LOADED_IN_STYLE.test(style);
  }
}

/** Whether what a link says is where it leads, but for what a browser leaves out as well. */
function isSameLink(said: string, link: string): boolean {
  return plainLink(said) === plainLink(link) && inPlainLetters(link) === link;
}

/** Whether what a link says is another place on the network, or another address, than where it leads. */
function leadsElsewhere(said: string, link: string): boolean {
  const named = /^(?:https?:\/\/)?((?:[\p{L}\d-]+\.)+\p{L}{2,})(?:[/:?#]|$)/iu.exec(said)?.[1];
  if (named !== undefined) return hostOf(link) !== hostOf(`http://${named}`);
  return /^mailto:/i.test(link) && /^[^\s@]+@[^\s@]+$/.test(said);
}

/** A link as a browser sends it where it has letters that may look like others. */
function inPlainLetters(link: string): string {
  return /[^\u0000-\u007f]/.test(link) && URL.canParse(link) ? new URL(link).href : link;
}

/** Where a browser would go. */
function hostOf(link: string): string | undefined {
  return URL.canParse(link) ? new URL(link).hostname.replace(/^www\./, '') : undefined;
}

function plainLink(text: string): string {
  return text.replace(/^(?:https?:\/\/|mailto:)/i, '').replace(/\/$/, '');
}

/** What stands between `<` and `>` left out, in one pass. */
function withoutTags(html: string): string {
  const out: string[] = [];
  for (let at = 0; at < html.length; ) {
    const start = html.indexOf('<', at);
    const end = start < 0 ? -1 : html.indexOf('>', start);
    out.push(html.slice(at, start < 0 ? html.length : start));
    if (end < 0) {
      if (start >= 0) out.push(html.slice(start));
      break;
    }
    at = end + 1;
  }
  return out
    .join('')
    .replace(/[ \t\r\n]+/g, ' ')
    .trim();
}
