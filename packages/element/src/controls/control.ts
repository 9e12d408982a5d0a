import type {Context} from '../context.js';
import type {IconName} from '../icons.js';

/**
 * A button of the control bar, as data. A new one is a file in this folder, a line in `index.ts`, a string and
 * an icon. It shows facts and asks for changes; it keeps nothing.
 */
export interface Control {
  /** Also its part: `control-<name>`. */
  readonly name: string;
  readonly icon: (context: Context) => IconName;
  /** Accessible name; does not change with the state where `isPressed` tells it. */
  readonly label: (context: Context) => string;
  /** What a press would do, shown on hover and focus; the label where left out. */
  readonly tip?: (context: Context) => string;
  /** One key, pressed while the focus is in the element and not in a text field. */
  readonly shortcut?: string;
  readonly tone?: 'danger';
  /** Draws attention: something is off or failed. */
  readonly isOff?: (context: Context) => boolean;
  readonly isShown?: (context: Context) => boolean;
  readonly isPressed?: (context: Context) => boolean;
  readonly isDisabled?: (context: Context) => boolean;
  /** A count in the corner; 0 shows none. */
  readonly badge?: (context: Context) => number;
  readonly run: (context: Context) => void;
}
