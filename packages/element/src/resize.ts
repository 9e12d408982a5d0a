import {noChange} from 'lit';
import {Directive, directive, type ElementPart} from 'lit/directive.js';

type OnHeight = (height: number, element: Element) => void;

/**
 * Calls back with its element's height in device pixels, now and on each change. The height is 0 while the element is not
 * displayed, or is scrolled out of its parent.
 */
class ResizeDirective extends Directive {
  #onHeight: OnHeight = () => {};
  #resizing: ResizeObserver | undefined;
  #scrolling: IntersectionObserver | undefined;
  #view: (Window & typeof globalThis) | null = null;
  #height = 0;
  #isInView = true;

  render(_onHeight: OnHeight) {
    return noChange;
  }

  override update({element}: ElementPart, [onHeight]: [OnHeight]) {
    this.#onHeight = onHeight;
    const view = element.ownerDocument.defaultView;
    // A window's observers belong to its own frames and pixels: elements that move to another window need some from there.
    if (!view || view === this.#view) return noChange;
    this.#view = view;
    this.#resizing?.disconnect();
    this.#scrolling?.disconnect();
    this.#scrolling = undefined;
    // No disconnect at the end: the observers are collected with the element.
    this.#resizing = new view.ResizeObserver(([entry]) => {
      if (entry) this.#height = Math.round(entry.contentRect.height * view.devicePixelRatio);
      this.#report(element);
      // Only now, because in the first render the element has no parent yet.
      this.#scrolling ??= this.#watchScrolling(element, view);
    });
    this.#resizing.observe(element);
    return noChange;
  }

  #watchScrolling(element: Element, view: Window & typeof globalThis) {
    const update = ([entry]: IntersectionObserverEntry[]) => {
      if (!entry || entry.isIntersecting === this.#isInView) return;
      this.#isInView = entry.isIntersecting;
      this.#report(element);
    };
    // What is about to be scrolled into view is wanted already.
    const scrolling = new view.IntersectionObserver(update, {root: element.parentElement, rootMargin: '50%'});
    scrolling.observe(element);
    return scrolling;
  }

  #report(element: Element) {
    if (element.isConnected) this.#onHeight(this.#isInView ? this.#height : 0, element);
  }
}

export const onResize = directive(ResizeDirective);
