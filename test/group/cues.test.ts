import { describe, expect, test } from 'vitest';
import { readBody } from '../../src/group/body.ts';
import { findCues, noCues, spansOf } from '../../src/group/cue-search.ts';
import { cueTable } from '../../src/group/cues.ts';
import type { ThemeDefinition } from '../../src/model.ts';
import { article } from './build.ts';

function found(sentence: string, ...phrases: (string | [phrase: string, weight: number])[]): string[][] {
  const written = phrases.map((each) =>
    typeof each === 'string' ? { phrase: each, weight: 1 } : { phrase: each[0], weight: each[1] },
  );
  const themes: ThemeDefinition[] = [{ id: 'one', title: 'واحد', colour: 'neutral', cues: written }];
  const body = readBody(article('a', sentence));
  const table = cueTable(themes);
  const cues = noCues();
  for (const number of body.sentences.keys()) findCues(body, number, table, cues);
  return Array.from({ length: cues.count }, (_, row) =>
    spansOf(cues, row, body, table).map(({ start, end }) => sentence.slice(start, end)),
  );
}

describe('cues', () => {
  test('a phrase is found in all regular forms of its words', () => {
    expect(found('وبالعمليات العسكرية انتهى اليوم', 'عملية عسكرية')).toEqual([['وبالعمليات العسكرية']]);
    expect(found('بغارات جوية', 'غارة جوية')).toEqual([['بغارات جوية']]);
  });

  test('a cue counts once in a sentence, by whichever of its spellings comes first', () => {
    expect(found('قصف ثم قصف ثم غارات', 'غارة | قصف')).toEqual([['قصف']]);
  });

  test('parts joined by + must all be in the sentence, in any order', () => {
    expect(found('أصيب ثلاثة جنود', 'جنود + أصيب | جرح')).toEqual([['جنود', 'أصيب']]);
    expect(found('أصيب ثلاثة لاعبين', 'جنود + أصيب | جرح')).toEqual([]);
    expect(found('أصيب ثلاثة. وصل جنود.', 'جنود + أصيب')).toEqual([]);
  });

  test('one word cannot be two parts', () => {
    expect(found('القيادة المركزية', 'قيادة + القيادة المركزية')).toEqual([]);
    expect(found('قيادة القيادة المركزية', 'قيادة + القيادة المركزية')).toHaveLength(1);
  });

  test('an idiom hides its words, a longer phrase is not hidden by a shorter idiom', () => {
    expect(found('عملية جراحية ناجحة', ['عملية جراحية', 0], 'عملية')).toEqual([]);
    expect(found('عملية نوعية ناجحة', ['عملية جراحية', 0], 'عملية')).toEqual([['عملية']]);
    expect(found('القضاء على داعش', ['القضاء على', 0], 'القضاء على داعش')).toEqual([['القضاء على داعش']]);
  });

  test('= asks for these letters, not for the stem', () => {
    expect(found('فاز بلقب الدوري', '=دورية | =الدورية')).toEqual([]);
    expect(found('استهدف الدورية', '=دورية | =الدورية')).toEqual([['الدورية']]);
  });

  test('a phrase does not run over the end of a sentence', () => {
    expect(found('انتهت الغارة. جوية كانت.', 'غارة جوية')).toEqual([]);
  });
});
