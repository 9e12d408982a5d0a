import type {Invitation, LinkMessage} from '../signaling/index.js';

/** How many invitations are held; the oldest goes first. */
const MAX_HELD = 64;
/** How many messages are held with each. */
const MAX_MESSAGES = 32;

interface Held {
  readonly from: string;
  readonly invitation: Invitation;
  /** What followed it, in order. */
  readonly messages: LinkMessage[];
}

/** Invitations that can't be answered yet, one from each sender, and the messages that follow them. */
export class HeldInvitations {
  readonly #held = new Map<string, Held>();

  hold(from: string, invitation: Invitation) {
    const [oldest = ''] = this.#held.keys();
    if (this.#held.size >= MAX_HELD && !this.#held.has(from)) this.#held.delete(oldest);
    this.#held.set(from, {from, invitation, messages: []});
  }

  /** Keeps a message that belongs to a held invitation. A goodbye takes the invitation back. */
  receive(from: string, linkId: string, message: LinkMessage) {
    const held = this.#held.get(from);
    // A plain PeerJS page says goodbye without naming the link.
    if (!held || (linkId !== held.invitation.link && !(linkId === '' && !held.invitation.native))) return;
    if (message.kind === 'bye') this.#held.delete(from);
    else if (held.messages.length < MAX_MESSAGES) held.messages.push(message);
  }

  /** Removes and returns those whose sender `isDue`, in the order of arrival. */
  take(isDue: (from: string) => boolean = () => true): readonly Held[] {
    const due = [...this.#held.values()].filter(({from}) => isDue(from));
    for (const {from} of due) this.#held.delete(from);
    return due;
  }
}
