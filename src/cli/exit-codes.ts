/** What a fault or refusal means for the shell. Documented in README.md and `mujaz --help`. */

/** 0 done, 1 a fault of the program or the machine, 2 bad input: arguments, configuration, pages. */
export const EXIT = { done: 0, fault: 1, badInput: 2 } as const;

/** A mistake in the arguments or the input, told in one line with the next step. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
  readonly next: string;
  readonly badInput = true;

  constructor(what: string, next: string) {
    super(what);
    this.next = next;
  }
}

/** Errors of all rooms that speak to people carry these. */
type ClearFault = Error & { readonly next?: string; readonly badInput?: boolean };

/** One line for the terminal: what, where, why and what to do next; never a stack for what a person can mend. */
export function tellFault(error: unknown): { readonly line: string; readonly code: number } {
  if (!(error instanceof Error)) return { line: `mujaz: ${String(error)}`, code: EXIT.fault };
  const fault: ClearFault = error;
  if (fault.next !== undefined) {
    return {
      line: `mujaz: ${oneLine(fault.message)} ${fault.next}`,
      code: fault.badInput ? EXIT.badInput : EXIT.fault,
    };
  }
  const system = systemFault(error as NodeJS.ErrnoException);
  if (system) return { line: `mujaz: ${system}`, code: EXIT.fault };
  return {
    line: `mujaz: unexpected fault: ${error.stack ?? error.message}\nPlease report it with the command you ran.`,
    code: EXIT.fault,
  };
}

/** What the operating system refuses, in words. */
function systemFault(error: NodeJS.ErrnoException): string | null {
  const where = error.path ?? '';
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${where}: no permission to write or read there (${error.code}). Give this user the right, or choose another folder with --out, or database: in config/mujaz.yaml.`;
    case 'ENOSPC':
      return `${where}: the disk is full. Free some space and run the command again; what was there before is unharmed.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `${where}: there is a file where a folder is needed (${error.code}). Move it away, or choose another folder.`;
    case 'EADDRINUSE':
      return `port ${(error as { port?: number }).port ?? ''} is in use by another program. Stop it, or choose another port: PORT=8081 npm start.`;
    case 'EADDRNOTAVAIL':
      return `this machine has no such address (${error.message}). Set site.host in config/mujaz.yaml to 127.0.0.1 or 0.0.0.0.`;
    default:
      return null;
  }
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/gu, ' ');
}
