import {noChange} from 'lit';
import {AsyncDirective, directive, type ElementPart} from 'lit/async-directive.js';

/** Calls back with the height of the element that it stands on, in device pixels, now and when it changes. */
class ResizeDirective extends AsyncDirective {
  #element: Element | null = null;
  #onHeight: (height: number) => void = () => {};
  #observer: ResizeObserver | null = null;

  render(_onHeight: (height: number) => void) {
    return noChange;
  }

  override update({element}: ElementPart, [onHeight]: [(height: number) => void]) {
    this.#onHeight = onHeight;
    if (!this.#observer) {
      this.#element = element;
      this.#observe();
    }
    return noChange;
  }

  protected override disconnected() {
    this.#observer?.disconnect();
    this.#observer = null;
  }

  protected override reconnected() {
    this.#observe();
  }

  #observe() {
    this.#observer = new ResizeObserver(([entry]) => {
      if (entry) this.#onHeight(Math.round(entry.contentRect.height * devicePixelRatio));
    });
    if (this.#element) this.#observer.observe(this.#element);
  }
}

export const onResize = directive(ResizeDirective);
