import {noChange, render, type TemplateResult} from 'lit';
import {Directive, directive, type ElementPart} from 'lit/directive.js';

export interface Row {
  /** Identifies the row. An object, where a text would come from the network and might be there twice. */
  readonly key: unknown;
  /** The row is rendered again only if one of these has changed. */
  readonly uses: readonly unknown[];
  readonly render: () => TemplateResult;
}

/** Fills an element with a long list that grows at its end. A row that has not changed costs nothing. */
class Rows extends Directive {
  readonly #rows = new Map<unknown, {readonly box: HTMLElement; readonly uses: readonly unknown[]}>();

  render(_rows: readonly Row[]) {
    return noChange;
  }

  override update({element}: ElementPart, [rows]: [readonly Row[]]) {
    for (const {key, uses, render: template} of rows) {
      const row = this.#rows.get(key);
      if (row && isSame(row.uses, uses)) continue;
      const box = row?.box ?? element.appendChild(element.ownerDocument.createElement('div'));
      render(template(), box);
      this.#rows.set(key, {box, uses});
    }
    if (this.#rows.size > rows.length) this.#removeOthers(new Set(rows.map(({key}) => key)));
    return noChange;
  }

  #removeOthers(kept: ReadonlySet<unknown>) {
    for (const [key, {box}] of this.#rows) {
      if (kept.has(key)) continue;
      box.remove();
      this.#rows.delete(key);
    }
  }
}

/** A loop, because there are thousands of rows: a function for each of them takes several times as long. */
function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  if (before.length !== now.length) return false;
  for (let index = 0; index < now.length; index += 1) if (before[index] !== now[index]) return false;
  return true;
}

export const rows = directive(Rows);
