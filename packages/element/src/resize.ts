import {noChange} from 'lit';
import {Directive, directive, type ElementPart} from 'lit/directive.js';

/** Calls back with the height of the element that it stands on, in device pixels, now and when it changes. */
class ResizeDirective extends Directive {
  #onHeight: (height: number) => void = () => {};
  #observer: ResizeObserver | undefined;

  render(_onHeight: (height: number) => void) {
    return noChange;
  }

  override update({element}: ElementPart, [onHeight]: [(height: number) => void]) {
    this.#onHeight = onHeight;
    if (this.#observer) return noChange;
    // It goes away together with the element; out of the page nothing has a height.
    this.#observer = new ResizeObserver(([entry]) => {
      if (entry && element.isConnected)
        this.#onHeight(Math.round(entry.contentRect.height * devicePixelRatio));
    });
    this.#observer.observe(element);
    return noChange;
  }
}

export const onResize = directive(ResizeDirective);
