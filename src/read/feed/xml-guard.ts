/**
 * Looks through the XML of a feed in one pass before the parser sees it. Why no library: a strict XML parser refuses most
 * real feeds (a bare `&`, `&nbsp;`), and the lenient ones take a feed that is cut or whose tags cross for a whole one.
 */

/** The feed from its first tag to its last, without what nobody reads of it. */
export type GuardedXml = {
  readonly xml: string;
  /** The name of the outermost element in lower case, without a prefix. */
  readonly root: string;
  /** How many items it has. */
  readonly items: number;
};

/** More than any feed has; a whole archive is no feed. */
export const MOST_ITEMS = 5_000;
const DEEPEST = 100;
const MOST_ATTRIBUTES = 200;
/** Of one field of an item, in characters; of an article it would be some 300 pages. */
export const LONGEST_FIELD = 1_000_000;
/** The parser takes the names of people apart in quadratic time; longer ones are left out. */
const LONGEST_PERSON = 300;

const CONTAINERS = new Set(['rss', 'rdf', 'feed', 'channel', 'item', 'entry']);
const ITEMS = new Set(['item', 'entry']);
const PERSONS = new Set(['author', 'creator']);
/** The rest (categories, pictures, sound, the table of contents of RDF) never reaches the parser. */
const FIELDS = new Set(
  (
    'title link guid id description encoded content summary author creator pubdate date published updated issued ' +
    'created modified source'
  ).split(' '),
);

