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
    const gone = new Map(this.#rows);
    for (const {key, uses, render: template} of rows) {
      const row = this.#rows.get(key);
      gone.delete(key);
      if (row?.uses.every((value, index) => value === uses[index])) continue;
      const box = row?.box ?? element.appendChild(element.ownerDocument.createElement('div'));
      render(template(), box);
      this.#rows.set(key, {box, uses});
    }
    for (const [key, {box}] of gone) {
      box.remove();
      this.#rows.delete(key);
    }
    return noChange;
  }
}

export const rows = directive(Rows);
