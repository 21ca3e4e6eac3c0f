/** The first line of a list: which sign divides it, and what its columns are, in English or Arabic. */
import { fold } from '../../text/index.ts';

/** What a column can hold. */
export type Column = 'email' | 'digest' | 'themes' | 'status' | 'signedUpAt' | 'confirmedAt' | 'leftAt' | Extra;
/** What only our own exports have. */
type Extra = 'pausedUntil' | 'consents';

/** Names of columns as mailing programs and people write them; compared without case, blanks, marks and hyphens. */
const NAMES: Readonly<Record<Column, readonly string[]>> = {
  email: [
    ...['email', 'mail', 'email address', 'subscriber email', 'primary email'],
    ...[
      'البريد الإلكتروني',
      'البريد',
      'بريد',
      'بريد إلكتروني',
      'الإيميل',
      'إيميل',
      'الايميل',
      'عنوان البريد',
      'عنوان البريد الإلكتروني',
    ],
  ],
  digest: ['digest', 'newsletter', 'النشرة', 'نشرة', 'الموجز', 'القائمة', 'القائمة البريدية'],
  themes: ['themes', 'theme', 'topics', 'interests', 'المحاور', 'المواضيع', 'الموضوعات', 'الاهتمامات', 'الأقسام'],
  status: ['status', 'subscription status', 'الحالة', 'حالة الاشتراك', 'الوضع'],
  signedUpAt: [
    ...['signed_up_at', 'signup date', 'subscribed at', 'created_at', 'optin time', 'date added', 'joined at'],
    ...['تاريخ الاشتراك', 'تاريخ التسجيل', 'وقت الاشتراك', 'تاريخ الإضافة'],
  ],
  confirmedAt: [
    ...['confirmed_at', 'confirm time', 'confirmation date', 'double optin at'],
    ...['تاريخ التأكيد', 'وقت التأكيد', 'تاريخ تأكيد الاشتراك'],
  ],
  leftAt: [
    ...['left_at', 'unsubscribed_at', 'unsub time', 'unsubscribe date', 'cancelled at'],
    ...['تاريخ المغادرة', 'تاريخ إلغاء الاشتراك', 'تاريخ الإلغاء', 'وقت المغادرة'],
  ],
  pausedUntil: ['paused_until', 'متوقف حتى'],
  consents: ['consents', 'سجل الموافقة'],
};

const COLUMNS: ReadonlyMap<string, Column> = new Map(
  Object.entries(NAMES).flatMap(([column, names]) => names.map((name) => [keyOf(name), column as Column] as const)),
);

/** Also `Opt-in Time` and `OPTIN_TIME` are one. */
function keyOf(name: string): string {
  return fold(name.normalize('NFKC')).replaceAll(' ', '');
}

/** The columns of our own exports. */
export const EXPORT_HEADER = [
  ...['email', 'status', 'digest', 'themes', 'signed_up_at', 'confirmed_at', 'left_at', 'paused_until', 'consents'],
] as const;

/** Where the columns are, and the names that say nothing to us. */
export type Header = {
  readonly places: ReadonlyMap<Column, number>;
  readonly ignored: readonly string[];
  /** Whether all columns of our own exports are there: then cells are written as `csv-report.ts` does. */
  readonly isExport: boolean;
};

/** Why a first line is no header. */
export type NoHeader = { readonly refused: string; readonly next: string };

const EXAMPLE = 'Name the columns in the first line, for example: email,themes,status,confirmed_at.';

/** Reads the names of the columns. */
export function readHeader(names: readonly string[]): Header | NoHeader {
  const places = new Map<Column, number>();
  const ignored: string[] = [];
  for (const [at, name] of names.entries()) {
    const column = COLUMNS.get(keyOf(name));
    if (column && places.has(column)) {
      return { refused: `two columns say the same: "${clip(name)}".`, next: 'Take one of them out, or rename it.' };
    }
    if (column) places.set(column, at);
    else if (name.trim() !== '') ignored.push(clip(name));
  }
  const isExport = EXPORT_HEADER.every((name) => names.includes(name));
  if (places.has('email')) return { places, ignored, isExport };
  return names.some((name) => name.includes('@'))
    ? { refused: 'the first line holds an address, not the names of the columns.', next: EXAMPLE }
    : { refused: 'no column of the first line is named email (or البريد الإلكتروني).', next: EXAMPLE };
}

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** A sign between the columns. */
export type Delimiter = (typeof DELIMITERS)[number];

/** What divides a line: the sign that stands most often outside of quotes; a comma when none does. */
export function delimiterOf(line: string): Delimiter {
  const bare = line.replace(/"[^"]*"/gu, '');
  const counts = DELIMITERS.map((sign) => bare.split(sign).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** `sep=;` as the first line: how Excel is told the sign. */
export function declaredDelimiter(line: string): Delimiter | null {
  const sign = /^"?sep=(.)"?$/iu.exec(line)?.[1];
  return DELIMITERS.find((known) => known === sign) ?? null;
}

function clip(name: string): string {
  const shown = name.replace(/[\p{C}\s]+/gu, ' ').trim();
  return shown.length > 40 ? `${shown.slice(0, 40)}…` : shown;
}
