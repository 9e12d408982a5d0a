import {LoopbackSignaling} from '../signaling/loopback-signaling.js';
import type {SignalingHandlers} from '../signaling/signaling.js';

/** A connected broker that sends nothing by itself: the test sends its messages through `handlers`. */
export class SilentSignaling extends LoopbackSignaling {
  handlers: SignalingHandlers | null = null;

  override open(handlers: SignalingHandlers) {
    this.handlers = handlers;
    super.open({...handlers, onRoom: () => {}});
  }
}
