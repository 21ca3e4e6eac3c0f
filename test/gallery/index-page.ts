import type { Look } from './camera.ts';
import type { Exhibit } from './editions.ts';

/** A contact sheet: one row per exhibit, one column per look. */
export function indexPage(exhibits: readonly Exhibit[], looks: readonly Look[]): string {
  const head = looks.map((look) => `<th scope="col">${look.name} (${look.width} px)</th>`).join('');
  const rows = exhibits.map(
    (exhibit) => `<tr>${rowHead(exhibit)}${looks.map((look) => cell(exhibit, look)).join('')}</tr>`,
  );
  return `<!doctype html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>معرض الرسائل</title>
<style>
body{margin:24px;font:16px/1.7 "Noto Naskh Arabic","Segoe UI",Tahoma,sans-serif;background:#eef1f3;color:#18222d}
table{border-collapse:separate;border-spacing:12px}
th{text-align:right;vertical-align:top;white-space:nowrap}
td{vertical-align:top}
td div{width:260px;height:420px;overflow:hidden;background:#fff;border:1px solid #dce2e6}
img{width:100%;display:block}
</style>
</head>
<body>
<h1>معرض الرسائل</h1>
<p>كل الأخبار فيه مبتكرة. اضغط صورة لترى الرسالة كلها.</p>
<table>
<thead><tr><th scope="col">العدد</th>${head}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</body>
</html>
`;
}

function rowHead({ name, title }: Exhibit): string {
  return `<th scope="row">${title}<br><a href="${name}.html">HTML</a> · <a href="${name}.txt">نص</a></th>`;
}

function cell({ name, title }: Exhibit, look: Look): string {
  const file = `${name}-${look.name}.png`;
  return `<td><a href="${file}"><div><img src="${file}" alt="${title}، ${look.name}" loading="lazy"></div></a></td>`;
}
