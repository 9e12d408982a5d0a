import {
  html,
  nothing,
  render,
  type CSSResult,
  type LitElement,
  type ReactiveController,
  type TemplateResult,
} from 'lit';
import {isInTrouble, type Context, type MenuName, type PanelName} from './context.js';
import type {OnDemand} from '@rtc-call/engine/on-demand';
import {errorTexts} from './error-texts.js';
import {menus} from './menus/index.js';
import {notLoaded} from './not-loaded.js';
import {panels} from './panels/index.js';
import type {OpenPanel} from './panels/panel.js';
import {languageFor} from './strings/languages.js';
import {views, viewNameOf} from './views/index.js';
import {needsTools, stageTools} from './views/tools.js';
import type {View, ViewName} from './views/view.js';

/**
 * Shows the view for the call's state and the open panel. Loads them, adopts their styles, and moves the focus when
 * the focused element disappears. Focus elsewhere on the page stays there.
 */
export class ViewSwitch implements ReactiveController {
  readonly #host: LitElement;
  readonly #adopt: (styles: readonly CSSResult[]) => void;
  #view: ViewName | null = null;
  #panel: PanelName | null = null;
  #openPanel: OpenPanel | null = null;
  /** Of the last render. */
  #context: Context | undefined;
  /** What is beside the view. */
  #shownPanel: unknown;
  /** Where it is: rendered by itself, so that it can be rendered alone. */
  #panelPlace: HTMLElement | undefined;
  #isRedrawing = false;
  #menu: MenuName | null = null;
  #menuToOpen: ((element: HTMLElement) => void) | null = null;
  /** What had the focus before this render. */
  #focused: Element | null = null;
  /** Selectors of the elements to focus after this render; the first match gets the focus. */
  readonly #focusTargets: string[] = [];

  /** `adopt` adds styles to the host's. */
  constructor(host: LitElement, adopt: (styles: readonly CSSResult[]) => void) {
    this.#host = host;
    this.#adopt = adopt;
    host.addController(this);
  }

  hostDisconnected() {
    this.#openPanel?.close?.();
  }

