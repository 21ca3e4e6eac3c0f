/** How much of a stranger's server is put up with. */

export type WebLimits = {
  /** For one read: looking up names, connecting, waiting and reading at every hop; not the polite pauses between them. */
  readonly totalMs: number;
  /** For robots.txt, out of that time. */
  readonly robotsMs: number;
  /** Most redirects (RFC 9309, 2.3.1.2 asks for five with robots.txt, too). */
  readonly redirects: number;
  /** Most bytes of a body, after decompression and before. */
  readonly bodyBytes: number;
  /** What is read of robots.txt (RFC 9309, 2.5); the rest of it counts for nothing. */
  readonly robotsBytes: number;
  /** Most bytes of all headers of an answer together. */
  readonly headerBytes: number;
};

/** Half a second is left for what comes after the last byte: no read takes 20 s. */
export const WEB_LIMITS: WebLimits = {
  totalMs: 19_500,
  robotsMs: 10_000,
  redirects: 5,
  bodyBytes: 5 * 2 ** 20,
  robotsBytes: 500 * 2 ** 10,
  headerBytes: 32 * 2 ** 10,
};
