import {CallError} from '@rtc-call/engine/errors';
import type {LitElement, ReactiveController} from 'lit';
import {isOnStage, type Context} from '../context.js';
import type {ExtraWiring} from '../extras.js';
import {failureOf} from '../failure.js';
import {verificationLanguages} from '../strings/verification-languages.js';
import {newsOf, type NewsKind, type PersonNews} from './news.js';
import {stepOf, type Check, type Step} from './step.js';

const keyOf = ({kind, person}: PersonNews) => `${kind} ${person.id}`;

/** Which check is open, and what the visitor has seen of the others. One for each element. */
export class VerificationState implements ReactiveController {
  readonly #host: LitElement;
  readonly #wiring: ExtraWiring;
  #check: Check | null = null;
  /** News that the visitor has closed, or has seen in the dialog. */
  readonly #seen = new Set<string>();
  /** Requests that were announced. */
  readonly #announced = new Set<string>();
  /** The step that the dialog shows. */
  #shown: Step | null = null;
  /** Whether everyone was forgotten since the settings were opened. */
  #hasForgotten = false;

  constructor(host: LitElement, wiring: ExtraWiring) {
    this.#host = host;
    this.#wiring = wiring;
    host.addController(this);
  }

  get check(): Check | null {
    return this.#check;
  }

  get hasForgotten(): boolean {
    return this.#hasForgotten;
  }

  stepIn({participants}: Pick<Context, 'participants'>): Step | null {
    const check = this.#check;
    return (
      check &&
      stepOf(
        check,
        participants.find(({id}) => id === check.id),
      )
    );
  }

