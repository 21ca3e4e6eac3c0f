import { expect, test } from 'vitest';
import { readCron } from '../../src/queue/index.ts';

test('fields are read as numbers, ascending, each once; Sunday is 0', () => {
  expect(readCron('*/20 22-2,1 1,15 jan-mar 5-7')).toEqual({
    minute: [0, 20, 40],
    hour: [0, 1, 2, 22, 23],
    dayOfMonth: [1, 15],
    month: [1, 2, 3],
    dayOfWeek: [0, 5, 6],
  });
});

test('what is no cron is refused', () => {
  for (const text of ['', '61 * * * *', 'often', '0 7 30 2 *']) expect(() => readCron(text)).toThrow(Error);
});
