import {assert} from '@open-wc/testing';
import type {CallError} from '../errors.js';
import {PeerJsSignaling} from './peerjs-signaling.js';
import type {Invitation} from './signaling.js';
import {FakeNetwork} from '../testing/fake-websocket.js';
import {aTurn, until} from '../testing/until.js';

describe('signaling over a PeerJS broker', () => {
  const network = new FakeNetwork();
  let signaling: PeerJsSignaling;
  let lost: CallError[];
  let fatal: CallError[];
  let invitations: Invitation[];

  beforeEach(() => {
    network.install();
    [lost, fatal, invitations] = [[], [], []];
    signaling = new PeerJsSignaling({
      broker: new URL('https://broker.example/rtc/'),
      identity: {id: 'ada', secret: 'secret'},
      session: 'this page',
    });
  });
  afterEach(() => {
    signaling.close();
    network.restore();
    network.sockets.length = network.requests.length = network.beacons.length = 0;
    network.onSocket = () => {};
    network.respond = () => new Response(null, {status: 404});
  });

  const open = (one = signaling) =>
    one.open({
      onOpen() {},
      onLost: error => lost.push(error),
      onFatal: error => fatal.push(error),
      onInvite: (_, invitation) => invitations.push(invitation),
      onMessage() {},
      onUnavailable() {},
      onLeft() {},
      onRoom() {},
    });

  describe('when the page goes away', () => {
    const farewells = [
      {to: 'ben', link: 'mc_1', isRtcCall: true},
      {to: 'cem', link: 'mc_2', isRtcCall: false},
    ];
    const leave = async (isOurs: boolean) => {
      if (isOurs) network.respond = () => Response.json({iceServers: []});
      network.onSocket = socket => socket.accept();
      open();
      await until(() => signaling.isOpen, 'it is open');
      await signaling.iceServers();
      signaling.leave(farewells);
    };

    it('says goodbye over the socket, and closes it with a code that says so', async () => {
      await leave(true);
      const {sent, closeCode} = network.last;
      assert.deepEqual(sent.slice(-2), [
        {
          type: 'OFFER',
          dst: 'ben',
          payload: {type: 'rtc-call', kind: 'bye', reason: 'leaving', link: 'mc_1'},
        },
        {type: 'LEAVE', dst: 'cem', payload: {connectionId: 'mc_2'}},
      ]);
      assert.equal(closeCode, 4001);
      assert.lengthOf(network.sockets, 1);
    });

    it('says the same in a request, with the secret of its id and its session', async () => {
      await leave(true);
      assert.lengthOf(network.beacons, 1);
      assert.equal(network.beacons[0]!.url.href, 'https://broker.example/rtc/leave');
      assert.deepEqual(network.beacons[0]!.body, {
        id: 'ada',
        token: 'secret',
        session: 'this page',
        links: [
          {to: 'ben', link: 'mc_1'},
          {to: 'cem', link: 'mc_2', isPlain: true},
        ],
      });
    });

    it('does not show its secret to a stock PeerServer', async () => {
      await leave(false);
      assert.isEmpty(network.beacons);
      assert.equal(network.last.closeCode, 4001);
    });

    it('tells the broker in its first message which page load it is', async () => {
      await leave(true);
      assert.deepEqual(network.last.envelopes[0], {
        dst: '@broker',
        type: 'rtc-call',
        kind: 'hello',
        session: 'this page',
      });
    });
  });

  it('waits for an id that is taken, and says so only after a while', async () => {
    let isTaken = true;
    network.onSocket = socket =>
      socket.accept({type: isTaken ? 'ID-TAKEN' : 'OPEN', payload: {msg: 'taken'}});
    open();
    await until(() => network.sockets.length > 2, 'it tries again');
    assert.isEmpty([...lost, ...fatal]);
    await until(() => lost.length > 0, 'it says so', 15_000);
    assert.equal(lost[0]!.code, 'id-taken');
    isTaken = false;
    await until(() => signaling.isOpen, 'it has its id', 15_000);
    assert.isEmpty(fatal);
  }).timeout(40_000);

  describe('that shuts down', () => {
    const drain = (spreadMs: number) => ({
      type: 'OFFER',
      src: '@broker',
      payload: {type: 'rtc-call', kind: 'drain', spreadMs},
    });
    // Only ours says so.
    beforeEach(() => (network.respond = () => Response.json({iceServers: []})));

    it('is left at once, and connected to again at a time of its own within the spread', async () => {
      const [clients, spreadMs] = [12, 600];
      const others = Array.from({length: clients - 1}, (_, index) => {
        const identity = {id: `other-${index}`, secret: 'secret'};
        return new PeerJsSignaling({broker: new URL('https://broker.example/rtc/'), identity, session: 's'});
      });
      const everybody = [signaling, ...others];
      network.onSocket = socket => socket.accept();
      try {
        open();
        for (const other of others) open(other);
        await until(() => everybody.every(one => one.isOpen), 'all are open');
        const returns: {at: number; id: string | null}[] = [];
        network.onSocket = socket => {
          returns.push({at: performance.now(), id: socket.url.searchParams.get('id')});
          socket.accept();
        };
        for (const socket of network.sockets.slice()) socket.arrive(drain(spreadMs));
        await until(
          () => returns.length >= clients && everybody.every(one => one.isOpen),
          'all are open again',
        );
        assert.deepEqual(new Set(lost.map(({detail}) => detail)), new Set(['drain']));
        assert.lengthOf(lost, clients);
        assert.lengthOf(new Set(returns.map(({id}) => id)), clients);
        assert.lengthOf(returns, clients);
        const times = returns.map(({at}) => at);
        // That all of them choose the same third of the time happens once in 100,000 times.
        assert.isAbove(Math.max(...times) - Math.min(...times), spreadMs / 3);
        assert.isEmpty(fatal);
      } finally {
        for (const other of others) other.close();
      }
    });

    it('and whose successor still has the id for somebody else: it waits, and has it again', async () => {
      network.onSocket = socket => socket.accept();
      open();
      await until(() => signaling.isOpen, 'it is open');
      let refusals = 2;
      network.onSocket = socket =>
        socket.accept(refusals-- > 0 ? {type: 'ID-TAKEN', payload: {msg: 'taken'}} : {type: 'OPEN'});
      network.last.arrive(drain(0));
      await until(() => refusals < 0 && signaling.isOpen, 'it is open again');
      const ids = network.sockets.map(({url}) => url.searchParams.get('id'));
      assert.deepEqual(new Set(ids), new Set(['ada']));
      assert.deepEqual(
        lost.map(({code, detail}) => [code, detail]),
        [['broker-unreachable', 'drain']],
      );
      assert.isEmpty(fatal);
    });
  });

  describe('that refuses the socket', () => {
    const refuse = (status: number, body: object | string) => {
      network.onSocket = socket => socket.break();
      network.respond = () => new Response(typeof body === 'string' ? body : JSON.stringify(body), {status});
      open();
    };

    for (const [status, body, code, detail] of [
      [403, {code: 'origin-forbidden', hint: 'add it'}, 'origin-forbidden', location.origin],
      [401, {code: 'unauthorized', hint: 'a token'}, 'unauthorized', 'a token'],
      [403, {code: 'id-forbidden', hint: 'another id'}, 'id-forbidden', 'another id'],
      [426, {code: 'tls-required', hint: 'use wss'}, 'broker-refused', 'use wss'],
      [400, {code: 'of-another-version'}, 'broker-refused', 'of-another-version'],
    ] as const)
      it(`for good (${body.code}) is not retried`, async () => {
        refuse(status, body);
        await until(() => fatal.length > 0, 'it gives up');
        const [error] = fatal;
        assert.equal(error!.code, code);
        assert.equal(error!.detail, detail);
        const {length} = network.sockets;
        await aTurn();
        assert.lengthOf(network.sockets, length);
      });

    it('for a forbidden origin leads to a hint how to allow it', async () => {
      refuse(403, {code: 'origin-forbidden'});
      await until(() => fatal.length > 0, 'it gives up');
      assert.include(fatal[0]!.hint, `--origins ${location.origin}`);
    });

    for (const [name, status, body] of [
      ['because it can’t check tokens at the moment', 503, {code: 'auth-unavailable'}],
      ['because of a rate limit', 429, {code: 'rate-limited'}],
      ['because of an internal error', 500, {code: 'internal-error'}],
      ['and is a stock PeerServer', 404, '<html>Cannot GET</html>'],
      ['and is behind a proxy that refuses', 403, '<html>Forbidden</html>'],
    ] as const)
      it(`${name} is retried`, async () => {
        refuse(status, body);
        await until(() => network.sockets.length > 2, 'it tries again');
        assert.isEmpty(fatal);
        assert.equal(lost[0]!.code, 'broker-unreachable');
      });
  });

  describe('a caller', () => {
    const ring = (fields: object, metadata: object = {}) => {
      const sdp = {type: 'offer', sdp: 'v=0'};
      network.last.arrive({
        type: 'OFFER',
        src: 'ben',
        ...fields,
        payload: {type: 'media', connectionId: `mc_${invitations.length}`, sdp, metadata, trusted: true},
      });
    };
    const connect = async (authenticated: boolean | null) => {
      network.respond = () => Response.json({iceServers: []});
      network.onSocket = socket => socket.accept();
      open();
      await until(() => signaling.isOpen, 'it is open');
      if (authenticated === null) return;
      welcome(authenticated);
      await aTurn();
    };
    const welcome = (authenticated: boolean) => {
      const payload = {type: 'rtc-call', kind: 'welcome', authenticated};
      network.last.arrive({type: 'OFFER', src: '@broker', payload});
    };

    it('is trusted if a broker that checks tokens says so', async () => {
      await connect(true);
      ring({trusted: true});
      assert.deepEqual(invitations[0]!.vouched, {isTrusted: true, name: null});
    });

    it('has the name that a broker which checks tokens vouches for, and no other', async () => {
      await connect(true);
      ring({name: 'Ada'}, {name: 'The boss', rtcCall: {session: 's', name: 'The boss'}});
      assert.deepEqual(invitations[0]!.vouched, {isTrusted: false, name: 'Ada'});
      for (const name of [undefined, 7, '', ' Ada', 'x'.repeat(10_000)]) ring({name});
      assert.deepEqual(
        invitations.slice(1).map(({vouched}) => vouched),
        Array.from({length: 5}, () => ({isTrusted: false, name: null})),
      );
    });

    it('that waited for me, and rings before the broker’s welcome, is trusted after it', async () => {
      await connect(null);
      ring({trusted: true, name: 'Ada'});
      const {vouched} = invitations[0]!;
      assert.instanceOf(vouched, Promise);
      welcome(true);
      assert.deepEqual(await vouched, {isTrusted: true, name: 'Ada'});
    });

    it('that rings before the welcome of a broker without tokens is not trusted', async () => {
      await connect(null);
      ring({trusted: true});
      welcome(false);
      assert.deepEqual(await invitations[0]!.vouched, {isTrusted: false, name: null});
    });

    it('that rings before it is known that the broker is a stock PeerServer is not trusted', async () => {
      let answer: (response: Response) => void = () => {};
      const answered = new Promise<Response>(resolve => (answer = resolve));
      network.respond = () => answered;
      network.onSocket = socket => socket.accept();
      open();
      await until(() => signaling.isOpen, 'it is open');
      ring({trusted: true});
      answer(new Response('', {status: 404}));
      assert.deepEqual(await invitations[0]!.vouched, {isTrusted: false, name: null});
    });

    it('has no vouched name on a broker without tokens', async () => {
      await connect(false);
      ring({name: 'Ada'});
      assert.deepEqual(invitations[0]!.vouched, {isTrusted: false, name: null});
    });

    for (const [name, authenticated, fields] of [
      ['without the claim', true, {}],
      ['whose flag is not `true`', true, {trusted: 'true'}],
      ['on a broker without tokens', false, {trusted: true}],
    ] as const)
      it(`${name} is not trusted`, async () => {
        await connect(authenticated);
        ring(fields, {trusted: true, isTrusted: true, rtcCall: {session: 's', name: 'Ben', trusted: true}});
        assert.deepEqual(invitations[0]!.vouched, {isTrusted: false, name: null});
      });
  });
});
