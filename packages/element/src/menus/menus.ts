/**
 * Everything that opens over the view, in one chunk: together it is smaller than one panel. It imports nothing that the views
 * import, but uses what they export (views/all-views.ts), so that a call still loads its code in two files.
 */
import type {MenuName} from '../context.js';
import {addIcons} from '../icons.js';
import {menuIcons} from '../menu-icons.js';
import {addStrings} from '../strings/index.js';
import {menuStrings} from '../strings/menus.js';
import {declineStyles} from '../styles/decline.js';
import {menuStyles} from '../styles/menu.js';
import {shortcutListStyles} from '../styles/shortcut-list.js';
import type {Menu} from './menu.js';
import {decline} from './decline.js';
import {devices} from './devices.js';
import {confirm, person} from './host.js';
import {more} from './more.js';
import {reactions} from './reactions.js';
import {shortcutList} from './shortcut-list.js';

export {extraControls} from '../controls/extra.js';

addIcons(menuIcons);
addStrings(menuStrings);

export const styles = [menuStyles, shortcutListStyles, declineStyles];

export const byName: Readonly<Record<MenuName, Menu>> = {
  more,
  reactions,
  shortcuts: shortcutList,
  'microphone-menu': devices('microphone-menu'),
  'camera-menu': devices('camera-menu'),
  'decline-menu': decline,
  person,
  confirm,
};
