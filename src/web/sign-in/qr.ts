/** The square picture that a telephone reads (ISO/IEC 18004), as one path of an SVG. */
import qrcode from 'qrcode-generator';

/** Light modules around it, which readers need. */
const QUIET = 4;

/** `size`: of its view box; `path`: its dark modules, in runs. */
export type QrPicture = { readonly size: number; readonly path: string };

export function drawQr(text: string): QrPicture {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const modules = code.getModuleCount();
  const rows = Array.from({ length: modules }, (_, row) => drawRow(modules, row, (column) => code.isDark(row, column)));
  return { size: modules + 2 * QUIET, path: rows.join('') };
}

function drawRow(modules: number, row: number, isDark: (column: number) => boolean): string {
  let path = '';
  for (let from = 0; from < modules; from += 1) {
    if (!isDark(from)) continue;
    let to = from + 1;
    while (to < modules && isDark(to)) to += 1;
    path += `M${from + QUIET} ${row + QUIET}h${to - from}v1h${from - to}z`;
    from = to;
  }
  return path;
}
