/** What fetching is asked and what it answers. Everything that can go wrong outside is an answer, nothing is thrown. */

/** What the server told of its content the last time: sent back, so that it may answer «not modified» (RFC 9110, 13.1). */
export type Validators = { readonly etag: string | null; readonly lastModified: string | null };

export type WebRequest = {
  readonly url: string;
  /** What is expected: for the Accept header and the words of refusals. */
  readonly wants: 'feed' | 'page';
  readonly validators?: Validators;
};

/** What came back, after redirects. */
export type WebContent = {
  readonly kind: 'content';
  /** Where it was found in the end. */
  readonly url: string;
  /** The new address, when every redirect on the way was a permanent one (301, 308); else null. */
  readonly movedTo: string | null;
  /** Decompressed. */
  readonly bytes: Uint8Array;
  /** The media type in lower case without parameters: `application/rss+xml`. */
  readonly mediaType: string | null;
  /** The charset of the Content-Type header, as written. */
  readonly charset: string | null;
} & Validators;

/** Why there is nothing: one line for people. */
export type WebRefusal = {
  readonly kind: 'refused';
  /**
   * `forbidden`: this address is never read (private network, other port, robots.txt); `gone`: 404 or 410; `waiting`: the
   * server asks to come later (429, 503 with Retry-After); `failed`: anything else.
   */
  readonly why: 'forbidden' | 'gone' | 'waiting' | 'failed';
  readonly status: number | null;
  readonly reason: string;
  readonly next: string;
  /** How long the server asks to be left alone; null when it does not say. */
  readonly retryAfterMs: number | null;
};

export type WebAnswer = WebContent | { readonly kind: 'not-modified'; readonly movedTo: string | null } | WebRefusal;

/**
 * Reads the web politely and safely: one request at a time per host with a pause between them, robots.txt (RFC 9309, kept
 * for a day), public addresses only, at most 5 redirects, 20 s and 5 MB.
 */
export type WebReader = {
  read(request: WebRequest, stop?: AbortSignal): Promise<WebAnswer>;
  close(): Promise<void>;
};

export type WebReaderOptions = {
  /** `Mujaz/0.1 (+https://digest.example.org)`. */
  readonly userAgent: string;
  /** Between two requests to one host; robots.txt may ask for more. */
  readonly hostPauseMs: number;
  /** `address:port` of servers inside private networks that may be read all the same; `[::1]:8080` for IPv6. */
  readonly allow: readonly string[];
  /** Epoch milliseconds; the clock when left out. */
  readonly now?: () => number;
};
