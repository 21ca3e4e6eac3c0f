/** The words numbers are made of. Spellings are given once; folding joins the forms of hamza, ة and ى. */
import type { Noun, NounForm } from './numbers-nouns.ts';

/** What a word of the number grammar is. */
export type Lexeme =
  /** 1-9, of either gender; `share` when the same letters can mean a fraction («خُمس السكان»). */
  | {
      readonly role: 'unit';
      readonly value: number;
      readonly share?: number;
      readonly suffixed?: true;
      readonly construct?: true;
    }
  /** «أحد», «إحدى»: only the first part of 11, 21, 31 ... */
  | { readonly role: 'one' }
  | { readonly role: 'ten'; readonly share: number }
  | { readonly role: 'teen'; readonly value: number }
  | { readonly role: 'tens'; readonly value: number }
  | { readonly role: 'hundred'; readonly value: number }
  /** `count` 2 for «ألفين», 0 for the plural «آلاف»; `doubt` for «ألفا», which is «ألفاً» or 2000 before a noun. */
  | { readonly role: 'scale'; readonly power: number; readonly count: 0 | 1 | 2; readonly doubt?: true }
  /**
   * «نصف», «ثلثي»; `suffixed` «نصفهم»; `marked`: only with its vowel mark, «ثمن» is a price without; `construct` is the
   * value before its complement: «ثلثا السكان» is two thirds, «ثلثاً» one.
   */
  | {
      readonly role: 'part';
      readonly value: number;
      readonly suffixed?: true;
      readonly marked?: true;
      readonly construct?: number;
    }
  /** «أرباع» in «ثلاثة أرباع». */
  | { readonly role: 'parts'; readonly denominator: number; readonly suffixed?: true }
  /** «عشرات», «مئات». */
  | { readonly role: 'vague' }
  /** «بضعة», «بضع», «عدة»: «بضعة آلاف». */
  | { readonly role: 'few' }
  | { readonly role: 'zero' }
  | { readonly role: 'ordinal'; readonly value: number; readonly noun?: Noun; readonly form?: NounForm }
  | { readonly role: 'link'; readonly link: Link }
  | { readonly role: 'noun'; readonly noun: Noun; readonly form: NounForm };

/** Small words that hold a number together. */
export type Link =
  | 'and'
  | 'between'
  | 'from'
  | 'to'
  | 'or'
  | 'each'
  | 'in'
  | 'out-of'
  | 'percent'
  | 'per-mille'
  | 'article'
  | 'other';

type Row<T> = readonly [spellings: string, lexeme: T];

/** «خمسة مسلحين», «خمس نساء», «رأى خمساً»; 3-9 also with a pronoun: «ثلاثتهم». */
export const UNITS: readonly Row<Lexeme>[] = [
  ['واحد واحدة واحدا', { role: 'unit', value: 1 }],
  ['أحد إحدى أحدى', { role: 'one' }],
  ['اثنان اثنين اثنتان اثنتين إثنان إثنين ثنتين ثنتان', { role: 'unit', value: 2 }],
  // Without their نون they stand only before «عشر»: «أثنى على» is no number.
  ['اثنا اثني اثنى اثنتا اثنتي إثنا إثني إثنتا إثنتي', { role: 'unit', value: 2, construct: true }],
  ['ثلاثة ثلاث ثلاثا', { role: 'unit', value: 3 }],
  ['أربعة أربع أربعا', { role: 'unit', value: 4 }],
  ['خمسة', { role: 'unit', value: 5 }],
  ['خمسا', { role: 'unit', value: 5, share: 2 / 5 }],
  ['خمس', { role: 'unit', value: 5, share: 1 / 5 }],
  ['ستة ست ستا', { role: 'unit', value: 6 }],
  ['سبعة سبعا', { role: 'unit', value: 7 }],
  ['سبع', { role: 'unit', value: 7, share: 1 / 7 }],
  ['ثمانية ثماني ثمان ثمانيا', { role: 'unit', value: 8 }],
  ['تسعة تسعا', { role: 'unit', value: 9 }],
  ['تسع', { role: 'unit', value: 9, share: 1 / 9 }],
  ['ثلاثتهم ثلاثتهن', { role: 'unit', value: 3, suffixed: true }],
  ['أربعتهم أربعتهن', { role: 'unit', value: 4, suffixed: true }],
  ['خمستهم خمستهن', { role: 'unit', value: 5, suffixed: true }],
  ['ستتهم', { role: 'unit', value: 6, suffixed: true }],
  ['سبعتهم', { role: 'unit', value: 7, suffixed: true }],
];

