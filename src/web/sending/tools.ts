import type { ProgressWatch, SendingActs } from '../../app/index.ts';

/** What the desk sends with, and watches. */
export type SendingTools = { readonly acts: SendingActs; readonly watch: ProgressWatch };
