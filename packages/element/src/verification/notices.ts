import {html, nothing} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import type {NewsKind} from './news.js';
import type {VerificationState} from './state.js';

/** On the stage: what there is to know about a person outside the dialog, one at a time. */
export function notice(state: VerificationState, context: Context) {
  const {strings, commands} = context;
  const news = state.newsIn(context);
  if (!news) return nothing;
  const {kind, person} = news;
  const {id, verification} = person;
  const name = context.nameOf(person);
  const texts: Readonly<Record<NewsKind, () => string>> = {
    differs: () => `${name}: ${strings.differTitle}. ${strings.differHint(name)}`,
    changed: () => strings.keyChangedHint(name),
    room: () => strings.roomDiffers(name),
    aborts: () => `${name}: ${strings.verifyAborts(verification?.aborts ?? 0)}`,
    request: () => strings.wantsToVerify(name),
  };
  const isRequest = kind === 'request';
  const close = () => state.dismiss(news);
  // A request is announced in the live region: it interrupts nobody.
  return html`<div
    class="notice check-notice ${kind}"
    part="notice verification-notice"
    role=${isRequest ? nothing : 'alert'}
  >
    ${icon(isRequest ? 'shieldCheck' : 'shieldAlert')}
    <div>
      <p>${texts[kind]()}</p>
      <div class="answers">
        ${
          kind === 'differs'
            ? button('leave-button', strings.leave, () => commands.end())
            : kind === 'room'
              ? button('show-button', strings.people, () => commands.togglePanel('people'))
              : button('compare-button', isRequest ? strings.compareEmoji : strings.checkAgain, () =>
                  state.open(id),
                )
        }
        ${isRequest ? button('refuse-button', strings.notNow, () => state.cancel(id)) : nothing}
      </div>
    </div>
    ${
      isRequest
        ? nothing
        : html`<button type="button" aria-label=${strings.close} @click=${close}>${icon('close')}</button>`
    }
  </div>`;
}

const button = (part: string, label: string, run: () => unknown) =>
  html`<button type="button" class="button ${part}" part="button ${part}" @click=${run}>${label}</button>`;