/** «عشرة», the second part of «خمسة عشر», and «عشرين». */
export const TENS: readonly Row<Lexeme>[] = [
  ['عشرة عشر عشرا', { role: 'ten', share: 1 / 10 }],
  ['أحدعشر احداعشر', { role: 'teen', value: 11 }],
  ['اثناعشر اثنيعشر إثناعشر', { role: 'teen', value: 12 }],
  ['ثلاثةعشر', { role: 'teen', value: 13 }],
  ['أربعةعشر', { role: 'teen', value: 14 }],
  ['خمسةعشر', { role: 'teen', value: 15 }],
  ['ستةعشر', { role: 'teen', value: 16 }],
  ['سبعةعشر', { role: 'teen', value: 17 }],
  ['ثمانيةعشر', { role: 'teen', value: 18 }],
  ['تسعةعشر', { role: 'teen', value: 19 }],
  ['عشرون عشرين', { role: 'tens', value: 20 }],
  ['ثلاثون ثلاثين', { role: 'tens', value: 30 }],
  ['أربعون أربعين', { role: 'tens', value: 40 }],
  ['خمسون خمسين', { role: 'tens', value: 50 }],
  ['ستون ستين', { role: 'tens', value: 60 }],
  ['سبعون سبعين', { role: 'tens', value: 70 }],
  ['ثمانون ثمانين', { role: 'tens', value: 80 }],
  ['تسعون تسعين', { role: 'tens', value: 90 }],
];

/** «مئة», «مائتي», «ثلاثمئة»; spellings of the hundreds are put together from both halves. */
export const HUNDREDS: readonly Row<Lexeme>[] = [
  ['مئة مائة مأة مية', { role: 'hundred', value: 100 }],
  ['مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي مأتين مأتان مأتي ميتين', { role: 'hundred', value: 200 }],
  ...(
    [
      [300, 'ثلاث ثلث'],
      [400, 'أربع'],
      [500, 'خمس'],
      [600, 'ست'],
      [700, 'سبع'],
      [800, 'ثمان ثماني ثمن'],
      [900, 'تسع'],
    ] as const
  ).map(
    ([value, heads]): Row<Lexeme> => [
      heads
        .split(' ')
        .flatMap((head) => ['مئة', 'مائة', 'مية', 'مأة'].map((hundred) => head + hundred))
        .join(' '),
      { role: 'hundred', value },
    ],
  ),
];

/** «ألف», «ألفين», «آلاف»; «بليون» is a thousand millions, as in the Arab press. */
export const SCALES: readonly Row<Lexeme>[] = [
  ['ألف', { role: 'scale', power: 3, count: 1 }],
  ['ألفا', { role: 'scale', power: 3, count: 1, doubt: true }],
  ['ألفان ألفين ألفي', { role: 'scale', power: 3, count: 2 }],
  ['آلاف ألوف', { role: 'scale', power: 3, count: 0 }],
  ...(
    [
      [6, 'مليون', 'ملايين'],
      [9, 'مليار', 'مليارات'],
      [9, 'ميليار', 'ميليارات'],
      [9, 'بليون', 'بلايين'],
      [12, 'تريليون', 'تريليونات'],
      [12, 'ترليون', 'ترليونات'],
      [12, 'تريليار', 'تريليارات'],
    ] as const
  ).flatMap(([power, word, plural]): Row<Lexeme>[] => [
    [word, { role: 'scale', power, count: 1 }],
    [`${word}ا`, { role: 'scale', power, count: 1, doubt: true }],
    [`${word}ان ${word}ين ${word}ي`, { role: 'scale', power, count: 2 }],
    [plural, { role: 'scale', power, count: 0 }],
  ]),
];

const PRONOUNS = ['ه', 'ها', 'هم', 'هن'];

function withPronouns(word: string): string {
  return PRONOUNS.map((pronoun) => word + pronoun).join(' ');
}

