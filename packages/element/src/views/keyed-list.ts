import {noChange} from 'lit';
import {Directive, directive, type ChildPart} from 'lit/directive.js';
import {insertPart, removePart, setChildPartValue, setCommittedValue} from 'lit/directive-helpers.js';

/**
 * Lit's `repeat` for a list whose items never change their order. Each item keeps its elements while others are added
 * or removed, and none is ever moved, because that would interrupt a `<video>`.
 */
class KeyedList extends Directive {
  #parts = new Map<string, ChildPart>();

  render(_items: readonly {readonly key: string}[], _template: (item: never) => unknown) {
    return noChange as unknown;
  }

  override update(list: ChildPart, [items, template]: Parameters<this['render']>) {
    if (this.#parts.size === 0) setCommittedValue(list, []);
    const keys = new Set(items.map(({key}) => key));
    for (const [key, part] of this.#parts) {
      if (keys.has(key)) continue;
      removePart(part);
      this.#parts.delete(key);
    }
    // From the end, so that the next item already exists when an item is inserted before it.
    let next: ChildPart | undefined;
    for (const item of items.toReversed()) {
      const part = this.#parts.get(item.key) ?? insertPart(list, next);
      this.#parts.set(item.key, setChildPartValue(part, template(item as never)));
      next = part;
    }
    return noChange;
  }
}

const keyedListDirective = directive(KeyedList);

/** Renders a template for each item. */
export const keyedList = <T extends {readonly key: string}>(
  items: readonly T[],
  template: (item: T) => unknown,
) => keyedListDirective(items, template);
