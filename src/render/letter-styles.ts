/** The inline styles and dark colours of letters: those of the digest, with a button. */
import { colourClasses } from './html/colours.ts';
import { inlineStyles } from './html/styles.ts';
import type { Tokens } from './tokens.ts';

/** Room around the words of the button, in CSS pixels: with a line of text it is higher than 44 (WCAG 2.2, 2.5.5). */
const BUTTON_PADDING = '12px 28px';

/** What the templates of letters use besides the view. */
export function letterStyles(tokens: Tokens) {
  const { accent, paper, soft } = tokens.colours;
  const { text, small } = tokens.type;
  const css = inlineStyles(tokens);
  const dark = colourClasses(tokens, new Set(), 'dark');
  const button = { name: 'accent', text: accent.dark, tint: paper.dark };
  return {
    sheet: tokens.width.sheet,
    dark: { ...dark, themes: [...(dark['themes'] as readonly object[]), button] },
    css: {
      ...css,
      accent: accent.light,
      title: `${css['headline']};margin:0 0 12px`,
      paragraph: 'margin:0 0 14px',
      choice: 'width:100%;table-layout:fixed;margin:0 0 18px',
      rowName: `padding:4px 0 4px 12px;vertical-align:top;text-align:right;font-size:${small.size}px;line-height:2.2;color:${soft.light}`,
      rowValue: 'padding:4px 0;vertical-align:top;text-align:right',
      // Outlook's Word engine gives links no padding: there the cell has it.
      buttonCell: `border-radius:${tokens.radius.medium}px;background-color:${accent.light};text-align:right;mso-padding-alt:${BUTTON_PADDING}`,
      button: `display:inline-block;padding:${BUTTON_PADDING};font-family:${tokens.fonts.heading};font-size:${text.size}px;line-height:1.5;font-weight:700;color:${paper.light};text-decoration:none`,
      address: `margin:0 0 18px;font-size:${small.size}px;line-height:1.6;color:${soft.light};word-break:break-all;overflow-wrap:anywhere`,
    },
  };
}
