import {noChange} from 'lit';
import {Directive, directive, type ElementPart} from 'lit/directive.js';

/** How far from the end still counts as there, in px: about a line. */
const NEAR = 32;

/** Keeps its element scrolled to the end while its content grows, unless somebody has scrolled back. */
class KeepAtEnd extends Directive {
  #isFirst = true;

  render() {
    return noChange;
  }

  /** Runs before the content is rendered. */
  override update({element}: ElementPart) {
    const {scrollHeight, scrollTop, clientHeight} = element;
    const wasAtEnd = this.#isFirst || scrollHeight - scrollTop - clientHeight < NEAR;
    this.#isFirst = false;
    if (wasAtEnd) queueMicrotask(() => (element.scrollTop = element.scrollHeight));
    return noChange;
  }
}

export const keepAtEnd = directive(KeepAtEnd);
