/** Reads numbers as Prometheus does: every line by the text exposition format 0.0.4. */

export type Sample = {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
};

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\"n])*"';
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)?,?\\})? (\\S+)(?: -?\\d+)?$`, 'u');
const HELP = new RegExp(`^# HELP (${NAME}) \\S.*$`, 'u');
const TYPE = new RegExp(`^# TYPE (${NAME}) (counter|gauge|histogram|summary|untyped)$`, 'u');
/** What a histogram or summary adds to its name. */
const PARTS = /_(?:bucket|sum|count)$/u;

/** All samples. @throws with the line that is none, or whose metric has no help or type before it */
export function readMetrics(text: string): readonly Sample[] {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const [helped, typed] = [new Set<string>(), new Map<string, string>()];
  return text.split('\n').flatMap((line) => {
    const [, help] = HELP.exec(line) ?? [];
    const [, name, type] = TYPE.exec(line) ?? [];
    if (help) helped.add(help);
    else if (name && type) {
      if (typed.has(name)) throw new Error(`a second type: ${line}`);
      typed.set(name, type);
    } else if (line !== '') return [sampleOf(line, helped, typed)];
    return [];
  });
}

function sampleOf(line: string, helped: ReadonlySet<string>, typed: ReadonlyMap<string, string>): Sample {
  const [, name, labels = '', text] = SAMPLE.exec(line) ?? [];
  if (!name || !text) throw new Error(`no sample: ${line}`);
  const family = typed.has(name) ? name : name.replace(PARTS, '');
  if (!helped.has(family) || !typed.has(family)) throw new Error(`neither help nor type: ${line}`);
  const value = /^[+-]?Inf$/u.test(text) ? Number(text.replace('Inf', 'Infinity')) : Number(text);
  if (Number.isNaN(value) && text !== 'NaN') throw new Error(`no number: ${line}`);
  const pairs = labels.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/gu);
  return { name, value, labels: Object.fromEntries([...pairs].map(([, key, said]) => [key, said])) };
}
