import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {errorText} from '../strings/index.js';
import {notice} from '../views/notice.js';
import {panelIcon} from './icons.js';
import {nameOfPerson} from '../names.js';

const EMOJI = '😀 😂 😊 😍 😎 🤔 😮 😢 😅 🙃 👍 👎 👏 🙏 💪 👋 🎉 🔥 ❤️ 💯 ✅ ❌ 👀 🚀'.split(' ');

/** Where messages are written: to whom, the text, emoji, and the button that sends. What could not be sent stays. */
export function composer(context: Context): TemplateResult {
  const {strings, ui, participants} = context;
  const {chatTo} = ui;
  const isGone = chatTo !== null && !participants.some(({id}) => id === chatTo.id);
  return html`
    ${ui.chatFailure ? notice(errorText(strings, ui.chatFailure)) : nothing} ${recipients(context, isGone)}
    ${isGone ? html`<p class="hint gone" part="hint" role="status">${strings.chatToGone(chatTo.name)}</p>` : nothing}
    <form
      class="compose ${chatTo ? 'private' : ''}"
      part="composer"
      @submit=${(event: SubmitEvent) => void submit(event, isGone, context)}
    >
      ${attach(context)}${emoji(context)}
      <div class="grow" data-value=${ui.draft}>
        <textarea
          name="text"
          part="chat-field"
          rows="1"
          autocomplete="off"
          enterkeyhint="send"
          maxlength="16000"
          aria-label=${chatTo ? strings.chatPlaceholderTo(chatTo.name) : strings.chatPlaceholder}
          placeholder=${chatTo ? strings.chatPlaceholderTo(chatTo.name) : strings.chatPlaceholder}
          .value=${ui.draft}
          @input=${(event: InputEvent) => keep(event.target as HTMLTextAreaElement, context)}
          @keydown=${sendOnEnter}
          data-focus
        ></textarea>
      </div>
      <button class="control" part="control control-send" aria-label=${strings.send} ?disabled=${isGone}>
        ${icon('send')}
      </button>
    </form>
  `;
}

async function submit(event: SubmitEvent, isGone: boolean, context: Context) {
  event.preventDefault();
  const field = (event.target as HTMLFormElement).elements.namedItem('text') as HTMLTextAreaElement;
  const draft = field.value;
  const text = draft.trim();
  if (text === '' || isGone) return;
  // What was written while it was being sent stays, too.
  const to = context.ui.chatTo?.id;
  const isSent = await context.commands.inChat(call => call.sendChatMessage(text, to));
  if (!isSent || field.value !== draft) return;
  field.value = '';
  keep(field, context);
}

/** Keeps the draft, and lets the field grow with it. */
function keep(field: HTMLTextAreaElement, {commands}: Context) {
  field.parentElement!.dataset['value'] = field.value;
  commands.keepDraft(field.value);
}

/** Enter sends, Shift+Enter is a line break, and the Enter that ends a composition (IME) is neither. */
function sendOnEnter(event: KeyboardEvent) {
  // Safari ends the composition before it reports the key, with this code.
  const isComposing = event.isComposing || event.keyCode === 229;
  if (event.key !== 'Enter' || event.shiftKey || isComposing) return;
  event.preventDefault();
  (event.target as HTMLTextAreaElement).form?.requestSubmit();
}

/** Who gets the messages. Somebody who has left stays chosen, so that nothing private is sent to everyone. */
function recipients(context: Context, isGone: boolean) {
  const {strings, ui, commands} = context;
  const {chatTo} = ui;
  const others = context.participants.filter(({isNative}) => isNative);
  if (!chatTo && others.length < 2) return nothing;
  const choose = (event: Event) => {
    const {value} = event.target as HTMLSelectElement;
    const chosen = others.find(({id}) => id === value);
    commands.chatWith(chosen ? {id: chosen.id, name: nameOfPerson(chosen, context)} : null);
  };
  return html`<label class="to">
    <span part="field-label">${strings.chatTo}</span>
    <select part="chat-to" @change=${choose}>
      <option value="" .selected=${!chatTo}>${strings.everyone}</option>
      ${others.map(
        person =>
          html`<option value=${person.id} .selected=${person.id === chatTo?.id}>
            ${nameOfPerson(person, context)}
          </option>`,
      )}
      ${isGone ? html`<option value=${chatTo!.id} selected disabled>${chatTo!.name}</option>` : nothing}
    </select>
  </label>`;
}

function chooseFiles({currentTarget}: Event) {
  const input = (currentTarget as Element).nextElementSibling as HTMLInputElement;
  // The same file may be chosen again.
  input.value = '';
  input.click();
}

function attach({strings, commands}: Context) {
  const send = ({target}: Event) => commands.sendFiles([...((target as HTMLInputElement).files ?? [])]);
  return html`<button
      type="button"
      class="control"
      part="control control-attach"
      aria-label=${strings.sendFiles}
      @click=${chooseFiles}
    >
      ${panelIcon('paperclip')}
    </button>
    <input type="file" multiple hidden @change=${send} />`;
}

/** A few emoji. All others are in the keyboard of the system. */
function emoji(context: Context) {
  const {strings} = context;
  const insert = (event: Event) => {
    const details = (event.currentTarget as Element).closest('details')!;
    const field = details.closest('form')!.elements.namedItem('text') as HTMLTextAreaElement;
    field.setRangeText(
      (event.currentTarget as Element).textContent,
      field.selectionStart,
      field.selectionEnd,
      'end',
    );
    keep(field, context);
    details.open = false;
    field.focus();
  };
  return html`<details class="emoji" @keydown=${closeOnEscape} @focusout=${closeWhenLeft}>
    <summary class="control" part="control control-emoji" aria-label=${strings.emoji}>
      ${panelIcon('smile')}
    </summary>
    <div part="emoji">
      ${EMOJI.map(one => html`<button type="button" part="emoji-button" @click=${insert}>${one}</button>`)}
    </div>
  </details>`;
}

/** Escape closes only this. */
function closeOnEscape(event: KeyboardEvent) {
  const details = event.currentTarget as HTMLDetailsElement;
  if (event.key !== 'Escape' || !details.open) return;
  event.preventDefault();
  details.open = false;
  details.querySelector('summary')!.focus();
}

function closeWhenLeft({currentTarget, relatedTarget}: FocusEvent) {
  const details = currentTarget as HTMLDetailsElement;
  if (relatedTarget && !details.contains(relatedTarget as Node)) details.open = false;
}
