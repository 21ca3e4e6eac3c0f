import { counted, type Digits } from '../../text/index.ts';

/** «3 قصص أخرى ومقطعان آخران في صفحة العدد»; '' when nothing was left out. */
export function moreWords(leftOut: { readonly stories: number; readonly passages: number }, digits: Digits): string {
  const stories = leftOut.stories > 0 ? counted(leftOut.stories, 'otherStory', 'nominative', digits) : '';
  const passages = leftOut.passages > 0 ? counted(leftOut.passages, 'otherPassage', 'nominative', digits) : '';
  if (!stories && !passages) return '';
  return `${[stories, passages].filter(Boolean).join(' و')} في صفحة العدد`;
}
