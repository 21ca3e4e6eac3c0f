/** One address of each kind of subscription page that a GET shows. */
import { ARCHIVE, readingPage } from '../../src/web/addresses.ts';
import type { Subscriptions } from './membership.ts';

/** Makes the people and mails that the pages are about; needs a site of its own. */
export async function membershipPages(site: Subscriptions): Promise<Record<string, string>> {
  const reader = await site.enrolled('reader@mail.example');
  const resting = await site.enrolled('resting@mail.example');
  await site.post(`${resting.preferences}/pause`, { weeks: '4' });
  const former = await site.enrolled('former@mail.example');
  await site.post(former.leave);
  const used = await site.asked('used@mail.example');
  await site.post(used);
  return {
    'sign-up': '/subscribe',
    'archive with the box': ARCHIVE,
    'reading page with the box': readingPage(12),
    'open ticket': await site.asked('asked@mail.example'),
    'used ticket': used,
    'unknown ticket': '/confirm/nothing',
    leaving: reader.leave,
    left: former.leave,
    'unknown leaving link': '/leave/nothing',
    preferences: reader.preferences,
    'preferences after a change': `${reader.preferences}?done=choice`,
    'preferences during a pause': resting.preferences,
    'preferences of someone who left': former.preferences,
    erasing: `${reader.preferences}/erase`,
    'unknown preferences': '/preferences/nothing',
  };
}
