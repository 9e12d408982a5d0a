import type {TemplateResult} from 'lit';
import type {Context} from '../context.js';
import type {ViewsModule} from '../views/module.js';

/** What opens over the view: a function of the context, and what to do once that is in the document. */
export interface Menu {
  readonly render: (context: Context, views: ViewsModule) => TemplateResult;
  readonly open: (element: HTMLElement, context: Context) => void;
}
