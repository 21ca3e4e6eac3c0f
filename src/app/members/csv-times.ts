/** Points in time as lists write them. */
/**
 * `2025-11-13`, `2025-11-13 08:00`, `2025-11-13T08:00:00.000Z`, `2025/11/13 08:00:00 +0300`. Year first: whether 3/4/2025
 * is in March or April, nobody can tell.
 */
const TIME =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[t ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?)?$/u;
/** Seconds or milliseconds since 1970, as some programs export them: from 2001 to 2286. */
const EPOCH = /^\d{10}(?:\d{3})?$/u;

/** Epoch milliseconds of a time; without a zone it is UTC. Null for what is no such time. */
export function readTime(text: string): number | null {
  const plain = asciiDigits(text.trim().toLowerCase());
  if (EPOCH.test(plain)) return plain.length === 10 ? Number(plain) * 1000 : Number(plain);
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = ''] = TIME.exec(plain) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // 30 February would be taken for 2 March.
  if (new Date(date).getUTCDate() !== Number(day) || Number(month) > 12 || Number(month) < 1) return null;
  const time = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  return date + time + Number(fraction.slice(0, 3).padEnd(3, '0')) - offsetOf(zone);
}

function offsetOf(zone: string): number {
  if (!/^[+-]/u.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

function asciiDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/gu, (digit) => String(digit.charCodeAt(0) & 0xf));
}
