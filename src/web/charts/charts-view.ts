/** The page of pictures: each with the numbers that it is drawn from. */
import type { Bounced, BounceRow, ChartsDesk, Growth, TrackedFact } from '../../app/index.ts';
import type { BounceKind, DeliveryState } from '../../model.ts';
import { type Digits, inDigits } from '../../text/index.ts';
import { previewPage } from '../addresses.ts';
import { type MomentWords, momentWords } from '../moments.ts';
import { factName } from './fact-view.ts';
import { drawLines } from './lines.ts';
import { figurePage } from './places.ts';
import { longNumber } from './scale.ts';
import { drawStacks } from './stacks.ts';

type Themes = ChartsDesk['themes'];
type Sendings = Awaited<ReturnType<ChartsDesk['sendings']>>;

const EVERYBODY = { name: 'كل المشتركين', colour: 'neutral' } as const;

/** Subscribers over time; null where nobody has ever subscribed. */
export function viewGrowth(growth: Growth, themes: Themes, digits: Digits) {
  if (growth.months.length === 0) return null;
  const titleOf = (id: string) => themes.find((theme) => theme.id === id);
  const lines = [
    { ...EVERYBODY, values: growth.total },
    ...growth.themes.map(({ theme, counts }) => {
      const known = titleOf(theme);
      return { name: known?.title ?? theme, colour: known?.colour ?? 'neutral', values: counts };
    }),
  ];
  const months = growth.months.map((month) => monthWords(month, digits));
  return {
    ...drawLines(months, lines, digits),
    description: describeGrowth(growth, months, digits),
    columns: lines.map(({ name }) => name),
    rows: growth.months
      .map((month, at) => ({
        month,
        name: months[at] ?? month,
        cells: lines.map(({ values }) => longNumber(values[at] ?? 0, digits)),
      }))
      .reverse(),
  };
}

function describeGrowth({ total }: Growth, months: readonly string[], digits: Digits): string {
  const [first, last] = [total[0] ?? 0, total.at(-1) ?? 0];
  return `من ${longNumber(first, digits)} في ${months[0]} إلى ${longNumber(last, digits)} في ${months.at(-1)}.`;
}

/** «11/2025»: the month first, as it is read aloud. */
function monthWords(month: string, digits: Digits): string {
  const [year, number] = month.split('-');
  return inDigits(`${Number(number)}/${year}`, digits);
}

/** From the bottom of each bar up. */
const OUTCOMES: readonly DeliveryState[] = ['sent', 'uncertain', 'failed', 'excluded', 'sending', 'queued'];

const OUTCOME_WORDS: Readonly<Record<DeliveryState, string>> = {
  sent: 'قبلها خادم البريد',
  uncertain: 'لا يُعرف مصيرها',
  failed: 'رفضها الخادم',
  excluded: 'استُبعدت',
  sending: 'قيد التسليم',
  queued: 'في الانتظار',
};

/** Deliveries by what became of them; null where nothing was ever approved. */
export function viewDeliveries(sendings: Sendings, digits: Digits) {
  if (sendings.length === 0) return null;
  const oldestFirst = sendings.toReversed();
  const stacks = oldestFirst.map(({ edition, counts }) => ({
    words: inDigits(String(edition), digits),
    parts: OUTCOMES.map((kind) => ({ kind, value: counts[kind] })),
  }));
  const used = OUTCOMES.filter((state) => sendings.some(({ counts }) => counts[state] > 0));
  return {
    ...drawStacks(stacks, digits),
    legend: used.map((state) => ({ state, words: OUTCOME_WORDS[state] })),
    columns: OUTCOMES.map((state) => OUTCOME_WORDS[state]),
    rows: sendings.map(({ edition, counts }) => ({
      number: inDigits(String(edition), digits),
      href: previewPage(edition),
      cells: OUTCOMES.map((state) => longNumber(counts[state], digits)),
    })),
  };
}

const KINDS: readonly { readonly kind: BounceKind; readonly words: string }[] = [
  { kind: 'hard', words: 'لا أحد في العنوان' },
  { kind: 'soft', words: 'مؤقتاً' },
  { kind: 'complaint', words: 'شكوى' },
];

/** Mails that came back; null where none did. */
export function viewBounces({ total, domains, others, statuses }: Bounced, digits: Digits) {
  if (total === 0) return null;
  const rest = { name: '', kinds: others };
  const rows = [...domains, ...(sumOf(rest) > 0 ? [rest] : [])];
  const most = Math.max(...rows.map(sumOf), ...statuses.map(sumOf));
  const view = (row: BounceRow) => viewBounceRow(row, most, digits);
  return {
    total: longNumber(total, digits),
    kinds: KINDS,
    domains: rows.map(view),
    statuses: statuses.map(view),
  };
}

function sumOf({ kinds }: BounceRow): number {
  return kinds.hard + kinds.soft + kinds.complaint;
}

function viewBounceRow(row: BounceRow, most: number, digits: Digits) {
  let right = 100;
  const bars = KINDS.flatMap(({ kind }) => {
    const width = (100 * row.kinds[kind]) / most;
    right -= width;
    return width > 0 ? [{ kind, x: right.toFixed(2), width: width.toFixed(2) }] : [];
  });
  return {
    name: row.name,
    total: longNumber(sumOf(row), digits),
    cells: KINDS.map(({ kind }) => longNumber(row.kinds[kind], digits)),
    bars,
  };
}

/** The list of facts that are told most. */
export function viewFacts(facts: readonly TrackedFact[], digits: Digits) {
  return facts.map((fact) => ({
    href: figurePage(fact.factKey),
    ...factName(fact),
    times: inDigits(String(fact.points.length), digits),
    isSample: fact.isSample,
  }));
}

/** When it was counted, and by which everything on it is told. */
export function countedAt(at: number, words: MomentWords) {
  return { time: new Date(at).toISOString(), when: momentWords(at, words) };
}
