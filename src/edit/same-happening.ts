/**
 * Whether a new telling speaks of what readers were told, or of something like it: a second attack on the same town is no
 * new toll of the first. That one was published later proves nothing.
 */
import type { Article, Day, Span } from '../model.ts';
import { type DateMention, dayNumber, findDates, isoDay, readWords, signsIn } from '../text/index.ts';
import type { ToldPages } from './since-last.ts';
import { hasChanged } from './told-story.ts';

/** `same`: something says so; `other`: their days do; `unsure`: nothing says either. */
export type Happening = 'same' | 'other' | 'unsure';

/** How a new telling stands to the told ones of its story. */
export function happeningOf(article: Article, known: readonly Article[], told: ToldPages): Happening {
  if (hasChanged(article, told)) return 'same';
  const apart = daysApart(daysNamed(article), known.flatMap(daysNamed));
  if (apart !== null && apart > MOST_DAYS_OFF) return 'other';
  if (apart === 0 || goesOn(article)) return 'same';
  const published = daysApart(dayOf(article), known.flatMap(dayOf));
  return published !== null && published <= MOST_DAYS_OFF ? 'same' : 'unsure';
}

/** «مساء السبت» of one outlet is «فجر الأحد» of another. */
const MOST_DAYS_OFF = 1;

/** Paragraphs at the top of an article, where its news stands; further down it recalls other days. */
const NEWS_PARAGRAPHS = 2;

/** It calls its toll risen or new, or tells an earlier one to be replaced. */
function goesOn(article: Article): boolean {
  const { risen, renewed } = signsIn(article, openingOf(article, 1));
  return risen || renewed || signsIn(article, openingOf(article, article.paragraphs.length)).earlier;
}

/** From the headline to the end of so many paragraphs. */
function openingOf({ headline, paragraphs, page }: Article, count: number): Span {
  const start = headline?.span.start ?? paragraphs[0]?.span.start ?? page.content.start;
  return { start, end: Math.max(start, paragraphs[Math.min(count, paragraphs.length) - 1]?.span.end ?? start) };
}

/** The days that its news names, as numbers; weekdays, «أمس» and days without a year count from its day of publication. */
function daysNamed(article: Article): readonly number[] {
  const { start, end } = openingOf(article, NEWS_PARAGRAPHS);
  const published = publishedOn(article);
  return findDates(readWords(article.page.text, start, end)).flatMap((mention) => dayNamed(mention, published) ?? []);
}

function dayOf(article: Article): readonly number[] {
  const day = publishedOn(article);
  return day === null ? [] : [dayNumber(day)];
}

/** The day of publication, where it is known to the day. */
function publishedOn({ published }: Article): Day | null {
  return published && published.earliest === published.latest ? published.latest : null;
}

function dayNamed({ kind, range, parts }: DateMention, published: Day | null): number | null {
  if (range) return range.earliest === range.latest ? dayNumber(range.latest) : null;
  if (published === null) return null;
  const { weekday, offset, month, day } = parts;
  const written = dayNumber(published);
  if (kind === 'weekday' && weekday !== null) return written - daysSince(weekday, written);
  if (kind === 'day' && month !== null && day !== null) return lastOf(month, day, published);
  if (kind !== 'relative' || offset?.unit !== 'day' || offset.from === null || offset.from !== offset.to) return null;
  return written + offset.from;
}

/** How many days before `day` the weekday (0 is Sunday) last was; 0 on the day itself. Day 0 was a Monday. */
function daysSince(weekday: number, day: number): number {
  return (day + 8 - weekday) % 7;
}

/** The last such day of a year up to the day of writing. */
function lastOf(month: number, day: number, written: Day): number | null {
  const year = Number(written.slice(0, 4));
  const days = [year, year - 1].map((each) => isoDay(each, month, day));
  const last = days.find((each) => each !== null && each <= written);
  return last ? dayNumber(last) : null;
}

/** The least distance between two of them; null when one side has none. */
function daysApart(some: readonly number[], others: readonly number[]): number | null {
  let least: number | null = null;
  for (const one of some) {
    for (const other of others) least = Math.min(least ?? Number.POSITIVE_INFINITY, Math.abs(one - other));
  }
  return least;
}
