/** The kinds of act an article's lead tells of: a strike and a court ruling at one place are two events. */
import { fold, hashFolded, stem } from '../text/index.ts';
import type { Body, SentenceWords } from './body.ts';
import { hashTable, lookUp } from './hash-table.ts';
import { Recall, type Recalled } from './recalled.ts';

/** One line for each kind; a word belongs to one of them. */
const KINDS: readonly string[] = [
  'مداهمة مداهمات داهمت داهم دهم إنزال إنزالا اعتقال اعتقلت القبض توقيف أوقفت ضبط تفتيش تمشيط', // «عملية دهم»: a raid
  'عبوة عبوتين عبوات انفجار انفجرت انفجارا انفجارات تفجير مفخخة انتحاري', // «انفجار عبوة»
  'غارة غارات ضربة ضربات ضربتين قصف قصفت مقاتلات مسيرة صاروخ صواريخ', // «غارات جوية»
  'كمين هاجم هاجموا هجوم هجوما المهاجمون المهاجمين اشتباك اشتباكات', // «كمين لدورية»
  'قافلة قوافل حافلات غادرت غادر عادت عودة العائدين استعادت استعادة أعادت إعادة أعيد ترحيل إجلاء رحلة', // «قافلة عائدين»
  'محكمة قضاة قاضي القاضي حكم حكمت الحكم قضت أدانت إدانة أدين الادعاء النيابة محاكمة متهم المتهم', // «حكمت محكمة»
  'اجتماع اجتماعهم اجتماعها المجتمعون المجتمعين مؤتمر قمة', // «اختتم اجتماعهم»
  'لغم ألغام الألغام لغما نزع إزالة أزالت رفعت مخلفات', // «نزع الألغام»
  'فرار الفرار هروب عصيان تمرد الشغب شغب احتجاجات', // «محاولة فرار»
];

const ACTS = hashTable(
  KINDS.flatMap((words, kind) => words.split(' ').map((word) => [hashFolded(stem(fold(word))), kind + 1] as const)),
);

/** The kinds of act told in these sentences, as bits; 0 when none. */
export function readActs({ stems }: Body, sentences: readonly SentenceWords[], recalled: Recalled): number {
  let acts = 0;
  for (const { first, end } of sentences) {
    for (let i = first; i < end; i++) {
      const kind =
        recalled[i] === Recall.none
          ? lookUp(ACTS, stems.stem[i] as number) || lookUp(ACTS, stems.bare[i] as number)
          : 0;
      if (kind !== 0) acts |= 1 << kind;
    }
  }
  return acts;
}
