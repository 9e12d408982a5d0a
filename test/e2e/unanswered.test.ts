import {describe, expect, onTestFinished} from 'vitest';
import {startBroker} from '../support/brokers.js';
import {test, type Person} from '../support/people.js';
import type {TabOptions} from '../support/tab.js';

/** Device prompts stay unanswered, as if the user doesn't see them. */
const UNANSWERED: TabOptions = {
  prepare: async page => {
    await page.evaluateOnNewDocument(() => {
      navigator.mediaDevices.getUserMedia = () => new Promise(() => {});
    });
  },
};

/** Answers the prompts from now on. */
const answerPrompts = ({page}: Person) =>
  page.evaluate(() => {
    Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia');
  });

const codeOf = (person: Person, ask: string) =>
  person.page.evaluate(
    `(async element => { try { await (${ask})(element); return 'no error'; } catch (error) { return error.code; } })(window.lab.call)`,
  );

const words = ({call}: Person) =>
  call(element =>
    element.shadowRoot!.querySelector<HTMLElement>('.frame')!.innerText.replaceAll(/\s+/g, ' '),
  );

describe('with the device prompt unanswered', () => {
  test('joining, leaving and rejoining works, and video appears after the answer', async ({open}) => {
    const blue = await open('blue', 'call.html?room=unanswered&prejoin=off');
    const red = await open('red', 'call.html?room=unanswered', UNANSWERED);
    await red.press('join-button');
    await red.until(call => call.state === 'connected');
    await red.press('control-leave');
    await red.until(call => call.state === 'ended');
    await answerPrompts(red);
    await red.press('again-button');
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });

  test('accepting works for a call that the caller cancels, and for the next call', async ({open}) => {
    const red = await open('red', 'call.html?peer-id=patient-red&to=patient-blue');
    const blue = await open('blue', 'call.html?peer-id=patient-blue', UNANSWERED);
    await blue.until(call => call.local.id !== null);
    await red.press('call-button');
    await blue.press('accept-button');
    await red.until(call => call.state === 'connected');
    await red.press('control-leave');
    await blue.until(call => call.state === 'ended');
    await answerPrompts(blue);
    await red.press('again-button');
    await blue.press('accept-button');
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });

  test('leave() settles pending promises, even before the engine is loaded', async ({open}) => {
    const red = await open('red', 'call.html?room=unanswered-leave', UNANSWERED);
    const left = 'element => { const promise = element.join(); element.leave(); return promise; }';
    expect(await codeOf(red, left)).toBe('hung-up');
    const fresh = `element => {
      const other = document.createElement('rtc-call');
      other.room = 'unanswered-leave';
      element.replaceWith(other);
      return (${left})(other);
    }`;
    expect(await codeOf(red, fresh)).toBe('hung-up');
    expect(await codeOf(red, 'element => element.join()')).toBe('no error');
    const camera = 'element => { const on = element.toggleCamera(true); element.leave(); return on; }';
    expect(await codeOf(red, camera)).toBe('hung-up');
  });
});

describe('a broker that doesn’t answer', () => {
  test('keeps the element joining, with the reason, until it answers', async ({broker, open}) => {
    const late = await startBroker();
    await late.close();
    const host = `localhost:${late.port}`;
    const red = await open('red', `call.html?room=late-join&broker=http://${host}/rtc`, {allowed: [host]});
    await red.press('join-button');
    await red.until(call => call.state === 'connecting');
    await expect.poll(() => words(red)).toMatch(/doesn’t answer.*Joining/);
    expect(await words(red)).not.toMatch(/only one here/);
    expect(await red.events('rtc-joined')).toHaveLength(0);

    const back = await startBroker({port: late.port, origins: [broker.url]});
    onTestFinished(() => back.close());
    await red.until(call => call.state === 'waiting');
    expect(await red.events('rtc-joined')).toHaveLength(1);
    expect(await words(red)).toMatch(/only one here/);
  });

  test('can be left, and joined later', async ({broker, open}) => {
    const late = await startBroker();
    await late.close();
    const host = `localhost:${late.port}`;
    const red = await open('red', `call.html?room=late-leave&broker=http://${host}/rtc`, {allowed: [host]});
    await red.press('join-button');
    await red.press('control-leave');
    await red.until(call => call.state === 'ended');
    expect(await red.events('rtc-left')).toHaveLength(0);

    const back = await startBroker({port: late.port, origins: [broker.url]});
    onTestFinished(() => back.close());
    await red.press('again-button');
    await red.until(call => call.state === 'waiting');
  });
});

describe('an event listener', () => {
  test('for rtc-joined that leaves: every device is released', async ({open}) => {
    const red = await open('red', 'call.html?room=leaves-at-once');
    await red.call(element => element.addEventListener('rtc-joined', () => element.leave(), {once: true}));
    await red.press('join-button');
    await red.until(call => call.state === 'ended');
    await expect.poll(() => red.page.evaluate(() => window.lab.holdings().tracks)).toBe(0);
    expect(await red.page.evaluate(() => window.lab.holdings().connections)).toBe(0);
  });

  test('for “ended” that joins again: is in the room, and seen', async ({open}) => {
    const blue = await open('blue', 'call.html?room=joins-again&prejoin=off');
    const red = await open('red', 'call.html?room=joins-again&prejoin=off');
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    await red.call(element =>
      element.addEventListener('rtc-state-change', ({state}) => {
        if (state === 'ended') void element.join();
      }),
    );
    await red.call(element => element.hangUp());
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  });
});
