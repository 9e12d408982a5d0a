import {LoopbackSignaling} from '../signaling/loopback-signaling.js';
import type {SignalingHandlers} from '../signaling/signaling.js';

/** A broker that is connected and says nothing of its own accord: the test says it, through `handlers`. */
export class SilentSignaling extends LoopbackSignaling {
  handlers: SignalingHandlers | null = null;

  override open(handlers: SignalingHandlers) {
    this.handlers = handlers;
    super.open({...handlers, onRoom: () => {}});
  }
}
