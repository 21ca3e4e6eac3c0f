import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isRefusal, readFolder, readPageFile } from '../../src/read/index.ts';
import { asPage, asRefusal, folderWith, PAGE, readAll } from './pages.ts';

/** Node itself cannot make a named pipe. */
const MAKE_PIPE = 'mkfifo';
const isRoot = process.getuid?.() === 0;

describe('a folder of pages', () => {
  test('is read in the order of the names, each page by the name of its file', async () => {
    const folder = folderWith({ 'b.txt': PAGE, 'a.txt': PAGE, 'C.TXT': PAGE });
    expect((await readAll(folder)).map((result) => asPage(result).id)).toEqual(['C', 'a', 'b']);
  });

  test('tells how far it is', async () => {
    const seen: string[] = [];
    const folder = folderWith({ 'a.txt': PAGE, 'b.txt': '' });
    for await (const _ of readFolder(folder, (done, total) => seen.push(`${done}/${total}`)));
    expect(seen).toEqual(['1/2', '2/2']);
  });

  test('passes over README and hidden files', async () => {
    const folder = folderWith({ 'README.md': '# Pages', 'README.ar.md': 'صفحات', '.gitkeep': '', 'a.txt': PAGE });
    expect(await readAll(folder)).toHaveLength(1);
  });

  test('keeps two pages apart whose names differ in the ending alone', async () => {
    const folder = folderWith({ 'a.txt': PAGE, 'a.html': `<body><p>${PAGE}</p></body>` });
    expect((await readAll(folder)).map((result) => asPage(result).id)).toEqual(['a', 'a.txt']);
  });

  test('is read on when one of its files is no page', async () => {
    const folder = folderWith({ 'a.txt': '', 'b.txt': PAGE, 'c.pdf': '%PDF-1.7', 'd.txt': PAGE });
    expect((await readAll(folder)).map(isRefusal)).toEqual([true, false, true, false]);
  });

  test('that is not there is a fault', async () => {
    await expect(readAll('/nowhere/at/all')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a file that is refused', () => {
  const refusalOf = async (name: string, content: string | Uint8Array) =>
    asRefusal((await readAll(folderWith({ [name]: content })))[0]);

  test.each([
    ['empty.txt', '', 'it is empty'],
    ['picture.txt', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), 'a PNG picture'],
    ['archive.txt', Uint8Array.of(0x1f, 0x8b, 8, 0), 'a gzip archive'],
    ['page.pdf', PAGE, 'files ending in ".pdf" are no pages'],
    ['page', PAGE, 'its name has no ending'],
    ['nul.txt', `${PAGE}\0`, 'NUL bytes'],
    ['large.txt', 'ا'.repeat(3_000_000), 'no news page has more than 5'],
  ])('%s says why in one line, and what to do', async (name, content, reason) => {
    const refusal = await refusalOf(name, content);
    expect(refusal.origin).toBe(name);
    expect(refusal.reason).toContain(reason);
    expect(refusal.next).not.toBe('');
    expect(refusal.reason + refusal.next).not.toContain('\n');
  });

  test('has a name that cannot harm a terminal', async () => {
    const refusal = await refusalOf('\u001b[31m\u202eسطر\nثان.txt', '');
    expect(refusal.origin).toBe('_[31m_سطر_ثان.txt');
  });

  test('is a link that leads out of the folder, nowhere, or back to itself', async () => {
    const folder = folderWith({});
    const outside = folderWith({ 'secret.txt': PAGE });
    symlinkSync(join(outside, 'secret.txt'), join(folder, 'out.txt'));
    symlinkSync('/dev/zero', join(folder, 'endless.txt'));
    symlinkSync('nothing.txt', join(folder, 'dangling.txt'));
    symlinkSync('loop.txt', join(folder, 'loop.txt'));
    symlinkSync('..', join(folder, 'parent'));
    expect((await readAll(folder)).map((result) => asRefusal(result).reason)).toEqual([
      'it is not there, or a link that leads nowhere.',
      'it is a link that leads out of the folder.',
      'it is a link that leads back to itself.',
      'it is a link that leads out of the folder.',
      'it is a link that leads out of the folder.',
    ]);
  });

  test('is no link that stays inside', async () => {
    const folder = folderWith({ 'a.txt': PAGE });
    symlinkSync('a.txt', join(folder, 'b.txt'));
    expect((await readAll(folder)).map((result) => asPage(result).id)).toEqual(['a', 'b']);
  });

  test('is a folder or a pipe, which is not waited for', async () => {
    const folder = folderWith({});
    mkdirSync(join(folder, 'folder.txt'));
    execFileSync(MAKE_PIPE, [join(folder, 'pipe.txt')]);
    expect((await readAll(folder)).map((result) => asRefusal(result).reason)).toEqual([
      'it is a folder.',
      'it is not a regular file.',
    ]);
  });

  test.skipIf(isRoot)('is one this user may not read', async () => {
    const folder = folderWith({ 'a.txt': PAGE });
    chmodSync(join(folder, 'a.txt'), 0o000);
    expect(asRefusal((await readAll(folder))[0]).reason).toBe('this user may not read it.');
  });
});

describe('a single file', () => {
  test('is read wherever it lies, also through a link', async () => {
    const folder = folderWith({ 'a.txt': PAGE });
    const elsewhere = folderWith({});
    symlinkSync(join(folder, 'a.txt'), join(elsewhere, 'b.txt'));
    expect(asPage(await readPageFile(join(elsewhere, 'b.txt'))).id).toBe('b');
  });

  test('that is not there is refused by the name it was given', async () => {
    expect(asRefusal(await readPageFile('missing.txt'))).toMatchObject({ origin: 'missing.txt' });
  });

  test('may hold five megabytes of markup around an article', async () => {
    const folder = folderWith({});
    const markup = `<script>${'let a = 1;'.repeat(450_000)}</script>`;
    writeFileSync(join(folder, 'a.html'), `<html><head>${markup}</head><body><p>${PAGE}</p></body></html>`);
    expect(asPage(await readPageFile(join(folder, 'a.html'))).text).toContain(PAGE.slice(0, 20));
  });

  test('with a text longer than any article is refused, whether on one line or on many', async () => {
    const folder = folderWith({
      'line.txt': PAGE.replaceAll('\n', ' ').repeat(5_000),
      'lines.txt': `${PAGE}\n`.repeat(5_000),
    });
    for (const name of ['line.txt', 'lines.txt']) {
      const refusal = asRefusal(await readPageFile(join(folder, name)));
      expect(refusal.reason).toContain('no article has more than 300,000');
    }
  });

  test('that is a folder is refused with a word on how to name its pages', async () => {
    const folder = folderWith({ 'a.txt': PAGE });
    expect(asRefusal(await readPageFile(folder, 'corpus'))).toMatchObject({ next: 'Name its pages: corpus/*.txt' });
  });
});
