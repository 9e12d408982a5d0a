import type {Context} from '../context.js';
import type {ViewsModule} from '../views/module.js';
import type {Companion} from './companion.js';

const TEXT_FIELDS = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';

/** Escape and shortcuts, while the focus is in the element. */
export const keyboard: Companion = {
  onKeydown: (event, target, context, views) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === 'Escape') closeTopmost(event, context);
    else runShortcut(event, target, context, views);
  },

  // There is no pointer to announce what is opened next.
  onFocus: (context, views) => {
    if (!views.isOnStage(context.state) || !context.options.features.has('shortcuts')) return;
    for (const {opens, shortcut} of views.usableControls(context))
      if (opens && shortcut) context.commands.preload(opens);
  },
};

/** Whether an element is in one that matches. Not `instanceof`: it may come from another window, like what is in our slots. */
export const isWithin = (target: EventTarget, selector: string): boolean =>
  'closest' in target && (target as Element).closest(selector) !== null;

/**
 * Runs the control whose shortcut was pressed, if any. Shortcuts work only while the focus is in the element
 * (WCAG 2.1.4), but not while the visitor types, or would already type if the panel were loaded that they have just
 * opened, not with Ctrl, Alt or Meta, and not over the list of shortcuts, except for the one that closes it.
 */
function runShortcut(
  event: KeyboardEvent,
  target: EventTarget,
  context: Context,
  {usableControls, shortcuts}: ViewsModule,
) {
  const key = shortcutOf(event);
  if (!key || event.repeat || !context.options.features.has('shortcuts')) return;
  if (context.isPanelLoading || isWithin(target, TEXT_FIELDS)) return;
  const usable = usableControls(context);
  const isListed = context.ui.menu !== 'shortcuts' && context.ui.menu !== 'confirm' && usable.length > 0;
  const control = [...(isListed ? usable : []), ...(usable.length > 0 ? [shortcuts] : [])].find(
    one => one.shortcut === key,
  );
  if (!control || control.isShown?.(context) === false || control.isDisabled?.(context)) return;
  event.preventDefault();
  control.run(context);
}

/** The letter that was pressed, or `?`. On a keyboard without Latin letters, the Latin one in that place. */
function shortcutOf({key, code, ctrlKey, altKey, metaKey}: KeyboardEvent): string | null {
  if (ctrlKey || altKey || metaKey) return null;
  if (/^[a-z?]$/i.test(key)) return key.toLowerCase();
  const isLatin = /^[\x20-\x7E\u00A0-\u024F]$/.test(key);
  return isLatin ? null : (/^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null);
}

/**
 * Closes on Escape what was opened last, wherever the focus is in the element: a menu over the view, then the panel. Nobody
 * else gets that key: it would also close the page's dialog that the element is in.
 */
function closeTopmost(event: KeyboardEvent, {ui, commands}: Context) {
  if (!ui.menu && !ui.panel) return;
  event.preventDefault();
  event.stopPropagation();
  if (ui.menu) commands.toggleMenu(ui.menu);
  else if (ui.panel) commands.togglePanel(ui.panel);
}
