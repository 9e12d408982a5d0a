import {isOnStage, type Context} from './context.js';
import {panels} from './panels/index.js';
import type {Control} from './controls/control.js';

const TEXT_FIELDS = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';

/**
 * Runs the control whose shortcut was pressed, if any. Shortcuts work only while the focus is in the element
 * (WCAG 2.1.4), but not while the visitor types, or would already type if the panel were loaded that they have just
 * opened, and not with Ctrl, Alt or Meta.
 */
export function runShortcut(event: KeyboardEvent, controls: readonly Control[], context: Context) {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!context.options.features.has('shortcuts')) return;
  const {panel} = context.ui;
  if (panel && panels[panel].isLoading) return;
  const target = event.composedPath()[0];
  // Not `instanceof`: the element, or what is in its slots, may come from another window.
  if (target && 'closest' in target && (target as Element).closest(TEXT_FIELDS)) return;
  const control = controls.find(one => one.shortcut === event.key.toLowerCase());
  if (!control || control.isShown?.(context) === false || control.isDisabled?.(context)) return;
  event.preventDefault();
  control.run(context);
}

/** Loads the panels that shortcuts open: the focus is in the element, and there is no pointer to announce the next one. */
export function preloadForShortcuts(controls: readonly Control[], context: Context) {
  if (!isOnStage(context.state) || !context.options.features.has('shortcuts')) return;
  for (const {opens, shortcut, isShown} of controls)
    if (opens && shortcut && isShown?.(context) !== false) context.commands.preloadPanel(opens);
}

/**
 * Closes the open panel on Escape, wherever the focus is in the element. Nobody else gets that key: it would also close the
 * page's dialog that the element is in.
 */
export function closePanel(event: KeyboardEvent, {ui, commands}: Context) {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || !ui.panel) return;
  event.preventDefault();
  event.stopPropagation();
  commands.togglePanel(ui.panel);
}
