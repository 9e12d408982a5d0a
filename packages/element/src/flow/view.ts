import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {nameOfPerson} from '../names.js';
import {diagram, problemOf} from './diagram.js';
import {History, numbers} from './numbers.js';
import {reportOf} from './report.js';
import {peersOf, stepsOf} from './steps.js';

/** How often to read statistics, in ms: as often as the engine does. */
const READ_MS = 2_000;
/** How long "Copied" is shown, in ms. */
const COPIED_MS = 3_000;
/** What failed before one of these is repaired. */
const SUCCESSES = new Set(['broker-open', 'first-frame', 'recovered']);

/** The contents of the panel. Measures from `render()` to `close()`. */
export class FlowView {
  readonly #redraw: () => void;
  readonly #root: ShadowRoot;
  #context!: Context;
  readonly #history = new History();
  /** Whose steps are shown; null: the first one's. */
  #chosen: string | null = null;
  /** Null until the visitor has chosen. */
  #isExplained: boolean | null = null;
  /** The names of everyone, also of those who have left. */
  #names = new Map<string, string>();
  /** The explanations were requested. Unchecking and checking tries again. */
  #isGuideWanted = false;
  #hasNames = false;
  #isCopied = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #copiedTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(redraw: () => void, root: ShadowRoot) {
    this.#redraw = redraw;
    this.#root = root;
  }

  render(context: Context): TemplateResult {
    this.#context = context;
    // A removed element is rendered once more.
    if (this.#timer === undefined && this.#root.isConnected) {
      this.#timer = setInterval(() => void this.#read(), READ_MS);
      void this.#read();
    }
    if (context.state !== 'connected') this.#followEnd();
    return this.#template();
  }

  close() {
    clearInterval(this.#timer);
    clearTimeout(this.#copiedTimer);
    this.#timer = undefined;
    this.#isCopied = false;
  }

  /** While the call is set up, the diagram scrolls along with its steps, if it was at the end. */
  #followEnd() {
    const scroller = this.#root.querySelector('.flow');
    if (!scroller || scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 8) return;
    queueMicrotask(() => (scroller.scrollTop = scroller.scrollHeight));
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
    const nameNow = (id: string) => participants.find(one => one.id === id)?.displayName;
    this.#names = new Map(peers.map(id => [id, nameNow(id) ?? this.#names.get(id) ?? '']));
    const nameOf = (id: string | null) => (id !== null && this.#names.get(id)) || '';
    const steps = stepsOf(trace, chosen);
    const isUp = context.state === 'connected';
    const success = steps.findLastIndex(({name}) => SUCCESSES.has(name));
    const problem =
      !isUp &&
      steps
        .slice(success + 1)
        .map(step => step.status === 'failed' && problemOf(step, context))
        .find(text => text);
    const isExplained = this.#isExplained ?? options.flow === 'page';
    if (isExplained && !this.#isGuideWanted) {
      this.#isGuideWanted = true;
      commands.loadFlowGuide();
    }
    return html`<div
      class=${options.flow === 'page' ? 'flow page' : 'flow'}
      tabindex="0"
      role="group"
      aria-label=${strings.flow}
    >
      <div class="peers">
        ${problem ? html`<p class="problem" part="flow-problem">${icon('alert')}${problem}</p>` : nothing}
        ${participants.map(({id}) =>
          numbers(
            nameOfPerson({id, displayName: nameOf(id)}, context),
            this.#history.of(id),
            id === chosen,
            () => this.#change(() => (this.#chosen = id)),
            context,
          ),
        )}
      </div>
      <div class="diagram" part="flow-diagram">
        ${this.#checkbox(strings.flowExplain, isExplained, () => {
          this.#isExplained = !isExplained;
          this.#isGuideWanted = false;
        })}
        ${diagram(steps, nameOf(chosen), isExplained, context)}
        <div class="report">
          ${this.#checkbox(strings.flowWithNames, this.#hasNames, () => (this.#hasNames = !this.#hasNames))}
          <button type="button" class="button" part="button flow-copy-button" @click=${() => this.#copy()}>
            ${icon(this.#isCopied ? 'check' : 'copy')}${this.#isCopied ? strings.flowCopied : strings.flowCopy}
          </button>
        </div>
      </div>
    </div>`;
  }

  #checkbox(label: string, isChecked: boolean, toggle: () => void) {
    return html`<label>
      <input
        type="checkbox"
        part="flow-option"
        .checked=${isChecked}
        @change=${() => this.#change(toggle)}
      />${label}
    </label>`;
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
