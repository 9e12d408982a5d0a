import {assert} from '@open-wc/testing';
import {
  claimId,
  getIdentity,
  recallChat,
  recallResumption,
  releaseIdentity,
  rememberChat,
  rememberResumption,
  type Identity,
  type Resumption,
} from './identity.js';
import {randomId} from '../names.js';
import {until} from '../testing/until.js';

/** Another page with this tab's session storage, as after a reload or in a duplicate of the tab. */
class Page {
  readonly #frame = document.createElement('iframe');
  identity: Identity | null = null;
  /** It waits for its chosen id. */
  isWaiting = false;

  constructor(broker: string, peerId?: string) {
    this.#frame.srcdoc = `<script type="module">
      import {claimId, getIdentity} from '${new URL('./identity.ts', import.meta.url)}';
      const life = new AbortController().signal;
      const identity = await getIdentity({
        broker: ${JSON.stringify(broker)},
        peerId: ${JSON.stringify(peerId)},
        claim: (id, ms) => claimId(id, life, ms),
        onTaken: () => parent.postMessage({broker: ${JSON.stringify(broker)}, isTaken: true}),
      });
      parent.postMessage({broker: ${JSON.stringify(broker)}, identity});
    </script>`;
    addEventListener('message', this.#onMessage);
    document.body.append(this.#frame);
  }

  readonly #onMessage = ({data, source}: MessageEvent<{identity?: Identity; isTaken?: true}>) => {
    if (source !== this.#frame.contentWindow) return;
    if (data.identity) this.identity = data.identity;
    else this.isWaiting ||= data.isTaken === true;
  };

  async whoAmI(): Promise<Identity> {
    await until(() => this.identity, 'the page has an identity');
    return this.identity!;
  }

  close() {
    removeEventListener('message', this.#onMessage);
    this.#frame.remove();
  }
}

describe('an identity', () => {
  let broker: string;
  const lives: AbortController[] = [];
  const pages: Page[] = [];

  beforeEach(() => (broker = `https://broker.example/${randomId()}`));
  afterEach(() => {
    for (const life of lives.splice(0)) life.abort();
    for (const page of pages.splice(0)) page.close();
    sessionStorage.clear();
  });

  /** A call in this page. */
  async function start(peerId?: string, on = broker, onTaken = () => {}) {
    const life = new AbortController();
    lives.push(life);
    const claim = (id: string, ms: number) => claimId(id, life.signal, ms);
    return {life, identity: await getIdentity({broker: on, peerId, claim, onTaken})};
  }

  function open(peerId?: string) {
    const page = new Page(broker, peerId);
    pages.push(page);
    return page;
  }

  it('has a random id and secret', async () => {
    const {identity} = await start();
    assert.match(identity.id, /^[0-9a-f]{32}$/);
    assert.match(identity.secret, /^[0-9a-f]{32}$/);
    assert.notEqual(identity.id, identity.secret);
  });

  it('stays the same when the call ends and begins again', async () => {
    const {life, identity} = await start();
    life.abort();
    assert.deepEqual((await start()).identity, identity);
  });

  it('stays the same over a reload', async () => {
    const page = open();
    const before = await page.whoAmI();
    page.close();
    assert.deepEqual(await open().whoAmI(), before);
  });

  it('is not shared by a duplicate of the tab', async () => {
    const [first, second] = [await open().whoAmI(), await open().whoAmI()];
    assert.notEqual(second.id, first.id);
    assert.notEqual(second.secret, first.secret);
  });

  it('is not shared by two calls of one page', async () => {
    const [first, second] = [await start(), await start()];
    assert.notEqual(second.identity.id, first.identity.id);
  });

  it('differs between brokers', async () => {
    const [first, second] = [await start(), await start(undefined, `${broker}/other`)];
    assert.notEqual(second.identity.id, first.identity.id);
  });

  it('has the chosen id, and keeps its secret over a reload', async () => {
    const page = open('ada');
    const before = await page.whoAmI();
    assert.equal(before.id, 'ada');
    page.close();
    assert.deepEqual(await open('ada').whoAmI(), before);
  });

  it('changes with the chosen id', async () => {
    const {life, identity} = await start('ada');
    life.abort();
    const next = await start('bob');
    assert.equal(next.identity.id, 'bob');
    assert.notEqual(next.identity.secret, identity.secret);
  });

  it('is not read from malformed storage', async () => {
    for (const stored of ['null', '5', '{bad', '{"id":"<script>","secret":"s"}', '{"id":"ada"}']) {
      sessionStorage.setItem(`rtc-call:identity:${broker}`, stored);
      const {life, identity} = await start();
      assert.match(identity.id, /^[0-9a-f]{32}$/, stored);
      life.abort();
    }
  });

  it('exists even if storage is blocked', async () => {
    const {setItem, getItem} = Storage.prototype;
    const refuse = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    Object.assign(Storage.prototype, {setItem: refuse, getItem: refuse});
    try {
      assert.match((await start()).identity.id, /^[0-9a-f]{32}$/);
    } finally {
      Object.assign(Storage.prototype, {setItem, getItem});
    }
  });

  for (const peerId of [undefined, 'ada'])
    it(`waits for the page before it to release ${peerId ? 'a chosen' : 'a random'} id, on a slow machine too`, async () => {
      const {life, identity} = await start(peerId);
      releaseIdentity(broker);
      const next = start(peerId);
      setTimeout(() => life.abort(), 1_000);
      assert.deepEqual((await next).identity, identity);
    });

  it('is waited for by only one of two calls of a reloaded page', async () => {
    const {life, identity} = await start();
    releaseIdentity(broker);
    life.abort();
    const [first, second] = await Promise.all([start(), start()]);
    assert.deepEqual(first.identity, identity);
    assert.notEqual(second.identity.id, identity.id);
  });

  it('that was chosen is waited for by a duplicate of the tab, which keeps the secret', async () => {
    const first = open('ada');
    const identity = await first.whoAmI();
    const second = open('ada');
    await until(() => second.isWaiting, 'it waits');
    assert.isNull(second.identity);
    first.close();
    assert.deepEqual(await second.whoAmI(), identity);
  });

  it('is no longer waited for when the call ends', async () => {
    await start('ada');
    const life = new AbortController();
    const waiting = claimId('ada', life.signal, Infinity);
    life.abort(new Error('over'));
    assert.equal(await waiting.catch((error: Error) => error.message), 'over');
  });
});

