import { TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../setup/stores.ts';
import { ELSEWHERE, FRESH, HERE, HOUR, MINUTE, openScene, PASSWORD, SECOND } from './scene.ts';

const wrong = { refused: 'wrong' };

describeOnBothDatabases('accounts', ({ open }) => {
  test('a name is one person, however it is typed; unknown names and wrong passwords are answered alike', async () => {
    const { editors, signIn, acts } = await openScene(await open());
    expect(await editors.byHand.add('ＳＡＬＭＡ', 'editor', PASSWORD)).toEqual({ refused: 'taken' });
    expect(await signIn(' salma ')).toMatchObject({ signedIn: { editor: { name: 'Salma', role: 'editor' } } });
    expect(await signIn('Salma', 'wrong password')).toEqual(wrong);
    expect(await signIn('nobody')).toEqual(wrong);
    expect(await acts()).toEqual(['editor.sign-in-failed', 'editor.sign-in', 'editor.add']);
  });

  test('each sign-in is a new session, and the one the browser had has ended', async () => {
    const { editors, enter } = await openScene(await open());
    const first = await enter();
    const second = await enter('Salma', PASSWORD, { ...HERE, instead: first.token });
    expect(second.token).not.toBe(first.token);
    expect(await editors.session(first.token)).toBeNull();
    expect(await editors.session(second.token)).toMatchObject({ editor: { name: 'Salma' } });
    expect(await editors.session('made up')).toBeNull();
  });

  test('a session ends after eight hours without a sign of life, and after fourteen days in any case', async () => {
    const { editors, enter, pass } = await openScene(await open());
    const idle = await enter();
    pass(8 * HOUR - 1);
    expect(await editors.session(idle.token)).not.toBeNull();
    pass(8 * HOUR);
    expect(await editors.session(idle.token)).toBeNull();
    const watching = await enter();
    for (let hours = 0; hours < 8; hours += 1) {
      expect(await editors.session(watching.token, 'page')).not.toBeNull();
      pass(HOUR);
    }
    expect(await editors.session(watching.token)).toBeNull();
    const busy = await enter();
    for (let hours = 0; hours < 14 * 24 - 6; hours += 6) {
      pass(6 * HOUR);
      expect(await editors.session(busy.token)).not.toBeNull();
    }
    pass(6 * HOUR);
    expect(await editors.session(busy.token)).toBeNull();
  });

  test('failures are waited for, longer and longer, up to a quarter of an hour; then the right password counts', async () => {
    const { signIn, pass, acts } = await openScene(await open());
    for (let failures = 1; failures <= 5; failures += 1) expect(await signIn('Salma', 'x'.repeat(12))).toEqual(wrong);
    const waits: number[] = [];
    for (let more = 0; more < 12; more += 1) {
      const answer = await signIn('Salma', PASSWORD, ELSEWHERE);
      if (!('seconds' in answer)) throw new Error(JSON.stringify(answer));
      waits.push(answer.seconds);
      pass(answer.seconds * SECOND);
      expect(await signIn('Salma', 'x'.repeat(12), ELSEWHERE)).toEqual(wrong);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
    pass(15 * MINUTE);
    expect(await signIn('Salma', PASSWORD, ELSEWHERE)).toHaveProperty('signedIn');
    expect((await acts()).filter((act) => act === 'editor.sign-in-failed')).toHaveLength(17);
  });

  test('one network cannot try one password after another on many names', async () => {
    const { signIn, acts } = await openScene(await open());
    for (let name = 1; name <= 5; name += 1) expect(await signIn(`nobody${name}`)).toEqual(wrong);
    expect(await signIn('nobody6')).toEqual({ refused: 'wait', seconds: 1 });
    expect(await signIn('nobody6', PASSWORD, ELSEWHERE)).toEqual(wrong);
    expect(await acts()).toEqual(['editor.sign-in-slowed', 'editor.add']);
  });

  test('of many attempts at the same moment only the first five are looked at', async () => {
    const { signIn } = await openScene(await open());
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn('nobody')));
    expect(answers.filter((answer) => 'refused' in answer && answer.refused === 'wrong')).toHaveLength(5);
  });

  test('strangers who fail on purpose do not keep an editor out of a browser that was here before', async () => {
    const { signIn, enter, editors } = await openScene(await open());
    const { device } = await enter();
    for (let failures = 1; failures <= 6; failures += 1) await signIn('Salma', 'x'.repeat(12), ELSEWHERE);
    expect(await signIn('Salma', PASSWORD, ELSEWHERE)).toMatchObject({ refused: 'wait' });
    expect(await signIn('Salma', PASSWORD, { ...ELSEWHERE, device })).toHaveProperty('signedIn');
    await editors.byHand.add('Omar', 'editor', PASSWORD);
    for (let failures = 1; failures <= 6; failures += 1) await signIn('Omar', 'x'.repeat(12), { ...HERE, device });
    expect(await signIn('Omar', PASSWORD, { ...HERE, device })).toMatchObject({ refused: 'wait' });
  });

  test('with a second factor the password is not enough, and a code counts once', async () => {
    const { editors, enter, signIn, clock, pass } = await openScene(await open());
    const { session } = await enter();
    expect(await editors.beginSecondFactor(session, PASSWORD)).toEqual({ done: true });
    const { secondFactor } = await editors.account(session);
    if (secondFactor.state !== 'enrolling') throw new Error(secondFactor.state);
    expect(secondFactor.uri).toMatch(/^otpauth:\/\/totp\/[^?]+\?.*secret=/u);
    const totp = new TOTP({ secret: secondFactor.secret });
    const code = () => totp.generate({ timestamp: clock.now });
    expect(await signIn()).toHaveProperty('signedIn');
    expect(await editors.confirmSecondFactor(session, '000000x')).toEqual(wrong);
    expect(await editors.confirmSecondFactor(session, code())).toEqual({ done: true });

    const asked = await signIn();
    if (!('codeNeeded' in asked)) throw new Error(JSON.stringify(asked));
    const { step } = asked.codeNeeded;
    expect(await editors.enterCode(HERE, { step, code: code() })).toEqual(wrong);
    pass(30 * SECOND);
    const fresh = code();
    const arabic = fresh.replace(/\d/gu, (digit) => String.fromCharCode(0x660 + Number(digit)));
    expect(await editors.enterCode(HERE, { step, code: ` ${arabic.slice(0, 3)} ${arabic.slice(3)} ` })).toHaveProperty(
      'signedIn',
    );
    expect(await editors.enterCode(HERE, { step, code: fresh })).toEqual({ refused: 'gone' });
    const again = await signIn();
    if (!('codeNeeded' in again)) throw new Error(JSON.stringify(again));
    expect(await editors.enterCode(HERE, { step: again.codeNeeded.step, code: fresh })).toEqual(wrong);
    pass(5 * MINUTE);
    expect(await editors.enterCode(HERE, { step: again.codeNeeded.step, code: code() })).toEqual({ refused: 'gone' });
  });

  test('codes cannot be tried one after the other, whoever has the password', async () => {
    const { editors, enter, signIn, clock, pass } = await openScene(await open());
    const { session } = await enter();
    expect(await editors.beginSecondFactor(session, PASSWORD)).toEqual({ done: true });
    const { secondFactor } = await editors.account(session);
    if (secondFactor.state !== 'enrolling') throw new Error(secondFactor.state);
    const code = new TOTP({ secret: secondFactor.secret }).generate({ timestamp: clock.now });
    await editors.confirmSecondFactor(session, code);
    let tried = 0;
    for (let round = 0; round < 20; round += 1) {
      const asked = await signIn('Salma', PASSWORD, ELSEWHERE);
      if (!('codeNeeded' in asked)) break;
      const answer = await editors.enterCode(ELSEWHERE, { step: asked.codeNeeded.step, code: '123456' });
      if ('refused' in answer && answer.refused === 'wrong') tried += 1;
    }
    expect(tried).toBe(5);
    pass(SECOND);
    expect(await editors.removeSecondFactor(session, 'wrong password')).toEqual(wrong);
    expect(await editors.removeSecondFactor(session, PASSWORD)).toEqual({ done: true });
    expect(await signIn('Salma', PASSWORD, ELSEWHERE)).toHaveProperty('signedIn');
  });

  test('a new password ends the other sessions and not this one; signing out everywhere ends all', async () => {
    const { editors, enter, signIn } = await openScene(await open());
    const [here, other] = [await enter(), await enter()];
    expect(await editors.changePassword(here.session, { old: 'wrong password', fresh: FRESH })).toEqual(wrong);
    expect(await editors.changePassword(here.session, { old: PASSWORD, fresh: 'short' })).toEqual({ refused: 'short' });
    expect(await editors.changePassword(here.session, { old: PASSWORD, fresh: FRESH })).toEqual({ done: true });
    expect(await editors.session(other.token)).toBeNull();
    expect((await editors.account(here.session)).sessions).toMatchObject([
      { isThis: true, browser: 'Firefox · Linux' },
    ]);
    expect(await signIn()).toEqual(wrong);
    const third = await enter('Salma', FRESH);
    await editors.signOutEverywhere(here.session);
    expect([await editors.session(here.token), await editors.session(third.token)]).toEqual([null, null]);
  });

  test('who is disabled is out at once and cannot come in; a new password lets them in again', async () => {
    const { editors, enter, signIn } = await openScene(await open());
    const { token } = await enter();
    expect(await editors.byHand.disable('SALMA')).toEqual({ done: true });
    expect(await editors.session(token)).toBeNull();
    expect(await signIn()).toEqual(wrong);
    expect(await editors.byHand.setPassword('salma', FRESH)).toEqual({ done: true });
    expect(await signIn('Salma', FRESH)).toHaveProperty('signedIn');
    expect(await editors.byHand.list()).toMatchObject([{ name: 'Salma', disabledAt: null, sessions: 1 }]);
    expect(await editors.byHand.signOut('salma')).toEqual({ ended: 1 });
    expect(await editors.byHand.disable('nobody')).toEqual({ refused: 'unknown' });
  });

  test('the first link makes one publisher, for an hour and only while there is nobody', async () => {
    const { editors, pass } = await openScene(await open());
    expect(await editors.makeWelcome()).toBeNull();
    await editors.byHand.disable('Salma');
    const late = await editors.makeWelcome();
    pass(HOUR);
    expect(await editors.isWelcome(late?.token ?? '')).toBe(false);
    const links = [await editors.makeWelcome(), await editors.makeWelcome()].map((link) => link?.token ?? '');
    const use = (token: string, name: string, password = PASSWORD) =>
      editors.useWelcome(HERE, { token, name, password });
    expect(await use(links[0] ?? '', 'x')).toEqual({ refused: 'unfit' });
    expect(await use(links[0] ?? '', 'Salma')).toEqual({ refused: 'taken' });
    expect(await use(links[0] ?? '', 'رئيسة التحرير', 'رئيسة التحرير')).toEqual({ refused: 'name' });
    const answers = await Promise.all(links.map((token, at) => use(token, `Editor ${at}`)));
    expect(answers.filter((answer) => 'signedIn' in answer)).toMatchObject([
      { signedIn: { editor: { role: 'publisher' } } },
    ]);
    expect(answers.filter((answer) => 'refused' in answer)).toEqual([{ refused: 'gone' }]);
  });

  test('what was done stands in the audit, newest first, in pages, and nothing secret is in it', async () => {
    const store = await open();
    const { editors, enter } = await openScene(store);
    const { session, token } = await enter();
    await editors.changePassword(session, { old: PASSWORD, fresh: FRESH });
    const all = await editors.audit(10);
    expect(all.map(({ act }) => act)).toEqual(['editor.password', 'editor.sign-in', 'editor.add']);
    expect(all[0]).toMatchObject({ position: 3, editor: { name: 'Salma' }, subject: 'Salma' });
    expect(await editors.audit(1, 3)).toEqual([all[1]]);
    expect(await store.audit.list({ limit: 5, subject: 'nobody' })).toEqual([]);
    for (const secret of [PASSWORD, FRESH, token, '192.0.2.7']) expect(JSON.stringify(all)).not.toContain(secret);
  });
});
