import type {LocalParticipant, Participant, RoomMember} from '@rtc-call/engine';
import type {RtcCall} from '../../rtc-call.js';
import {click, part, until} from '../dom.js';
import {type FakeCall, localWith, participant} from '../fake-call.js';
import {portrait} from './video.js';

/** A state of the element: its attributes, and what happens after that. */
export interface Scene {
  readonly attributes?: Readonly<Record<string, string>>;
  /** Resolves when everything that it opens is there; with a function that undoes what it did outside of the element. */
  readonly arrange?: (call: FakeCall, element: RtcCall) => unknown;
}

export type Scenes = Readonly<Record<string, Scene>>;

export const NAMES = [
  'Ada Lovelace',
  'Grace Hopper',
  'Katherine Johnson',
  'Radia Perlman',
  'Barbara Liskov',
  'Mary Kenneth Keller',
  'Frances Allen',
  'Jean Bartik',
];

export const me = (change: Partial<LocalParticipant> = {}) => localWith({stream: portrait(5), ...change});

export const person = (index: number, change: Partial<Participant> = {}) =>
  participant({
    id: `peer-${index}`,
    displayName: NAMES[index % NAMES.length]!,
    isCameraMuted: false,
    stream: portrait(index),
    ...change,
  });

export const people = (count: number, change: (index: number) => Partial<Participant> = () => ({})) =>
  Array.from({length: count}, (_, index) => person(index, change(index)));

export const room = {room: 'standup'};
export const joined = {...room, prejoin: 'off'};
export const ring = {to: 'Grace Hopper'};

/** In a call with this many others. */
export const inCall =
  (count: number, change?: (index: number) => Partial<Participant>) => (call: FakeCall) => {
    call.set({
      state: 'connected',
      room: 'standup',
      isOnline: true,
      local: me(),
      participants: people(count, change),
    });
  };

export const member = (index: number, isIn = true): RoomMember => ({
  id: `peer-${index}`,
  displayName: NAMES[index] ?? '',
  isIn,
  isHost: false,
});

export const openPanel = async (element: RtcCall, name: string) => {
  await click(element, `control-${name}`);
  await until(() => part(element, `panel-${name}`));
};

/** Opens a menu after arranging the rest. */
export const withMenu =
  (name: string, arrange: (call: FakeCall) => void) => async (call: FakeCall, element: RtcCall) => {
    arrange(call);
    await click(element, `control-${name}-menu`);
    await until(() => part(element, 'menu'));
  };

const device = (kind: MediaDeviceKind, deviceId: string, label: string) =>
  ({kind, deviceId, label, groupId: '', toJSON: () => ({})}) as MediaDeviceInfo;

export function devices(): MediaDeviceInfo[] {
  return [
    device('videoinput', 'camera-1', 'FaceTime HD Camera'),
    device('videoinput', 'camera-2', 'USB Camera'),
    device('audioinput', 'microphone-1', 'Built-in Microphone'),
    device('audioinput', 'microphone-2', 'AirPods Pro'),
    device('audiooutput', 'default', 'Default – MacBook Pro Speakers'),
    device('audiooutput', 'speaker-1', 'AirPods Pro'),
  ];
}
