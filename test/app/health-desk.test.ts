import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { openHealthDesk } from '../../src/app/index.ts';
import { testConfig } from './office.ts';

const folder = mkdtempSync(join(tmpdir(), 'mujaz-health-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SECRET = 'a-secret-that-nobody-sees';
const shipped = testConfig();
const config = {
  ...shipped,
  corpus: join(folder, 'corpus'),
  out: join(folder, 'out'),
  database: { file: join(folder, 'mujaz.sqlite') },
  mail: { smtp: null, outbox: join(folder, 'outbox') },
  bounces: { ...shipped.bounces, webhooks: { generic: SECRET } },
  key: { text: SECRET, file: join(folder, 'key') },
};

test('an examination runs beside everything else and says what doctor says', async () => {
  const health = openHealthDesk(config, () => 7);
  expect(health.state()).toEqual({ last: null, isRunning: false, fault: null });
  const began = performance.now();
  health.begin();
  health.begin();
  expect(performance.now() - began).toBeLessThan(500);
  expect(health.state().isRunning).toBe(true);
  while (health.state().isRunning) await setTimeout(20);
  const { last, fault } = health.state();
  expect(fault).toBeNull();
  expect(last?.at).toBe(7);
  const states = Object.fromEntries((last?.checks ?? []).map(({ name, state }) => [name, state]));
  expect(states).toMatchObject({ node: 'ok', corpus: 'fault', out: 'ok', templates: 'ok', from: 'warning' });
  expect(states).not.toHaveProperty('port');
});

test('settings tell where each is changed, and never a secret', () => {
  const { settings, versions } = openHealthDesk(config);
  expect(settings.find(({ name }) => name === 'key')).toEqual({
    name: 'key',
    value: null,
    isSet: true,
    file: 'environment',
    key: 'MUJAZ_KEY',
  });
  expect(JSON.stringify(settings)).not.toContain(SECRET);
  expect(versions.find(({ name }) => name === 'Node.js')?.version).toBe(process.versions.node);
});
