/** The addresses of a sending's forms: GET shows what would be done, POST does it. */
import { sendingPage } from '../addresses.ts';

/** What is asked for once more before it is done. */
export type Confirmed = 'start' | 'cancel' | 'resend-failed' | 'retry-uncertain';

export type SendingAct = Confirmed | 'pause' | 'resume' | 'drop-time' | 'test';

export function actPath(edition: number, act: SendingAct): string {
  return `${sendingPage(edition)}/${act}`;
}

/** Where a viewer hears how far it is. */
export function eventsPath(edition: number): string {
  return `${sendingPage(edition)}/events`;
}

/** The page, saying what came of a form. */
export function afterAct(edition: number, said: string): string {
  return `${sendingPage(edition)}?said=${said}`;
}
