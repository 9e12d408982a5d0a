import {
  html,
  nothing,
  type CSSResult,
  type LitElement,
  type ReactiveController,
  type TemplateResult,
} from 'lit';
import {isInTrouble, type Context, type PanelName} from './context.js';
import {loadPanel, loadedPanel} from './panels/index.js';
import {loadErrorWords} from './strings.js';
import {loadViews, loadedView, viewNameOf} from './views/index.js';
import type {ViewName} from './views/view.js';

/**
 * Shows the view for the call's state and the open panel. Loads them, adopts their styles, and moves the focus when
 * the focused element disappears. Focus elsewhere on the page stays there.
 */
export class ViewSwitch implements ReactiveController {
  readonly #host: LitElement;
  #view: ViewName | null = null;
  #panel: PanelName | null = null;
  #hadFocus = false;
  /** Selectors of the elements to focus after this render; the first match gets the focus. */
  #focusTargets: readonly string[] = [];

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate() {
    this.#hadFocus = this.#root?.activeElement != null;
  }

  hostUpdated() {
    const targets = this.#focusTargets;
    this.#focusTargets = [];
    if (!this.#hadFocus) return;
    const found = targets.map(target => this.#root?.querySelector<HTMLElement>(target));
    found.find(element => element)?.focus();
  }

  render(context: Context): TemplateResult {
    if (isInTrouble(context))
      loadErrorWords().then(
        isNew => isNew && this.#host.requestUpdate(),
        () => {}, // the errors' hints are shown instead
      );
    return html`<div class="layout ${context.ui.panel ? 'with-panel' : ''}">
      <div class="view">${this.#renderView(context)}</div>
      ${this.#renderPanel(context)}
    </div>`;
  }

  #renderView(context: Context) {
    const name = viewNameOf(context);
    const view = loadedView(name);
    if (!view) this.#load();
    if (!view) return html`<span class="spinner" role="img" aria-label=${context.strings.connecting}></span>`;
    if (name !== this.#view) {
      if (this.#view) this.#focusTargets = ['.view [data-focus]'];
      this.#view = name;
      this.#adopt(view.styles);
    }
    return view.render(context);
  }

  #renderPanel(context: Context) {
    const name = context.ui.panel;
    const panel = name && loadedPanel(name);
    if (name && !panel)
      loadPanel(name).then(
        () => this.#host.requestUpdate(),
        (error: unknown) => console.error('<rtc-call> could not load a panel', error),
      );
    const shown = panel ? name : null;
    if (shown !== this.#panel) {
      this.#focusTargets = [
        ...this.#focusTargets,
        ...(shown ? ['.panel [data-focus]', '.panel button'] : [`[part~='control-${this.#panel}']`]),
      ];
      this.#panel = shown;
    }
    if (!name || !panel) return nothing;
    this.#adopt(panel.styles);
    return panel.render(context);
  }

  #load() {
    loadViews().then(
      () => this.#host.requestUpdate(),
      (error: unknown) => console.error('<rtc-call> could not load its views', error),
    );
  }

  get #root(): ShadowRoot | null {
    return this.#host.shadowRoot;
  }

  #adopt(styles: readonly CSSResult[]) {
    const root = this.#root;
    if (!root) return;
    const sheets = styles.map(({styleSheet}) => styleSheet).filter(sheet => sheet !== undefined);
    const missing = sheets.filter(sheet => !root.adoptedStyleSheets.includes(sheet));
    if (missing.length > 0) root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...missing];
  }
}
