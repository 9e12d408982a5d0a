import {noChange} from 'lit';
import {Directive, directive, type ElementPart} from 'lit/directive.js';

type OnHeight = (height: number, element: Element) => void;

interface Watched {
  onHeight: OnHeight;
  height: number;
  isInView: boolean;
  /** Tells whether it is scrolled out of its parent. */
  scrolling?: IntersectionObserver;
}

/** The elements of one window that are watched: observers belong to a window's frames and pixels. One observer serves all. */
class Watch {
  readonly #view: Window & typeof globalThis;
  readonly #watched = new Map<Element, Watched>();
  readonly #resizing: ResizeObserver;
  /** By the element that scrolls. */
  readonly #scrolling = new WeakMap<Element, IntersectionObserver>();

  constructor(view: Window & typeof globalThis) {
    this.#view = view;
    // In the next frame: what is rendered in this one could change the size of what is being observed, which browsers report
    // as an error of the page.
    this.#resizing = new view.ResizeObserver(entries =>
      view.requestAnimationFrame(() => this.#onResize(entries)),
    );
  }

  /** Only changes the callback of an element that is watched already. */
  add(element: Element, onHeight: OnHeight) {
    const watched = this.#watched.get(element);
    if (watched) watched.onHeight = onHeight;
    else {
      this.#watched.set(element, {onHeight, height: 0, isInView: true});
      this.#resizing.observe(element);
    }
  }

  remove(element: Element) {
    this.#resizing.unobserve(element);
    this.#watched.get(element)?.scrolling?.unobserve(element);
    this.#watched.delete(element);
  }

  #onResize(entries: readonly ResizeObserverEntry[]) {
    for (const entry of entries) {
      const {target} = entry;
      const watched = this.#watched.get(target);
      if (!watched) continue;
      // One that comes back is rendered, and added again.
      if (!target.isConnected) this.remove(target);
      else {
        watched.height = Math.round(entry.contentRect.height * this.#view.devicePixelRatio);
        report(target, watched);
        if (!watched.scrolling) this.#begin(target, watched);
      }
    }
  }

  /** Only now, because in the first render the element has no parent yet. */
  #begin(element: Element, watched: Watched) {
    watched.scrolling = this.#watchScrolling(element);
    // Elements that were never displayed have no size to lose: nothing has told that they are gone.
    for (const other of this.#watched.keys()) if (!other.isConnected) this.remove(other);
  }

  #watchScrolling(element: Element): IntersectionObserver {
    const parent = element.parentElement!;
    let observer = this.#scrolling.get(parent);
    if (!observer) {
      observer = new this.#view.IntersectionObserver(entries => this.#onScroll(entries), {
        root: parent,
        // What is about to be scrolled into view is wanted already.
        rootMargin: '50%',
      });
      this.#scrolling.set(parent, observer);
    }
    observer.observe(element);
    return observer;
  }

  #onScroll(entries: readonly IntersectionObserverEntry[]) {
    for (const {target, isIntersecting} of entries) {
      const watched = this.#watched.get(target);
      if (!watched || watched.isInView === isIntersecting) continue;
      watched.isInView = isIntersecting;
      if (target.isConnected) report(target, watched);
    }
  }
}

const report = (element: Element, {onHeight, height, isInView}: Watched) =>
  onHeight(isInView ? height : 0, element);

const watches = new WeakMap<Window, Watch>();

function watchOf(view: Window & typeof globalThis): Watch {
  const watch = watches.get(view) ?? new Watch(view);
  watches.set(view, watch);
  return watch;
}

class ResizeDirective extends Directive {
  #watch: Watch | undefined;

  render(_onHeight: OnHeight) {
    return noChange;
  }

  override update({element}: ElementPart, [onHeight]: [OnHeight]) {
    const view = element.ownerDocument.defaultView;
    if (!view) return noChange;
    const watch = watchOf(view);
    // It has moved to another window.
    if (this.#watch !== watch) this.#watch?.remove(element);
    this.#watch = watch;
    watch.add(element, onHeight);
    return noChange;
  }
}

/**
 * Calls back with its element's height in device pixels, in the frame after it is drawn and after each change. The height is
 * 0 while the element is not displayed, or is scrolled out of its parent.
 */
export const onResize = directive(ResizeDirective);
