import {expect} from '@open-wc/testing';
import {IncomingCallEvent, MissedCallEvent, type EndReason} from '@rtc-call/engine';
import {rememberChoices} from './choices.js';
import {incoming} from './testing/fake-call.js';
import {click, expectAccessible, mount, part, parts, settle, text, unmount, until} from './testing/mount.js';

/** The contexts of all tones that have been played, oldest first. */
class Speaker {
  readonly contexts: AudioContext[] = [];
  readonly #real = globalThis.AudioContext;

  constructor() {
    const {contexts} = this;
    globalThis.AudioContext = class extends this.#real {
      constructor() {
        super();
        contexts.push(this);
      }
    };
  }

  get open() {
    return this.contexts.filter(({state}) => state !== 'closed').length;
  }

  restore() {
    globalThis.AudioContext = this.#real;
  }
}

const missed = (peerId: string, displayName = peerId, time = Date.now()) =>
  new MissedCallEvent({peerId, displayName, time});

async function rung(attributes: Readonly<Record<string, string>> = {}) {
  const mounted = await mount({'peer-id': 'alice', ...attributes});
  mounted.call.set({state: 'ringing', incoming: incoming()});
  await settle(mounted.element);
  return mounted;
}

describe('a call that rings', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    unmount();
    localStorage.clear();
  });

  it('is accepted with video, or with audio only', async () => {
    const {element, call} = await rung();
    await expectAccessible(element);
    await click(element, 'accept-button');
    await until(() => call.asked.includes('accept true'));
    const second = await rung();
    await click(second.element, 'accept-audio-button');
    await until(() => second.call.asked.includes('accept false'));
    const third = await rung({video: 'off'});
    expect(part(third.element, 'accept-audio-button')).to.equal(null);
    await click(third.element, 'accept-button');
    await until(() => third.call.asked.includes('accept'));
  });

  it('is declined with a ready-made text, with one of my own, or with none', async () => {
    const open = async () => {
      const mounted = await rung();
      mounted.element.shadowRoot!.querySelector<HTMLElement>('[part~=control-decline-menu]')!.click();
      await until(() => part(mounted.element, 'menu')?.matches(':popover-open'));
      return mounted;
    };
    const {element, call} = await open();
    expect(part(element, 'menu')!.getAttribute('role')).to.equal('dialog');
    await expectAccessible(element);
    parts(element, 'menu-item')[0]!.click();
    await until(() => call.asked.includes('decline I’ll call you back.'));
    await until(() => !part(element, 'menu'));

    const second = await open();
    const field = part(second.element, 'decline-field') as HTMLInputElement;
    expect(field.maxLength).to.equal(200);
    await click(second.element, 'decline-send-button');
    expect(second.element.shadowRoot!.activeElement, 'nothing is sent without a text').to.equal(field);
    field.value = 'Five minutes!';
    await click(second.element, 'decline-send-button');
    await until(() => second.call.asked.includes('decline Five minutes!'));

    const third = await rung();
    await click(third.element, 'decline-button');
    await until(() => third.call.asked.includes('decline'));
  });

  it('closes what was opened over it when it stops', async () => {
    const {element, call} = await rung();
    element.shadowRoot!.querySelector<HTMLElement>('[part~=control-decline-menu]')!.click();
    await until(() => part(element, 'menu'));
    call.end('cancelled');
    await until(() => !part(element, 'menu'));
    expect(text(element)).to.contain('You missed a call');
  });

  describe('that I made', () => {
    const said: Partial<Record<EndReason, string>> = {
      declined: 'The call was declined',
      busy: 'in another call',
      'no-answer': 'Nobody answered',
      'peer-unavailable': 'isn’t online',
      'peer-hung-up': 'The other person left',
    };
    for (const [reason, words] of Object.entries(said)) {
      it(`ends with words for ${reason} that don’t blame the network`, async () => {
        const {element, call} = await mount({to: 'bob'});
        call.end(reason as EndReason);
        await until(() => text(element).includes(words));
        expect(text(element)).not.to.match(/network|connection/i);
        for (const other of Object.values(said).filter(other => other !== words))
          expect(text(element)).not.to.contain(other);
      });
    }

    it('shows and announces the text that it was declined with, as text', async () => {
      const {element, call} = await mount({to: 'bob'});
      call.set({
        state: 'dialing',
        outgoing: {peerId: 'bob', displayName: 'Bob', isRinging: true, isSeen: false},
      });
      call.end('declined', 'Later, <b>please</b>.');
      await until(() => part(element, 'decline-text'));
      expect(part(element, 'decline-text')!.textContent).to.equal('Later, <b>please</b>.');
      const spoken = element.shadowRoot!.querySelector('.announcements')!.textContent;
      expect(spoken).to.contain('The call was declined: Later, <b>please</b>.');
      call.end('busy');
      await until(() => !part(element, 'decline-text'));
    });
  });
});

