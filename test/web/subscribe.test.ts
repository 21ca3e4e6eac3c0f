import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ARCHIVE, readingPage } from '../../src/web/addresses.ts';
import { oneDigest, openSubscriptions, READER, type Subscriptions } from './membership.ts';

let site: Subscriptions;

beforeAll(async () => {
  site = await openSubscriptions();
});
afterAll(async () => {
  expect(site.faults).toEqual([]);
  await site.close();
});
beforeEach(async () => {
  await site.decide();
  await site.letters();
});

const all = ['coalition_statements', 'camps_detainees', 'operations'];
const form = (more: Record<string, string | string[]> = {}) => ({
  address: READER,
  digest: 'coalition',
  'themes-coalition': all,
  website: '',
  stamp: site.stamp(),
  ...more,
});

/** The letters that wait after a form, and what was chosen in it. */
async function lettersTo(address: string) {
  await site.decide();
  return (await site.letters()).filter(({ to }) => to === address);
}

async function choiceOf(address: string) {
  const subscriber = await site.store.members.byHash(site.vault.hashAddress(address));
  return subscriber?.choice;
}

describe('the sign-up form', () => {
  test('asks for an address with a keyboard for it, in its own direction', async () => {
    const { body } = await site.get('/subscribe');
    const field = /<input[^>]*id="address"[^>]*>/u.exec(body)?.[0] ?? '';
    for (const part of ['type="email"', 'dir="ltr"', 'autocomplete="email"', 'inputmode="email"', 'required'])
      expect(field).toContain(part);
    expect(body).toContain('<label class="field-name" for="address">البريد الإلكتروني</label>');
  });

  test('offers every digest and all of their themes ticked, with the line of consent beside the button', async () => {
    const { body } = await site.get('/subscribe');
    expect(body.match(/type="radio" name="digest"/gu)).toHaveLength(2);
    expect(body.match(/name="themes-coalition" value="\w+" checked/gu)).toHaveLength(3);
    expect(body.match(/name="themes-weekly" value="\w+" checked/gu)).toHaveLength(2);
    expect(body).toContain(`id="consent">${site.config.subscription.consent.text}</p>`);
    expect(body).toContain('aria-describedby="consent">اشتراك</button>');
  });

  test('with one digest asks for themes only', async () => {
    const single = await openSubscriptions({}, oneDigest());
    const { body } = await single.get('/subscribe');
    expect(body).not.toContain('type="radio"');
    expect(body.match(/type="checkbox"[^>]* checked/gu)).toHaveLength(3);
    await single.close();
  });

  test('has a field that people neither see nor reach', async () => {
    const { body } = await site.get('/subscribe');
    expect(body).toMatch(
      /<div class="visually-hidden" aria-hidden="true">.*name="website" tabindex="-1" autocomplete="off"/u,
    );
  });

  test('has its short form under the archive and under each edition, and nowhere without a membership', async () => {
    for (const url of [ARCHIVE, readingPage(12)]) {
      const { body } = await site.get(url);
      expect(body).toContain('id="newsletter">النشرة الإخبارية</h2>');
      expect(body).toContain('action="/subscribe" method="post"');
    }
    const closed = await openSubscriptions({ membership: null });
    expect((await closed.get(ARCHIVE)).body).not.toContain('<form');
    expect((await closed.get('/subscribe')).statusCode).toBe(404);
    expect((await closed.post('/subscribe', { address: READER })).statusCode).toBe(404);
    await closed.close();
  });
});

