import {VERIFICATION_EMOJI} from '@rtc-call/engine/verification-emoji';
import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon, type IconName} from '../icons.js';
import {MAX_ABORTS} from './news.js';
import type {VerificationState} from './state.js';
import type {Check, Step} from './step.js';

/** What the dialog says in one step. */
interface Page {
  readonly title: string;
  readonly text: string;
  readonly sign?: IconName;
}

/** The keys of the call, such as the one that leaves it, don't work in the dialog. */
const keepKey = (event: KeyboardEvent) => event.stopPropagation();

/** The dialog in which two people check that nobody is in between; closed unless a check is open. */
export function dialog(state: VerificationState, context: Context) {
  const {check} = state;
  const step = state.stepIn(context);
  const cancel = (event: Event) => {
    event.preventDefault();
    state.close();
  };
  return html`<dialog
    class="verification ${step ?? ''}"
    part="verification"
    aria-labelledby="verification-title"
    aria-describedby="verification-text"
    @cancel=${cancel}
    @close=${() => state.close()}
    @keydown=${keepKey}
    @keyup=${keepKey}
  >
    ${check && step ? content(check, step, state, context) : nothing}
  </dialog>`;
}

function content(check: Check, step: Step, state: VerificationState, context: Context) {
  const {strings} = context;
  const page = pageOf(check, step, context);
  const {aborts = 0} = personOf(check, context)?.verification ?? {};
  // The warning is an element of its own, which screen readers read at once.
  return html`<div class="page">
    ${
      step === 'differs'
        ? html`<div class="saying" role="alert">${saying(page, step)}</div>`
        : html`<div class="saying" role="status">${saying(page, step)}</div>`
    }
    ${
      aborts >= MAX_ABORTS && step !== 'differs'
        ? html`<p class="notice" part="hint">${icon('alert')}<span>${strings.verifyAborts(aborts)}</span></p>`
        : nothing
    }
    ${step === 'comparing' ? emojiList(check, context) : nothing} ${details(check, step, context)}
    <div class="answers">${answers(check, step, state, context)}</div>
  </div>`;
}

const saying = ({title, text, sign}: Page, step: Step) =>
  html`${sign ? icon(sign) : nothing}
    <h2 id="verification-title" part="title" tabindex="-1" data-focus autofocus>${title}</h2>
    <p id="verification-text" part="verification-text">
      ${step === 'asking' ? html`<span class="spinner" part="spinner"></span>` : nothing}<span>${text}</span>
    </p>`;

const personOf = ({id}: Check, {participants}: Context) => participants.find(one => one.id === id);

function pageOf({name}: Check, step: Step, {strings}: Context): Page {
  switch (step) {
    case 'asking':
      return {title: strings.verifyTitle, text: strings.verifyAsking(name)};
    case 'comparing':
      return {title: strings.verifyTitle, text: strings.verifyCompare(name)};
    case 'waiting':
      return {title: strings.verifiedTitle(name), text: strings.verifyWaiting(name), sign: 'shieldCheck'};
    case 'matched':
      return {title: strings.verifiedTitle(name), text: strings.verifiedHint, sign: 'shieldCheck'};
    case 'differs':
      return {title: strings.differTitle, text: strings.differHint(name), sign: 'shieldAlert'};
    case 'broken-off':
      return {title: strings.brokenOffTitle, text: strings.brokenOffHint(name)};
    case 'no-answer':
      return {title: strings.noAnswerTitle(name), text: strings.noAnswerHint};
    case 'impossible':
      return {title: strings.cantVerifyTitle(name), text: strings.cantVerifyHint};
    case 'left':
      return {title: strings.brokenOffTitle, text: `${strings.left(name, 1)}.`};
  }
}

/** Their names are what is read aloud, so the emoji themselves are silent. */
function emojiList(check: Check, context: Context) {
  const {strings} = context;
  const emoji = personOf(check, context)?.verification?.emoji ?? [];
  return html`<ol class="emoji-list" part="verification-emoji" aria-label=${strings.verifyEmoji}>
    ${emoji.map(
      number =>
        html`<li part="verification-item">
          <span class="drawn" aria-hidden="true">${VERIFICATION_EMOJI[number]}</span>
          <span>${strings.emojiNames[number]}</span>
        </li>`,
    )}
  </ol>`;
}

/** What is said below: how to be heard, what is remembered, and the error for whoever can fix it. */
function details(check: Check, step: Step, context: Context) {
  const {strings} = context;
  const {isRemembered = false} = personOf(check, context)?.verification ?? {};
  if (step === 'comparing')
    return html`<label class="remember">
      <input type="checkbox" part="remember-field" aria-describedby="remember-hint" />
      <span
        >${strings.rememberPerson(check.name)}<span
          class="hint"
          part="hint"
          id="remember-hint"
          aria-hidden="true"
          >${strings.rememberHint}</span
        ></span
      >
    </label>`;
  if (step === 'matched' || step === 'waiting') {
    const text = check.isNotKept
      ? strings.cantRemember
      : isRemembered
        ? strings.remembersPerson(check.name)
        : '';
    return text ? html`<p class="hint" part="hint">${text}</p>` : nothing;
  }
  if (!check.error || step === 'left') return nothing;
  const {code, hint} = check.error;
  return html`<p class="hint error" part="hint" lang="en" dir="ltr"><code>${code}</code>: ${hint}</p>`;
}

/** What I can do, the most likely first. None of it has the focus at first, so that nobody says “yes” by a key too many. */
function answers(check: Check, step: Step, state: VerificationState, context: Context) {
  const {strings, commands} = context;
  const close = () => state.close();
  const again = () => state.open(check.id);
  switch (step) {
    case 'asking':
      return button('cancel-button', '', strings.cancel, close);
    case 'comparing':
      return [
        button('match-button', 'primary', strings.emojiMatch, ({currentTarget}) => {
          const dialog = (currentTarget as Element).closest('dialog');
          void state.decide(true, dialog?.querySelector('input')?.checked);
        }),
        button('mismatch-button', '', strings.emojiDiffer, () => void state.decide(false)),
      ];
    case 'waiting':
    case 'matched':
    case 'left':
    case 'impossible':
      return button('close-button', step === 'matched' ? 'primary' : '', strings.close, close);
    case 'differs':
      return [
        button('leave-button', 'danger', strings.leave, () => commands.end()),
        button('close-button', 'plain', strings.close, close),
      ];
    case 'broken-off':
    case 'no-answer':
      return [
        button('again-button', 'primary', strings.tryAgain, again),
        button('close-button', 'plain', strings.close, close),
      ];
  }
}

const button = (part: string, style: string, label: string, run: (event: Event) => void): TemplateResult =>
  html`<button type="button" class="button ${style}" part="button ${part}" @click=${run}>${label}</button>`;
