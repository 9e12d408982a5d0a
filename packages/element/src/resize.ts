import {noChange} from 'lit';
import {Directive, directive, type ElementPart} from 'lit/directive.js';

/** Calls back with its element's height in device pixels, now and on each change. */
class ResizeDirective extends Directive {
  #onHeight: (height: number) => void = () => {};
  #observer: ResizeObserver | undefined;
  #view: Window | null = null;

  render(_onHeight: (height: number) => void) {
    return noChange;
  }

  override update({element}: ElementPart, [onHeight]: [(height: number) => void]) {
    this.#onHeight = onHeight;
    const view = element.ownerDocument.defaultView;
    // A window's observer belongs to its own frames and pixels: elements that move to another window need one from there.
    if (!view || view === this.#view) return noChange;
    this.#view = view;
    this.#observer?.disconnect();
    // No disconnect at the end: the observer is collected with the element.
    this.#observer = new view.ResizeObserver(([entry]) => {
      if (entry && element.isConnected)
        this.#onHeight(Math.round(entry.contentRect.height * view.devicePixelRatio));
    });
    this.#observer.observe(element);
    return noChange;
  }
}

export const onResize = directive(ResizeDirective);
