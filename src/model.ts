/**
 * Every type of Mujaz, in the order of the flow:
 *
 *   Source -read-> Page -extract-> Article -group-> Story -edit-> Edition -render-> Message
 *
 * Rules that all rooms keep:
 * - `Page.text` is stored once and never changed. Everything understood about it is a `Span` into it, so that each
 *   sentence and number of a digest can be sliced back out of its source: `page.text.slice(span.start, span.end)`.
 * - Offsets are UTF-16 code units, half open.
 * - Days are ISO 8601 strings (`YYYY-MM-DD`), because a day in the news has no time zone.
 */

/** A half-open range [start, end) of UTF-16 code units in the text of one page. */
export type Span = { readonly start: number; readonly end: number };

/** A calendar day as `YYYY-MM-DD`. */
export type Day = string;

/** A range of days, both ends included; equal ends mean one day. */
export type DayRange = { readonly earliest: Day; readonly latest: Day };

// ---------------------------------------------------------------------------------------------------- source, page

/** What is known beforehand of one outlet (`config/sources.yaml`): how to recognise its pages and which lines are chrome. */
export type SourceProfile = {
  readonly id: string;
  /** The name shown to readers. */
  readonly name: string;
  readonly homepage: string | null;
  /** Web hosts of the outlet, without `www.`. */
  readonly hosts: readonly string[];
  /** A page belongs to this outlet when one of these verbatim strings opens a line of it (dateline, source line, footer). */
  readonly signatures: readonly string[];
  /** Lines that are dropped: whole lines, compared after folding. */
  readonly dropLines: readonly string[];
  /** Everything from a line that starts with one of these on is dropped, compared after folding. */
  readonly cutFrom: readonly string[];
  /** True for outlets whose saved pages are the bare body: no headline, no date, no byline. */
  readonly bare: boolean;
};

/** One way by which pages come in (`read:` of an outlet in `config/sources.yaml`, and the corpus folder). */
export type Source = {
  /** The outlet's id, with a number behind it from its second way on: `levant`, `levant.2`. `_corpus` for the corpus folder. */
  readonly id: string;
  /** For people: the outlet's name, or the folder's. */
  readonly name: string;
  /** The outlet whose pages these are, as far as they do not say otherwise; null for a folder of mixed pages. */
  readonly outlet: string | null;
  /** It is read again after so long, in milliseconds. */
  readonly everyMs: number;
} & SourceWay;

/** Saved pages; a feed (RSS, Atom, RDF, JSON Feed); a web page that links to articles; web pages by their addresses. */
export type SourceWay =
  | { readonly kind: 'folder'; readonly folder: string }
  /** `complete`: whether items are completed from their pages: those with a summary only, all of them, or none. */
  | { readonly kind: 'feed'; readonly url: string; readonly complete: 'summaries' | 'always' | 'never' }
  /** `links`: articles are the links whose path matches this pattern (`/news/*`), on the list's own host. */
  | { readonly kind: 'list'; readonly url: string; readonly links: string }
  | { readonly kind: 'pages'; readonly urls: readonly string[] };

/** What came with a page besides its text: front matter of a file, `<meta>` of a web page, fields of a feed item. */
export type PageMeta = {
  readonly url: string | null;
  /** The outlet's name as the metadata gives it. */
  readonly source: string | null;
  readonly published: PublishedDate | null;
  /** True for pages written for this project: they are marked as samples wherever they are shown. */
  readonly sample: boolean;
  readonly author: string | null;
};

/** One news page as it was read. */
export type Page = {
  /** File name without its ending, or a hash of the canonical URL. Unique within one run. */
  readonly id: string;
  readonly format: 'dump' | 'html' | 'feed';
  /** The whole text, chrome and front matter included (a file's raw text; of HTML the readable text). Never changed. */
  readonly text: string;
  /** The part of `text` behind the front matter. */
  readonly content: Span;
  /** The headline when the format itself names it (HTML title, feed item title); it lies at the start of `content`. */
  readonly title: Span | null;
  readonly meta: PageMeta;
  /** Where it came from, for messages: a path relative to the corpus folder, or a URL. */
  readonly origin: string;
};

