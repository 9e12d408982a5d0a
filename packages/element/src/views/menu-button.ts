import {html, type TemplateResult} from 'lit';
import type {Context, MenuName} from '../context.js';
import type {Control} from '../controls/control.js';
import {icon} from '../icons.js';

/** A button that opens a menu. */
export function menuButton(
  name: MenuName,
  label: string,
  content: unknown,
  {className, role = 'menu'}: {readonly className: string; readonly role?: 'menu' | 'dialog'},
  {ui, commands}: Context,
): TemplateResult {
  const preload = () => commands.preload(name);
  return html`<button
    type="button"
    class=${className}
    part="menu-button control-${name}"
    aria-label=${label}
    aria-haspopup=${role}
    aria-expanded=${ui.menu === name}
    @pointerenter=${preload}
    @pointerdown=${preload}
    @focus=${preload}
    @click=${() => commands.toggleMenu(name)}
  >
    ${content}
  </button>`;
}

/**
 * The button of the microphone or the camera with a caret beside it, which opens the choice of the device; any other button
 * as it is. For `controlBar()`.
 */
export function withDeviceMenu({name}: Control, button: TemplateResult, context: Context): TemplateResult {
  if (name !== 'microphone' && name !== 'camera') return button;
  const {strings} = context;
  const label = name === 'camera' ? strings.chooseCamera : strings.chooseMicrophone;
  return html`<span class="split" part="split"
    >${button}${menuButton(`${name}-menu`, label, icon('chevronUp'), {className: 'caret'}, context)}</span
  >`;
}
