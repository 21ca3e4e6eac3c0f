/** What a mail server can do wrong, and to whom: a table that tests fill in. */
import { createHash } from 'node:crypto';

/** One misdeed. A reply of 421 also ends the connection. */
export type Misdeed =
  /** Instead of the banner: a reply and the end, the end alone, or nothing for ever. */
  | { readonly does: 'greets'; readonly reply: string }
  | { readonly does: 'hangs-up' | 'stays-mute' }
  /** Each reply of the connection is late by this much. */
  | { readonly does: 'tarpits'; readonly ms: number }
  /** 421 instead of a further message. */
  | { readonly does: 'limits'; readonly messages: number }
  | { readonly does: 'refuses'; readonly at: 'mail' | 'rcpt' | 'data' | 'dot'; readonly reply: string }
  /** Closes in the middle of the body. */
  | { readonly does: 'cuts' }
  /** Has the whole message, and closes without a word: with the message, or without having taken it. */
  | { readonly does: 'loses-reply' | 'loses-mail' }
  /** Takes the message, and answers much later. */
  | { readonly does: 'answers-late'; readonly ms: number }
  /** Takes the message, and answers something that is no reply. */
  | { readonly does: 'babbles' };

/** A misdeed and when it happens; what is left out is no condition. */
export type Rule = Misdeed & {
  /** Of which recipients. */
  readonly to?: RegExp;
  /** On which connections, counted from 1. */
  readonly on?: (connection: number) => boolean;
  /** At the first so many tries of a recipient, counted by RCPT. */
  readonly tries?: number;
  /** In this share of the cases, chosen by recipient and try: the same ones each time. */
  readonly share?: number;
};

/** What a rule is asked about. */
export type Case = { readonly connection: number; readonly to: string; readonly attempt: number };

/** Where in the talk a rule is looked up. */
export type Stage = 'greeting' | 'pace' | 'mail' | 'rcpt' | 'data' | 'body' | 'dot';

const STAGES: Readonly<Record<Exclude<Misdeed['does'], 'refuses'>, Stage>> = {
  greets: 'greeting',
  'hangs-up': 'greeting',
  'stays-mute': 'greeting',
  tarpits: 'pace',
  limits: 'mail',
  cuts: 'body',
  'loses-reply': 'dot',
  'loses-mail': 'dot',
  'answers-late': 'dot',
  babbles: 'dot',
};

/** The first rule for a stage that fits. */
export function findRule(rules: readonly Rule[], stage: Stage, at: Case): Rule | undefined {
  return rules.find((rule, index) => stageOf(rule) === stage && fits(rule, index, at));
}

function stageOf(rule: Rule): Stage {
  return rule.does === 'refuses' ? rule.at : STAGES[rule.does];
}

function fits({ to, on, tries, share }: Rule, index: number, at: Case): boolean {
  if (to && !to.test(at.to)) return false;
  if (on && !on(at.connection)) return false;
  if (tries !== undefined && at.attempt > tries) return false;
  return share === undefined || fractionOf(`${index} ${at.to} ${at.attempt}`) < share;
}

/** From 0 to 1, without 1: the same for the same words. */
export function fractionOf(words: string): number {
  return createHash('sha256').update(words).digest().readUInt32BE(0) / 2 ** 32;
}
