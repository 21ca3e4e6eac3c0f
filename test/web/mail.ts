/** A mail with the traits of a real one that matter to the frame: own styles, dark colours by media query, links. */
import type { Edition } from '../../src/model.ts';

const STYLE = `
:root{color-scheme:light dark}
body{margin:0;background:#eef1f3;color:#18222d;font:17px/1.85 "Noto Naskh Arabic",Tahoma,Arial,sans-serif}
.sheet{max-width:640px;margin:0 auto;padding:24px;background:#fdfdfc}
h1{border-bottom:3px solid #18222d;font-size:30px}
@media (prefers-color-scheme: dark){body{background:#0d1115!important;color:#e9edf0!important}.sheet{background:#161c22!important}}
@media only screen and (max-width:480px){.sheet{padding:12px}}
`;

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** The HTML and text parts of an edition's mail. */
export function mailOf({ name, subject, sections }: Edition): { html: string; text: string } {
  const passages = sections.flatMap(({ stories }) => stories.flatMap((story) => story.passages));
  const paragraphs = passages.map(({ text }) => `<p>${escapeMarkup(text)}</p>`).join('\n');
  const html = `<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>${escapeMarkup(subject)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head>
<body><div class="sheet" role="main"><h1>${escapeMarkup(name)}</h1>${paragraphs}
<p>(prefers-color-scheme: dark)</p><p><a href="/editions/12">تصفح العدد</a></p></div></body></html>`;
  return { html, text: `${name}\n\n${passages.map(({ text }) => text).join('\n\n')}\n` };
}
