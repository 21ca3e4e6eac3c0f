import { describe, expect, test } from 'vitest';
import type { Span } from '../../src/model.ts';
import { figuresOf } from './figures-reading.ts';

/** Number, qualifier, period, days and place of each figure of an invented text. */
function read(text: string) {
  const cut = (span: Span | null) => span && text.slice(span.start, span.end);
  return figuresOf(text).map(({ value, qualifier, event, period, asOf, place }) => ({
    value,
    qualifier,
    event,
    period: cut(period),
    year: asOf?.earliest.slice(0, 4) ?? null,
    place: cut(place),
  }));
}

describe('when a figure holds', () => {
  test('a date that opens the sentence holds up to the contrast, and today behind it', () => {
    const text =
      'ففي عام 2019، عقب المعركة، كان المخيمان يستضيفان 70 ألف إنسان، أما اليوم فلم يبقَ فيهما سوى أقل من 30 ألفاً.';
    expect(read(text)).toMatchObject([
      { value: 70_000, year: '2019' },
      { value: 30_000, qualifier: 'less_than', period: 'اليوم', year: null },
    ]);
  });

  test('the founding year of a body is not the year of what a relative clause counts', () => {
    const text = 'استطاعت الدول تكوين تحالف دولي في تشرين الثاني 2014، والذي توسّع عدد الدول الأعضاء فيه إلى 83 دولة.';
    expect(read(text)).toMatchObject([{ value: 83, period: null, year: null }]);
  });

  test('a date behind the number holds in its clause only', () => {
    expect(read('لتكون العضو التسعين فيه، وكان التحالف يعدّ 83 عضواً عام 2021.')).toMatchObject([
      { value: 90, year: null },
      { value: 83, year: '2021' },
    ]);
  });

  test('«since» bounds a period but is no as-of date', () => {
    expect(read('قُتل 40 مدنياً منذ عام 2019 في انفجار الألغام.')).toMatchObject([{ value: 40, year: null }]);
  });
});

describe('where a figure holds', () => {
  test('a camp that is the subject is the place of those who live there', () => {
    expect(read('كان مخيم الهول وحده يضم أكثر من 60 ألف شخص.')).toMatchObject([
      { event: 'population', place: 'مخيم الهول' },
    ]);
  });

  test('two camps named together are one place', () => {
    const text = 'استضافت مخيمات النازحين في الهول وروج 70 ألف شخص.';
    expect(read(text)).toMatchObject([{ place: 'مخيمات النازحين في الهول وروج' }]);
  });
});

describe('what a figure says', () => {
  test('an exception behind a negation affirms', () => {
    expect(read('لم يبقَ في المخيم سوى أقل من 500 شخص.')).toMatchObject([{ qualifier: 'less_than' }]);
    expect(read('لا يضم المخيم أقل من 500 شخص.')).toMatchObject([{ qualifier: 'at_least' }]);
  });

  test('captured right before its number is no family', () => {
    expect(read('أسفرت العملية عن مقتل خمسة من عناصر التنظيم وأسر 19 آخرين.')).toMatchObject([
      { event: 'killed' },
      { event: 'captured' },
    ]);
  });

  test('tents are no members of a camp', () => {
    expect(read('يضم المخيم 500 خيمة.')[0]?.event).not.toBe('members');
  });
});
