/** What the terminal says: in Arabic for the newsroom, in English for the logs. */
import { relative } from 'node:path';
import type { MadeEdition } from '../app/index.ts';
import type { PageRefusal } from '../model.ts';

/** Names the edition that was made and the pages behind it. */
export function tellMade({ edition, folder, pages }: MadeEdition): void {
  const { stories, articles, sources } = edition.counts;
  const where = relative('.', folder) || '.';
  if (stories === 0) {
    console.log(`موجز: لا قصص في هذا العدد (قُرئت الصفحات: ${pages}).`);
    console.log(
      `Mujaz: edition ${edition.number} of ${edition.date} has no story: ${pages} pages read, none on its themes -> ${where}`,
    );
    return;
  }
  console.log(
    `موجز: العدد ${edition.number} من «${edition.name}» جاهز · القصص: ${stories} · المواد: ${articles} · المصادر: ${sources}`,
  );
  console.log(
    `Mujaz: edition ${edition.number} of ${edition.date} is ready: ${stories} stories from ${articles} articles, ${pages} pages read -> ${where}`,
  );
}

/** Why an edition was left as it was, on standard error. */
export function tellKept({ kept }: MadeEdition): void {
  if (kept !== null) console.error(`mujaz: ${kept}`);
}

/** One line for each page that was left out, on standard error. */
export function tellRefusals(refusals: readonly PageRefusal[]): void {
  for (const { origin, reason, next } of refusals) console.error(`mujaz: ${origin}: ${reason} ${next}`);
}

/** What `mujaz run` says when it is up; `next`: its next editions, one line each. */
export function tellRunning({ local, site }: { local: string | null; site: string }, next: readonly string[]): void {
  console.log('');
  if (local !== null) console.log(`  التحرير · desk          ${local}/desk`);
  console.log(`  الأرشيف · archive       ${site}/archive`);
  console.log('');
  if (next.length === 0) {
    console.log('موجز: لا مواعيد بعد: اكتب schedule تحت digests في config/mujaz.yaml');
    console.log('Mujaz: no digest has a schedule yet: write schedule: "0 7 * * *" under digests in config/mujaz.yaml.');
  }
  for (const line of next) console.log(`  الموعد القادم · next    ${line}`);
  console.log('للإيقاف: Ctrl+C · stop with Ctrl+C');
}

/** The few addresses to open: `local` leads to the desk from this machine (null: it cannot be reached), `site` is the readers'. */
export function tellAddresses({ local, site }: { local: string | null; site: string }, number: number): void {
  console.log('');
  console.log(`  العدد · this edition    ${local ?? site}/editions/${number}`);
  if (local !== null) console.log(`  التحرير · desk          ${local}/desk`);
  console.log(`  الأرشيف · archive       ${site}/archive`);
  console.log('');
  if (local === null) {
    console.log('Mujaz: drafts are shown on this machine alone: set site.host to 127.0.0.1 or 0.0.0.0 to see them.');
  }
  console.log(`لنشر العدد: npx mujaz approve ${number} · to publish it`);
  console.log('للإيقاف: Ctrl+C · stop with Ctrl+C');
}