describe('tones', () => {
  let speaker: Speaker;
  beforeEach(() => (speaker = new Speaker()));
  afterEach(() => {
    unmount();
    speaker.restore();
    localStorage.clear();
  });

  it('play while it rings here, and end with it', async () => {
    const {call} = await rung();
    await until(() => speaker.open === 1);
    call.set({state: 'connecting', incoming: null});
    await until(() => speaker.open === 0);
    expect(speaker.contexts).to.have.length(1);
  });

  it('play once it rings at the other side, and end when the element leaves the page', async () => {
    const {element, call} = await mount({to: 'bob'});
    const outgoing = {peerId: 'bob', displayName: 'Bob', isRinging: false, isSeen: false};
    call.set({state: 'dialing', outgoing});
    await settle(element);
    expect(speaker.contexts).to.have.length(0);
    call.set({outgoing: {...outgoing, isRinging: true}});
    await until(() => speaker.open === 1);
    element.remove();
    await until(() => speaker.open === 0);
  });

  it('play not with `silent`, not if they are off in the settings, and not if the page rings itself', async () => {
    const silent = await rung({silent: ''});
    await settle(silent.element);
    rememberChoices({tones: false});
    const off = await rung();
    await settle(off.element);
    rememberChoices({tones: true});
    const {element, call} = await mount({'peer-id': 'alice'});
    element.addEventListener('rtc-incoming-call', event => event.preventDefault());
    call.dispatchEvent(new IncomingCallEvent({peerId: 'bob', displayName: 'Bob'}));
    call.set({state: 'ringing', incoming: incoming()});
    await settle(element);
    expect(speaker.contexts).to.have.length(0);
  });

  it('are silent, without an error, where the browser allows no sound', async () => {
    const failures: unknown[] = [];
    const note = (event: PromiseRejectionEvent) => failures.push(event.reason);
    addEventListener('unhandledrejection', note);
    const {resume} = AudioContext.prototype;
    Object.assign(AudioContext.prototype, {
      resume: () => Promise.reject(new DOMException('no click yet', 'NotAllowedError')),
    });
    try {
      const {element, call} = await rung();
      await until(() => speaker.contexts.length === 1);
      call.set({state: 'connecting', incoming: null});
      await until(() => speaker.open === 0);
      await settle(element);
      expect(failures).to.deep.equal([]);
      expect(text(element)).not.to.contain('went wrong');
    } finally {
      Object.assign(AudioContext.prototype, {resume});
      removeEventListener('unhandledrejection', note);
    }
  });
});

describe('missed calls', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    unmount();
    localStorage.clear();
  });

  const rows = (element: Element) =>
    [...element.shadowRoot!.querySelectorAll<HTMLElement>('[part~=missed-call] b')].map(
      ({innerText}) => innerText,
    );

  it('are listed with time and a button to call back, also after a reload, until they are cleared', async () => {
    const {element, call} = await mount({'peer-id': 'alice'});
    expect(part(element, 'missed-calls')).to.equal(null);
    call.dispatchEvent(missed('bob', 'Bob', Date.UTC(2020, 1, 3)));
    call.dispatchEvent(missed('cleo', 'Cleo'));
    call.dispatchEvent(missed('cleo', 'Cleo'));
    await until(() => rows(element).length === 2);
    expect(rows(element)).to.deep.equal(['Cleo (2)', 'Bob']);
    await expectAccessible(element);

    const again = await mount({'peer-id': 'alice'});
    await until(() => rows(again.element).length === 2);
    expect(parts(again.element, 'missed-call')[1]!.querySelector('time')!.innerText).to.match(/Feb/);
    parts(again.element, 'call-back-button')[1]!.click();
    await until(() => again.call.asked.includes('call bob'));

    const third = await mount({'peer-id': 'alice'});
    await click(third.element, 'clear-button');
    await until(() => !part(third.element, 'missed-calls'));
    const other = await mount({'peer-id': 'alice'});
    await settle(other.element);
    expect(part(other.element, 'missed-calls')).to.equal(null);
  });

  it('of other addresses are not listed', async () => {
    const {call} = await mount({'peer-id': 'alice'});
    call.dispatchEvent(missed('bob'));
    const {element} = await mount({'peer-id': 'sales'});
    await settle(element);
    expect(part(element, 'missed-calls')).to.equal(null);
    element.peerId = 'alice';
    await until(() => rows(element).join() === 'bob');
  });

  it('are the last 20', async () => {
    const {element, call} = await mount({'peer-id': 'alice'});
    for (let index = 0; index < 30; index += 1) call.dispatchEvent(missed(`peer${index}`));
    await until(() => rows(element).length > 0);
    expect(rows(element)).to.have.length(20);
    expect(rows(element)[0]).to.equal('peer29');
  });

  for (const value of [
    '{',
    '5',
    '[null,5,{"peerId":"x"},{"peerId":1,"displayName":2,"time":"now","count":1}]',
  ])
    it(`are none if the browser has ${value} for them`, async () => {
      localStorage.setItem('rtc-call:missed:alice', value);
      const {element} = await mount({'peer-id': 'alice'});
      await settle(element);
      expect(part(element, 'missed-calls')).to.equal(null);
    });

  it('during a call are told at once, and dispatched as events', async () => {
    const {element, call} = await mount({'peer-id': 'alice'});
    const heard: string[] = [];
    element.addEventListener('rtc-missed-call', ({peerId}) => heard.push(peerId));
    call.set({state: 'connected'});
    await settle(element);
    call.dispatchEvent(missed('bob', 'Bob'));
    await until(() => text(element).includes('Bob tried to call you'));
    expect(heard).to.deep.equal(['bob']);
    part(element, 'notice')!.querySelector('button')!.click();
    await element.updateComplete;
    expect(text(element)).not.to.contain('Bob tried to call you');
  });
});
