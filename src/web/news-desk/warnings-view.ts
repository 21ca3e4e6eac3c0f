/** What the desk's first page says when sources or slots need an editor. */
import type { NewsDesk, SlotStanding, SourceStanding } from '../../app/index.ts';
import { counted } from '../../text/index.ts';
import { SCHEDULE, SOURCES } from '../addresses.ts';
import type { MomentWords } from '../moments.ts';
import { isTrouble, slotMoment } from './schedule-view.ts';
import { sourceName } from './sources-view.ts';
import { NEWS_TITLES, SLOT_STATES } from './words.ts';

/** Of more, only the first are named. */
const NAMED = 3;
/** An older one is on the page of the schedule only. */
const WARNED_MS = 7 * 86_400_000;

export type NewsLinks = {
  readonly links: readonly { readonly href: string; readonly words: string }[];
  readonly warnings: readonly { readonly words: string; readonly href: string; readonly link: string }[];
};

/** Leads to the two pages, and names what is wrong now. */
export async function viewNewsLinks(desk: NewsDesk, at: number, words: MomentWords): Promise<NewsLinks> {
  const failing = (await desk.sources()).filter(({ state }) => state === 'failing');
  const { past } = await desk.schedule();
  const troubles = past.filter((slot) => isTrouble(slot) && slot.dueAt > at - WARNED_MS);
  return {
    links: [
      { href: SOURCES, words: NEWS_TITLES.sources },
      { href: SCHEDULE, words: NEWS_TITLES.schedule },
    ],
    warnings: [
      ...(failing.length > 0 ? [warnOfSources(failing, words)] : []),
      ...troubles.slice(0, NAMED).map((slot) => warnOfSlot(slot, words)),
    ],
  };
}

/** «تعثرت قراءة مصدرين: منبر الساحل، ليفانت» */
function warnOfSources(failing: readonly SourceStanding[], { digits }: MomentWords) {
  const known = [...new Set(failing.map(sourceName))];
  const names = known.slice(0, NAMED);
  const more = known.length > NAMED ? ['وغيرها'] : [];
  const amount = counted(failing.length, 'source', 'genitive', digits);
  return {
    words: `تعثرت قراءة ${amount}: ${[...names, ...more].join('، ')}`,
    href: SOURCES,
    link: NEWS_TITLES.sources,
  };
}

/** عدد «موجز التحالف»، الخميس 13 تشرين الثاني/نوفمبر 2025، 07:00: فات موعده ولم يُصنع */
function warnOfSlot(slot: SlotStanding, words: MomentWords) {
  return {
    words: `عدد «${slot.digestName}»، ${slotMoment(slot, words)}: ${SLOT_STATES[slot.state]}`,
    href: SCHEDULE,
    link: NEWS_TITLES.schedule,
  };
}
