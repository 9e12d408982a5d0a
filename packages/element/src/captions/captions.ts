import {CallError} from '@rtc-call/engine/errors';
import {html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import {isOnStage, type Context} from '../context.js';
import {directionOf} from '../language.js';
import {nameOfPerson} from '../names.js';
import {toLanguage} from '../options.js';
import {addStrings} from '../strings/index.js';
import {captionStrings} from '../strings/captions.js';
import {captionStyles} from '../styles/captions.js';
import {
  captionsAt,
  isFading,
  nextChange,
  withCaption,
  type Caption,
  type CaptionLine,
  type SpeakerCaptions,
} from './lines.js';

addStrings(captionStrings);

export const styles = [captionStyles];

const MAX_TEXT = 1_000;

/**
 * The captions of one element: a row below the tiles. They are no live region: who hears the call with a screen reader would
 * hear everything twice.
 */
export class Captions implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #context: () => Context;
  #speakers: readonly SpeakerCaptions[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & Element, context: () => Context) {
    this.#host = host;
    this.#context = context;
    host.addController(this);
  }

  /** Throws a CallError: `invalid-option`, `wrong-state` outside a call, `not-connected` if that person isn't in it. */
  add(caption: Caption) {
    const valid = checked(caption);
    const name = nameIn(this.#context(), valid.participantId);
    this.#speakers = withCaption(this.#speakers, valid, name, performance.now());
    this.#host.requestUpdate();
  }

  render({strings}: Context): TemplateResult | typeof nothing {
    const now = performance.now();
    const speakers = captionsAt(this.#speakers, now);
    if (speakers.length === 0) return nothing;
    return html`<ul class="captions" part="captions" aria-label=${strings.captions}>
      ${speakers.map(
        ({name, lines}) =>
          html`<li part="caption">
            <b class="caption-name" part="caption-name" dir="auto">${name}</b>
            <div class="caption-lines">${lines.map(one => line(one, now))}</div>
          </li>`,
      )}
    </ul>`;
  }

  hostConnected() {
    this.#wait();
  }

  hostUpdated() {
    if (!isOnStage(this.#context().state)) this.#speakers = [];
    this.#wait();
  }

  hostDisconnected() {
    clearTimeout(this.#timer);
  }

  /** Renders when the next text begins to fade, or is gone. */
  #wait() {
    clearTimeout(this.#timer);
    const now = performance.now();
    const next = nextChange(this.#speakers, now);
    if (next === Infinity || !this.#host.isConnected) return;
    this.#timer = setTimeout(() => this.#host.requestUpdate(), next - now);
  }
}

const line = (caption: CaptionLine, now: number) =>
  html`<p
    class="${caption.isFinal ? '' : 'interim'} ${isFading(caption, now) ? 'fading' : ''}"
    part="caption-text"
    lang=${ifDefined(caption.lang)}
    dir=${caption.lang ? directionOf(caption.lang) : 'auto'}
  >
    ${caption.text}
  </p>`;

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
