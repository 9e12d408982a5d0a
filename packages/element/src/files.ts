import {CallError} from '@rtc-call/engine/errors';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {isOnStage, type Context} from './context.js';

interface Wiring {
  readonly context: () => Context;
  readonly onDragging: (isDragging: boolean) => void;
}

/** Takes files that are dropped on the element or pasted into it, during a call with chat. */
export function takeFiles(host: ReactiveControllerHost & HTMLElement, wiring: Wiring): void {
  host.addController(new FileDrop(host, wiring));
}

class FileDrop implements ReactiveController {
  readonly #wiring: Wiring;

  constructor(host: HTMLElement, wiring: Wiring) {
    this.#wiring = wiring;
    host.addEventListener('dragover', event => {
      if (!this.#takes(event, event.dataTransfer)) return;
      event.preventDefault();
      if (!wiring.context().ui.isDragging) wiring.onDragging(true);
    });
    host.addEventListener('dragleave', event => {
      // It also fires when the pointer moves from one part of the element to another.
      const {left, right, top, bottom} = host.getBoundingClientRect();
      const {clientX: x, clientY: y} = event;
      if (x <= left || x >= right || y <= top || y >= bottom) this.hostDisconnected();
    });
    host.addEventListener('drop', event => {
      this.hostDisconnected();
      this.#take(event, event.dataTransfer);
    });
    host.addEventListener('paste', event => {
      // A copied part of a document is a text and a picture: the text is meant.
      if (!event.clipboardData?.types.includes('text/plain')) this.#take(event, event.clipboardData);
    });
  }

  hostDisconnected() {
    if (this.#wiring.context().ui.isDragging) this.#wiring.onDragging(false);
  }

  #takes(event: Event, data: DataTransfer | null): data is DataTransfer {
    const {state, options} = this.#wiring.context();
    return (
      !event.defaultPrevented &&
      isOnStage(state) &&
      options.features.has('chat') &&
      data?.types.includes('Files') === true
    );
  }

  #take(event: Event, data: DataTransfer | null) {
    if (!this.#takes(event, data)) return;
    event.preventDefault();
    const items = [...data.items].filter(({kind}) => kind === 'file');
    const files = items.filter(item => !isFolder(item)).map(item => item.getAsFile());
    this.#wiring.context().commands.sendFiles(
      files.filter(file => file !== null),
      files.length < items.length ? new CallError('not-a-file') : null,
    );
  }
}

const isFolder = (item: DataTransferItem) => item.webkitGetAsEntry()?.isDirectory ?? false;
