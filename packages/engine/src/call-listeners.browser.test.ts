import {assert} from '@open-wc/testing';
import fc from 'fast-check';
import type {Call} from './call.js';
import type {CallEventMap} from './events.js';
import {DoorSignaling} from './testing/door-signaling.js';
import {FakeDevices} from './testing/fake-devices.js';
import {Leaks} from './testing/leaks.js';
import {eachWithAdaAndBen, People, ring, untilState, type Person} from './testing/people.js';
import {aTurn, until} from './testing/until.js';
import {Wiretap} from './testing/wiretap.js';

describe('a listener', function () {
  this.timeout(60_000);
  let ada: Person;
  let ben: Person;
  const devices = eachWithAdaAndBen((_, ...two) => ([ada, ben] = two));

  /** Calls `run` on the first event of this type that `when` accepts. */
  const once = <K extends keyof CallEventMap>(
    {call}: Person,
    type: K,
    run: (event: CallEventMap[K]) => void,
    when: (event: CallEventMap[K]) => boolean = () => true,
  ) => {
    let isDone = false;
    call.addEventListener(type, event => {
      if (isDone || !when(event)) return;
      isDone = true;
      run(event);
    });
  };
  const onState = (person: Person, state: string, run: () => void) =>
    once(person, 'rtc-state-change', run, event => event.state === state);
  const settled = (promise: Promise<unknown>) => promise.catch(() => {});

  it('on rtc-joined that leaves finds everything released', async () => {
    once(ada, 'rtc-joined', () => ada.call.leave());
    await ada.call.join('standup');
    assert.equal(ada.call.state, 'ended');
    await until(() => devices.tracks.length === 2, 'the devices that were asked for have come');
    await aTurn();
    assert.isEmpty(devices.live);
  });

  it('on rtc-joined of an accepted call that leaves finds everything released', async () => {
    await ben.call.open();
    once(ben, 'rtc-joined', () => ben.call.leave());
    await ada.call.call('ben');
    await untilState(ben, 'ringing');
    await settled(ben.call.accept());
    await untilState(ada, 'ended');
    assert.equal(ben.call.endReason, 'hung-up');
  });

  it('on “dialing” that hangs up sends and opens nothing', async () => {
    const wiretap = new Wiretap();
    try {
      await ben.call.open();
      onState(ada, 'dialing', () => ada.call.hangUp());
      await settled(ada.call.call('ben'));
      assert.equal(ada.call.state, 'ended');
      assert.notInclude(ben.events, 'rtc-incoming-call');
      assert.isEmpty(wiretap.frames.filter(({from}) => from === 'ada'));
      assert.isFalse(ada.call.trace.some(({step}) => step === 'connection-created'));
    } finally {
      wiretap.stop();
    }
  });

  it('on “connecting” after accept() that hangs up sends nothing after its bye', async () => {
    const [wiretap, leaks] = [new Wiretap(), new Leaks()];
    leaks.install();
    try {
      await ben.call.open();
      onState(ben, 'connecting', () => ben.call.hangUp());
      await ada.call.call('ben');
      await untilState(ben, 'ringing');
      await settled(ben.call.accept());
      await untilState(ada, 'ended');
      assert.deepEqual(wiretap.afterGoodbye, []);
      assert.equal(ada.call.endReason, 'peer-hung-up');
      assert.isFalse(ben.call.trace.some(({step}) => step === 'candidate-sent'));
      await until(() => !leaks.open.includes('connection'), 'both connections are closed');
    } finally {
      wiretap.stop();
      leaks.restore();
    }
  });

  it('on rtc-participant-joined that hangs up sends nothing to the room after its bye', async () => {
    const wiretap = new Wiretap();
    try {
      await ada.call.join('standup');
      once(ada, 'rtc-participant-joined', () => ada.call.hangUp());
      await ben.call.join('standup');
      await untilState(ada, 'ended');
      await aTurn();
      assert.deepEqual(wiretap.afterGoodbye, []);
      await until(() => ben.call.participants.length === 0, 'ben knows');
    } finally {
      wiretap.stop();
    }
  });

  it('on “ended” that joins the same room again succeeds, and is seen by the others', async () => {
    await Promise.all([ada.call.join('standup'), ben.call.join('standup')]);
    await untilState(ada, 'connected');
    onState(ada, 'ended', () => void ada.call.join('standup'));
    ada.call.hangUp();
    await Promise.all([untilState(ada, 'connected'), untilState(ben, 'connected')]);
    assert.deepEqual(
      ben.call.participants.map(({id}) => id),
      ['ada'],
    );
  });

  it('on “ended” that calls again rings', async () => {
    await ring(ada, ben);
    onState(ada, 'ended', () => void ada.call.call('ben'));
    ada.call.hangUp();
    await untilState(ben, 'ringing');
  });

  it('on rtc-incoming-call that accepts is connected', async () => {
    await ben.call.open();
    once(ben, 'rtc-incoming-call', () => void ben.call.accept());
    await ada.call.call('ben');
    await Promise.all([untilState(ada, 'connected'), untilState(ben, 'connected')]);
  });

  it('on rtc-incoming-call that declines is not connected', async () => {
    await ben.call.open();
    once(ben, 'rtc-incoming-call', () => ben.call.decline());
    await settled(ada.call.call('ben'));
    await untilState(ada, 'ended');
    assert.equal(ada.call.endReason, 'declined');
  });

  it('is called when a change is complete, and all listeners before anything that one of them requests', async () => {
    const heard: string[] = [];
    once(ada, 'rtc-joined', () => {
      ada.call.leave();
      heard.push(`first: ${ada.call.state}`);
    });
    once(ada, 'rtc-joined', () => heard.push(`second: ${ada.call.state}`));
    once(ada, 'rtc-left', () => heard.push(`left: ${ada.call.state}, ${devices.live.length} live`));
    await ada.call.join('standup');
    assert.deepEqual(heard, ['first: waiting', 'second: waiting', 'left: ended, 0 live']);
  });

  it('that sends a message sees it at once, and all listeners are called in order', async () => {
    await ring(ada, ben);
    const heard: string[] = [];
    once(ben, 'rtc-chat-message', ({message}) => {
      heard.push(message.text);
      assert.equal(ben.call.sendChatMessage('pong').text, 'pong');
      assert.equal(ben.call.messages.at(-1)?.text, 'pong');
    });
    ben.call.addEventListener('rtc-chat-message', ({message}) => heard.push(`also ${message.text}`));
    ada.call.sendChatMessage('ping');
    await until(() => ada.chat.length === 2, 'ada has the answer');
    assert.deepEqual(heard, ['ping', 'also ping', 'also pong']);
  });
});

