import {noChange} from 'lit';
import {Directive, directive, type ChildPart} from 'lit/directive.js';
import {insertPart, removePart, setChildPartValue, setCommittedValue} from 'lit/directive-helpers.js';

interface Item {
  readonly key: string;
}

/**
 * Lit's `repeat` for a list whose items never change their order. Each item keeps its elements while others are added
 * or removed, and none is ever moved, because that would interrupt a `<video>`.
 */
class KeyedList extends Directive {
  #shown = new Map<string, {readonly part: ChildPart; readonly item: Item}>();
  #uses: readonly unknown[] = [];

  render(_items: readonly Item[], _template: (item: never) => unknown, _uses: readonly unknown[]) {
    return noChange as unknown;
  }

  override update(list: ChildPart, [items, template, uses]: Parameters<this['render']>) {
    if (this.#shown.size === 0) setCommittedValue(list, []);
    const isAsBefore = uses.every((one, index) => one === this.#uses[index]);
    this.#uses = uses;
    // From the end, so that the next item already exists when an item is inserted before it.
    let next: ChildPart | undefined;
    for (let index = items.length - 1; index >= 0; index -= 1) {
      const item = items[index]!;
      const shown = this.#shown.get(item.key);
      const part = shown?.part ?? insertPart(list, next);
      if (!isAsBefore || shown?.item !== item) {
        setChildPartValue(part, template(item as never));
        this.#shown.set(item.key, {part, item});
      }
      next = part;
    }
    if (this.#shown.size > items.length) this.#removeOthers(new Set(items.map(({key}) => key)));
    return noChange;
  }

  #removeOthers(kept: ReadonlySet<string>) {
    for (const [key, {part}] of this.#shown) {
      if (kept.has(key)) continue;
      removePart(part);
      this.#shown.delete(key);
    }
  }
}

const keyedListDirective = directive(KeyedList);

/** Renders a template for each item: again only if it is another object, or one of `uses` has changed. */
export const keyedList = <T extends Item>(
  items: readonly T[],
  template: (item: T) => unknown,
  uses: readonly unknown[] = [],
) => keyedListDirective(items, template, uses);
