import {noChange} from 'lit';
import {Directive, directive, type ElementPart} from 'lit/directive.js';

/** Calls back with its element's height in device pixels, now and on each change. */
class ResizeDirective extends Directive {
  #onHeight: (height: number) => void = () => {};
  #observer: ResizeObserver | undefined;

  render(_onHeight: (height: number) => void) {
    return noChange;
  }

  override update({element}: ElementPart, [onHeight]: [(height: number) => void]) {
    this.#onHeight = onHeight;
    if (this.#observer) return noChange;
    // No disconnect: the observer is collected with the element.
    this.#observer = new ResizeObserver(([entry]) => {
      if (entry && element.isConnected)
        this.#onHeight(Math.round(entry.contentRect.height * devicePixelRatio));
    });
    this.#observer.observe(element);
    return noChange;
  }
}

export const onResize = directive(ResizeDirective);
