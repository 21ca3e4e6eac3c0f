/** The words of sources and schedules, as tables. */
import type { SlotStanding, SourceStanding } from '../../app/index.ts';

/** Titles of the two pages, also as links to them. */
export const NEWS_TITLES = { sources: 'المصادر', schedule: 'المواعيد' } as const;

/** What a way of coming in is called, and the key of `read:` that its address stands under in the configuration. */
export const KINDS: Readonly<Record<SourceStanding['kind'], { readonly words: string; readonly key: string }>> = {
  folder: { words: 'مجلد', key: 'folder' },
  feed: { words: 'خلاصة', key: 'feed' },
  list: { words: 'صفحة روابط', key: 'list' },
  pages: { words: 'صفحات بعناوينها', key: 'pages' },
};

/** The corpus folder has no name of its own. */
export const CORPUS = { id: '_corpus', name: 'مجلد الصفحات المحفوظة' } as const;

export const SOURCE_STATES: Readonly<Record<Exclude<SourceStanding['state'], 'failing'>, string>> = {
  never: 'لم تُقرأ بعد',
  well: 'تُقرأ',
};

export const SLOT_STATES: Readonly<Record<SlotStanding['state'], string>> = {
  planned: 'لم يحن موعده',
  making: 'قيد الصنع',
  made: 'صُنع',
  'too-little': 'لم يُصنع: أخباره الجديدة أقل من الحد الأدنى',
  missed: 'فات موعده ولم يُصنع',
  failed: 'تعثر صنعه',
};

/** Of a slot that the schedule did not make, when an editor has. */
export const MADE_BY_HAND = 'لم يصنعه الجدول، وصُنع يدوياً';
/** It is due, and nobody has begun. */
export const OVERDUE = 'حان موعده ولم يُصنع بعد';
