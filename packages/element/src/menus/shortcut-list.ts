import {html, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import type {ViewsModule} from '../views/module.js';
import type {Menu} from './menu.js';

/** The dialog that lists the keyboard shortcuts of what the visitor can use now. */
export const shortcutList: Menu = {
  render,
  open: element => (element as HTMLDialogElement).showModal(),
};

function render(context: Context, {isOnStage, usableControls}: ViewsModule): TemplateResult {
  const {strings, commands, state} = context;
  const close = () => commands.closeMenu('shortcuts');
  const controls = usableControls(context).filter(({shortcut, name}) => shortcut && name !== 'shortcuts');
  const keys: readonly (readonly [string, string])[] = [
    ...controls.map(({label, shortcut = ''}) => [label(context), shortcut.toUpperCase()] as const),
    ...(isOnStage(state) ? [[strings.shortcutTalk, strings.keySpace] as const] : []),
    [strings.shortcutClose, strings.keyEscape],
    [strings.shortcuts, '?'],
  ];
  // A press beside the dialog is one on its backdrop.
  const dismiss = (event: Event) => event.target === event.currentTarget && close();
  return html`<dialog
    class="shortcuts"
    part="menu menu-shortcuts"
    aria-labelledby="shortcuts"
    @cancel=${(event: Event) => (event.preventDefault(), close())}
    @pointerdown=${dismiss}
  >
    <div>
      <header>
        <h2 id="shortcuts" part="title">${strings.shortcuts}</h2>
        <button
          type="button"
          class="control"
          part="control control-close"
          aria-label=${strings.close}
          @click=${close}
        >
          ${icon('close')}
        </button>
      </header>
      <p class="hint" part="hint">${strings.shortcutsHint}</p>
      <dl>
        ${keys.map(
          ([what, key]) =>
            html`<div>
              <dt>${what}</dt>
              <dd><kbd part="key">${key}</kbd></dd>
            </div>`,
        )}
      </dl>
    </div>
  </dialog>`;
}
