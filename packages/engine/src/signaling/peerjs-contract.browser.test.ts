import {assert} from '@open-wc/testing';
import type {Peer} from '../../peerjs/index.js';
import {FakeNetwork, type Frame} from '../testing/fake-websocket.js';
import {until} from '../testing/until.js';

type PeerClass = typeof Peer;

describe('peerjs 1.5.5 as published', () => keepsTheContract(loadPublished));

describe('peerjs 1.5.5 as the engine bundles it', () =>
  keepsTheContract(async () => (await import('../../peerjs/index.js')).Peer));

/** Loads the build that is published for script tags. */
async function loadPublished(): Promise<PeerClass> {
  const script = document.createElement('script');
  script.src = '/node_modules/peerjs/dist/peerjs.min.js';
  const loaded = new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${script.src} could not be loaded`));
  });
  document.head.append(script);
  await loaded;
  return (window as unknown as {peerjs: {Peer: PeerClass}}).peerjs.Peer;
}

/** Undocumented behaviour of peerjs that peerjs-socket.ts relies on; peerjs is pinned to this version. */
function keepsTheContract(load: () => Promise<PeerClass>) {
  const network = new FakeNetwork();
  const peers: Peer[] = [];
  let PeerOfBuild: PeerClass;

  before(async () => (PeerOfBuild = await load()));
  beforeEach(() => network.install());
  afterEach(() => {
    for (const peer of peers.splice(0)) peer.destroy();
    network.restore();
    network.sockets.length = 0;
  });

  function create(id = 'ada', token = 'secret') {
    const peer = new PeerOfBuild(id, {
      host: 'broker.example',
      port: 9000,
      path: '/rtc/',
      secure: true,
      token,
      config: {},
    });
    peers.push(peer);
    const errors: string[] = [];
    let isOpen = false;
    peer.on('error', ({type}) => errors.push(type));
    peer.on('open', () => (isOpen = true));
    return {peer, errors, isOpen: () => isOpen};
  }

  it('connects to the broker with my id and token, without any other request', async () => {
    create('ada', encodeURIComponent('a b&c'));
    await until(() => network.sockets.length === 1, 'it connects');
    const {url} = network.last;
    assert.equal(url.origin, 'wss://broker.example:9000');
    assert.equal(url.pathname, '/rtc/peerjs');
    assert.equal(url.searchParams.get('id'), 'ada');
    assert.equal(url.searchParams.get('token'), 'a b&c');
    assert.equal(url.searchParams.get('key'), 'peerjs');
    assert.equal(url.searchParams.get('version'), '1.5.5');
    assert.isEmpty(network.requests);
  });

  it('passes every frame to _handleMessage, which can be replaced', () => {
    const {peer} = create();
    const frames: unknown[] = [];
    peer._handleMessage = frame => frames.push(frame);
    const sent = [
      {type: 'OPEN'},
      {type: 'OFFER', src: 'bob', payload: {type: 'rtc-call'}},
      null,
      5,
      'x',
      {type: 'LEAVE'},
    ];
    network.last.accept(null);
    for (const frame of sent) network.last.arrive(frame === 'x' ? '"x"' : frame);
    assert.deepEqual(frames, sent);
  });

  it('does not throw on invalid JSON', () => {
    const {peer} = create();
    const frames: unknown[] = [];
    peer._handleMessage = frame => frames.push(frame);
    network.last.accept(null);
    network.last.arrive('{bad');
    assert.isEmpty(frames);
  });

  it('opens when the broker sends OPEN', () => {
    const {isOpen} = create();
    network.last.accept(null);
    assert.isFalse(isOpen());
    network.last.arrive({type: 'OPEN'});
    assert.isTrue(isOpen());
  });

  it('sends frames unchanged', () => {
    const {peer} = create();
    network.last.accept();
    const frame: Frame = {
      type: 'OFFER',
      dst: 'bob',
      payload: {type: 'rtc-call', kind: 'accept', link: 'mc_1'},
    };
    peer.socket.send(frame);
    assert.deepEqual(network.last.sent, [frame]);
  });

  it('sends before the broker has sent OPEN, once the socket is open', () => {
    const {peer} = create();
    network.last.accept(null);
    peer.socket.send({type: 'OFFER', dst: 'ada'});
    assert.lengthOf(network.last.sent, 1);
  });

  for (const [frame, type] of [
    [{type: 'ID-TAKEN'}, 'unavailable-id'],
    [{type: 'INVALID-KEY'}, 'invalid-key'],
    [{type: 'ERROR', payload: {msg: 'full'}}, 'server-error'],
  ] as const) {
    it(`reports ${type} when the broker sends ${frame.type}`, () => {
      const {errors} = create();
      network.last.accept(frame);
      assert.deepEqual(errors, [type]);
    });
  }

  it('reports invalid-id for an invalid id', async () => {
    const {errors} = create('-ada-');
    await until(() => errors.length > 0, 'an error is reported');
    assert.deepEqual(errors, ['invalid-id']);
  });

  it('reports network when the socket breaks', () => {
    const {errors} = create();
    network.last.accept();
    network.last.break();
    assert.deepEqual(errors, ['network']);
  });

  it('creates no RTCPeerConnection as long as no frame reaches it', async () => {
    const Original = RTCPeerConnection;
    let count = 0;
    globalThis.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        count++;
      }
    };
    try {
      const {peer} = create();
      peer._handleMessage = () => {};
      network.last.accept();
      network.last.arrive({
        type: 'OFFER',
        src: 'bob',
        payload: {type: 'data', connectionId: 'dc_1', sdp: {}},
      });
      assert.equal(count, 0);
    } finally {
      globalThis.RTCPeerConnection = Original;
    }
  });

  it('has its WebSocket in `_socket`, which can be closed with a code of our own', () => {
    const {peer} = create();
    network.last.accept();
    peer.socket._socket?.close(4001);
    peer.destroy();
    assert.equal(network.last.closeCode, 4001);
  });

  it('closes and fires no events after destroy()', () => {
    const {peer, errors} = create();
    const socket = network.last;
    socket.accept();
    peer.removeAllListeners();
    peer.destroy();
    assert.equal(socket.readyState, 3);
    socket.arrive({type: 'ID-TAKEN'});
    socket.break();
    assert.isEmpty(errors);
    assert.lengthOf(network.sockets, 1);
  });
}
