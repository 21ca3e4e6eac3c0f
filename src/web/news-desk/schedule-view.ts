/** The slots of all digests as a page. */
import type { SlotStanding } from '../../app/index.ts';
import { inDigits, longDay } from '../../text/index.ts';
import { previewPage } from '../addresses.ts';
import type { MomentWords } from '../moments.ts';
import { slotFaultWords } from './fault-words.ts';
import { MADE_BY_HAND, OVERDUE, SLOT_STATES } from './words.ts';

type Schedule = { readonly past: readonly SlotStanding[]; readonly next: readonly SlotStanding[] };

/** The view model of the page at a time (epoch ms); what was missed or failed stands first. */
export function viewSchedule({ past, next }: Schedule, at: number, words: MomentWords) {
  const view = (slot: SlotStanding) => viewSlot(slot, at, words);
  return {
    troubles: past.filter(isTrouble).map(view),
    next: next.map(view),
    past: past.filter((slot) => !isTrouble(slot)).map(view),
    isUnplanned: next.length === 0,
  };
}

/** Readers were to get an edition, and there is none. */
export function isTrouble({ state, edition }: SlotStanding): boolean {
  return (state === 'missed' || state === 'failed') && edition === null;
}

/** «الخميس 13 تشرين الثاني/نوفمبر 2025، 07:00»: in the time of its schedule. */
export function slotMoment({ date, time }: SlotStanding, { digits }: Pick<MomentWords, 'digits'>): string {
  return `${longDay(date, digits)}، ${inDigits(time, digits)}`;
}

function viewSlot(slot: SlotStanding, at: number, words: MomentWords) {
  const { digestName, timeZone, dueAt, state, edition, note } = slot;
  return {
    name: digestName,
    when: slotMoment(slot, words),
    time: new Date(dueAt).toISOString(),
    timeZone,
    state: isTrouble(slot) ? 'trouble' : state,
    stateWords: stateWords(slot, at),
    edition: edition === null ? null : { href: previewPage(edition), number: inDigits(String(edition), words.digits) },
    note: note !== null && isTrouble(slot) ? { words: slotFaultWords(note), line: note } : null,
    command: isTrouble(slot) ? commandFor(slot) : null,
    isTriedAgain: state === 'failed' && edition === null,
  };
}

function stateWords({ state, edition, dueAt }: SlotStanding, at: number): string {
  if (state === 'planned' && dueAt <= at) return OVERDUE;
  if ((state === 'missed' || state === 'failed') && edition !== null) return MADE_BY_HAND;
  return SLOT_STATES[state];
}

/** What makes its edition all the same. */
function commandFor({ digest, date, time }: SlotStanding): string {
  return `npx mujaz schedule --make ${digest}@${date}T${time}`;
}
