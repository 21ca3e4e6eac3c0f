/**
 * A month of real feeds' life, with all that goes wrong in it, against the real use cases: the editions are exactly those
 * that follow from the news, told by hand in `expected.ts`.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { DAILY, NEVER_TOLD, WEEKLY, WITHOUT_EDITION } from './expected.ts';
import { NEWS } from './news.ts';
import { utc } from './news-item.ts';
import { type Month, playMonth } from './play-month.ts';

const NIGHT_OF_THE_GAP = utc('03-29 01:00');

describe('a month of feeds', () => {
  let month: Month;
  beforeAll(async () => {
    month = await playMonth();
  });

  it('every daily edition tells exactly the news since the one before, updates with what has changed', () => {
    expect(month.daily).toEqual(DAILY);
  });

  it('every weekly edition tells the weeks since the last approved one', () => {
    expect(month.weekly).toEqual(WEEKLY);
  });

  it('every event is told once, but for its updates, and none is lost', () => {
    const told = month.daily
      .flatMap(({ told }) => told.filter((line) => !line.startsWith('unread')))
      .flatMap(storiesOf);
    const first = told.filter((story) => !story.includes('>')).map((story) => story.replace(/@.*/u, ''));
    const events = new Set(NEWS.map(({ event }) => event));
    for (const event of NEVER_TOLD) events.delete(event);
    expect(first.sort()).toEqual([...events].sort());
  });

  it('every slot has one row that says what became of it', () => {
    const isMade = new Set(month.slots.filter(({ state }) => state === 'made').map(slotKey));
    expect(isMade).toEqual(
      new Set([...DAILY.map(({ date }) => `daily ${date}`), ...WEEKLY.map(({ date }) => `weekly ${date}`)]),
    );
    const others = month.slots.filter(({ state }) => state !== 'made');
    expect(others.map((slot) => `${slotKey(slot)} ${slot.time} ${slot.state}`)).toEqual(WITHOUT_EDITION);
    expect(month.slots).toHaveLength(30 + 5);
  });

  it('the night without 02:30 has its edition at the first minute after', () => {
    const slot = month.slots.find(({ digest, date }) => digest === 'daily' && date === '2026-03-29');
    expect(slot).toMatchObject({ dueAt: NIGHT_OF_THE_GAP, state: 'made' });
  });

  it('an edition that was not approved in time is refused, because the next one tells its stories', () => {
    expect(month.refused).toEqual([expect.stringMatching(/^2026-03-23: edition \d+ was not approved in time/u)]);
  });

  it('a changed article has a new version, and the one before is kept', () => {
    expect(month.versions.get('mirfas')?.map((text) => text.includes('قروين'))).toEqual([true, false]);
    expect(month.versions.get('sidra-home')?.map((text) => /(?:41|45) عائلة/u.exec(text)?.[0])).toEqual([
      '41 عائلة',
      '45 عائلة',
    ]);
    expect(month.versions.get('tents-fire')).toHaveLength(1);
  });

  it('nobody is asked before the time that the server has named', () => {
    const early = askedOf('plain', '03-15 07:00', '03-16 03:00').filter(({ path }) => path !== '/robots.txt');
    expect(early.map(({ status }) => status)).toEqual([429]);
  });

  it('feeds are asked with what the server told the last time, and most answers are «not modified»', () => {
    const listings = month.asked.filter(({ path }) => /^\/(?:feed|atom|rss|latest)/u.test(path));
    const plain = listings.filter(({ isConditional }) => !isConditional);
    expect(new Set(plain.map(({ room }) => room)).size).toBe(plain.length);
    expect(listings.filter(({ status }) => status === 304).length / listings.length).toBeGreaterThan(0.8);
  });

  it('robots.txt is asked for once a day and kept, and no page is fetched twice', () => {
    expect(month.asked.filter(({ path }) => path.startsWith('/private/'))).toEqual([]);
    const robots = month.asked.filter(({ path, host }) => path === '/robots.txt' && host.startsWith('127'));
    expect(robots.length).toBeLessThanOrEqual(5 * 33);
    const pages = month.asked.filter(({ path }) => path.startsWith('/news/')).map(({ room, path }) => room + path);
    expect(new Set(pages).size).toBe(pages.length);
  });

  it('a feed that has moved for good is asked for at its new place alone', () => {
    const old = askedOf('harbour', '03-22 06:00', '04-07 12:00').filter(({ path }) => path === '/feed.xml');
    expect(old.map(({ status }) => status)).toEqual([301]);
    const palm = askedOf('palm', '03-26 06:00', '04-07 12:00').filter(({ path }) => path === '/feed.json');
    expect(palm.filter(({ host }) => host.startsWith('127')).map(({ status }) => status)).toEqual([308]);
  });

  it('a server that fails for days is asked less and less often', () => {
    expect(askedOf('bridge', '03-19 06:00', '03-20 06:00').length).toBeGreaterThan(4);
    expect(askedOf('bridge', '03-22 06:00', '03-24 06:00').filter(({ status }) => status === 500).length).toBe(2);
  });

  it('every fault is told in one line of its source, and no other is', () => {
    const unexplained = month.faults.filter(
      (line) => !FAULTS_TOLD.some(([source, words]) => line.startsWith(`${source}: `) && words.test(line)),
    );
    expect(unexplained).toEqual([]);
    for (const [source, words] of FAULTS_TOLD) {
      expect(month.faults.filter((line) => line.startsWith(`${source}: `) && words.test(line))).not.toEqual([]);
    }
  });

  function askedOf(room: string, from: string, until: string) {
    return month.asked.filter((each) => each.room === room && utc(from) <= each.at && each.at < utc(until));
  }
});

/** One line each: `.` matches no end of a line. */
const FAULTS_TOLD: readonly (readonly [source: string, words: RegExp])[] = [
  ['plain', /^.* 429 .*$/u],
  ['plain', /^.*robots\.txt.*\/private\/school\.html\..*$/u],
  ['plain', /^.* 503 .*$/u],
  ['harbour', /^.*its length is not the one announced.*$/u],
  ['harbour', /^.*its compressed text ends too early.*$/u],
  ['palm', /^.* 500 .*$/u],
  ['bridge', /^.* 500 .*$/u],
  ['hill', /^.*is not UTF-8; it looks like windows-1256.*$/u],
  ['hill', /^.*this is an HTML page, not a feed.*$/u],
];

function storiesOf(line: string): readonly string[] {
  return line.slice(line.indexOf(': ') + 2).split(', ');
}

function slotKey({ digest, date }: { readonly digest: string; readonly date: string }): string {
  return `${digest} ${date}`;
}
