import {expect} from '@open-wc/testing';
import {linkToShare} from './link.js';
import {click, mount, part, settle, text, unmount, until} from './testing/mount.js';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl';

describe('The link to share', () => {
  const page = location.href;

  afterEach(() => {
    unmount();
    history.replaceState(null, '', page);
  });

  for (const [address, shared] of [
    ['/call', '/call'],
    ['/call?room=a%20b&x=1#standup', '/call?room=a%20b&x=1#standup'],
    ['/call?token=abc', '/call'],
    ['/call?a=1&access_token=abc&b=2', '/call?a=1&b=2'],
    ['/call?Token=abc&b=2', '/call?b=2'],
    ['/call?invite=mine-mine-mine-mine', '/call'],
    [`/call?who=${JWT}&b=2`, '/call?b=2'],
    [`/call#${JWT}`, '/call'],
    [`/call#/standup?jwt=x&b=2`, '/call#/standup?b=2'],
    ['/call#token=abc&room=standup', '/call#room=standup'],
    ['/call?tokens=5', '/call?tokens=5'],
  ] as const)
    it(`of a page at ${address} is ${shared}`, () => {
      history.replaceState(null, '', address);
      const link = linkToShare({link: undefined, token: 'mine-mine-mine-mine'});
      expect(link).to.equal(new URL(shared, location.href).href);
    });

  it('is none if the token is part of the path', () => {
    history.replaceState(null, '', `/join/${JWT}`);
    expect(linkToShare({link: undefined, token: undefined})).to.equal(undefined);
  });

  it('contains no host key, also if the page sets it', () => {
    const hostKey = 'abcdefghijklmnopqrstuvwxyz234567';
    history.replaceState(null, '', `/call#standup?host=${hostKey}`);
    expect(linkToShare({link: undefined, token: undefined, hostKey})).to.equal(
      new URL('/call#standup', location.href).href,
    );
    const link = `https://example.com/join?host=${hostKey}&room=a`;
    expect(linkToShare({link, token: undefined, hostKey})).to.equal('https://example.com/join?room=a');
  });

  it('may be set, and then contains everything but my token', () => {
    const link = `https://example.com/join?invite=${JWT}&token=abc&t=my`;
    expect(linkToShare({link, token: 'my'})).to.equal(`https://example.com/join?invite=${JWT}&token=abc`);
  });

  it('is in a frame of the same origin that of the page around it', async () => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<script type="module">
      import {linkToShare} from '${new URL('link.ts', import.meta.url).pathname}';
      parent.postMessage(linkToShare({link: undefined, token: undefined}), '*');
    </script>`;
    const answer = new Promise<unknown>(resolve => {
      addEventListener('message', ({data}) => resolve(data), {once: true});
    });
    document.body.append(frame);
    expect(await answer).to.equal(location.href);
    frame.remove();
  });

  it('is shown and copied as the page sets it', async () => {
    const {element} = await mount({room: 'standup', prejoin: 'off', link: '/join/standup'});
    const field = (await until(() => part(element, 'link'))) as HTMLInputElement;
    expect(field.value).to.equal(new URL('/join/standup', location.href).href);
  });

  it('is not offered if there is none', async () => {
    history.replaceState(null, '', `/join/${JWT}`);
    const {element, call} = await mount({room: 'standup', prejoin: 'off'});
    await until(() => text(element).includes('You’re the only one here'));
    expect(part(element, 'copy-button')).to.equal(null);
    call.set({state: 'connected'});
    await settle(element);
    expect(part(element, 'control-copy-link')).to.equal(null);
  });

  it('is copied in a frame that may not use the clipboard', async () => {
    const {element} = await mount({room: 'standup', prejoin: 'off'});
    const {clipboard} = navigator;
    const {execCommand} = document;
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: {writeText: () => Promise.reject(new DOMException('', 'NotAllowedError'))},
    });
    document.execCommand = () => true;
    const button = await until(() => part(element, 'copy-button'));
    button.focus();
    await click(element, 'copy-button');
    await until(() => text(element).includes('Link copied'));
    expect(element.shadowRoot!.activeElement).to.equal(button);
    Object.defineProperty(navigator, 'clipboard', {configurable: true, value: clipboard});
    document.execCommand = execCommand;
  });
});