/** A page that was not read, and why; the others are read all the same. */
export type PageRefusal = { readonly origin: string; readonly reason: string; readonly next: string };

// ------------------------------------------------------------------------------------------------------- article

/** A headline on the page (`page`), or the lead sentence standing in for it (`lead`): never an invented title. */
export type Headline = { readonly span: Span; readonly basis: 'page' | 'lead' };

/** When an article was published, as a range, and what says so. An unknown date is `null`, never today. */
export type PublishedDate = DayRange & {
  readonly basis: 'feed' | 'metadata' | 'text' | 'editor';
  /** The words of the page that say so, for `text`. */
  readonly evidence: readonly Span[];
};

/** A paragraph or real subheading of the body, in the page's order. */
export type Paragraph = {
  readonly span: Span;
  readonly role: 'body' | 'subheading';
  /** The sentences of the paragraph, in order, covering it but for white space. */
  readonly sentences: readonly Span[];
};

/** A line or block left out of the body, and the rule that said so. */
export type Dropped = { readonly span: Span; readonly rule: string };

/** «نقلت صحيفة ... عن ...»: one link of the chain of sources. */
export type Attribution = { readonly span: Span; readonly name: Span };

/** What is in quotation marks, with its speaker when the sentence names one. */
export type Quotation = { readonly span: Span; readonly speaker: Span | null };

/** The outlet of an article and how it was recognised. */
export type ArticleSource = {
  /** The profile's id; null for an outlet without one. */
  readonly id: string | null;
  readonly name: string;
  readonly basis: 'metadata' | 'host' | 'signature' | 'source-line' | 'chrome';
};

export type Qualifier = 'exactly' | 'about' | 'more_than' | 'at_least' | 'less_than' | 'up_to' | 'between' | 'vague';

export type FigureKind =
  | 'cardinal'
  | 'dual'
  | 'ordinal'
  | 'percent'
  | 'fraction'
  | 'money'
  | 'range'
  | 'vague'
  | 'area'
  | 'distance'
  | 'weight'
  | 'duration'
  | 'age';

/** What happened to, or is said of, the things counted. */
export type FigureEvent =
  | 'killed'
  | 'wounded'
  | 'casualties'
  | 'captured'
  | 'detained'
  | 'missing'
  | 'tried'
  | 'released'
  | 'returned'
  | 'removed'
  | 'displaced'
  | 'operations'
  | 'attacks'
  | 'strikes'
  | 'seized'
  | 'destroyed'
  | 'population'
  | 'members'
  | 'participants'
  | 'deployed'
  | 'funding'
  | 'aid'
  | 'share'
  | 'other';

export type Assertion = 'asserted' | 'planned' | 'denied' | 'alleged' | 'contrasted' | 'hypothetical';

/** One stated quantity. */
export type Figure = {
  /** `<page id>#<start>`: stable as long as the page's text is. */
  readonly id: string;
  /** Verbatim: qualifier + number + noun, as far as they stand together. */
  readonly span: Span;
  /** Verbatim: the number alone. */
  readonly number: Span;
  /** The lower end of a range; null when the number is vague («عشرات»). Shares are 0-100 for percent, 0-1 for fractions. */
  readonly value: number | null;
  /** The upper end of a range, else null. */
  readonly max: number | null;
  readonly qualifier: Qualifier;
  readonly kind: FigureKind;
  /** The thing counted, as a noun phrase of at most 7 words; resolved when the text elides it; '' when unknown. */
  readonly unit: string;
  /** Where the words of `unit` stand (elsewhere in the page when elided); null for duals' singulars and unknown units. */
  readonly unitSpan: Span | null;
  /** True when the noun is not beside the number but was found elsewhere in the text. */
  readonly unitElided: boolean;
  readonly event: FigureEvent;
  /** Of whom: «من عناصر داعش». */
  readonly whose: Span | null;
  readonly place: Span | null;
  /** The words that give the period or the as-of date: «خلال الشهر الماضي», «عام 2019». */
  readonly period: Span | null;
  /** `period` as days, where it can be known without the date of publication. */
  readonly asOf: DayRange | null;
  /** The id of the figure this one is a part of («بينهم نحو 2000»): never added to it. */
  readonly partOf: string | null;
  readonly assertion: Assertion;
  /** 3 belongs in the highlight strip, 2 in the text, 1 is left out. */
  readonly importance: 1 | 2 | 3;
  /** The sentence it stands in. */
  readonly sentence: Span;
  /** Index into `Article.paragraphs`. */
  readonly paragraph: number;
  /** The rules that fired, for `inspect`. */
  readonly rules: readonly string[];
};