  /** The most urgent news that the visitor has not seen; of the person whose check is open, the dialog tells. */
  newsIn({participants}: Context): PersonNews | undefined {
    return newsOf(participants).find(one => one.person.id !== this.#check?.id && !this.#seen.has(keyOf(one)));
  }

  /** Whether the texts in this language are there. If they can’t be loaded, English is better than nothing. */
  isReady(lang: string): boolean {
    const part = verificationLanguages[lang.toLowerCase().split('-')[0] ?? ''];
    if (!part || part.loaded || part.failure) return true;
    if (!part.isLoading) {
      const update = () => this.#host.requestUpdate();
      part.load().then(update, (error: unknown) => {
        console.warn('<rtc-call>', error);
        update();
      });
    }
    return false;
  }

  hostUpdated() {
    const context = this.#wiring.context();
    if (!isOnStage(context.state)) this.#reset();
    if (context.ui.panel !== 'settings') this.#hasForgotten = false;
    const step = this.stepIn(context);
    if (step === 'differs') this.#check = {...this.#check!, hasDiffered: true};
    this.#followNews(context);
    this.#showDialog(step);
  }

  /** Removed from the page: the call is left, unless the element only moves. */
  hostDisconnected() {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#reset();
    });
  }

  /** Opens the dialog, and asks the other side unless it has asked already. Resolves and rejects as `call.verify()` does. */
  async verify(id: string) {
    const context = this.#wiring.context();
    const person = context.participants.find(one => one.id === id);
    if (!person) throw new CallError('not-connected', {detail: id});
    const {isComparing = false, state = 'none'} = person.verification ?? {};
    const check: Check = {
      id,
      name: context.nameOf(person),
      isAsking: !isComparing,
      wasVerified: state === 'verified',
      isConfirmed: false,
      hasDiffered: false,
      error: null,
      isNotKept: false,
    };
    for (const kind of ['changed', 'aborts', 'room'] as const) this.#see(id, kind);
    this.#set(check);
    if (isComparing) return;
    let error: CallError | null = null;
    await this.#ask(async call => {
      try {
        await call.verify(id);
      } catch (cause) {
        error = failureOf(cause, 'not-connected');
      }
    });
    // A dialog that was closed and opened again meanwhile has asked again.
    if (this.#check?.id === id && this.#check.isAsking) this.#set({...this.#check, isAsking: false, error});
    if (error) throw error;
  }

  /** The same for the interface: the dialog shows what went wrong. */
  open(id: string) {
    this.verify(id).catch(() => {});
  }

  /** Says whether the emoji match. */
  async decide(matches: boolean, remember = false) {
    const check = this.#check;
    if (!check) return;
    this.#set({...check, isConfirmed: matches});
    await this.#ask(async call => {
      try {
        await call.confirmVerification(check.id, {matches, remember});
      } catch (cause) {
        // Verified, but not remembered; otherwise the check was over already, which the dialog says.
        const isNotKept = failureOf(cause, 'wrong-state').code === 'not-supported';
        if (this.#check?.id === check.id) this.#set({...this.#check, isNotKept, isConfirmed: isNotKept});
      }
    });
  }

  /** Closes the dialog. A check that goes on is cancelled, also at the other side. */
  close() {
    const check = this.#check;
    if (!check) return;
    const step = this.stepIn(this.#wiring.context());
    if (step === 'asking' || step === 'comparing') this.cancel(check.id);
    this.#see(check.id, 'differs');
    this.#set(null);
  }

  cancel(id: string) {
    void this.#ask(call => call.cancelVerification(id));
  }

  /** The visitor has closed a notice. */
  dismiss(news: PersonNews) {
    this.#seen.add(keyOf(news));
    this.#host.requestUpdate();
  }

  async forget() {
    this.#hasForgotten = (await this.#ask(call => call.forgetVerifications())) || this.#hasForgotten;
    this.#host.requestUpdate();
  }

  get #ask() {
    return this.#wiring.context().commands.ask;
  }

  #see(id: string, kind: NewsKind) {
    this.#seen.add(`${kind} ${id}`);
  }

  #set(check: Check | null) {
    this.#check = check;
    this.#host.requestUpdate();
  }

  #reset() {
    this.#check = null;
    this.#seen.clear();
    this.#announced.clear();
    this.#dialog?.close();
  }

  /**
   * Forgets what the visitor has seen when it is over: then it would be news again. Only a changed key is told once for the whole
   * call. A request is announced politely, once: it is no alert.
   */
  #followNews({participants, nameOf}: Context) {
    const all = newsOf(participants);
    const now = new Set(all.map(keyOf));
    for (const key of this.#seen) if (!now.has(key) && !key.startsWith('changed ')) this.#seen.delete(key);
    for (const key of this.#announced) if (!now.has(key)) this.#announced.delete(key);
    for (const one of all) {
      const key = keyOf(one);
      if (one.kind !== 'request' || one.person.id === this.#check?.id || this.#announced.has(key)) continue;
      this.#announced.add(key);
      const name = nameOf(one.person);
      this.#wiring.announce(strings => strings.wantsToVerify(name));
    }
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector<HTMLDialogElement>('dialog.verification');
  }

  /** Opens and closes the dialog natively, so that the focus returns to where it was, and keeps it inside meanwhile. */
  #showDialog(step: Step | null) {
    const dialog = this.#dialog;
    if (!dialog) return;
    const {shadowRoot} = this.#host;
    const isNewStep = step !== this.#shown;
    this.#shown = step;
    if (!this.#check) {
      if (!dialog.open) return;
      dialog.close();
      // What had the focus is gone, such as a notice or the item of a menu.
      if (!shadowRoot?.activeElement) shadowRoot?.querySelector<HTMLElement>('.view [data-focus]')?.focus();
      return;
    }
    if (!dialog.matches(':modal')) {
      // A window that the element has moved to doesn’t know that the dialog is modal.
      dialog.open = false;
      dialog.showModal();
    }
    if (isNewStep && !dialog.contains(shadowRoot?.activeElement ?? null))
      dialog.querySelector<HTMLElement>('[data-focus]')?.focus();
  }
}
