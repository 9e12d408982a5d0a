import {describe, expect} from 'vitest';
import {hasFirefox} from '../support/browsers.js';
import {test, type Name} from '../support/people.js';

const browsers: Name[] = hasFirefox ? ['red', 'firefox'] : ['red'];

describe.for(browsers)('a reload in %s', who => {
  test('continues in the same room with the same id and chat, and the others see no leave', async ({
    open,
  }) => {
    const room = `reload-${who}`;
    const person = await open(who, `call.html?room=${room}&prejoin=off`);
    const blue = await open('blue', `call.html?room=${room}&prejoin=off`);
    await Promise.all([person.meets('blue'), blue.meets(who)]);
    const id = await person.call(call => call.local.id);
    await person.call(call => void call.sendChatMessage('before the reload'));
    await blue.until(call => call.messages.length === 1);
    await blue.call(call => void call.sendChatMessage('the answer'));
    await person.until(call => call.messages.length === 2);

    await person.page.reload();
    await person.meets('blue');
    await blue.meets(who);
    const chat = await person.call(({messages}) => messages.map(({text, isMine}) => [text, isMine]));
    expect(chat).toEqual([
      ['before the reload', true],
      ['the answer', false],
    ]);
    expect(await person.call(call => call.local.id)).toBe(id);
    expect(await blue.events('rtc-participant-left')).toEqual([]);
    expect(await blue.events('rtc-participant-joined')).toHaveLength(1);
    await person.call(call => call.leave());
    const isForgotten = () => !Object.keys(sessionStorage).some(key => key.startsWith('rtc-call:chat'));
    expect(await person.page.evaluate(isForgotten)).toBe(true);
  });

  test('rejoins also on a page with a lobby, with the same mute state', async ({open}) => {
    const room = `reload-muted-${who}`;
    const person = await open(who, `call.html?room=${room}`);
    const blue = await open('blue', `call.html?room=${room}&prejoin=off`);
    await person.until(call => call.local.stream);
    await person.press('join-button');
    await blue.meets(who);
    await person.call(call => call.toggleMicrophone(false));
    await person.call(call => call.toggleCamera(false));
    await blue.until(call => call.participants[0]?.isCameraMuted && call.participants[0].isMicrophoneMuted);

    await person.page.reload();
    await person.meets('blue');
    expect(await person.call(({local}) => [local.microphone.isMuted, local.camera.isMuted])).toEqual([
      true,
      true,
    ]);
    await blue.until(call => call.state === 'connected' && call.participants[0]!.isCameraMuted);
    expect(await blue.events('rtc-participant-left')).toEqual([]);
  });

  test('continues a call of two', async ({open}) => {
    const person = await open(who, `call.html?peer-id=reload-caller-${who}&to=reload-callee-${who}`);
    const blue = await open('blue', `call.html?peer-id=reload-callee-${who}`);
    await blue.until(call => call.local.id !== null);
    await person.call(call => call.call());
    await blue.until(call => call.state === 'ringing');
    await blue.call(call => call.accept());
    await Promise.all([person.meets('blue'), blue.meets(who)]);

    await person.page.reload();
    await Promise.all([person.meets('blue'), blue.meets(who)]);
    expect(await blue.events('rtc-incoming-call')).toHaveLength(1);
    expect(await blue.events('rtc-participant-left')).toEqual([]);
  });
});

test('everyone can reload at the same time', async ({open}) => {
  const names = ['red', 'blue', 'green'] as const;
  const people = await Promise.all(names.map(name => open(name, 'call.html?room=all-reload&prejoin=off')));
  const meetAll = () =>
    Promise.all(people.map(person => person.meets(...names.filter(name => name !== person.name))));
  await meetAll();
  await Promise.all(people.map(({page}) => page.reload()));
  await meetAll();
});
