import type {Knock} from '@rtc-call/engine';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {isOnStage, type Context} from '../context.js';
import type {ExtraWiring} from '../extras.js';
import {tones} from '../tones/index.js';
import {views} from '../views/index.js';

/** How long to collect knocks after an announcement, in ms: a crowd is one sentence and one sound. */
const BATCH_MS = 1_500;

/** What has to be confirmed. */
export type Question =
  {readonly about: 'leave'} | {readonly about: 'remove'; readonly id: string; readonly name: string};

/** What the views of a door remember, and what is said aloud about it. One for each element. */
export class DoorState implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #wiring: ExtraWiring;
  /** What I say when I knock. */
  text = '';
  /** Whose menu is open, or was last. */
  person: string | null = null;
  question: Question | null = null;
  /** The knocks about which the visitor has closed the notice. */
  seen: ReadonlySet<string> = new Set();
  /** The knocks that are yet to be announced; null until the first render. */
  #fresh: Knock[] | null = null;
  #announcedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wasLocked = false;
  #wasKnocking = false;
  /** What gets the focus when a question is closed. */
  #asked: HTMLElement | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, wiring: ExtraWiring) {
    this.#host = host;
    this.#wiring = wiring;
    host.addEventListener('rtc-knock', event => {
      if (event.target === host) this.#fresh?.push(event.knock);
    });
    host.addController(this);
  }

  hostUpdated() {
    const context = this.#wiring.context();
    // Those who knocked while this was loading.
    this.#fresh ??= [...(context.door?.knocks ?? [])];
    this.#announceKnocks(this.#fresh, context);
    this.#announceDoor(context);
    if (this.#asked && context.ui.menu !== 'confirm') {
      this.#asked.focus();
      this.#asked = null;
    }
  }

  hostDisconnected() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Changes what the views remember, and shows it. */
  set(change: Partial<Pick<DoorState, 'text' | 'person' | 'question' | 'seen'>>) {
    Object.assign(this, change);
    this.#host.requestUpdate();
  }

  /** Opens a dialog that asks for confirmation. */
  ask(question: Question, {commands}: Context) {
    const focused = this.#host.shadowRoot?.activeElement as HTMLElement | null;
    // An item of a menu is gone by then.
    const isInMenu = focused?.closest('.menu');
    this.#asked = isInMenu ? this.#host.shadowRoot!.querySelector("[part~='control-person']") : focused;
    this.set({question});
    commands.toggleMenu('confirm');
  }

  /** A batch of knocks: one sound and one sentence, at most every 1.5 s. */
  #announceKnocks(fresh: readonly Knock[], context: Context) {
    const {door, options, ui, local} = context;
    if (fresh.length === 0 || this.#timer !== undefined) return;
    const wait = this.#announcedAt + BATCH_MS - performance.now();
    if (wait > 0) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.#host.requestUpdate();
      }, wait);
      return;
    }
    const {knocks = [], knockCount = 0} = door ?? {};
    // Some have been answered by another host, or have gone. Of a crowd, not all are listed.
    const isThere = ({id}: Knock) => knockCount > knocks.length || knocks.some(knock => knock.id === id);
    const asking = fresh.filter(isThere);
    this.#fresh = [];
    if (asking.length === 0) return;
    this.#announcedAt = performance.now();
    this.#wiring.announce(strings => strings.wantsToJoin(whoKnocks(asking, context), asking.length));
    if (options.silent || ui.settings.tones === false) return;
    tones.load().then(
      ({play}) => play('knock', local.speakerId),
      () => {}, // it is shown and announced anyway
    );
  }

  #announceDoor({state, door, strings}: Context) {
    const isLocked = door?.isLocked ?? false;
    if (isLocked !== this.#wasLocked && isOnStage(state))
      this.#wiring.announce(() => (isLocked ? strings.roomLocked : strings.roomUnlocked));
    this.#wasLocked = isLocked;
    const isKnocking = state === 'knocking';
    if (isKnocking && !this.#wasKnocking) this.#wiring.announce(() => strings.knocking);
    this.#wasKnocking = isKnocking;
  }
}

/** “Ada, Ben, and 2 others”. */
export const whoKnocks = (knocks: readonly Knock[], context: Context, count = knocks.length): string =>
  views.loaded?.whoIs(knocks, context, count) ?? '';
