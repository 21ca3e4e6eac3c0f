/** Inline styles of the e-mail, made from the tokens: mail clients without style sheets get the light look whole. */
import type { ColourName, Tokens, TypeName } from '../tokens.ts';

/** Declarations for `style` attributes by what they are for; light colours, no quotation marks. */
export type InlineStyles = Readonly<Record<string, string>>;

/** Long words break instead of widening a phone's page; Outlook's Word engine knows the first. */
const BREAK = 'word-wrap:break-word;word-break:break-word;overflow-wrap:anywhere';

/** The inline styles of all partials. */
export function inlineStyles(tokens: Tokens): InlineStyles {
  const colour = (name: ColourName) => tokens.colours[name].light;
  const type = (name: TypeName) => `font-size:${tokens.type[name].size}px;line-height:${tokens.type[name].line}`;
  const text = `font-family:${tokens.fonts.text}`;
  const heading = `font-family:${tokens.fonts.heading}`;
  const side = `${tokens.space.xl}px`;
  const cell = `${text};color:${colour('ink')};text-align:right;direction:rtl;${BREAK}`;
  const base = `${cell};${type('text')}`;
  return {
    masthead: `margin:0;${heading};${type('masthead')};font-weight:700;color:${colour('ink')}`,
    base,
    cell: `${base};padding:0 ${side}`,
    row: `padding:18px ${side} 20px;border-bottom:1px solid ${colour('line')};text-align:right`,
    heading: `padding:28px ${side} 4px`,
    side: `background-color:${colour('raised')};border:1px solid ${colour('line')};padding:8px 12px;text-align:right;vertical-align:top`,
    table: 'width:100%;table-layout:fixed;margin:0 0 8px',
    year: `${type('small')};color:${colour('soft')};padding:7px 0 0;text-align:right;vertical-align:top`,
    bars: `width:100%;table-layout:fixed;${type('meta')};font-weight:700`,
    note: `margin:0;${type('small')};color:${colour('soft')}`,
    lead: `margin:0;${type('lead')}`,
    section: `margin:0;padding:6px 12px 6px 0;${heading};${type('section')};font-weight:700`,
    headline: `margin:0 0 4px;${type('headline')};font-weight:700`,
    link: `color:${colour('ink')};text-decoration:underline`,
    meta: `margin:0 0 8px;${type('meta')};color:${colour('soft')}`,
    paragraph: 'margin:0 0 10px',
    opening: `margin:0 0 8px;${type('lead')}`,
    mark: `background-color:${colour('mark')};color:${colour('ink')}`,
    read: `margin:0;${type('label')}`,
    sub: `margin:14px 0 6px;${type('label')};font-weight:700;color:${colour('ink')}`,
    small: `${type('small')};color:${colour('soft')}`,
    cardTop: `margin:0;${type('meta')};color:${colour('soft')}`,
    number: `margin:0;${heading};font-weight:700`,
    large: type('figure'),
    medium: type('figureMedium'),
    tiny: type('figureSmall'),
    label: `margin:2px 0 6px;${type('label')};color:${colour('ink')}`,
    correction: `margin:0 0 6px;padding:0 8px 0 0;${type('small')};font-weight:700;color:${colour('ink')}`,
    corrected: `${type('small')};font-weight:700;color:${colour('ink')}`,
    updateMark: `display:inline-block;padding:0 8px;border-radius:2px;${heading};${type('small')};font-weight:700`,
    updateLine: 'margin:0 0 6px',
    changes: 'padding:0 12px 0 0;text-align:right;vertical-align:top',
    change: `margin:0 0 4px;${type('label')}`,
    box: `${cell};vertical-align:top`,
    notice: `${cell};${type('meta')};background-color:${colour('notice')};padding:10px ${side}`,
    foot: `${cell};${type('meta')};color:${colour('soft')};padding:22px ${side} 34px`,
    footLink: `color:${colour('soft')};text-decoration:underline`,
    bar: 'padding:2px 10px;text-align:right',
    ink: colour('ink'),
    soft: colour('soft'),
    paper: colour('paper'),
    desk: colour('desk'),
    raised: colour('raised'),
    line: colour('line'),
    noticeGround: colour('notice'),
    focus: colour('focus'),
    outlook: tokens.fonts.outlook,
  };
}
