/** Asking before what cannot be taken back. */
import { createInterface } from 'node:readline/promises';

/** Whether there is someone to ask. */
export function isAnyoneThere(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** Asks for the number of the edition to be typed: unlike a `y` it is not typed by accident, nor for another edition. */
export async function typesNumber(question: string, number: number): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const nothing = new Promise<string>((resolve) => {
      for (const event of ['SIGINT', 'close'] as const) terminal.once(event, () => resolve('\n'));
    });
    // Ended by Ctrl+C or Ctrl+D, the question may also be rejected, or never be answered.
    const typed = terminal.question(`${question} `).catch(() => '\n');
    const answer = await Promise.race([typed, nothing]);
    if (answer === '\n') process.stderr.write(answer);
    const digits = inLatinDigits(answer);
    return /^\d+$/u.test(digits) && Number(digits) === number;
  } finally {
    terminal.close();
  }
}

/** `١٢` -> `12`. */
function inLatinDigits(text: string): string {
  return text.trim().replace(/[\u0660-\u0669]/gu, (digit) => String(digit.charCodeAt(0) - 0x660));
}
