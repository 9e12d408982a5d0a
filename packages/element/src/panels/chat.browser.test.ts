import {expect} from '@open-wc/testing';
import {CallError, type ChatMessage} from '@rtc-call/engine';
import type {RtcCall} from '../rtc-call.js';
import {localWith, participant, type FakeCall} from '../testing/fake-call.js';
import {
  click,
  expectAccessible,
  mount,
  part,
  parts,
  settle,
  still,
  text,
  unmount,
  until,
} from '../testing/mount.js';
import {isEmojiOnly} from './message.js';

async function inCall(attributes: Readonly<Record<string, string>> = {}, names = ['Ada']) {
  const mounted = await mount({room: 'standup', prejoin: 'off', ...attributes});
  await until(() => mounted.element.state === 'waiting');
  const participants = names.map((displayName, index) => participant({id: `peer${index}`, displayName}));
  mounted.call.set({
    state: names.length > 0 ? 'connected' : 'waiting',
    local: localWith(),
    participants,
  });
  await settle(mounted.element);
  mounted.call.asked.length = 0;
  return mounted;
}

async function inChat(attributes: Readonly<Record<string, string>> = {}, names = ['Ada']) {
  const mounted = await inCall(attributes, names);
  await click(mounted.element, 'control-chat');
  return {...mounted, field: (await until(() => part(mounted.element, 'chat-field'))) as HTMLTextAreaElement};
}

const said = (call: FakeCall, text: string, change: Partial<ChatMessage> = {}): ChatMessage => {
  const message = {id: text, from: 'peer0', displayName: 'Ada', text, time: 0, isMine: false, ...change};
  call.set({messages: [...call.messages, message]});
  return message;
};

const write = (field: HTMLTextAreaElement, value: string) => {
  field.value = value;
  field.dispatchEvent(new InputEvent('input'));
};

/** Presses a key; false if it does something else than usual. */
const press = (target: Element, key: string, more: KeyboardEventInit = {}) =>
  target.dispatchEvent(
    new KeyboardEvent('keydown', {key, bubbles: true, composed: true, cancelable: true, ...more}),
  );

const choose = (element: RtcCall, value: string) => {
  const select = part(element, 'chat-to') as HTMLSelectElement;
  select.value = value;
  select.dispatchEvent(new Event('change'));
};