/** A page understood. */
export type Article = {
  readonly page: Page;
  readonly source: ArticleSource | null;
  readonly headline: Headline | null;
  readonly paragraphs: readonly Paragraph[];
  /** Links to other articles: nothing in them is text or figure of this one. */
  readonly related: readonly Span[];
  readonly dropped: readonly Dropped[];
  readonly dateline: Span | null;
  readonly byline: Span | null;
  readonly attributions: readonly Attribution[];
  readonly quotations: readonly Quotation[];
  /** The day the page was saved, from its clock. Never the date of publication. */
  readonly pageDate: Day | null;
  readonly published: PublishedDate | null;
  readonly figures: readonly Figure[];
};

// --------------------------------------------------------------------------------------------------------- story

/** A theme's id as in `config/themes.yaml`; `off_topic` is always there. */
export type ThemeId = string;

/** One theme as the editor defines it. */
export type ThemeDefinition = {
  readonly id: ThemeId;
  /** The section's title in the digest. */
  readonly title: string;
  /** Key of the colour pair in the templates: statements, camps, operations, or a neutral one. */
  readonly colour: string;
  /** Weighted words and phrases; negative weights speak against the theme. */
  readonly cues: readonly { readonly phrase: string; readonly weight: number }[];
};

/** How strongly one paragraph speaks of one theme, and the words behind it. */
export type ThemeEvidence = {
  readonly paragraph: number;
  readonly theme: ThemeId;
  readonly score: number;
  readonly cues: readonly Span[];
};

/** The themes of one article. */
export type ThemeReading = {
  readonly primary: ThemeId;
  readonly secondary: readonly ThemeId[];
  /** Only paragraphs that carry a theme. */
  readonly evidence: readonly ThemeEvidence[];
};

/** An article with its themes, as it lies in a story. */
export type Telling = { readonly article: Article; readonly themes: ThemeReading };

/** A figure named from outside its article. */
export type FigureRef = { readonly page: string; readonly figure: string };

/**
 * How two figures about the same thing stand to each other.
 * agree: same value; compatible: one's qualifier admits the other (846 / about 850); rounding: one rounds the other;
 * conflict: cannot both be true; update: the later telling replaces the earlier; series: the same thing at other times.
 */
export type RelationKind = 'agree' | 'compatible' | 'rounding' | 'conflict' | 'update' | 'series';

export type FigureRelation = {
  readonly kind: RelationKind;
  /** For update and series the earlier one. */
  readonly a: FigureRef;
  readonly b: FigureRef;
};

/** Figures that state one fact, told by one or several articles. */
export type Fact = {
  /** What is stated, independent of the value: event, thing counted, whose and place; equal across editions. */
  readonly key: string;
  /**
   * True when the key names a scope (a place, or a standing body such as the members of the Coalition): only then
   * do figures with the same key in other stories and editions speak of the same thing.
   */
  readonly scoped: boolean;
  readonly figures: readonly FigureRef[];
  readonly relations: readonly FigureRelation[];
};

/** Articles about one event. */
export type Story = {
  /** Stable for the same set of pages. */
  readonly id: string;
  readonly tellings: readonly [Telling, ...Telling[]];
  readonly primary: ThemeId;
  readonly facts: readonly Fact[];
};

/** A figure of an earlier edition or another story about the same fact: what the store knows. */
export type KnownFigure = {
  readonly factKey: string;
  readonly value: number | null;
  readonly max: number | null;
  readonly qualifier: Qualifier;
  /** The number as it was written. */
  readonly numberText: string;
  readonly unit: string;
  /** As-of day or publication date, whichever is known; the year is what readers see. */
  readonly asOf: DayRange | null;
  readonly source: string | null;
  /** Where it can be read: page id and span. */
  readonly page: string;
  readonly span: Span;
};

