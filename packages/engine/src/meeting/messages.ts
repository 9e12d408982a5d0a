import {MAX_MESSAGE, type Body} from '../link/index.js';
import {CallError} from '../errors.js';
import {isDisplayName, isPeerId, randomId} from '../names.js';
import {boolean, list, number, optional, shape, text} from '../signaling/index.js';
import type {RemotePeer} from './remote-peer.js';

export interface ChatMessage {
  readonly id: string;
  /** Peer id of the sender. */
  readonly from: string;
  readonly displayName: string;
  readonly text: string;
  /** ms since the epoch, the receiver's clock. */
  readonly time: number;
  readonly isMine: boolean;
  /** Peer id of the only recipient of a private message; absent when everyone got it. */
  readonly to?: string;
}

/** Longest chat line as JSON, in bytes, so that it fits into a frame: a control character takes six. */
const MAX_JSON = 60_000;
/** How many chat messages are kept; the oldest are dropped. */
const MAX_KEPT = 1_000;

/** The chat of the page before a reload: the page's other scripts may have changed it. */
const isChat = list(
  shape({
    id: text(64, 1),
    from: isPeerId,
    displayName: isDisplayName,
    text: text(MAX_MESSAGE),
    time: number(0, 8.64e15),
    isMine: boolean,
    to: optional(isPeerId),
  }),
  MAX_KEPT,
);

interface MessagesOptions {
  /** Everyone who can receive messages, or only `to`. Throws `not-connected` if there is nobody. */
  readonly recipients: (to?: string) => readonly RemotePeer[];
  readonly me: () => {readonly id: string; readonly name: string};
  readonly onChat: (message: ChatMessage) => void;
  readonly onApp: (from: string, data: unknown) => void;
}

/** Chat and app messages to everyone or to one participant, delivered in order and exactly once. */
export class Messages {
  readonly #options: MessagesOptions;
  #chat: readonly ChatMessage[] = [];

  constructor(options: MessagesOptions) {
    this.#options = options;
  }

  get all(): readonly ChatMessage[] {
    return this.#chat;
  }

  sendChat(text: string, to?: string): ChatMessage {
    const isTooLarge = text.length > MAX_MESSAGE || countBytes(JSON.stringify(text)) > MAX_JSON;
    if (isTooLarge) throw new CallError('message-too-large');
    const id = randomId();
    this.#send({kind: 'chat', id, text, ...(to !== undefined && {isPrivate: true})}, to);
    const {id: from, name: displayName} = this.#options.me();
    return this.#keep({
      id,
      from,
      displayName,
      text,
      time: Date.now(),
      isMine: true,
      ...(to !== undefined && {to}),
    });
  }

  sendApp(data: unknown, to?: string) {
    let json: string | undefined;
    let cause: unknown;
    try {
      json = JSON.stringify(data);
    } catch (error) {
      cause = error;
    }
    if (json === undefined) throw new CallError('invalid-option', {cause, detail: 'not a JSON value'});
    if (json.length > MAX_MESSAGE) throw new CallError('message-too-large');
    this.#send({kind: 'app', data}, to);
  }

  receive(peer: RemotePeer, body: Extract<Body, {kind: 'chat' | 'app'}>) {
    if (body.kind === 'app') return this.#options.onApp(peer.id, body.data);
    // Sent again, since the acknowledgement was lost in a reload of this page.
    if (this.#chat.some(({id, from}) => id === body.id && from === peer.id)) return;
    const {displayName} = peer.toParticipant();
    const to = body.isPrivate ? {to: this.#options.me().id} : {};
    this.#keep({
      id: body.id,
      from: peer.id,
      displayName,
      text: body.text,
      time: Date.now(),
      isMine: false,
      ...to,
    });
  }

  /** Continues the chat of the page before a reload. Nothing is announced again. */
  restore(chat: unknown) {
    if (isChat(chat)) this.#chat = [...chat, ...this.#chat];
  }

  clear() {
    this.#chat = [];
  }

  #send(body: Body, to?: string) {
    for (const peer of this.#options.recipients(to)) {
      if (!peer.outbox.push(body))
        throw new CallError('not-connected', {detail: 'too many undelivered messages'});
    }
  }

  #keep(message: ChatMessage): ChatMessage {
    this.#chat = [...this.#chat.slice(1 - MAX_KEPT), message];
    this.#options.onChat(message);
    return message;
  }
}

const countBytes = (text: string) => new TextEncoder().encode(text).byteLength;
