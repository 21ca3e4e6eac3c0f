/** Links of one message: only web addresses, and no two links that sound alike but lead elsewhere. */

/** A link as a template shows it. `name` replaces the visible words for screen readers; '' when they suffice. */
export type Link = { readonly href: string; readonly name: string };

/** The address when it is a web address, in its normal form; null for anything else (`javascript:`, a local path). */
export function webAddress(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url);
  return parsed && (parsed.protocol === 'https:' || parsed.protocol === 'http:') ? parsed.href : null;
}

/** Gives out links whose spoken names are unique per target. */
export class LinkNames {
  private readonly targets = new Map<string, string>();

  /** A link with visible `words`; `about` says more where the same words already lead elsewhere. */
  link(href: string, words: string, about = ''): Link {
    if (this.claim(words, href)) return { href, name: '' };
    const longer = about ? `${words}: ${about}` : words;
    if (this.claim(longer, href)) return { href, name: longer };
    for (let number = 2; ; number++) {
      const name = `${longer} (${number})`;
      if (this.claim(name, href)) return { href, name };
    }
  }

  private claim(name: string, href: string): boolean {
    const key = name.replace(/\s+/g, ' ').trim();
    if (this.targets.has(key)) return this.targets.get(key) === href;
    this.targets.set(key, href);
    return true;
  }
}