// ------------------------------------------------------------------------------------------------------- edition

/** A highlighted stretch of a passage, relative to `Passage.text`. */
export type Mark = {
  readonly start: number;
  readonly end: number;
  readonly figure: string;
  readonly correction?: Correction;
};

/** A verbatim piece of a page. `text` always equals the page's text at `span`. */
export type Passage = {
  readonly page: string;
  readonly span: Span;
  readonly text: string;
  readonly marks: readonly Mark[];
};

/** One outlet's telling of a story, as shown under its headline. */
export type Citation = {
  readonly page: string;
  /** Null when the page does not name its outlet: shown as «مصدر غير مذكور». */
  readonly source: string | null;
  readonly url: string | null;
  readonly published: PublishedDate | null;
  readonly sample: boolean;
  /** Whom the outlet itself cites, verbatim. */
  readonly via: readonly string[];
};

/** A number on a card, in a comparison or on a bar: words of the source with where they came from. */
export type ShownFigure = {
  readonly figure: FigureRef;
  readonly qualifier: Qualifier;
  readonly assertion: Assertion;
  readonly kind: FigureKind;
  readonly event: FigureEvent;
  readonly value: number | null;
  readonly max: number | null;
  /** The number, verbatim. */
  readonly number: Passage;
  /** The thing counted and what is said of it, verbatim; null when the page has no words for it. */
  readonly label: Passage | null;
  /** The thing counted in the page's words when it was elided beside the number. */
  readonly unit: string;
  /** Where, verbatim, when the label does not say it. */
  readonly place?: Passage;
  /** Period or as-of words, verbatim. */
  readonly period: Passage | null;
  readonly asOf: DayRange | null;
  readonly source: string | null;
  /** The whole sentence. */
  readonly sentence: Passage;
  /** Only where an editor has put the number right. */
  readonly correction?: Correction;
};

/** A card of the highlight strip. */
export type Card = ShownFigure & {
  readonly theme: ThemeId;
  readonly story: string;
  /** What the same fact was before, when known. */
  readonly before: EarlierFigure | null;
};

/** One earlier value of a fact. */
export type EarlierFigure = {
  readonly number: string;
  readonly qualifier: Qualifier;
  readonly unit: string;
  readonly asOf: DayRange | null;
  readonly source: string | null;
};

/** Figures that cannot all be true, shown side by side with their sources. */
export type Conflict = { readonly factKey: string; readonly sides: readonly ShownFigure[] };

/** One fact over time, drawn as bars; at least two points, oldest first. */
export type Track = {
  readonly factKey: string;
  readonly label: string;
  readonly points: readonly {
    readonly value: number;
    readonly number: string;
    readonly qualifier: Qualifier;
    readonly asOf: DayRange;
    readonly source: string | null;
  }[];
};

/** A figure that is not what the digest said of the same fact before. */
export type FigureChange = {
  readonly factKey: string;
  readonly now: ShownFigure;
  /** As it was told; null: this had no figure yet. */
  readonly before: EarlierFigure | null;
};

/** Why a story comes again that readers of this digest know already: what has changed since. */
export type StoryUpdate = {
  /** The edition that told it last. */
  readonly edition: number;
  readonly date: Day;
  readonly changes: readonly [FigureChange, ...FigureChange[]];
};

export type EditionStory = {
  readonly id: string;
  /** Only of a story that was told before: «تحديث». */
  readonly update?: StoryUpdate;
  /** Null: no page had a headline; the excerpt then leads. */
  readonly headline: Passage | null;
  readonly citations: readonly [Citation, ...Citation[]];
  readonly passages: readonly Passage[];
  readonly conflicts: readonly Conflict[];
  readonly tracks: readonly Track[];
};

/** Passages on this section's theme from stories that stand in another section. */
export type Aside = {
  readonly story: string;
  readonly citation: Citation;
  readonly passages: readonly Passage[];
};

export type Section = {
  readonly theme: ThemeId;
  readonly title: string;
  readonly colour: string;
  readonly stories: readonly EditionStory[];
  readonly asides: readonly Aside[];
};

