/** States of the element: for screenshots (test/looks), and for tests that look at everything there is. */
import {errorTexts} from '../../error-texts.js';
import {RtcCall} from '../../rtc-call.js';
import {stageTools} from '../../views/tools.js';
import {part, still, until} from '../dom.js';
import {FakeCall} from '../fake-call.js';
import {calls} from './calls.js';
import {chatScenes} from './chat.js';
import {doorScenes} from './door.js';
import {flow} from './flow.js';
import {lobby} from './lobby.js';
import {panelScenes} from './panels.js';
import type {Scenes} from './scene.js';
import {stage} from './stage.js';
import {verificationScenes} from './verification.js';

/** All scenes by name. */
export const SCENES: Scenes = {
  ...calls,
  ...lobby,
  ...stage,
  ...panelScenes,
  ...chatScenes,
  ...flow,
  ...doorScenes,
  ...verificationScenes,
};

let undo: unknown;

/**
 * Shows one scene in `place`, instead of what is there, with this class on the element; resolves when it is drawn and nothing
 * moves.
 */
export async function show(name: string, place: Element, className = ''): Promise<RtcCall> {
  if (!customElements.get('rtc-call')) customElements.define('rtc-call', RtcCall);
  if (typeof undo === 'function') undo();
  const {attributes = {}, arrange} = SCENES[name]!;
  localStorage.clear();
  const element = document.createElement('rtc-call');
  element.className = className;
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  const call = new FakeCall();
  // The scene sets the state; the element must not change it.
  const isStarting = name.endsWith('starting');
  let isAsked = false;
  call.preview =
    call.join =
    call.open =
      () => {
        isAsked = true;
        return isStarting ? new Promise(() => {}) : Promise.resolve();
      };
  element.createCall = () => call;
  place.replaceChildren(element);
  const isCalm = !attributes.room && !attributes['peer-id'];
  await until(() => isAsked || isCalm);
  await until(() => part(element, 'lobby') ?? part(element, 'card') ?? part(element, 'stage'));
  undo = await arrange?.(call, element);
  await until(() => ![stageTools, errorTexts].some(({isLoading}) => isLoading));
  await calm(element);
  return element;
}

/** Resolves when every video that can be seen shows a frame. */
export const withFrames = ({shadowRoot}: RtcCall) =>
  until(() =>
    [...shadowRoot!.querySelectorAll('video')].every(
      video =>
        !(video.srcObject as MediaStream | null)?.getVideoTracks().length ||
        !video.checkVisibility() ||
        video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA,
    ),
  );

/** Resolves when nothing moves, and nothing has changed for a few frames. */
async function calm(element: RtcCall) {
  let before = '';
  let same = 0;
  await until(async () => {
    await still(element);
    const boxes = [...element.shadowRoot!.querySelectorAll('[part]')].map(box => {
      // Spinners turn, and reactions float.
      if (box.getAnimations().length > 0) return '';
      const {x, y, width, height} = box.getBoundingClientRect();
      return [x, y, width, height].join();
    });
    const now = boxes.join(' ');
    same = now === before ? same + 1 : 0;
    before = now;
    return same >= 3;
  });
}
