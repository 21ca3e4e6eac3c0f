/** The history of changes, in words. */
import type { Draft } from '../../app/index.ts';
import type { Mend, MendRecord } from '../../model.ts';
import { isolate, rangeWords, UNKNOWN_SOURCE } from '../../text/index.ts';
import { type MomentWords, momentWords } from '../moments.ts';
import { citationsOf, figureNumbers, nameOf, storyNames } from './context.ts';
import { WARNINGS, WORDINGS } from './words.ts';

export type ChangeView = {
  readonly position: number;
  readonly what: string;
  readonly who: string;
  readonly when: string;
  readonly time: string;
  /** Who took it back and when; null while it counts. */
  readonly undone: { readonly who: string; readonly when: string; readonly time: string } | null;
};

/** Some of an edition's changes, newest first. */
export function viewChanges(draft: Draft, records: readonly MendRecord[], words: MomentWords): ChangeView[] {
  const tell = mendTeller(draft, words);
  return records.toReversed().map(({ position, mend, editor, at, undone }) => ({
    position,
    what: tell(mend),
    ...momentOf(editor.name, at, words),
    undone: undone && momentOf(undone.editor.name, undone.at, words),
  }));
}

function momentOf(who: string, at: number, words: MomentWords) {
  return { who, when: momentWords(at, words), time: new Date(at).toISOString() };
}

/** «نقل القصة «...» إلى باب «...»»: what a mend does, for people who know the edition. */
function mendTeller(draft: Draft, { digits }: MomentWords): (mend: Mend) => string {
  const stories = storyNames(draft);
  const numbers = figureNumbers(draft);
  const citations = citationsOf(draft);
  const sections = [...draft.base.sections, ...draft.edition.sections];
  const story = (id: string) => `القصة «${stories.get(id) ?? id}»`;
  const number = (id: string) => numbers.get(id) ?? 'غير معروف';
  const theme = (id: string) => sections.find((section) => section.theme === id)?.title ?? id;
  return (mend) => {
    switch (mend.kind) {
      case 'move': {
        const place = mend.before === null ? 'في آخره' : `قبل «${stories.get(mend.before) ?? mend.before}»`;
        return `نقل ${story(mend.story)} إلى باب «${theme(mend.theme)}»، ${place}`;
      }
      case 'hide':
        return `إخفاء ${story(mend.story)}`;
      case 'open-with':
        return `افتتاح العدد بـ${story(mend.story)}`;
      case 'cards':
        return `ترتيب شريط الأرقام: ${mend.figures.map(({ figure }) => number(figure)).join('، ') || 'بلا أرقام'}`;
      case 'correct':
        return `تصويب الرقم «${number(mend.figure.figure)}» إلى «${isolate(mend.number)}»${mend.note ? `: ${mend.note}` : ''}`;
      case 'date': {
        const source = citations.get(mend.page)?.source ?? UNKNOWN_SOURCE;
        return `تأريخ صفحة «${source}»: ${rangeWords(mend.published, 'both', digits)}`;
      }
      case 'wording':
        return `تغيير ${WORDINGS[mend.field].name} إلى «${nameOf(mend.text)}»`;
      case 'settle': {
        const warning = draft.warnings.find(({ id }) => id === mend.warning);
        return `الاطلاع على تنبيه${warning ? `: ${WARNINGS[warning.kind].what}` : ''}`;
      }
    }
  };
}
