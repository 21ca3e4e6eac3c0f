import { type RenderOptions, storyAnchor } from '../../src/render/index.ts';
import { shippedTemplates } from './templates.ts';

/** How the gallery and the tests render: as for a subscriber of an invented list. */
export const OPTIONS: Omit<RenderOptions, 'themes'> = {
  templates: shippedTemplates(),
  digits: 'latn',
  postalAddress: 'دار أطلس للنشر (متخيّلة)، ص.ب 12، مدينة الميناء الأزرق',
  links: {
    view: 'https://digest.example/editions/12/read',
    preferences: 'https://digest.example/preferences/token',
    unsubscribe: 'https://digest.example/unsubscribe/token',
    story: (story) => `https://digest.example/editions/12/read#${storyAnchor(story)}`,
    figure: ({ page, figure }) => {
      const start = figure.slice(figure.lastIndexOf('#') + 1);
      return `https://digest.example/pages/${encodeURIComponent(page)}?edition=12&figure=${start}#f-${start}`;
    },
  },
};
