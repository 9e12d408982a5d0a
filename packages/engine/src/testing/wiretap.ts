/** The frames of loopback signaling, with the fields that the wiretap reads. */
interface Frame {
  readonly kind: string;
  readonly from?: string;
  readonly to?: string;
  readonly link?: string;
  readonly message?: {readonly kind: string};
  readonly invitation?: {readonly link: string};
  readonly room?: string;
  readonly id?: string;
  readonly member?: {readonly id: string};
  readonly isNew?: boolean;
}

/** Observes every message that the calls of a page send, over loopback signaling and over data channels. */
export class Wiretap {
  readonly frames: Frame[] = [];
  /** Descriptions of messages about a link or a room that were sent after its `bye`. */
  readonly afterGoodbye: string[] = [];
  readonly #over = new Set<unknown>();
  // oxlint-disable-next-line typescript/unbound-method -- called with its channel below
  readonly #post = BroadcastChannel.prototype.postMessage;
  // oxlint-disable-next-line typescript/unbound-method
  readonly #send = RTCDataChannel.prototype.send;

  constructor() {
    const [post, send] = [this.#post, this.#send as (this: RTCDataChannel, data: unknown) => void];
    const hear = (frame: Frame) => this.#hear(frame);
    const hearChannel = (channel: RTCDataChannel, data: unknown) => this.#hearChannel(channel, data);
    BroadcastChannel.prototype.postMessage = function (frame: Frame) {
      hear(frame);
      return post.call(this, frame);
    };
    RTCDataChannel.prototype.send = function (data: unknown) {
      hearChannel(this, data);
      return send.call(this, data);
    };
  }

  stop() {
    BroadcastChannel.prototype.postMessage = this.#post;
    RTCDataChannel.prototype.send = this.#send;
  }

  #hear(frame: Frame) {
    this.frames.push(frame);
    const {kind, from, to} = frame;
    if (kind === 'link' || kind === 'invite') {
      const link = `${from} to ${to} about ${frame.link ?? frame.invitation!.link}`;
      if (this.#over.has(link)) this.afterGoodbye.push(`${link}: ${frame.message?.kind ?? 'an invitation'}`);
      if (frame.message?.kind === 'bye') this.#over.add(link);
    } else if (kind === 'member') {
      const place = `${frame.member!.id} in ${frame.room}`;
      if (frame.isNew) this.#over.delete(place);
      else if (this.#over.has(place)) this.afterGoodbye.push(`${place}: an update`);
    } else if (kind === 'exit') this.#over.add(`${frame.id} in ${frame.room}`);
  }

  #hearChannel(channel: RTCDataChannel, data: unknown) {
    if (typeof data !== 'string') return;
    const {kind} = JSON.parse(data) as {kind: string};
    if (this.#over.has(channel)) this.afterGoodbye.push(`over the channel: ${kind}`);
    if (kind === 'bye') this.#over.add(channel);
  }
}
