/** A long list that grows at its end and may lose its first items. */
export interface RowList<T> {
  readonly items: readonly T[];
  /** What identifies an item. An object, where a text would come from the network and might be there twice. */
  readonly keyOf: (item: T) => unknown;
  /**
   * The row of an item. Only asked if one of `uses` has changed, the item, or the one before it: there are thousands of items.
   */
  readonly rowOf: (item: T, previous: T | undefined) => Row;
  /** What every row uses. */
  readonly uses: readonly unknown[];
}

export interface Row {
  /** The row is rendered again only if one of these has changed, or one of those of the list. */
  readonly uses: readonly unknown[];
  /** Shows it in the element of before, or in a new one. */
  readonly show: (before: HTMLElement | undefined) => HTMLElement;
}

/** An element with the rows of a list. What has not changed costs nothing. */
export class Rows<T> {
  readonly element = document.createElement('div');
  readonly #rows = new Map<unknown, {readonly box: HTMLElement; readonly uses: readonly unknown[]}>();
  #shown: Pick<RowList<T>, 'items' | 'uses'> = {items: [], uses: []};

  show({items, keyOf, rowOf, uses}: RowList<T>) {
    const before = isSame(this.#shown.uses, uses) ? this.#shown.items : [];
    const dropped = Math.max(0, before.indexOf(items[0]!));
    // Rows depend on the item before theirs, too.
    let isPreviousSame = dropped === 0;
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index]!;
      const isItemSame = item === before[index + dropped];
      const isUnchanged = isItemSame && isPreviousSame;
      isPreviousSame = isItemSame;
      if (isUnchanged) continue;
      const row = rowOf(item, items[index - 1]);
      const key = keyOf(item);
      const shown = this.#rows.get(key);
      const used = [...uses, ...row.uses];
      if (shown && isSame(shown.uses, used)) continue;
      const box = row.show(shown?.box);
      if (!shown) this.element.append(box);
      else if (box !== shown.box) shown.box.replaceWith(box);
      this.#rows.set(key, {box, uses: used});
    }
    if (this.#rows.size > items.length) this.#removeOthers(new Set(items.map(keyOf)));
    this.#shown = {items, uses};
  }

  #removeOthers(kept: ReadonlySet<unknown>) {
    for (const [key, {box}] of this.#rows) {
      if (kept.has(key)) continue;
      box.remove();
      this.#rows.delete(key);
    }
  }
}

const isSame = (before: readonly unknown[], now: readonly unknown[]) =>
  before.length === now.length && now.every((one, index) => one === before[index]);