describe('recallResumption', () => {
  const broker = 'https://broker.example/rtc';
  const resumption: Resumption = {
    room: 'standup',
    microphone: {isOn: true, deviceId: 'mic'},
    camera: {isOn: false, deviceId: null},
    speakerId: 'speaker',
  };
  const {now} = Date;
  afterEach(() => {
    Date.now = now;
    sessionStorage.clear();
  });

  it('returns what was saved', () => {
    rememberResumption(broker, resumption);
    assert.deepInclude(recallResumption(broker)!, resumption);
  });

  it('returns null after 20 s, when the others have seen me leave', () => {
    rememberResumption(broker, resumption);
    const left = now();
    Date.now = () => left + 19_000;
    assert.isNotNull(recallResumption(broker));
    Date.now = () => left + 21_000;
    assert.isNull(recallResumption(broker));
  });

  it('returns null after it is cleared, for another broker, and for malformed storage', () => {
    assert.isNull(recallResumption(broker));
    rememberResumption(broker, resumption);
    assert.isNull(recallResumption(`${broker}2`));
    rememberResumption(broker, null);
    assert.isNull(recallResumption(broker));
    sessionStorage.setItem(`rtc-call:resume:${broker}`, '{"time":"now"}');
    assert.isNull(recallResumption(broker));
  });

  it('comes with the newest 200 messages of the chat, once', () => {
    const messages = Array.from({length: 300}, (_, index) => ({text: `${index}`}));
    rememberChat(broker, messages);
    assert.deepEqual(recallChat(broker), messages.slice(100));
    assert.isNull(recallChat(broker));
    rememberChat(broker, messages);
    rememberChat(broker, null);
    assert.isEmpty(Object.keys(sessionStorage));
  });

  it('comes with fewer messages if they are long', () => {
    const messages = Array.from({length: 200}, (_, index) => ({text: `${index}`.padEnd(16_000)}));
    rememberChat(broker, messages);
    assert.deepEqual(recallChat(broker), messages.slice(-31));
  });
});
