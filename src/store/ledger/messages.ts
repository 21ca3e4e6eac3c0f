/** What the thread of the ledger and the program that asks it say to each other. */
import { StoreFault, type StoreFaultCode } from '../fault.ts';
import type { Ledger } from './contract.ts';

/** What can be asked for. */
export type Method = Exclude<keyof Ledger, 'close'>;

export type Call = { readonly id: number; readonly method: Method; readonly args: readonly unknown[] } | 'close';

/** `ready`: it is open; `id` is 0 where it could not be opened. */
export type Answer =
  | 'ready'
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: SentFault }
  | { readonly id: number; readonly error: Error };

/** A fault without its class, which is lost between threads. */
type SentFault = {
  readonly code: StoreFaultCode;
  readonly what: string;
  readonly why: string;
  readonly next: string;
};

/** How a failure is told. */
export function failureAnswer(id: number, error: unknown): Answer {
  if (error instanceof StoreFault) {
    const { code, what, why, next } = error;
    return { id, fault: { code, what, why, next } };
  }
  return { id, error: error instanceof Error ? error : new Error(String(error)) };
}

/** The failure that was told. */
export function failureOf(answer: { readonly fault: SentFault } | { readonly error: Error }): Error {
  if ('error' in answer) return answer.error;
  const { code, what, why, next } = answer.fault;
  return new StoreFault(code, what, why, next);
}
