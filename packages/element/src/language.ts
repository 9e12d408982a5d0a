import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {Settings} from './choices.js';
import {toLanguage} from './options.js';
import {LANGUAGES} from './strings/languages.js';

/** Scripts that are written from right to left, by language. */
const RIGHT_TO_LEFT = /^(?:ar|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/i;

/** The direction of text in a language, by its BCP 47 tag. */
export const directionOf = (lang: string): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.test(lang) ? 'rtl' : 'ltr');

/** The language that the visitor chose, if there is such a language: it may have been stored long ago. */
export const chosenLanguage = ({lang}: Settings): string | undefined =>
  lang === 'en' || (lang !== undefined && Object.hasOwn(LANGUAGES, lang)) ? lang : undefined;

/** The canonical forms of the tags that pages use. Kept, because to ask `Intl` takes a good part of a render. */
const canonical = new Map<string, string | undefined>();

function inCanonicalForm(tag: string): string | undefined {
  if (!canonical.has(tag)) canonical.set(tag, toLanguage(tag));
  return canonical.get(tag);
}

/** Finds the language of an element, and requests a render when it may have changed. */
export class LanguageController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #observer: MutationObserver;
  /** The language of the closest ancestor that has one: looked up again when it may have changed. */
  #inherited: {readonly lang: string | undefined} | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.#observer = new MutationObserver(() => {
      this.#inherited = null;
      host.requestUpdate();
    });
    host.addController(this);
  }

  /** Also called when the element has moved. */
  hostConnected() {
    this.#inherited = null;
    this.#observer.disconnect();
    for (const root of rootsOf(this.#host))
      this.#observer.observe(root, {subtree: true, attributeFilter: ['lang', 'dir']});
  }

  hostDisconnected() {
    this.#observer.disconnect();
  }

  /**
   * The BCP 47 tag, and the direction if the page doesn't decide on it. `own` is the element's own language; without it, the
   * language is that of the closest ancestor that has one, through shadow roots, otherwise the browser's.
   */
  of(own: string | undefined): {readonly lang: string; readonly dir: 'ltr' | 'rtl' | undefined} {
    this.#inherited ??= {lang: inCanonicalForm(ancestorsLanguage(this.#host))};
    const inherited = own ?? this.#inherited.lang;
    const lang = inherited ?? inCanonicalForm(navigator.language) ?? '';
    const isPages = own === undefined && inherited !== undefined;
    return {lang, dir: isPages ? undefined : directionOf(lang)};
  }
}

/** The document or shadow root that the element is in, and those around it. */
function* rootsOf(element: Element): Generator<Node> {
  let root = element.getRootNode();
  yield root;
  while (root instanceof ShadowRoot) yield (root = root.host.getRootNode());
}

function ancestorsLanguage(element: Element): string {
  let from: Element | null = element.parentElement;
  let root = element.getRootNode();
  for (;;) {
    const found = from?.closest<HTMLElement>('[lang]:not([lang=""])');
    if (found) return found.lang;
    if (!(root instanceof ShadowRoot)) return '';
    from = root.host;
    root = from.getRootNode();
  }
}
