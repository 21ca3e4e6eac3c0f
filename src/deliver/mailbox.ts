/** A name and an address, never one string: a comma or line break in a name must not add a recipient. */
export type Mailbox = { readonly name: string; readonly address: string };
