/**
 * `window.lab`, which the tests add to every page before its own scripts: the ledger of open resources, colour and tone
 * detection, and a record of events and errors.
 */
import type {Call} from '@rtc-call/engine';
import {framesOf, now, watchFrames} from './frames.js';
import {allConnections, holdings, iceServerUrls, installLedger} from './ledger.js';
import {colourOf, listen, look, mediaElements} from './senses.js';

/** A recorded `rtc-*` event with its plain fields. */
export interface SeenEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

const events: SeenEvent[] = [];

/** The events of the engine and of `<rtc-call>`; they bubble, so `document` gets them all. */
const NAMES = [
  'state-change',
  'joined',
  'left',
  'incoming-call',
  'participant-joined',
  'participant-left',
  'participant-updated',
  'chat-message',
  'file',
  'app-message',
  'active-speaker-change',
  'network-quality-change',
  'device-error',
  'error',
  'trace',
].map(name => `rtc-${name}`);

function recordEvents() {
  const addEventListener = EventTarget.prototype.addEventListener.bind(window);
  for (const name of NAMES) {
    addEventListener(name, event => events.push({...plain(event), type: event.type}), {capture: true});
  }
}

/** The event's own fields as JSON: an error as its code, a participant as its id. */
function plain(event: Event): Record<string, unknown> {
  const {error, participant} = event as {error?: {code: string}; participant?: {id: string} | null};
  const names = {...(error && {error: error.code}), ...(participant && {participant: participant.id})};
  const fields: object = Object.assign({}, event, names);
  return JSON.parse(JSON.stringify(fields)) as Record<string, unknown>;
}

/** What the page shows and plays of `stream`: the name of a colour, and a tone in Hz. */
function perceive(stream: MediaStream) {
  const video = mediaElements().find(
    (element): element is HTMLVideoElement =>
      element instanceof HTMLVideoElement && element.srcObject === stream,
  );
  const sight = video ? look(video) : null;
  return {sees: sight && colourOf(sight), hears: listen(stream)};
}

/** The methods and properties that engine and element share. */
export type AnyCall = HTMLElement &
  Omit<Call, 'join' | 'call'> & {
    join(room?: string, options?: {readonly text?: string}): Promise<void>;
    call(peerId?: string): Promise<void>;
  };

recordEvents();
installLedger();
watchFrames();

const lab = {
  /** The page's `<rtc-call>`, otherwise its engine. */
  get call(): AnyCall | undefined {
    return document.querySelector<AnyCall>('rtc-call') ?? (window as unknown as {call?: AnyCall}).call;
  },
  events,
  holdings,
  iceServerUrls,
  connections: allConnections,
  perceive,
  mediaElements,
  colourOf,
  look,
  listen,
  framesOf,
  now,
};
export type Lab = typeof lab;

declare global {
  interface Window {
    lab: Lab;
  }
}
window.lab = lab;
