/** The parts of a message that nodemailer has composed: where they begin, and how they are encoded. */

/** A stretch of a message, from `start` up to `end`. */
export type Section = {
  readonly start: number;
  readonly end: number;
  /** `plain`: header fields and boundaries. */
  readonly encoding: 'plain' | 'quoted-printable' | 'base64';
};

const BOUNDARY = /^Content-Type: multipart\/alternative;(?:\r\n)?[ \t]+boundary="([^"\r\n]+)"/mu;
const ENCODING = /^Content-Transfer-Encoding: (quoted-printable|base64)\r$/mu;

/** Cuts a multipart message of one level (as latin1) into header fields and bodies; together they are the whole. */
export function cutParts(message: string): readonly Section[] {
  const boundary = BOUNDARY.exec(message)?.[1];
  if (boundary === undefined) throw new Error('a message without parts');
  const sections: Section[] = [];
  let start = 0;
  for (let at = message.indexOf(`\r\n--${boundary}`); at >= 0; at = message.indexOf(`\r\n--${boundary}`, at + 2)) {
    const head = message.indexOf('\r\n\r\n', at + 2);
    const end = message.indexOf(`\r\n--${boundary}`, at + 2);
    if (head < 0 || end < 0) break;
    const body = head + 4;
    const encoding = ENCODING.exec(message.slice(at, head + 2))?.[1] as Section['encoding'] | undefined;
    sections.push({ start, end: body, encoding: 'plain' }, { start: body, end, encoding: encoding ?? 'plain' });
    start = end;
  }
  sections.push({ start, end: message.length, encoding: 'plain' });
  return sections;
}
