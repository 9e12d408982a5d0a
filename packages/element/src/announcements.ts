import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {Context} from './context.js';
import type {News} from './announcement-texts.js';
import {views} from './views/index.js';

/** How many announcements stay in the live region. Screen readers read what is added; more is never added at once. */
const KEPT = 8;
/** How long to collect news after an announcement, in ms: what happens in this time is told in one sentence. */
const GAP_MS = 1_500;
/** The newest news are kept while they can't be told; there are more only if something floods the call. */
const MAX_PENDING = 500;

/**
 * The live region, and the queue in front of it. Each announcement is an element of its own, so that the same one again is
 * read. Their texts are decided after the next render, when everything that one change has caused is known, and at most
 * every 1.5 s, so that a crowd that joins is one sentence.
 */
export class Announcements implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #pending: News[] = [];
  #toldAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Announces something. The caller requests the render. */
  add(news: News) {
    this.#pending.push(news);
    if (this.#pending.length > MAX_PENDING) this.#pending.shift();
  }

  /** Adds the texts to the region in `root`, which is empty at first. */
  tell(root: ParentNode, context: Context) {
    // The texts come with the views.
    const {loaded} = views;
    if (this.#pending.length === 0 || !loaded || this.#timer !== undefined) return;
    const wait = this.#toldAt + GAP_MS - performance.now();
    if (wait > 0) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.#host.requestUpdate();
      }, wait);
      return;
    }
    const texts = loaded.announcementsOf(this.#pending.splice(0), context);
    if (texts.length === 0) return;
    this.#toldAt = performance.now();
    // Only now: the search passes all tiles.
    const region = root.querySelector('.announcements')!;
    for (const text of texts) {
      const line = region.ownerDocument.createElement('p');
      line.textContent = text;
      region.append(line);
      if (region.childElementCount > KEPT) region.firstElementChild?.remove();
    }
  }
}
