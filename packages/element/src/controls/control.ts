import type {Context, PanelName} from '../context.js';
import type {IconName} from '../icons.js';

/**
 * A button of the control bar, as data. To add one, add a file in this folder, a line in `index.ts`, a string and
 * an icon. It shows facts and runs commands; it has no state of its own.
 */
export interface Control {
  /** Its CSS part is `control-<name>`. */
  readonly name: string;
  readonly icon: (context: Context) => IconName;
  /** Accessible name. If there is `isPressed`, the name must not change with the state. */
  readonly label: (context: Context) => string;
  /** What a click does, shown on hover and focus. Default: the label. */
  readonly tip?: (context: Context) => string;
  /** Shortcut key, active while the focus is in the element but not in a text field. */
  readonly shortcut?: string;
  readonly tone?: 'danger';
  /** The panel that it opens, which is loaded as soon as it looks like that. */
  readonly opens?: PanelName;
  /** Highlights the button because a device is off or failed. */
  readonly isOff?: (context: Context) => boolean;
  readonly isShown?: (context: Context) => boolean;
  readonly isPressed?: (context: Context) => boolean;
  readonly isDisabled?: (context: Context) => boolean;
  /** Number shown in the corner; hidden if 0. */
  readonly badge?: (context: Context) => number;
  readonly run: (context: Context) => void;
}
