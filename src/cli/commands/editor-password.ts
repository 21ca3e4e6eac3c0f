/** Asking for a password: on a terminal twice and without showing it, in scripts as the first line of standard input. */
import { text } from 'node:stream/consumers';
import { UsageFault } from '../exit-codes.ts';

/** @throws UsageFault when the two are not the same, or nothing came */
export async function askPassword(name: string): Promise<string> {
  if (!process.stdin.isTTY) return firstLine(await text(process.stdin));
  const password = await typeUnseen(`Password of ${name} · كلمة المرور: `);
  const again = await typeUnseen('Once more · مرة ثانية: ');
  if (password === again) return password;
  throw new UsageFault('the two passwords are not the same.', 'Run the command again.');
}

function firstLine(input: string): string {
  const [line = ''] = input.split(/\r?\n/u);
  if (line !== '') return line;
  throw new UsageFault(
    'no password came on standard input.',
    'Run the command in a terminal, or hand it over: npx mujaz editor add NAME < file-with-the-password.',
  );
}

const [ENTER, RETURN, INTERRUPT, END, DELETE, BACKSPACE] = ['\r', '\n', '\u0003', '\u0004', '\u007f', '\b'];

/** In raw mode the terminal shows nothing of what is typed. */
async function typeUnseen(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  try {
    return await new Promise<string>((resolve, reject) => {
      let typed: string[] = [];
      const end = (answer: () => void): void => {
        stdin.off('data', hear);
        answer();
      };
      const hear = (data: string): void => {
        for (const letter of data) {
          if (letter === ENTER || letter === RETURN) end(() => resolve(typed.join('')));
          else if (letter === INTERRUPT || letter === END) end(() => reject(stopped()));
          else if (letter === DELETE || letter === BACKSPACE) typed = typed.slice(0, -1);
          else typed.push(letter);
        }
      };
      stdin.on('data', hear);
    });
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}

function stopped(): UsageFault {
  return new UsageFault('stopped: nothing was changed.', 'Run the command again when you want to go on.');
}
