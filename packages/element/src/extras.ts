import type {CSSResult, LitElement} from 'lit';
import type {Context} from './context.js';
import type {Strings} from './strings/index.js';

/** What the code of an extra gets from the element. */
export interface ExtraWiring {
  readonly context: () => Context;
  readonly announce: (text: (strings: Strings) => string) => void;
}

/** The chunk of an extra: a part of the interface that most calls don't need, and that adds to several views. */
export interface Extra<T> {
  readonly styles: CSSResult;
  /** The extra of an element, which is created when it is first asked for; undefined until it has its texts in a language. */
  readonly of: (host: LitElement, wiring: ExtraWiring, lang?: string) => T | undefined;
}
