import type {CSSResult} from 'lit';

/** The sheets of each document: a constructed style sheet can be adopted only in the document that constructed it. */
const sheets = new WeakMap<Document, Map<CSSResult, CSSStyleSheet>>();

/**
 * The styles of a shadow root, in any document. A root that moves to another document loses its style sheets
 * (lit/lit#5162), and Lit would adopt those of the first document again, which throws.
 */
export class AdoptedStyles {
  readonly #root: ShadowRoot;
  readonly #styles = new Set<CSSResult>();

  constructor(root: ShadowRoot) {
    this.#root = root;
  }

  /** Adds styles, in this order after the existing ones; those that are there already stay where they are. */
  add(styles: readonly CSSResult[]) {
    const {size} = this.#styles;
    for (const style of styles) this.#styles.add(style);
    if (this.#styles.size > size) this.adopt();
  }

  /** Adopts all styles; called again when the root has moved to another document. */
  adopt() {
    const {ownerDocument} = this.#root;
    const view = ownerDocument.defaultView;
    // A document without a window renders nothing.
    if (!view) return;
    this.#root.adoptedStyleSheets = [...this.#styles].map(style => sheetFor(style, ownerDocument, view));
  }
}

function sheetFor(style: CSSResult, owner: Document, view: Window & typeof globalThis): CSSStyleSheet {
  let ofDocument = sheets.get(owner);
  if (!ofDocument) {
    sheets.set(owner, (ofDocument = new Map()));
    registerLengths(view);
  }
  let sheet = ofDocument.get(style);
  if (!sheet) {
    sheet = new view.CSSStyleSheet();
    sheet.replaceSync(style.cssText);
    ofDocument.set(style, sheet);
  }
  return sheet;
}

/**
 * Makes these tokens (styles/tokens.ts) lengths, so that they mean the same in every tile and font size, and so that a page
 * may set `--rtc-radius: 0`: in `calc()`, 0 is no length. Per document, too.
 */
function registerLengths(view: Window & typeof globalThis) {
  for (const name of ['--_rem', '--_radius', '--_gap'])
    try {
      view.CSS.registerProperty({name, syntax: '<length>', inherits: true, initialValue: '16px'});
    } catch {
      // registered by another copy of this script
    }
}