/** A source that could not be read since the digest's last edition: named in the colophon. `since`: its last success. */
export type UnreadSource = { readonly name: string; readonly since: Day | null };

/** One issue of a digest. Self-contained: it can be rendered, shown and traced without the pages at hand. */
export type Edition = {
  readonly number: number;
  /** The digest it is an issue of (`config/mujaz.yaml`). */
  readonly digest: string;
  /** The digest's name, as on the masthead. */
  readonly name: string;
  readonly date: Day;
  /** `HH:MM` of its slot, where the digest has several editions a day. */
  readonly time?: string;
  readonly subject: string;
  readonly preheader: string;
  /** The lead sentence, composed of fixed words and verbatim pieces. */
  readonly lead: readonly LeadPart[];
  readonly cards: readonly Card[];
  readonly sections: readonly Section[];
  readonly counts: {
    readonly stories: number;
    readonly articles: number;
    readonly sources: number;
    readonly minutes: number;
  };
  /** True when any of its pages is a sample: said on the masthead. */
  readonly sample: boolean;
  readonly unread?: readonly UnreadSource[];
};

/** Fixed words of ours, or a verbatim piece of a page. */
export type LeadPart = { readonly words: string } | { readonly passage: Passage };

/**
 * One time at which an edition of a digest is due, in the local time of its schedule. There is one row for it, whoever looks
 * at the clock: so it is made once.
 */
export type Slot = { readonly digest: string; readonly date: Day; readonly time: string };

/**
 * `making`: a program is at it; `made`; `too-little`: fewer stories than the digest's least, so there is no edition; `missed`:
 * nobody was there in time; `failed`: it is tried again.
 */
export type SlotState = 'making' | 'made' | 'too-little' | 'missed' | 'failed';

// ------------------------------------------------------------------------------------------------------- message