  /** Renders only the open panel again, unless everything will be rendered anyway. */
  redrawPanel() {
    if (this.#isRedrawing) return;
    this.#isRedrawing = true;
    // `queueMicrotask()` takes longer in Chromium.
    void Promise.resolve().then(() => {
      this.#isRedrawing = false;
      const context = this.#context;
      if (!context || this.#host.isUpdatePending) return;
      this.hostUpdate();
      this.#shownPanel = this.#renderPanel(context);
      this.hostUpdated();
    });
  }

  hostUpdate() {
    this.#focused = this.#root?.activeElement ?? null;
  }

  hostUpdated() {
    render(this.#shownPanel, this.#panelPlace!);
    this.#openMenu();
    const targets = this.#focusTargets.splice(0);
    if (!this.#focused) return;
    // What had the focus is gone, such as a notice or the invitation: without this, `body` would have it.
    if (this.#root?.activeElement == null)
      targets.push(
        '.menu button:not(:disabled)',
        '.menu',
        // A control that no longer fits is in “more”.
        ...(this.#focused.matches('.control') ? [`.bar [part~='control-more']`] : []),
        '.panel [data-focus]',
        '.view [data-focus]',
      );
    const found = targets.map(target => this.#root?.querySelector<HTMLElement>(target));
    found.find(Boolean)?.focus();
  }

  render(context: Context): TemplateResult {
    this.#context = context;
    const isTrouble = isInTrouble(context);
    if (isTrouble) this.use(errorTexts);
    const {common, details} = languageFor(context.lang) ?? {};
    if (details && (isTrouble || context.ui.panel === 'flow' || context.doorUi)) this.use(details);
    // In a language that can't be loaded, English is better than nothing.
    const isAwaited = common && !this.use(common) && !common.failure;
    const view = isAwaited ? this.#renderMissing(common, context) : this.#renderView(context);
    this.#shownPanel = isAwaited ? nothing : this.#renderPanel(context);
    if (!this.#panelPlace) {
      this.#panelPlace = document.createElement('div');
      this.#panelPlace.className = 'panel-place';
    }
    const shown = isAwaited || !this.#panel ? '' : `covered with-${this.#panel} flow-${context.options.flow}`;
    // Classes, because WebKit doesn't notice that a `:has()` no longer matches.
    return html`<div class="layout ${context.ui.panel ? 'with-panel' : ''} ${shown}">
      <div class="view">${view}</div>
      ${this.#panelPlace}
      ${isAwaited ? nothing : [this.#renderMenu(context), context.verificationUi?.dialog(context)]}
    </div>`;
  }

  #renderView(context: Context) {
    const name = viewNameOf(context);
    const module = this.use(views);
    if (menus.loaded) module?.addControls(menus.loaded.extraControls);
    const view = module?.views[name];
    if (!view || !module) return this.#renderMissing(views, context);
    if (name !== this.#view) {
      if (this.#view) this.#focusTargets.push('.view [data-focus]');
      this.#view = name;
      this.#adopt([...module.styles, ...view.styles]);
    }
    return view.render(context, this.#useTools(context));
  }

  /** The stage's tools, if they are needed. As long as they can't be loaded, they are tried again. */
  #useTools(context: Context) {
    if (!needsTools(context)) return undefined;
    const {loaded, isLoading} = stageTools;
    if (loaded) this.#adopt(loaded.styles);
    else if (!isLoading) this.#load(stageTools);
    return loaded;
  }

  #renderPanel(context: Context) {
    const name = context.ui.panel;
    const panel = name && this.use(panels[name]);
    const shown = panel ? name : null;
    if (shown !== this.#panel) {
      this.#focusTargets.push(
        ...(shown ? ['.panel [data-focus]', '.panel button'] : [`[part~='control-${this.#panel}']`]),
      );
      this.#panel = shown;
      this.#openPanel?.close?.();
      if (panel) this.#adopt(panel.styles);
      this.#openPanel = panel?.open(() => this.#host.requestUpdate(), this.#root!) ?? null;
    }
    if (!name) return nothing;
    if (!panel || !this.#openPanel) return this.#renderMissing(panels[name], context);
    return this.#openPanel.render(context);
  }

  /** A piece of a view that most visitors never see. */
  renderPiece(piece: OnDemand<View>, context: Context): unknown {
    const view = this.use(piece);
    if (!view) return nothing;
    this.#adopt(view.styles);
    return view.render(context);
  }

  /** A menu takes the focus itself. When it closes, the button that opened it has it again, wherever that is by then. */
  #renderMenu(context: Context) {
    const name = context.ui.menu;
    const menu = name && views.loaded && menus.loaded?.byName[name];
    const shown = menu ? name : null;
    if (shown !== this.#menu) {
      if (this.#menu)
        this.#focusTargets.push(`.view [part~='control-${this.#menu}']`, `.controls [part~='control-more']`);
      this.#menu = shown;
      this.#menuToOpen = menu ? element => menu.open(element, context) : null;
    }
    if (!menu) return nothing;
    this.#adopt(menus.loaded!.styles);
    return menu.render(context, views.loaded!);
  }

  /** What a part contains, once it is loaded. A part that could not be loaded waits for the visitor to try again. */
  use<T>(part: OnDemand<T>): T | undefined {
    if (!part.loaded && !part.failure) this.#load(part);
    return part.loaded;
  }

  #load(part: OnDemand<unknown>) {
    const update = () => this.#host.requestUpdate();
    part.load().then(update, (error: unknown) => {
      console.warn('<rtc-call>', error);
      update();
    });
  }

  #renderMissing(part: OnDemand<unknown>, context: Context) {
    return notLoaded(part.failure, context, () => {
      this.#load(part);
      context.commands.tryAgain();
    });
  }

  /** Opens the menu that was rendered for the first time. */
  #openMenu() {
    const open = this.#menuToOpen;
    this.#menuToOpen = null;
    const element = open && this.#root?.querySelector<HTMLElement>("[part~='menu']");
    if (element) open(element);
  }

  get #root(): ShadowRoot | null {
    return this.#host.shadowRoot;
  }
}
