/** `node bench/render.ts`: milliseconds per rendered variant (warm) and bytes of its parts, for each exhibit of the gallery. */
import { renderEdition } from '../src/render/index.ts';
import { EXHIBITS, type Exhibit } from '../test/gallery/editions.ts';
import { OPTIONS } from '../test/gallery/options.ts';

const WARM_UP = 5;
const ROUNDS = 25;

async function measure({ name, edition, themes }: Exhibit): Promise<string> {
  const options = { ...OPTIONS, themes };
  for (let round = 0; round < WARM_UP; round++) await renderEdition(edition, options);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await renderEdition(edition, options);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const { html, text } = await renderEdition(edition, options);
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1).padStart(7);
  const size = (part: string) => String(Buffer.byteLength(part)).padStart(7);
  const stories = String(edition.counts.stories).padStart(3);
  return `${name.padEnd(16)} ${stories} stories ${at(0.5)} ms median ${at(0.95)} ms p95 ${size(html)} B html ${size(text)} B text`;
}

for (const exhibit of EXHIBITS) console.log(await measure(exhibit));
