import {CallError} from '@rtc-call/engine/errors';
import {OnDemand} from '@rtc-call/engine/on-demand';
import {addStrings, type Strings} from './strings/index.js';
import {tokens} from './styles/tokens.js';

/** Document Picture-in-Picture (https://wicg.github.io/document-picture-in-picture). */
interface DocumentPictureInPicture {
  requestWindow(options?: {readonly width?: number; readonly height?: number}): Promise<Window>;
}

declare global {
  interface Window {
    readonly documentPictureInPicture?: DocumentPictureInPicture;
  }
}

/** Whether the call can be shown in a window with its controls: in Chromium, not in frames. */
export const canOpenDocument = (): boolean =>
  window.documentPictureInPicture !== undefined && window.top === window;

/** Few people use it. */
const part = new OnDemand('pop-out', () => import('./popout/pop-out.js'));

/** What the window over all others is made from. */
export interface PopOutSource {
  readonly host: HTMLElement;
  readonly strings: Strings;
  /** The names of the custom properties that the page may have set. */
  readonly tokens: readonly string[];
  /** Whether the window can show a document. */
  readonly isDocument: boolean;
  readonly onChange: (isOpen: boolean) => void;
  /** The error to throw; the chunk has no code of the engine. */
  readonly createError: (
    code: PopOutError,
    options?: ConstructorParameters<typeof CallError>[1],
  ) => CallError;
}

type PopOutError = 'picture-in-picture-refused' | 'not-supported' | 'wrong-state';

/** Opens or closes the window. Rejects with a CallError, which is also one line on the console, if that is not possible. */
export async function popOut(source: Pick<PopOutSource, 'host' | 'strings' | 'onChange'>, on?: boolean) {
  const {toggle, strings} = await part.load();
  addStrings(strings);
  try {
    await toggle(
      {
        ...source,
        tokens: [...new Set(tokens.cssText.match(/--rtc-[\w-]+/g))],
        isDocument: canOpenDocument(),
        createError: (code, options) => new CallError(code, options),
      },
      on,
    );
  } catch (error) {
    console.warn('<rtc-call>', String(error));
    throw error;
  }
}
