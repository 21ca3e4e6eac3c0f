/** Faults as one line that may stand in a log. */

/** Our own faults are worded for operators; they name no person and no secret. */
const OWN_FAULTS: ReadonlySet<string> = new Set(['StoreFault', 'VaultFault', 'ConfigFault', 'AppFault']);

/**
 * A fault in one line. Messages of other errors may quote what they stumbled over, an address or a link: of those only
 * their kind and where they happened is said.
 */
export function faultLine(doing: string, error: unknown): string {
  if (!(error instanceof Error)) return `${doing}: failed`;
  const { next } = error as Error & { readonly next?: string };
  if (OWN_FAULTS.has(error.name)) return [`${doing}: ${error.message}`, next].filter(Boolean).join(' ');
  const place = /\n\s+(at [^\n]+)/u.exec(
    error.stack?.slice(error.stack.indexOf(error.message) + error.message.length) ?? '',
  );
  return `${doing}: ${error.name}${place ? ` ${place[1]}` : ''}`;
}
