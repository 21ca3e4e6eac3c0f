/** Numbers below a thousand in words: «خمسة», «ثلاثة عشر», «إحدى وعشرين», «مئة وخمسة», «ثلاث مئة واثنتين». */

import { Glued } from './numbers-forms.ts';
import { gluedAt, isAdjacent, isAndOne, lexemeAt, linkAt, type TaggedWords } from './numbers-lexicon.ts';

type Small = { readonly last: number; readonly value: number };

/** The number below a thousand at word `index`; null when there is none. */
export function readBelowThousand(tagged: TaggedWords, index: number): Small | null {
  const hundred = readHundred(tagged, index);
  if (!hundred) return readBelowHundred(tagged, index);
  const next = andAt(tagged, hundred.last + 1, gluedAt(tagged, index));
  const rest = next < 0 ? null : readBelowHundred(tagged, next);
  return rest ? { last: rest.last, value: hundred.value + rest.value } : hundred;
}

function readHundred(tagged: TaggedWords, index: number): Small | null {
  const lexeme = lexemeAt(tagged, index);
  if (lexeme?.role === 'hundred') return { last: index, value: lexeme.value };
  if (lexeme?.role !== 'unit' || lexeme.value < 3) return null;
  const next = isPlainNext(tagged, index + 1) ? lexemeAt(tagged, index + 1) : undefined;
  return next?.role === 'hundred' && next.value === 100 ? { last: index + 1, value: lexeme.value * 100 } : null;
}

function readBelowHundred(tagged: TaggedWords, index: number): Small | null {
  const lexeme = lexemeAt(tagged, index);
  switch (lexeme?.role) {
    case 'unit':
      return readFromUnit(tagged, index, lexeme.value, lexeme.construct !== true);
    case 'one':
      return readFromUnit(tagged, index, 1, false);
    case 'ten':
      return { last: index, value: 10 };
    case 'teen':
    case 'tens':
      return { last: index, value: lexeme.value };
    default:
      return null;
  }
}

/** «أحد», «إحدى» and «اثنا» cannot stand alone: they need their second part. */
function readFromUnit(tagged: TaggedWords, index: number, value: number, standsAlone: boolean): Small | null {
  const next = isPlainNext(tagged, index + 1) ? lexemeAt(tagged, index + 1) : undefined;
  if (next?.role === 'ten') return { last: index + 1, value: value + 10 };
  const joined = andAt(tagged, index + 1, gluedAt(tagged, index));
  const tens = joined < 0 ? undefined : lexemeAt(tagged, joined);
  if (tens?.role === 'tens') return { last: joined, value: value + tens.value };
  return standsAlone ? { last: index, value } : null;
}

function isPlainNext(tagged: TaggedWords, index: number): boolean {
  return isAdjacent(tagged.words, index) && gluedAt(tagged, index) === Glued.none;
}

/** The word that و joins: «وعشرين», «و عشرين»; with the article when the number began with it («الخمسة والعشرين»). */
function andAt(tagged: TaggedWords, index: number, gluedToFirst: number): number {
  if (!isAdjacent(tagged.words, index)) return -1;
  const glued = gluedAt(tagged, index);
  if (linkAt(tagged, index) === 'and') return isPlainNext(tagged, index + 1) ? index + 1 : -1;
  if (glued === Glued.and || isAndOne(tagged, index)) return index;
  return glued === (Glued.and | Glued.the) && (gluedToFirst & Glued.the) !== 0 ? index : -1;
}
