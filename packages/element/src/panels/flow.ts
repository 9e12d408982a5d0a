import {FlowView} from '../flow/view.js';
import {addStrings} from '../strings/index.js';
import {flowStrings} from '../strings/flow.js';
import {flowStyles} from '../styles/flow.js';
import {panelStyles} from '../styles/panel.js';
import {frame} from './frame.js';
import type {Panel} from './panel.js';

addStrings(flowStrings);

/** How the call was set up, step by step, and how it is doing. */
export const flow: Panel = {
  styles: [panelStyles, flowStyles],
  open(redraw, root) {
    const view = new FlowView(redraw, root);
    return {
      render: context => frame('flow', view.render(context), context),
      close: () => view.close(),
    };
  },
};
