import type {CSSResult} from 'lit';
import type {Context} from '../context.js';

/** A panel beside the view, and the styles that it needs. */
export interface Panel {
  readonly styles: readonly CSSResult[];
  /** Called when the panel is opened in an element; `redraw` renders it again, `root` is where. */
  readonly open: (redraw: () => void, root: ShadowRoot) => OpenPanel;
}

export interface OpenPanel {
  readonly render: (context: Context) => unknown;
  /** Stops timers: the panel was closed, or the element removed. If it is rendered again, it goes on. */
  readonly close?: () => void;
}
