/** An invented digest of some 54 kB on the wire, with places for two tokens. */
import type { Variant } from '../src/model.ts';

export const LENGTH = 39;
export const [LEAVE, PREFERENCES] = ['LeaveSlotLeaveSlot01', 'PreferencesSlot00002'];
export const SLOTS = [
  { name: 'leave', placeholder: LEAVE, length: LENGTH },
  { name: 'preferences', placeholder: PREFERENCES, length: LENGTH },
];
const SENTENCE = 'خبر مخترع عن 22 عملية في مدينة لا وجود لها، ولا يقول شيئا عن أحد. ';
export const VARIANT: Variant = {
  themes: ['operations'],
  subject: 'خبر مخترع عن 22 عملية',
  html: `<html lang="ar" dir="rtl"><body>${`<p style="margin:0;color:#223">${SENTENCE}</p>`.repeat(185)}<a href="https://digest.example/preferences/${PREFERENCES}">x</a><a href="https://digest.example/leave/${LEAVE}">y</a></body></html>`,
  text: `${`${SENTENCE}\n`.repeat(96)}https://digest.example/leave/${LEAVE}\n`,
};
export const FROM = 'digest@digest.example';
export const HEAD = {
  from: { name: 'موجز', address: FROM },
  messageId: `7.${LEAVE}@digest.example`,
  date: new Date('2025-11-13T06:00:00Z'),
  list: { name: 'موجز', id: 'coalition.digest.example' },
  unsubscribeUrl: `https://digest.example/leave/${LEAVE}`,
  boundary: 'bench',
};
