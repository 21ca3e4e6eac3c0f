import { describe, expect, test } from 'vitest';
import { readLinks } from '../../src/read/index.ts';

const LIST = 'https://www.namudhaj.example/news/';

const page = (...links: readonly string[]) =>
  `<html><body><h1>الأخبار</h1><ul>${links.map((href) => `<li><a href="${href}">خبر</a></li>`).join('')}</ul></body></html>`;

function linksOf(html: string, pattern = '*', url = LIST) {
  const read = readLinks({ bytes: Buffer.from(html), charset: null, url }, pattern);
  return 'reason' in read ? read.reason : read.links.map((link) => link.replace('https://', ''));
}

describe('a list of articles', () => {
  test('gives its links in order, each once, without the list itself', () => {
    const html = page(
      '2',
      '/news/1',
      '2#comments',
      '',
      '#top',
      '/news/',
      'javascript:x',
      'mailto:a@b.example',
      '/about',
    );
    expect(linksOf(html, '/news/*')).toEqual(['www.namudhaj.example/news/2', 'www.namudhaj.example/news/1']);
  });

  test('gives only links of its own host, with or without www', () => {
    const html = page(
      'https://namudhaj.example/a',
      '//www.namudhaj.example/b',
      'https://other.example/c',
      '//namudhaj.example:8080/d',
    );
    expect(linksOf(html)).toEqual(['namudhaj.example/a', 'www.namudhaj.example/b']);
  });

  test.each([
    ['/news/*', true],
    ['*', true],
    ['/*/*.html*', true],
    ['*id=7', true],
    ['/news/12-bridge.html?id=7', true],
    ['/news/*?id=*', true],
    ['/news', false],
    ['/news/12', false],
    ['/sport/*', false],
    ['*.htm', false],
    ['*id=7*id=7', false],
    ['/NEWS/*', false],
  ])('matches the pattern %s against path and query: %s', (pattern, matched) => {
    expect(linksOf(page('/news/12-bridge.html?id=7'), pattern)).toHaveLength(matched ? 1 : 0);
  });

  test('takes patterns in Arabic letters', () => {
    expect(linksOf(page('/أخبار/جسر', '/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/2', '/رياضة/3'), '/أخبار/*')).toHaveLength(2);
  });

  test('resolves its links against its base', () => {
    expect(linksOf(page('1').replace('<body>', '<body><base href="/archive/">'))).toEqual([
      'www.namudhaj.example/archive/1',
    ]);
  });

  test('gives 500 links at most', () => {
    expect(linksOf(page(...Array.from({ length: 600 }, (_, n) => `/${n}`)))).toHaveLength(500);
  });

  test('is refused in one line when it is none', () => {
    expect(linksOf('')).toContain('empty');
    expect(linksOf('لا شيء')).toContain('no HTML');
    expect(linksOf('<div>'.repeat(100_000))).toContain('nested');
  });

  test('takes time by its length, whatever the pattern', () => {
    const html = page(`/${'a'.repeat(1_500)}b`);
    expect(linksOf(html, `${'*a'.repeat(1_000)}*c`)).toEqual([]);
  });
});