const NAME = /[\p{L}_:][^\s/>=<"'&]*/uy;
const ATTRIBUTE = /\s*[^\s/>=<"'&]+\s*=\s*(?:"[^"]*"|'[^']*')/y;
const TAG_END = /\s*(\/?)>/y;
const REFERENCE = /&#(?:x([0-9a-f]+)|([0-9]+));?/iy;

type Open = { readonly name: string; readonly local: string; readonly start: number };

/** The feed, or what is wrong with it in one line. */
export function guardXml(xml: string): GuardedXml | string {
  return new Guard(xml).run();
}

class Guard {
  readonly #xml: string;
  /** Elements that are open. */
  readonly #open: Open[] = [];
  /** How many of them are not inside a field of an item. */
  #containers = 0;
  #root: { readonly name: string; readonly start: number; end: number } | null = null;
  #items = 0;
  #nextReference = -1;
  /** Of the text that is kept so far. */
  #keptTo = 0;
  readonly #kept: string[] = [];

  constructor(xml: string) {
    this.#xml = xml;
  }

  run(): GuardedXml | string {
    let at = 0;
    for (let next = this.#xml.indexOf('<'); next >= 0; next = this.#xml.indexOf('<', at)) {
      const fault = this.#referenceFault(at, next);
      if (fault !== null) return fault;
      const end = this.#markup(next);
      if (typeof end === 'string') return end;
      at = end;
    }
    const inside = this.#open.at(-1);
    if (inside !== undefined) return `it is cut: <${shown(inside.name)}> is not closed`;
    const root = this.#root;
    if (root === null) return 'there is no XML in it';
    this.#kept.push(this.#xml.slice(this.#keptTo, root.end));
    return { xml: this.#kept.join(''), root: root.name, items: this.#items };
  }

  /** Where the markup at `at` ends, or what is wrong with it. */
  #markup(at: number): number | string {
    switch (this.#xml[at + 1]) {
      case '/':
        return this.#endTag(at);
      case '!':
        return this.#declaration(at);
      case '?':
        // inside of a feed there is none, and the parser looks for its end in another way
        return this.#open.length > 0 ? 'it has a processing instruction inside' : this.#behind('?>', at);
      default:
        return this.#startTag(at);
    }
  }

  #behind(end: string, at: number): number | string {
    const found = this.#xml.indexOf(end, at);
    return found < 0
      ? `it is cut: there is no ${end} behind "${shown(this.#xml.slice(at, at + 9))}"`
      : found + end.length;
  }

  #declaration(at: number): number | string {
    // "<!--->" ends at once for some readers and not for others
    if (this.#xml.startsWith('<!--->', at)) return BROKEN;
    if (this.#xml.startsWith('<!--', at)) return this.#behind('-->', at + 4);
    if (this.#xml.startsWith('<![CDATA[', at)) return this.#open.length > 0 ? this.#behind(']]>', at) : BROKEN;
    if (/^<!doctype\s+html\b/i.test(this.#xml.slice(at, at + 40))) return HTML;
    return 'it declares a document type or entities (<!DOCTYPE), which are never read';
  }

  #startTag(at: number): number | string {
    NAME.lastIndex = at + 1;
    const name = NAME.exec(this.#xml)?.[0];
    if (name === undefined) return BROKEN;
    const behind = this.#attributes(at + 1 + name.length, name);
    if (typeof behind === 'string') return behind;
    TAG_END.lastIndex = behind;
    const end = TAG_END.exec(this.#xml);
    if (end === null) return this.#xml.indexOf('>', behind) < 0 ? 'it is cut inside of a tag' : BROKEN;
    const fault = this.#referenceFault(at, TAG_END.lastIndex) ?? this.#enter(name, at);
    if (fault !== null) return fault;
    const after = behind + end[0].length;
    return end[1] === '/' ? (this.#leave(after) ?? after) : after;
  }

  /** Where the attributes end. */
  #attributes(at: number, name: string): number | string {
    ATTRIBUTE.lastIndex = at;
    let behind = at;
    for (let count = 0; ATTRIBUTE.test(this.#xml); count++) {
      if (count >= MOST_ATTRIBUTES) return `<${shown(name)}> has more than ${MOST_ATTRIBUTES} attributes`;
      behind = ATTRIBUTE.lastIndex;
    }
    return behind;
  }

  #enter(name: string, start: number): string | null {
    const local = localName(name);
    if (this.#open.length === 0) {
      if (local === 'html') return HTML;
      if (this.#root !== null) return 'something follows behind its end';
      this.#root = { name: local, start, end: start };
      this.#keptTo = start;
    }
    if (this.#open.length >= DEEPEST) return `its elements are nested more than ${DEEPEST} deep`;
    if (this.#open.length === this.#containers && CONTAINERS.has(local)) {
      this.#containers++;
      if (ITEMS.has(local) && ++this.#items > MOST_ITEMS) return `it has more than ${MOST_ITEMS} items`;
    }
    this.#open.push({ name, local, start });
    return null;
  }

  #endTag(at: number): number | string {
    const close = this.#xml.indexOf('>', at);
    if (close < 0) return 'it is cut inside of a tag';
    const name = this.#xml.slice(at + 2, close).trimEnd();
    const inside = this.#open.at(-1);
    if (inside?.name !== name) {
      const closed = `</${shown(name)}>`;
      return inside ? `its tags cross: ${closed} closes <${shown(inside.name)}>` : `${closed} closes nothing`;
    }
    return this.#leave(close + 1) ?? close + 1;
  }

  /** Closes the innermost element, which ends before `end`; what is wrong with it. */
  #leave(end: number): string | null {
    const { local, start } = this.#open.pop() as Open;
    const depth = this.#open.length;
    if (depth < this.#containers) this.#containers = depth;
    else if (depth === this.#containers) return this.#leaveField(local, start, end);
    if (depth === 0 && this.#root !== null) this.#root.end = end;
    return null;
  }

  #leaveField(local: string, start: number, end: number): string | null {
    const long = end - start > LONGEST_FIELD;
    if (long && FIELDS.has(local)) return `a <${shown(local)}> of it has more than a million characters`;
    if (!FIELDS.has(local) || (PERSONS.has(local) && end - start > LONGEST_PERSON)) {
      this.#kept.push(this.#xml.slice(this.#keptTo, start));
      this.#keptTo = end;
    }
    return null;
  }

  /** Looks at numeric character references; the place of the next one is kept, so that each is searched for once. */
  #referenceFault(from: number, to: number): string | null {
    if (this.#nextReference < from) this.#nextReference = this.#find('&#', from);
    while (this.#nextReference < to) {
      REFERENCE.lastIndex = this.#nextReference;
      const found = REFERENCE.exec(this.#xml);
      if (found && !isCharacter(found)) return `it has a character that does not exist: ${shown(found[0])}`;
      this.#nextReference = this.#find('&#', this.#nextReference + 2);
    }
    return null;
  }

  #find(text: string, from: number): number {
    const found = this.#xml.indexOf(text, from);
    return found < 0 ? this.#xml.length : found;
  }
}

const BROKEN = 'it has a tag that is none (a bare < or a broken attribute)';
const HTML = 'this is an HTML page, not a feed';

/** The code points of text (XML 1.0, 2.2), with control characters, which real feeds have. */
function isCharacter([, hexadecimal, decimal]: RegExpExecArray): boolean {
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  return code > 0 && code <= 0x10_ffff && !(code >= 0xd800 && code <= 0xdfff);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

/** A piece of the feed, as it may stand in a line of ours. */
function shown(text: string): string {
  return text.slice(0, 40).replace(/[\p{C}\s]+/gu, ' ');
}
