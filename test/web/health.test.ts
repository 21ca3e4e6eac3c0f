import { afterAll, describe, expect, test } from 'vitest';
import { openNewsDesk } from '../../src/app/index.ts';
import { CONFIG } from '../app/news-desk.ts';
import { sqliteDatabases } from '../setup/stores.ts';
import { buildDesk, buildSite } from './desk.ts';
import { sendPartly } from './mailing.ts';
import { readMetrics } from './metric-lines.ts';
import { buildNewsSite } from './news-desk.ts';

const { server, faults } = buildNewsSite();
const STRANGER = { host: 'digest.example' };

afterAll(async () => {
  await server.close();
  expect(faults).toEqual([]);
});

describe('health', () => {
  test('is well, and for the desk with what fails by itself', async () => {
    const { statusCode, headers, body } = await server.inject('/healthz');
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
    expect(JSON.parse(body)).toEqual({
      live: true,
      ready: true,
      reasons: [],
      details: { failingSources: ['harbour', 'harbour.2'], scheduleLagSeconds: 1801 },
    });
    const told = await server.inject({ url: '/healthz', headers: STRANGER });
    expect(JSON.parse(told.body)).toEqual({ live: true, ready: true, reasons: [] });
  });

  test('tells in fixed words why the program is not ready, and that it lives all the same', async () => {
    const readiness = async () => ({ ready: false, reasons: ['database', 'ingest'] });
    const { server: ill } = buildNewsSite({ readiness });
    const ready = await ill.inject({ url: '/healthz/ready', headers: STRANGER });
    expect([ready.statusCode, JSON.parse(ready.body)]).toEqual([
      503,
      { ready: false, reasons: ['database', 'ingest'] },
    ]);
    const all = await ill.inject('/healthz');
    expect([all.statusCode, JSON.parse(all.body)]).toEqual([
      503,
      { live: true, ready: false, reasons: ['database', 'ingest'], details: null },
    ]);
    const live = await ill.inject({ url: '/healthz/live', headers: STRANGER });
    expect([live.statusCode, JSON.parse(live.body)]).toEqual([200, { live: true }]);
    await ill.close();
  });

  test('is told without a desk of sources, too; metrics are not', async () => {
    const { server: plain } = buildSite();
    expect((await plain.inject('/healthz/ready')).json()).toEqual({ ready: true, reasons: [] });
    expect((await plain.inject('/metrics')).statusCode).toBe(404);
    await plain.close();
  });
});

describe('metrics', () => {
  test('are lines of the exposition format, with units in their names', async () => {
    const { body, headers } = await server.inject('/metrics');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    const samples = readMetrics(body);
    const amountOf = (name: string, labels = {}) =>
      samples.find((each) => each.name === name && JSON.stringify(each.labels) === JSON.stringify(labels))?.value;
    expect(amountOf('mujaz_source_failing', { source: 'harbour.2' })).toBe(1);
    expect(amountOf('mujaz_source_failing', { source: 'shore' })).toBe(0);
    expect(amountOf('mujaz_source_last_success_timestamp_seconds', { source: 'shore' })).toBe(1763803080);
    expect(amountOf('mujaz_source_last_news_timestamp_seconds', { source: 'shore' })).toBe(1763793000);
    expect(amountOf('mujaz_source_last_success_timestamp_seconds', { source: 'hills' })).toBeUndefined();
    expect(amountOf('mujaz_articles')).toBe(118);
    expect(amountOf('mujaz_pages_pending')).toBe(4);
    expect(amountOf('mujaz_editions', { state: 'draft' })).toBe(1);
    expect(amountOf('mujaz_deliveries', { state: 'sent' })).toBe(24);
    expect(amountOf('mujaz_slots', { state: 'too-little' })).toBe(1);
    expect(amountOf('mujaz_schedule_lag_seconds')).toBe(1800.5);
    expect(amountOf('process_resident_memory_bytes')).toBeGreaterThan(1e6);
    for (const { name } of samples) expect(name).toMatch(/^(?:mujaz|process|nodejs)_/u);
    expect(readMetrics((await server.inject('/metrics')).body).length).toBe(samples.length);
  });

  test('are there for this machine, and for networks that are named, but through no proxy', async () => {
    const { server: open } = buildNewsSite({}, { metricsFrom: ['10.1.0.0/16', '2001:db8::/32', '192.0.2.7'] });
    const status = async (remoteAddress: string, headers: Record<string, string> = STRANGER) =>
      (await open.inject({ url: '/metrics', remoteAddress, headers })).statusCode;
    expect(await status('10.1.2.3')).toBe(200);
    expect(await status('::ffff:10.1.2.3')).toBe(200);
    expect(await status('2001:db8::7')).toBe(200);
    expect(await status('192.0.2.7')).toBe(200);
    for (const stranger of ['10.2.0.1', '192.0.2.8', '2001:db9::1', '127.0.0.1'])
      expect(await status(stranger)).toBe(404);
    expect(await status('10.1.2.3', { ...STRANGER, 'x-forwarded-for': '198.51.100.7' })).toBe(404);
    expect((await open.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })).statusCode).toBe(200);
    await open.close();
  });
});

describe('metrics of a store', () => {
  const { open } = sqliteDatabases();

  test('hold after a sending neither an address nor a subject', async () => {
    const store = await open();
    await sendPartly(store);
    const { server: real } = buildSite(buildDesk(), { newsDesk: openNewsDesk(CONFIG, store) });
    const { body } = await real.inject('/metrics');
    const samples = readMetrics(body).filter(({ name }) => name.startsWith('mujaz_'));
    const sums = Map.groupBy(samples, ({ name }) => name);
    const sumOf = (name: string) => sums.get(name)?.reduce((sum, { value }) => sum + value, 0);
    expect(sumOf('mujaz_deliveries')).toBe(30);
    expect(sumOf('mujaz_subscribers')).toBe(30);
    expect(sumOf('mujaz_sendings')).toBe(1);
    const [summary] = await store.editions({ limit: 1 });
    expect(summary?.subject).toBeTruthy();
    expect(body).not.toContain(summary?.subject);
    expect(body).not.toMatch(/@|id of r/u);
    const known = new Set(['shore', 'shore.2']);
    for (const { labels } of samples) if (labels['source'] !== undefined) expect(known).toContain(labels['source']);
    for (const { labels } of samples)
      for (const said of Object.values(labels)) expect(said).toMatch(/^[a-z][a-z0-9.-]*$/u);
    await real.close();
  });
});
