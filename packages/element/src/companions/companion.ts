import type {Context} from '../context.js';
import type {ViewsModule} from '../views/module.js';

/** What accompanies the views, such as shortcuts and push-to-talk. It shows nothing itself. */
export interface Companion {
  /** After each render. */
  readonly update?: (context: Context) => void;
  /** A key was pressed on `target`, which has the focus in the element. */
  readonly onKeydown?: (
    event: KeyboardEvent,
    target: EventTarget,
    context: Context,
    views: ViewsModule,
  ) => void;
  /** The focus has entered the element by keyboard. */
  readonly onFocus?: (context: Context, views: ViewsModule) => void;
  /** The element has left the page, and may come back. */
  readonly stop?: () => void;
}
