import {assert} from '@open-wc/testing';
import type {Call, CallOptions} from '../call.js';
import {createCall} from '../call-session.js';
import {CallError} from '../errors.js';
import type {FileTransfer} from '../files/file-transfer.js';
import {LoopbackSignaling} from '../signaling/loopback-signaling.js';
import type {Participant} from '../meeting/participant.js';
import {FakeDevices} from './fake-devices.js';
import {until} from './until.js';

/** One person with their own call, and the states and events that it reported. */
export interface Person {
  readonly id: string;
  readonly call: Call;
  /** The states of the call, oldest first. */
  readonly states: string[];
  /** Names of the events, oldest first. */
  readonly events: string[];
  readonly chat: string[];
  readonly app: unknown[];
}

/** People in one page. Signaling needs no server; everything else is real. */
export class People {
  readonly #network: string;
  readonly #people: Person[] = [];

  constructor(network: string = crypto.randomUUID()) {
    this.#network = network;
  }

  /** Uses `id` as the peer id and the display name. */
  add(id: string, options: Partial<CallOptions> = {}): Person {
    const signaling = new LoopbackSignaling({id, network: this.#network});
    const call = createCall({displayName: id, signaling, ...options});
    const person: Person = {id, call, states: [], events: [], chat: [], app: []};
    call.addEventListener('rtc-state-change', ({state}) => person.states.push(state));
    call.addEventListener('rtc-chat-message', ({message: {from, text}}) =>
      person.chat.push(`${from}: ${text}`),
    );
    call.addEventListener('rtc-app-message', ({data}) => person.app.push(data));
    for (const type of [
      'rtc-joined',
      'rtc-left',
      'rtc-incoming-call',
      'rtc-error',
      'rtc-device-error',
    ] as const) {
      call.addEventListener(type, () => person.events.push(type));
    }
    call.addEventListener('rtc-participant-joined', ({participant}) =>
      person.events.push(`+${participant.id}`),
    );
    call.addEventListener('rtc-participant-left', ({participant, reason}) =>
      person.events.push(`-${participant.id} ${reason}`),
    );
    this.#people.push(person);
    return person;
  }

  /** Everyone leaves. */
  leave() {
    for (const {call} of this.#people.splice(0)) call.leave();
  }
}

/** Ada and Ben, created for each test. After it they leave, and all devices must be closed. */
export function eachWithAdaAndBen(use: (people: People, ada: Person, ben: Person) => void): FakeDevices {
  const devices = new FakeDevices();
  let people: People;
  before(() => devices.install());
  after(() => devices.restore());
  beforeEach(() => {
    people = new People();
    use(people, people.add('ada'), people.add('ben'));
  });
  afterEach(() => {
    people.leave();
    devices.answer = null;
    assert.isEmpty(devices.live, 'all devices are closed');
  });
  return devices;
}

/** Resolves to the error code with which it fails. */
export const codeOf = (run: Promise<unknown> | (() => unknown)) =>
  new Promise(resolve => resolve(typeof run === 'function' ? run() : run)).then(
    () => 'no error',
    (error: unknown) => (error instanceof CallError ? error.code : String(error)),
  );

export const participant = ({call}: Person, id: string): Participant | undefined =>
  call.participants.find(participant => participant.id === id);

export const untilState = ({id, call}: Person, state: string) =>
  until(() => call.state === state, `${id} is ${state}`);

export const untilTransfer = ({id, call}: Person, status: FileTransfer['status']) =>
  until(() => call.transfers.at(-1)?.status === status, `${id}’s file is ${status}`, 30_000);

/** One calls, the other accepts; resolves when both are connected. */
export async function ring(caller: Person, callee: Person) {
  await callee.call.open();
  await caller.call.call(callee.id);
  await untilState(callee, 'ringing');
  await callee.call.accept();
  await Promise.all([untilState(caller, 'connected'), untilState(callee, 'connected')]);
}

/** Waits until the video of `id` is shown and its audio arrives. */
export async function untilSeen(viewer: Person, id: string, pick: 'stream' | 'screen' = 'stream') {
  await until(
    () => participant(viewer, id)?.[pick]?.getVideoTracks()[0],
    `${viewer.id} has a track of ${id}`,
  );
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = participant(viewer, id)![pick];
  try {
    void video.play();
    await until(() => video.videoWidth > 0 && video.currentTime > 0, `${viewer.id} sees ${id}`);
    const {currentTime} = video;
    await until(() => video.currentTime > currentTime, `${id} moves`);
  } finally {
    video.srcObject = null;
  }
}