/** An edition rendered for one set of themes. */
export type Variant = {
  /** Theme ids in section order; all of them for the full edition. */
  readonly themes: readonly ThemeId[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
};

// --------------------------------------------------------------------------------------------------------- editing

/** `editor`: prepares and approves; `publisher`: sends, and works on subscribers, too. */
export type EditorRole = 'editor' | 'publisher';

/** Somebody who works at the desk. */
export type Editor = { readonly id: string; readonly name: string; readonly role: EditorRole };

/** A number that an editor has put right: the source's own words stay, and both are shown. */
export type Correction = {
  /** As it is shown: digits, or a range such as 20-22. */
  readonly number: string;
  readonly value: number;
  readonly max: number | null;
  /** Why; '' when nothing was said. */
  readonly note: string;
  /** The editor's name. */
  readonly by: string;
  readonly on: Day;
};

/** One thing that an editor changed on a draft. Stories and figures are named, never copied. */
export type Mend =
  /** To a place in a section: before another story of it, or (null) behind all; the section may be another theme's. */
  | { readonly kind: 'move'; readonly story: string; readonly theme: ThemeId; readonly before: string | null }
  | { readonly kind: 'hide'; readonly story: string }
  /** Opens the edition: its section first, itself first in it, and first in the lead sentence. */
  | { readonly kind: 'open-with'; readonly story: string }
  /** The highlight strip, in this order. */
  | { readonly kind: 'cards'; readonly figures: readonly FigureRef[] }
  | { readonly kind: 'correct'; readonly figure: FigureRef; readonly number: string; readonly note: string }
  /** When a page was published. */
  | { readonly kind: 'date'; readonly page: string; readonly published: DayRange }
  | { readonly kind: 'wording'; readonly field: 'subject' | 'preheader' | 'lead'; readonly text: string }
  /** A warning that somebody has looked at. */
  | { readonly kind: 'settle'; readonly warning: string };

/** A mend with who made it; `undone`: it does not count any more, but stays in the history. */
export type MendRecord = {
  /** 1, 2, ... of its edition. */
  readonly position: number;
  readonly mend: Mend;
  readonly editor: Pick<Editor, 'id' | 'name'>;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly undone: { readonly editor: Pick<Editor, 'id' | 'name'>; readonly at: number } | null;
};

/** What has to be decided on before an edition is approved; `id` is the same as long as the matter is. */
export type DraftWarning = {
  readonly id: string;
  readonly kind: 'conflict' | 'superseded' | 'undated' | 'unread-source' | 'over-budget';
  /** The story it is about; null for the whole edition. */
  readonly story: string | null;
  /** The figures it is about. */
  readonly figures: readonly FigureRef[];
  /** Of a source or page: its name. */
  readonly subject: string | null;
  /** An editor has settled it. */
  readonly isSettled: boolean;
};

// ----------------------------------------------------------------------------------------------------- membership

/** `unconfirmed`: asked for, but nobody has pressed the button in the mail yet. Only `active` ones get digests. */
export type SubscriberStatus = 'unconfirmed' | 'active' | 'left';

/** What someone chose to get: one digest, and all of its themes (also those added later) or some of them. */
export type Choice = { readonly digest: string; readonly themes: readonly ThemeId[] | 'all' };

/** A text that only the holder of the key can read (`vault/`). */
export type Sealed = string & { readonly sealed: unique symbol };

/** A keyed hash of an address: finds it again without telling what it is. */
export type AddressHash = string & { readonly addressHash: unique symbol };

/** A person who asked for a digest. The address is only in here sealed. */
export type Subscriber = {
  /** 1, 2, ... in the order of signing up; for the records only. */
  readonly number: number;
  /** 8 random bytes, base64url: in links and on the desk. */
  readonly id: string;
  readonly addressHash: AddressHash;
  readonly address: Sealed;
  readonly status: SubscriberStatus;
  readonly choice: Choice;
  /** Epoch milliseconds; no digest is sent before. */
  readonly pausedUntil: number | null;
  /** Links of mails carry it; a higher one makes those of earlier mails invalid, except for leaving. */
  readonly linkVersion: number;
  /** Epoch milliseconds. */
  readonly signedUpAt: number;
  readonly confirmedAt: number | null;
  readonly leftAt: number | null;
};

/** What a person did, or what was done to the record: what consent can be proved with. */
export type ConsentKind =
  | 'signed-up'
  | 'confirmed'
  | 'imported'
  | 'address-requested'
  | 'choice-changed'
  | 'paused'
  | 'resumed'
  | 'address-changed'
  | 'left'
  | 'came-back'
  | 'data-sent'
  | 'suppressed';

/** One entry of a subscriber's record. */
export type Consent = {
  readonly kind: ConsentKind;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Which wording of the consent line was shown; null where none was. */
  readonly textVersion: string | null;
  /** The address of the internet connection, until its term ends. */
  readonly ip: Sealed | null;
  readonly ipUntil: number | null;
  /** What was chosen, the reason given, the file imported, ... */
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Why an address gets no mail. Whoever `left` may sign up again; the rest only an editor lifts. */
export type SuppressionReason = 'left' | 'erased' | 'bounced' | 'complained' | 'editor';

/** The single mails, each for one person and one reason. */
export type LetterKind = 'confirm' | 'already-subscribed' | 'new-address' | 'address-moved' | 'data-copy';

// ------------------------------------------------------------------------------------------------------ deliveries

/**
 * A sending: an approved edition on its way to its recipients. `ready`: approved, and nobody has started it; `paused`: by
 * an editor or by a fault that concerns everybody; `done`: nothing is on its way any more.
 */
export type SendingState = 'ready' | 'sending' | 'paused' | 'cancelled' | 'done';

/**
 * A delivery: one edition to one subscriber. `sending`: claimed by a program that may have handed it over; `sent`: the mail
 * server has accepted it, which is not yet delivered; `failed`: refused for good, or put off for too long; `excluded`: not
 * to be mailed after all; `uncertain`: it was handed over, or may have been, and no answer came.
 */
export type DeliveryState = 'queued' | 'sending' | 'sent' | 'failed' | 'excluded' | 'uncertain';

/** Why a recipient of an approved edition was not mailed. */
export type ExclusionReason = 'left' | 'paused' | 'suppressed' | 'erased' | 'moved' | 'nothing-on-themes' | 'cancelled';

/** What a mail that came back says: nobody is there; not now (full, too large, refused); the reader called it spam. */
export type BounceKind = 'hard' | 'soft' | 'complaint';
