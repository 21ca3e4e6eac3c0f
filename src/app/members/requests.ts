/** What people asked for and what is still to be decided on: sealed until then. */
import { randomUUID } from 'node:crypto';
import type { Choice } from '../../model.ts';
import type { WaitingSignUp } from '../../store/index.ts';
import type { Visitor } from './contract.ts';
import type { Office } from './office.ts';

/** A filled-in form, or a subscriber's wish to get mail at another address. */
export type Request =
  | {
      readonly wish: 'sign-up';
      readonly address: string;
      readonly canonical: string;
      readonly choice: Choice;
      /** What was agreed to, word for word, and its version. */
      readonly consent: { readonly version: string; readonly text: string };
      readonly visitor: Visitor;
    }
  | { readonly wish: 'new-address'; readonly address: string; readonly canonical: string; readonly subscriber: number };

/** Seals a request for the list. */
export function sealRequest({ vault, clock }: Office, request: Request): WaitingSignUp {
  return { id: randomUUID(), at: clock(), request: vault.seal('request', JSON.stringify(request)) };
}

/** Opens a request from the list. @throws VaultFault when another key sealed it */
export function openRequest({ vault }: Office, { request }: WaitingSignUp): Request {
  return JSON.parse(vault.open('request', request)) as Request;
}