describe('The chat of <rtc-call>', () => {
  afterEach(unmount);

  it('sends messages and shows everyone’s messages', async () => {
    const {element, call} = await inCall();
    said(call, 'Look: https://example.com/a?b=1.');
    await click(element, 'control-chat');
    const field = (await until(() => part(element, 'chat-field'))) as HTMLTextAreaElement;
    write(field, ' <b>hello</b> ');
    field.form!.requestSubmit();
    await until(() => call.asked.includes('sendChatMessage <b>hello</b>'));
    await until(() => text(element).includes('<b>hello</b>'));
    expect(field.value).to.equal('');
    const link = element.shadowRoot!.querySelector<HTMLAnchorElement>('[part=message] a')!;
    expect(link.href).to.equal('https://example.com/a?b=1');
    expect(link.rel).to.include('noopener');
    await still(element);
    await expectAccessible(element);
  });

  it('keeps a message that could not be sent', async () => {
    const {element, call} = await inCall({}, []);
    await click(element, 'control-chat');
    const field = (await until(() => part(element, 'chat-field'))) as HTMLTextAreaElement;
    await until(() => text(element).includes('Nobody else is here yet'));
    call.failing = {command: 'sendChatMessage', error: new CallError('not-connected')};
    write(field, 'hello?');
    field.form!.requestSubmit();
    await until(() => part(element, 'notice'));
    expect(field.value).to.equal('hello?');
    await click(element, 'control-close');
    await until(() => part(element, 'panel-chat') === null);
    await click(element, 'control-chat');
    const again = (await until(() => part(element, 'chat-field'))) as HTMLTextAreaElement;
    expect(again.value).to.equal('hello?');
    call.failing = null;
    call.set({state: 'connected', participants: [participant({id: 'peer0'})]});
    again.form!.requestSubmit();
    await until(() => call.asked.includes('sendChatMessage hello?'));
    await until(() => again.value === '');
    expect(text(element)).not.to.include('Nobody else is here yet');
  });

  it('renders 1,000 messages with one format of time, and again only when there is a new one', async () => {
    const {element, call} = await inCall({lang: 'fr'});
    const messages = Array.from({length: 1_000}, (_, index) => ({
      id: `${index}`,
      from: `peer${index % 2}`,
      displayName: 'Ada',
      text: `line ${index}`,
      time: index * 60_000,
      isMine: false,
    }));
    const {DateTimeFormat} = Intl;
    let count = 0;
    Intl.DateTimeFormat = new Proxy(DateTimeFormat, {
      construct: (target, args) => {
        count += 1;
        return Reflect.construct(target, args) as object;
      },
    });
    try {
      call.set({messages});
      await click(element, 'control-chat');
      await until(() => element.shadowRoot!.querySelectorAll('[part=message]').length === 1_000);
      expect(count).to.be.at.most(1);
      const list = part(element, 'messages')!;
      const fromEnd = () => {
        const last = parts(element, 'message').at(-1)!.getBoundingClientRect();
        return Math.abs(list.getBoundingClientRect().bottom - last.bottom);
      };
      expect(fromEnd()).to.be.below(30);
      said(call, 'one more');
      await until(() => element.shadowRoot!.querySelectorAll('[part=message]').length === 1_001);
      expect(count).to.be.at.most(1);
      expect(fromEnd()).to.be.below(30);
      list.scrollTop = -1000;
      await until(() => fromEnd() > 900);
      said(call, 'and another');
      await until(() => element.shadowRoot!.querySelectorAll('[part=message]').length === 1_002);
      expect(fromEnd()).to.be.above(900);
    } finally {
      Intl.DateTimeFormat = DateTimeFormat;
    }
  });

  it('opens on a page with an invalid language', async () => {
    const {element, call} = await inCall({lang: 'en_US'});
    said(call, 'hello');
    await click(element, 'control-chat');
    await until(() => text(element).includes('hello'));
  });

  it('counts unread messages', async () => {
    const {element, call} = await inCall();
    said(call, 'one');
    said(call, 'two');
    await element.updateComplete;
    const control = part(element, 'control-chat')!;
    expect(control.getAttribute('aria-label')).to.equal('Chat, 2 unread');
    expect(control.querySelector('.badge')?.textContent).to.equal('2');
    control.click();
    await until(() => part(element, 'panel-chat'));
    said(call, 'three');
    control.click();
    await until(() => part(element, 'panel-chat') === null);
    expect(control.getAttribute('aria-label')).to.equal('Chat');
    said(call, 'four');
    await until(() => control.getAttribute('aria-label') === 'Chat, 1 unread');
  });

  it('keeps line breaks: Shift+Enter makes one, Enter sends', async () => {
    const {element, call, field} = await inChat();
    const height = field.offsetHeight;
    write(field, 'one');
    expect(press(field, 'Enter', {shiftKey: true}), 'the browser’s').to.equal(true);
    expect(press(field, 'Enter', {isComposing: true}), 'the input method’s').to.equal(true);
    write(field, 'one\ntwo\n\nfour');
    expect(field.offsetHeight).to.be.above(height * 2);
    expect(press(field, 'Enter')).to.equal(false);
    const message = await until(() => part(element, 'message-text'));
    // WebKit lays out the rows in the next frame.
    await until(() => message.innerText === 'one\ntwo\n\nfour');
    await until(() => field.value === '');
    await until(() => field.offsetHeight === height);
    press(field, 'Enter');
    await settle(element);
    expect(call.asked, 'nothing empty').to.have.length(1);
  });

  it('links to http and https only, and contains no markup', async () => {
    const {element, call} = await inChat();
    const texts = [
      'javascript:alert(1) data:text/html,<script>alert(1)</script> file:///etc/passwd',
      '<img src=x onerror=alert(1)><a href="https://evil.example">x</a>',
      'HTTPS://EXAMPLE.COM/?q=1 and (http://a.example/b).',
    ];
    for (const line of texts) said(call, line);
    await until(() => parts(element, 'message').length === texts.length);
    expect(parts(element, 'message-text').map(line => line.textContent)).to.deep.equal(texts);
    const links = [...element.shadowRoot!.querySelectorAll<HTMLAnchorElement>('.messages a')];
    expect(links.map(({href}) => href)).to.deep.equal([
      'https://evil.example/',
      'https://example.com/?q=1',
      'http://a.example/b',
    ]);
    for (const {rel, target} of links) {
      expect(rel).to.equal('noopener noreferrer nofollow');
      expect(target).to.equal('_blank');
    }
    expect(element.shadowRoot!.querySelector('.messages :is(img, script)')).to.equal(null);
  });

  it('shows one to three emoji large', () => {
    for (const emoji of ['👍', '❤️ 🎉', '👩‍👩‍👧‍👦👩🏽‍🚀🇺🇦']) expect(isEmojiOnly(emoji), emoji).to.equal(true);
    for (const line of ['', '1', '#', '👍!', 'ok 👍', '👍👍👍👍', '👍'.repeat(5_000)])
      expect(isEmojiOnly(line), line.slice(0, 20)).to.equal(false);
  });

  it('inserts emoji where the cursor is', async () => {
    const {element, field} = await inChat();
    write(field, 'well done');
    field.setSelectionRange(4, 5);
    await click(element, 'control-emoji');
    const button = element.shadowRoot!.querySelector<HTMLElement>('.emoji button')!;
    button.focus();
    button.click();
    expect(field.value).to.equal(`well${button.textContent}done`);
    expect(element.shadowRoot!.activeElement).to.equal(field);
    await click(element, 'control-emoji');
    const details = element.shadowRoot!.querySelector('details')!;
    press(button, 'Escape');
    expect(details.open).to.equal(false);
    expect(part(element, 'panel-chat'), 'the chat stays open').to.exist;
  });

  it('sends private messages, and marks them', async () => {
    const {element, call, field} = await inChat({}, ['Ada', 'Ben']);
    const to: (string | undefined)[] = [];
    const send = call.sendChatMessage.bind(call);
    call.sendChatMessage = (line, recipient) => (to.push(recipient), send(line, recipient));
    choose(element, 'peer1');
    await until(() => field.placeholder === 'Write to Ben only');
    write(field, 'psst');
    press(field, 'Enter');
    await until(() => part(element, 'message-private')?.innerText === 'Only to Ben');
    said(call, 'yes?', {from: 'peer1', displayName: 'Ben', to: 'me'});
    await until(() => parts(element, 'message-private').at(-1)!.innerText === 'Only to you');
    await still(element);
    await expectAccessible(element);
    choose(element, '');
    await until(() => field.placeholder === 'Write a message');
    write(field, 'hello all');
    press(field, 'Enter');
    await until(() => to.length === 2);
    expect(to).to.deep.equal(['peer1', undefined]);
    await until(() => parts(element, 'message').length === 3);
    expect(parts(element, 'message').at(-1)!.querySelector('[part=message-private]')).to.equal(null);
  });

  it('never sends a private message to everyone when its recipient has left', async () => {
    const {element, call, field} = await inChat({}, ['Ada', 'Ben']);
    choose(element, 'peer1');
    await element.updateComplete;
    write(field, 'psst');
    call.set({participants: call.participants.slice(0, 1)});
    await until(() => text(element).includes('Ben isn’t in the call any more'));
    press(field, 'Enter');
    await settle(element);
    expect(field.value).to.equal('psst');
    expect(call.asked).to.deep.equal([]);
    choose(element, '');
    await until(() => !text(element).includes('Ben isn’t in the call any more'));
    press(field, 'Enter');
    await until(() => call.asked.includes('sendChatMessage psst'));
  });

  it('goes to the newest message on a click', async () => {
    const {element, call} = await inChat();
    const messages = Array.from({length: 100}, (_, index) => said(call, `line ${index}`));
    await until(() => parts(element, 'message').length === messages.length);
    const list = part(element, 'messages')!;
    const button = part(element, 'latest-button')!;
    expect(button.checkVisibility()).to.equal(false);
    list.scrollTop = -1_000;
    await until(() => button.checkVisibility());
    await still(element);
    await expectAccessible(element);
    button.click();
    await until(() => list.scrollTop === 0 && !button.checkVisibility());
  });

  it('renders a new message without rendering the others again', async () => {
    const {element, call} = await inChat();
    const messages = Array.from({length: 1_000}, (_, index) => said(call, `line ${index}`)).slice(-1_000);
    call.set({messages});
    await until(() => parts(element, 'message').length === 1_000);
    const changed = new Set<Node>();
    const observer = new MutationObserver(records => {
      for (const {addedNodes, removedNodes} of records)
        for (const node of [...addedNodes, ...removedNodes])
          if ((node as Element).matches?.('article')) changed.add(node);
    });
    observer.observe(part(element, 'messages')!, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
    });
    const last = {...messages[0]!, id: 'new', text: 'one more'};
    call.set({messages: [...messages.slice(1), last]});
    await until(() => text(element).includes('one more'));
    observer.disconnect();
    // The new one, the one that is dropped, and the next one, which is made again, since it now names the sender.
    expect(changed).to.have.length.at.most(4);
    expect([...changed].some(node => node.textContent?.includes('line 500'))).to.equal(false);
  });

  it('shows a message without rendering the rest of the element', async () => {
    const {element, call} = await inChat();
    await still(element);
    let renders = 0;
    const {requestUpdate} = element;
    element.requestUpdate = (...change) => {
      renders += 1;
      return requestUpdate.apply(element, change);
    };
    said(call, 'one');
    said(call, 'two');
    await until(() => parts(element, 'message').length === 2);
    expect(renders).to.equal(0);
    // Together with something else, it is rendered with the rest.
    call.set({messages: [...call.messages, {...call.messages[0]!, id: '3'}], state: 'reconnecting'});
    await until(() => parts(element, 'message').length === 3);
    expect(renders).to.be.above(0);
  });

  it('shows a change that comes together with a message', async () => {
    const {element, call} = await inChat({lang: 'de'});
    const close = () => part(element, 'panel-chat')!.querySelector('[part~=control-close]')!.ariaLabel;
    await until(() => close() === 'Schließen');
    element.lang = 'en';
    said(call, 'hello');
    await element.updateComplete;
    expect(parts(element, 'message')).to.have.length(1);
    expect(close()).to.equal('Close');
  });

  it('is not confused by two messages with one id', async () => {
    const {element, call} = await inChat();
    said(call, 'first', {id: 'same'});
    said(call, 'second', {id: 'same'});
    await until(
      () =>
        parts(element, 'message-text')
          .map(line => line.innerText)
          .join() === 'first,second',
    );
  });

  it('covers the stage in a narrow element, so that nothing behind it has the focus', async () => {
    const {element} = await inChat();
    const microphone = part(element, 'control-microphone')!;
    expect(microphone.checkVisibility({visibilityProperty: true})).to.equal(true);
    element.style.width = '360px';
    await until(() => !microphone.checkVisibility({visibilityProperty: true}));
    await still(element);
    await expectAccessible(element);
    part(element, 'control-close')!.focus();
    await click(element, 'control-close');
    await until(() => microphone.checkVisibility({visibilityProperty: true}));
    await until(() => element.shadowRoot!.activeElement === part(element, 'control-chat'));
  });
});
