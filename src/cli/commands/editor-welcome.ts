/** The link for the first account, as long as there is none. */
import type { EditorDesk } from '../../app/index.ts';
import type { Addresses } from './serving.ts';

/** Whoever has the link makes the first account: it is shown on a terminal, and never written where logs are kept. */
export async function tellWelcome(editors: EditorDesk, { local, site }: Addresses): Promise<void> {
  if (!process.stdout.isTTY) {
    if (await editors.isEmpty())
      console.log("Mujaz: no accounts yet, the desk is this machine's: npx mujaz editor add NAME");
    return;
  }
  const welcome = await editors.makeWelcome();
  if (!welcome) return;
  console.log('');
  console.log('موجز: لا حسابات بعد. لإنشاء أول حساب افتح هذا الرابط خلال ساعة، وهو يصلح مرة واحدة:');
  console.log('Mujaz: no accounts yet. Open this link within an hour to make the first one; it is good once:');
  console.log(`  ${local ?? site}/desk/welcome/${welcome.token}`);
}
