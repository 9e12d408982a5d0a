import {html, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {diagram} from './diagram.js';
import {History, numbers} from './numbers.js';
import {reportOf} from './report.js';
import {peersOf, stepsOf} from './steps.js';

/** How often to read statistics, in ms: as often as the engine does. */
const READ_MS = 2_000;
/** How long "Copied" is shown, in ms. */
const COPIED_MS = 3_000;
/** The contents of the panel. Measures from `render()` to `close()`. */
export class FlowView {
  readonly #redraw: () => void;
  #context!: Context;
  readonly #history = new History();
  /** Whose steps are shown; null: the first one's. */
  #chosen: string | null = null;
  /** Null until the visitor has chosen. */
  #isExplained: boolean | null = null;
  #hasNames = false;
  #isCopied = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #copiedTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  render(context: Context): TemplateResult {
    this.#context = context;
    if (this.#timer === undefined) {
      this.#timer = setInterval(() => void this.#read(), READ_MS);
      void this.#read();
    }
    return this.#template();
  }

  close() {
    clearInterval(this.#timer);
    clearTimeout(this.#copiedTimer);
    this.#timer = undefined;
    this.#isCopied = false;
  }

  async #read() {
    const {participants, commands} = this.#context;
    if (participants.length === 0) return;
    const stats = await commands.getStats();
    if (this.#timer === undefined) return;
    this.#history.add(stats);
    this.#redraw();
  }

  #template(): TemplateResult {
    const context = this.#context;
    const {participants, trace, strings, options, commands} = context;
    const peers = [...new Set([...participants.map(({id}) => id), ...peersOf(trace).toReversed()])];
    const chosen = this.#chosen !== null && peers.includes(this.#chosen) ? this.#chosen : (peers[0] ?? null);
    const nameOf = (id: string | null) =>
      participants.find(participant => participant.id === id)?.displayName ?? '';
    const isExplained = this.#isExplained ?? options.flow === 'page';
    if (isExplained) commands.loadFlowGuide();
    return html`<div
      class=${options.flow === 'page' ? 'flow page' : 'flow'}
      tabindex="0"
      role="group"
      aria-label=${strings.flow}
    >
      <div class="tools">
        <label>
          <input
            type="checkbox"
            part="flow-explain"
            .checked=${isExplained}
            @change=${() => this.#change(() => (this.#isExplained = !isExplained))}
          />${strings.flowExplain}
        </label>
        <span class="report">
          <label>
            <input
              type="checkbox"
              part="flow-names"
              .checked=${this.#hasNames}
              @change=${() => this.#change(() => (this.#hasNames = !this.#hasNames))}
            />${strings.flowWithNames}
          </label>
          <button type="button" class="button" part="button flow-copy-button" @click=${() => this.#copy()}>
            ${icon(this.#isCopied ? 'check' : 'copy')}${this.#isCopied ? strings.flowCopied : strings.flowCopy}
          </button>
        </span>
      </div>
      <div class="people">
        ${participants.map(({id, displayName}) =>
          numbers(
            participants.length > 1
              ? html`<button
                  type="button"
                  aria-pressed=${id === chosen}
                  aria-label=${strings.flowShow(displayName || strings.guest)}
                  @click=${() => this.#change(() => (this.#chosen = id))}
                >
                  <bdi>${displayName || strings.guest}</bdi>
                </button>`
              : html`<bdi>${displayName || strings.guest}</bdi>`,
            this.#history.of(id),
            context,
          ),
        )}
      </div>
      ${diagram(stepsOf(trace, chosen), nameOf(chosen), isExplained, context)}
    </div>`;
  }

  #change(change: () => void) {
    change();
    this.#redraw();
  }

  #copy() {
    const {trace, participants, commands} = this.#context;
    const stats = this.#history.latest;
    const {userAgent} = navigator;
    void commands
      .copyText(reportOf({trace, stats, participants, userAgent, hasNames: this.#hasNames}))
      .then(isCopied => {
        if (!isCopied) return;
        clearTimeout(this.#copiedTimer);
        this.#change(() => (this.#isCopied = true));
        this.#copiedTimer = setTimeout(() => this.#change(() => (this.#isCopied = false)), COPIED_MS);
      });
  }
}