describe('a form that was filled in', () => {
  test('leads to a letter, and to a page that says to look for it', async () => {
    const { statusCode, body, headers } = await site.post('/subscribe', form({ address: 'first@mail.example' }));
    expect(statusCode).toBe(200);
    expect(body).toContain('<h1>بقي تفقّد البريد</h1>');
    expect(body).not.toContain('first@');
    expect(headers['set-cookie']).toBeUndefined();
    expect(await lettersTo('first@mail.example')).toMatchObject([{ kind: 'confirm' }]);
    expect(await choiceOf('first@mail.example')).toEqual({ digest: 'coalition', themes: 'all' });
  });

  test('is answered with the same bytes whoever the address belongs to, and to machines too', async () => {
    await site.enrolled('active@mail.example');
    const { leave } = await site.enrolled('former@mail.example');
    await site.post(leave);
    await site.post('/subscribe', form({ address: 'waiting@mail.example' }));
    const answers = new Set<string>();
    for (const name of ['new', 'active', 'former', 'waiting']) {
      const { body, statusCode } = await site.post('/subscribe', form({ address: `${name}@mail.example` }));
      answers.add(`${statusCode} ${body}`);
    }
    const machine = await site.post('/subscribe', form({ address: 'machine@mail.example', website: 'x' }));
    answers.add(`${machine.statusCode} ${machine.body}`);
    expect(answers.size).toBe(1);
    expect(await lettersTo('machine@mail.example')).toEqual([]);
  });

  test('takes the themes of the digest that was chosen', async () => {
    const address = 'weekly@mail.example';
    await site.post('/subscribe', form({ address, digest: 'weekly', 'themes-weekly': 'camps_detainees' }));
    await site.decide();
    expect(await choiceOf(address)).toEqual({ digest: 'weekly', themes: ['camps_detainees'] });
  });

  test('without digest and themes, as the short forms send it, means the first digest with all of its themes', async () => {
    const address = 'short@mail.example';
    await site.post('/subscribe', { address, website: '', stamp: site.stamp() });
    await site.decide();
    expect(await choiceOf(address)).toEqual({ digest: 'coalition', themes: 'all' });
  });

  test('from elsewhere, without a stamp, is shown once more with all that was filled in', async () => {
    const address = 'guest@mail.example';
    const { body, statusCode } = await site.post('/subscribe', {
      address,
      digest: 'weekly',
      'themes-weekly': 'camps_detainees',
    });
    expect(statusCode).toBe(200);
    expect(body).toContain('value="guest@mail.example"');
    expect(body).toContain('بقيت ضغطة واحدة');
    expect(body).toMatch(/name="digest" value="weekly" checked/u);
    expect(body).toMatch(/name="themes-weekly" value="camps_detainees" checked/u);
    expect(body).toMatch(/name="themes-weekly" value="coalition_statements">/u);
    expect(await lettersTo(address)).toEqual([]);
    site.pass(5000);
    const stamp = /name="stamp" value="([^"]+)"/u.exec(body)?.[1] ?? '';
    await site.post('/subscribe', { ...form({ address }), stamp });
    expect(await lettersTo(address)).toHaveLength(1);
  });

  test('faster than people are, or older than a day, is shown once more with the reason', async () => {
    const quick = { ...form(), stamp: site.membership.offer().stamp };
    expect((await site.post('/subscribe', quick)).body).toContain('أسرع مما يملؤه الناس');
    site.pass(2 * 86_400_000);
    expect((await site.post('/subscribe', quick)).body).toContain('بقيت الصفحة مفتوحة أكثر من يوم');
  });

  test.each([
    ['', 'تلزم كتابة عنوان بريد إلكتروني هنا'],
    ['reader', 'ينقص العنوان الرمز @'],
    ['reader@', 'ما بعد الرمز @'],
    ['a b@mail.example', 'ما لا يكون في عنوان بريد'],
    [`${'x'.repeat(300)}@mail.example`, 'أطول مما يكون'],
    ['reader@host.localhost', 'لا يصل إليه بريد'],
  ])('with «%s» for an address says beside the field what is wrong', async (address, words) => {
    const { statusCode, body } = await site.post('/subscribe', form({ address }));
    expect(statusCode).toBe(422);
    expect(body).toMatch(/id="address"[^>]* aria-invalid="true" aria-describedby="address-error" autofocus>/u);
    expect(body).toMatch(new RegExp(`id="address-error">.*${words}`, 'u'));
    expect(body).toContain(`value="${address}"`);
  });

  test('with a mistyped domain is asked about, and both answers are taken', async () => {
    const { body } = await site.post('/subscribe', form({ address: 'salma@gmial.com' }));
    expect(body).toContain('هل تقصد <bdi class="address" dir="ltr">salma@gmail.com</bdi>؟');
    expect(body).toContain('name="use" value="salma@gmail.com"');
    expect(await lettersTo('salma@gmial.com')).toEqual([]);

    await site.post('/subscribe', form({ address: 'salma@gmial.com', use: 'salma@gmail.com' }));
    expect(await lettersTo('salma@gmail.com')).toHaveLength(1);
    await site.post('/subscribe', form({ address: 'salma@gmial.com', insists: 'salma@gmial.com' }));
    expect(await lettersTo('salma@gmial.com')).toHaveLength(1);
  });

  test('with an address that was insisted on is not asked about again, but another one is', async () => {
    const stamp = '';
    const insists = 'huda@gmial.com';
    const { body } = await site.post('/subscribe', form({ address: insists, insists, stamp }));
    expect(body).toContain('name="insists" value="huda@gmial.com"');
    expect(body).not.toContain('هل تقصد');
    expect((await site.post('/subscribe', form({ address: 'huda@yaho.com', insists }))).body).toContain('هل تقصد');
  });

  test('with markup for an address shows it as text', async () => {
    const { body } = await site.post('/subscribe', form({ address: '"><script>x</script>' }));
    expect(body).not.toContain('<script');
    expect(body).toContain('&quot;&gt;&lt;script&gt;');
  });

  test('takes addresses in any script', async () => {
    for (const address of ['قارئ@مثال.شبكة', 'salma@بريد.example']) {
      expect((await site.post('/subscribe', form({ address }))).body, address).toContain('بقي تفقّد البريد');
    }
  });
});
