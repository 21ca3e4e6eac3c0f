/** Why a mend makes no sense on an edition, in the words of the desk. */
import type { Day, DayRange, DraftWarning, Edition, Mend } from '../../model.ts';
import { isoDay, isolate } from '../../text/index.ts';
import { indexFigures, refKey } from '../figure-index.ts';
import { cardsFor } from './apply-mends.ts';
import type { MendMaterial, MendOf } from './material.ts';
import { readTypedNumber } from './read-number.ts';

/** The edition as it was made and as it is now, what may be settled, and the local day. */
export type MendGround = {
  readonly base: Edition;
  readonly edition: Edition;
  readonly material: MendMaterial;
  readonly warnings: readonly DraftWarning[];
  readonly today: Day;
};

/** UTF-16 units. A subject of mails may be long, but not longer than any list shows. */
const MOST: Readonly<Record<MendOf<'wording'>['field'], number>> = { subject: 120, preheader: 200, lead: 600 };
const MOST_NOTE = 300;
/** As many as the mail shows. */
const MOST_CARDS = 12;

const WHY = {
  story: 'لا قصة بهذا الاسم في هذا العدد، أو أُخفيت.',
  theme: 'لا باب بهذا الاسم في هذه النشرة.',
  before: 'القصة التي تُوضع قبلها ليست في هذا الباب.',
  cards: `لا يتسع شريط الأرقام لأكثر من ${MOST_CARDS} رقماً.`,
  twice: 'اختير الرقم نفسه مرتين.',
  card: 'لا يصلح أحد الأرقام المختارة للشريط، أو ليس من هذا العدد.',
  figure: 'لا رقم بهذا الاسم في هذا العدد.',
  number: `هذا ليس رقماً: اكتب رقماً مثل 22 أو ٢٢، أو نطاقاً مثل ${isolate('20-22')}.`,
  same: 'هذا هو الرقم المكتوب في المصدر.',
  note: `السبب أطول من ${MOST_NOTE} حرف.`,
  page: 'لا صفحة بهذا الاسم في هذا العدد.',
  day: 'لا يوجد يوم كهذا في التقويم.',
  order: 'اليوم الأول بعد اليوم الأخير.',
  future: 'هذا اليوم لم يأتِ بعد.',
  empty: 'النص فارغ.',
  long: (most: number) => `النص أطول من ${most} ${most % 100 === 0 ? 'حرف' : 'حرفاً'}.`,
  line: 'يُكتب النص في سطر واحد، دون محارف تحكم.',
  warning: 'لا تنبيه كهذا على هذا العدد: ربما عولج أو تغيّر.',
} as const;

/** What is wrong with it, in Arabic; null when it can be made. */
export function unfit(mend: Mend, ground: MendGround): string | null {
  switch (mend.kind) {
    case 'move':
      return unfitMove(mend, ground);
    case 'hide':
    case 'open-with':
      return isShown(mend.story, ground, mend.kind === 'hide') ? null : WHY.story;
    case 'cards':
      return unfitCards(mend, ground);
    case 'correct':
      return unfitNumber(mend, ground);
    case 'date':
      return isCited(mend.page, ground) ? unfitDays(mend.published, ground.today) : WHY.page;
    case 'wording':
      return unfitWording(mend);
    case 'settle':
      return ground.warnings.some(({ id }) => id === mend.warning) ? null : WHY.warning;
  }
}

function isShown(story: string, { edition }: MendGround, orQuoted = false): boolean {
  return edition.sections.some(
    ({ stories, asides }) =>
      stories.some(({ id }) => id === story) || (orQuoted && asides.some((aside) => aside.story === story)),
  );
}

function unfitMove({ story, theme, before }: MendOf<'move'>, ground: MendGround): string | null {
  if (!isShown(story, ground)) return WHY.story;
  const section = ground.edition.sections.find((one) => one.theme === theme);
  if (!section && !ground.material.themes.some(({ id }) => id === theme)) return WHY.theme;
  const isThere = before === null || (before !== story && section?.stories.some(({ id }) => id === before));
  return isThere ? null : WHY.before;
}

function unfitCards({ figures }: MendOf<'cards'>, { base, material }: MendGround): string | null {
  if (figures.length > MOST_CARDS) return WHY.cards;
  const keys = figures.map(refKey);
  if (new Set(keys).size < keys.length) return WHY.twice;
  const known = new Set(cardsFor(base, material).map((card) => refKey(card.figure)));
  return keys.every((key) => known.has(key)) ? null : WHY.card;
}

function unfitNumber({ figure, number, note }: MendOf<'correct'>, { material }: MendGround): string | null {
  const placed = indexFigures(material.stories, []).get(figure);
  if (!placed) return WHY.figure;
  const typed = readTypedNumber(number);
  if (!typed) return WHY.number;
  if (typed.value === placed.figure.value && typed.max === placed.figure.max) return WHY.same;
  return note.length > MOST_NOTE ? WHY.note : null;
}

function isCited(page: string, { edition }: MendGround): boolean {
  return edition.sections.some(
    ({ stories, asides }) =>
      stories.some(({ citations }) => citations.some((citation) => citation.page === page)) ||
      asides.some(({ citation }) => citation.page === page),
  );
}

function unfitDays({ earliest, latest }: DayRange, today: Day): string | null {
  if (!isDay(earliest) || !isDay(latest)) return WHY.day;
  if (earliest > latest) return WHY.order;
  return latest > today ? WHY.future : null;
}

function isDay(day: string): boolean {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(day) ?? [];
  return isoDay(Number(year), Number(month), Number(date)) === day;
}

function unfitWording({ field, text }: MendOf<'wording'>): string | null {
  const words = text.trim();
  if (words === '') return WHY.empty;
  if (words.length > MOST[field]) return WHY.long(MOST[field]);
  return /[\p{Cc}\u2028\u2029]/u.test(words) || !words.isWellFormed() ? WHY.line : null;
}