describe('listeners that call random commands', function () {
  this.timeout(240_000);

  /** What a listener, or the page itself, may ask of a call. */
  const COMMANDS: Readonly<Record<string, (call: Call, other: string) => unknown>> = {
    leave: call => call.leave(),
    hangUp: call => call.hangUp(),
    decline: call => call.decline(),
    accept: call => call.accept(),
    call: (call, other) => call.call(other),
    join: call => call.join('standup'),
    joinAnother: call => call.join('party'),
    preview: call => call.preview('standup'),
    lookAround: call => call.preview(),
    open: call => call.open(),
    camera: call => call.toggleCamera(),
    microphone: call => call.toggleMicrophone(),
    screen: call => call.toggleScreenshare(),
    chat: call => call.sendChatMessage('hello'),
    rename: call => call.configure({displayName: 'someone'}),
    lock: call => call.lockRoom(),
    unlock: call => call.lockRoom(false),
    admit: call => call.admit(),
    refuse: (call, other) => call.refuseEntry(other),
    mute: call => call.muteParticipant(),
    stopShare: (call, other) => call.stopShare(other),
    remove: (call, other) => call.removeParticipant(other),
    endForAll: call => call.endForAll(),
  };
  const EVENTS = [
    'rtc-state-change',
    'rtc-joined',
    'rtc-left',
    'rtc-incoming-call',
    'rtc-participant-joined',
    'rtc-participant-left',
    'rtc-knock',
    'rtc-door-changed',
    'rtc-moderated',
    'rtc-local-updated',
    'rtc-error',
  ] as const;

  const command = fc.constantFrom(...Object.keys(COMMANDS));
  const who = fc.constantFrom('ada', 'ben');
  const scenario = fc.record({
    /** Whether rooms have a door, and Ada is a host. */
    hasDoor: fc.boolean(),
    /** On the nth event of this type, this person's listener gives this command. */
    listeners: fc.array(fc.record({who, type: fc.constantFrom(...EVENTS), nth: fc.nat(2), command}), {
      maxLength: 6,
    }),
    /** What the two pages do, and how many turns they wait before it. */
    script: fc.array(fc.record({who, command, turns: fc.nat(8)}), {minLength: 2, maxLength: 8}),
  });

  /** Gives a command as a page would: what it refuses is no concern of this test, unless it is no CallError. */
  const give = ({call, id}: Person, name: string, faults: unknown[]) => {
    const check = (error: unknown) => {
      if ((error as Error).name !== 'CallError') faults.push(error);
    };
    try {
      const result = COMMANDS[name]!(call, id === 'ada' ? 'ben' : 'ada');
      if (result instanceof Promise) return result.catch(check);
    } catch (error) {
      check(error);
    }
    return undefined;
  };

  it('leave nothing open after the end, send nothing after a bye, and leave no promise pending', async () => {
    const [devices, leaks] = [new FakeDevices(), new Leaks()];
    devices.install();
    leaks.install();
    const untilReleased = (what: string, pick: (open: readonly string[]) => readonly string[]) =>
      until(() => devices.live.length + pick(leaks.open).length === 0, 'all is released').catch(
        (cause: unknown) => {
          throw new Error(`${what} left ${devices.live.length} tracks, ${pick(leaks.open).join(', ')}`, {
            cause,
          });
        },
      );
    try {
      await fc.assert(
        fc.asyncProperty(scenario, async ({hasDoor, listeners, script}) => {
          const wiretap = new Wiretap();
          const people = new People();
          const [network, rooms] = [crypto.randomUUID(), new Map()];
          const add = (id: string, hostKey?: string) => {
            const signaling = new DoorSignaling(id, network, rooms);
            return people.add(id, hasDoor ? {signaling, hostKey} : {});
          };
          const both = {ada: add('ada', 'a'.repeat(32)), ben: add('ben')};
          const faults: unknown[] = [];
          const promises: unknown[] = [];
          const listening = new AbortController();
          for (const {who, type, nth, command} of listeners) {
            let seen = 0;
            const person = both[who as 'ada' | 'ben'];
            const listener = () => {
              if (seen++ === nth) promises.push(give(person, command, faults));
            };
            person.call.addEventListener(type, listener, {signal: listening.signal});
          }
          for (const {who, command, turns} of script) {
            for (let turn = 0; turn < turns; turn++) await aTurn();
            promises.push(give(both[who as 'ada' | 'ben'], command, faults));
          }
          listening.abort();
          // A ring that is given up may go back to a preview, which is given up too.
          for (const {call} of Object.values(both)) [call.hangUp(), call.hangUp()];
          await untilReleased('hangUp()', leaks =>
            leaks.filter(text => !/^channel|× (window|connection)/.test(text)),
          );
          people.leave();
          await untilReleased('leave()', leaks => leaks);
          await Promise.all(promises);
          wiretap.stop();
          assert.deepEqual(faults.map(String), []);
          assert.deepEqual(wiretap.afterGoodbye, []);
        }),
        {numRuns: 60, interruptAfterTimeLimit: 180_000, markInterruptAsFailure: false},
      );
    } catch (error) {
      // The runner shows no cause.
      throw new Error(`${(error as Error).message}\n${String((error as Error).cause)}`, {cause: error});
    } finally {
      leaks.restore();
      devices.restore();
    }
  });
});
