import type {Context, MenuName, PanelName} from '../context.js';
import type {IconName} from '../icons.js';
import type {ControlName} from '../options.js';

/** What controls show depends on these alone: the bar is rendered again only if one of them has changed. */
export const CONTROL_FACTS = [
  'ui',
  'options',
  'strings',
  'state',
  'local',
  'isStarting',
  'isAlone',
  'isSpeakerView',
  'door',
  'doorUi',
  'isFullscreenPossible',
  'hasPictureInPictureWindow',
  'isScreenSharingPossible',
] as const satisfies readonly (keyof Context)[];

/** The link follows from the options and the address of the page. */
export type ControlContext = Pick<Context, (typeof CONTROL_FACTS)[number] | 'link'>;

/**
 * A button of the control bar or of its "more" menu, as data. To add one, add a file in this folder, its name in
 * `options.ts`, a line in `index.ts`, a string and an icon. It shows facts and runs commands; it has no state of its own.
 */
export interface Control {
  /** Its CSS part is `control-<name>`. */
  readonly name: ControlName;
  readonly icon: (context: ControlContext) => IconName;
  /** Accessible name. If there is `isPressed`, the name must not change with the state. */
  readonly label: (context: ControlContext) => string;
  /** What a click does, shown on hover and focus, and in the menu. Default: the label. */
  readonly tip?: (context: ControlContext) => string;
  /**
   * Shortcut key, a lower-case letter or `?`, active while the focus is in the element but not in a text field. On a
   * keyboard without Latin letters it is the key in that place.
   */
  readonly shortcut?: string;
  readonly tone?: 'danger';
  /** The panel or menu that it opens, which is loaded as soon as it looks like that. */
  readonly opens?: PanelName | MenuName;
  /** Highlights the button because a device is off or failed. */
  readonly isOff?: (context: ControlContext) => boolean;
  readonly isShown?: (context: ControlContext) => boolean;
  /** For a button that is on or off. One that opens something needs none. */
  readonly isPressed?: (context: ControlContext) => boolean;
  readonly isDisabled?: (context: ControlContext) => boolean;
  /** Number shown in the corner; hidden if 0. */
  readonly badge?: (context: ControlContext) => number;
  readonly run: (context: Context) => void;
}

/** Whether what the control opens is open; undefined if it opens nothing. */
export const isExpanded = ({opens}: Control, {ui}: ControlContext): boolean | undefined =>
  opens && (ui.panel === opens || ui.menu === opens);
