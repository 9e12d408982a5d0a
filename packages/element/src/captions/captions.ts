import {CallError} from '@rtc-call/engine/errors';
import {html, type ReactiveController, type ReactiveControllerHost, type TemplateResult} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import {isOnStage, type Context} from '../context.js';
import {directionOf} from '../language.js';
import {nameOfPerson} from '../names.js';
import {toLanguage} from '../options.js';
import {addStrings} from '../strings/index.js';
import {captionStrings} from '../strings/captions.js';
import {captionStyles} from '../styles/captions.js';
import type {UiStore} from '../ui-state.js';
import {captionsAt, isFading, nextChange, withCaption, type Caption, type CaptionLine} from './lines.js';

addStrings(captionStrings);

export const styles = [captionStyles];

const MAX_TEXT = 1_000;

/**
 * The captions below the tiles. They are no live region: who hears the call with a screen reader would hear everything
 * twice.
 */
export const render = ({ui, strings}: Context): TemplateResult =>
  html`<ul class="captions" part="captions" aria-label=${strings.captions}>
    ${ui.captions.map(
      ({name, lines}) =>
        html`<li part="caption">
          <b class="caption-name" part="caption-name" dir="auto">${name}</b>
          <div class="caption-lines">${lines.map(line)}</div>
        </li>`,
    )}
  </ul>`;

const line = (caption: CaptionLine) =>
  html`<p
    class="${caption.isFinal ? '' : 'interim'} ${isFading(caption, performance.now()) ? 'fading' : ''}"
    part="caption-text"
    lang=${ifDefined(caption.lang)}
    dir=${caption.lang ? directionOf(caption.lang) : 'auto'}
  >
    ${caption.text}
  </p>`;

/** Adds captions to one element, and removes them when there was time to read them. */
export class Captions implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #ui: UiStore;
  readonly #context: () => Context;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & Element, ui: UiStore, context: () => Context) {
    this.#host = host;
    this.#ui = ui;
    this.#context = context;
    host.addController(this);
  }

  /** Throws a CallError: `invalid-option`, `wrong-state` outside a call, `not-connected` if that person isn't in it. */
  add(caption: Caption) {
    const context = this.#context();
    const valid = checked(caption);
    const name = nameIn(context, valid.participantId);
    this.#ui.set({captions: withCaption(context.ui.captions, valid, name, performance.now())});
  }

  hostConnected() {
    this.#wait();
  }

  hostUpdated() {
    this.#wait();
  }

  hostDisconnected() {
    clearTimeout(this.#timer);
  }

  /** Renders when the next text begins to fade, or is gone. */
  #wait() {
    clearTimeout(this.#timer);
    const now = performance.now();
    const captions = captionsAt(this.#ui.state.captions, now);
    const next = nextChange(captions, now);
    if (next === Infinity || !this.#host.isConnected) return;
    this.#timer = setTimeout(() => {
      this.#ui.keep({captions: captionsAt(this.#ui.state.captions, performance.now())});
      this.#host.requestUpdate();
    }, next - now);
  }
}

function refuse(detail: string): never {
  throw new CallError('invalid-option', {detail: `caption: ${detail}`});
}

/** A page may pass on what it has received from anywhere. */
function checked(caption: Caption): Caption {
  if (typeof caption !== 'object' || caption === null) return refuse('an object {participantId, text}');
  const {participantId, text, isFinal, lang} = caption;
  if (typeof participantId !== 'string') return refuse('participantId: a string');
  if (typeof text !== 'string' || text.length > MAX_TEXT)
    return refuse(`text: a string of at most ${MAX_TEXT} characters`);
  if (isFinal !== undefined && typeof isFinal !== 'boolean') return refuse('isFinal: true or false');
  if (!lang) return {participantId, text: text.trim(), ...(isFinal !== undefined && {isFinal})};
  const tag = typeof lang === 'string' ? toLanguage(lang) : undefined;
  if (tag === undefined) return refuse('lang: a BCP 47 tag, such as en or pt-BR');
  return {participantId, text: text.trim(), ...(isFinal !== undefined && {isFinal}), lang: tag};
}

function nameIn(context: Context, participantId: string): string {
  const {state, local, participants, strings} = context;
  if (!isOnStage(state)) throw new CallError('wrong-state', {detail: `caption: ${state}`});
  if (participantId === local.id) return strings.me;
  const participant = participants.find(({id}) => id === participantId);
  if (!participant) throw new CallError('not-connected', {detail: `caption: ${participantId}`});
  return nameOfPerson(participant, context);
}