/** «نصفهم», «ثلثاها»; «خمسه», «عشره» are whole numbers when folded, «ثمنها» is a price. */
function suffixedParts(): readonly Row<Lexeme>[] {
  const plain: readonly (readonly [string, number])[] = [
    ['نصف', 1 / 2],
    ['ثلث', 1 / 3],
    ['ثلثا', 2 / 3],
    ['ثلثي', 2 / 3],
    ['ربع', 1 / 4],
    ['سدس', 1 / 6],
    ['خمسا', 2 / 5],
    ['خمسي', 2 / 5],
  ];
  const alsoWhole: readonly (readonly [string, number])[] = [
    ['خمس', 1 / 5],
    ['سبع', 1 / 7],
    ['تسع', 1 / 9],
    ['عشر', 1 / 10],
  ];
  const row = (spellings: string, value: number): Row<Lexeme> => [spellings, { role: 'part', value, suffixed: true }];
  return [
    ...plain.map(([word, value]) => row(withPronouns(word), value)),
    ...alsoWhole.map(([word, value]) => row(withPronouns(word).replace(`${word}ه `, ''), value)),
  ];
}

/** «نصف مليون», «ثلثي السكان», «ثلاثة أرباع», «ربعهم». */
export const PARTS: readonly Row<Lexeme>[] = [
  ['نصف نصفا', { role: 'part', value: 1 / 2 }],
  ['ثلث', { role: 'part', value: 1 / 3 }],
  ['ثلثا', { role: 'part', value: 1 / 3, construct: 2 / 3 }],
  ['ثلثان ثلثين ثلثي', { role: 'part', value: 2 / 3 }],
  ['ربع ربعا', { role: 'part', value: 1 / 4 }],
  ['سدس', { role: 'part', value: 1 / 6 }],
  ['خمسي', { role: 'part', value: 2 / 5, marked: true }],
  ['ثمن', { role: 'part', value: 1 / 8, marked: true }],
  ...suffixedParts(),
  ...(
    [
      ['أثلاث', 3],
      ['أرباع', 4],
      ['أخماس', 5],
      ['أسداس', 6],
      ['أسباع', 7],
      ['أثمان', 8],
      ['أتساع', 9],
      ['أعشار', 10],
    ] as const
  ).flatMap(([word, denominator]): Row<Lexeme>[] => [
    [word, { role: 'parts', denominator }],
    // «تسعة أعشاره»
    [withPronouns(word), { role: 'parts', denominator, suffixed: true }],
  ]),
];

/** «عشرات القتلى», «بضعة آلاف», «صفر». */
export const VAGUE: readonly Row<Lexeme>[] = [
  ['عشرات مئات مائات', { role: 'vague' }],
  ['بضع بضعة عدة', { role: 'few' }],
  ['صفر', { role: 'zero' }],
];

/** «ثالث عملية», «الثالثة», «العاشر»; read so that «الخامس والعشرين» is not mistaken for 20. */
export const ORDINALS: readonly Row<Lexeme>[] = [
  ['أول أولى أولا', { role: 'ordinal', value: 1 }],
  ['ثاني ثان ثانيا', { role: 'ordinal', value: 2 }],
  ['ثالث ثالثة ثالثا', { role: 'ordinal', value: 3 }],
  ['رابع رابعة رابعا', { role: 'ordinal', value: 4 }],
  ['خامس خامسة خامسا', { role: 'ordinal', value: 5 }],
  ['سادس سادسة سادسا', { role: 'ordinal', value: 6 }],
  ['سابع سابعة سابعا', { role: 'ordinal', value: 7 }],
  ['ثامن ثامنة ثامنا', { role: 'ordinal', value: 8 }],
  ['تاسع تاسعة تاسعا', { role: 'ordinal', value: 9 }],
  ['عاشر عاشرة عاشرا', { role: 'ordinal', value: 10 }],
  ['حادي حادية', { role: 'ordinal', value: 1 }],
];

/** «من 3 إلى 5», «بين 40 و50», «واحد من كل خمسة», «في المئة». */
export const LINKS: readonly (readonly [spellings: string, link: Link, takes: 'and' | 'none'])[] = [
  ['و', 'and', 'none'],
  ['بين', 'between', 'and'],
  ['من', 'from', 'and'],
  ['إلى حتى', 'to', 'none'],
  ['أو', 'or', 'none'],
  ['كل', 'each', 'none'],
  ['في', 'in', 'none'],
  ['أصل', 'out-of', 'none'],
  ['بالمئة بالمائة بالمية بالماية', 'percent', 'none'],
  ['ال', 'article', 'none'],
  // «واحد بالألف»
  ['بالألف', 'per-mille', 'none'],
  // «كمية» is no ك + hundred
  ['كمية وكمية بكمية الكمية كميات وكميات بكميات الكميات لكميات', 'other', 'none'],
];
