import type {CSSResult, TemplateResult} from 'lit';
import type {Context} from '../context.js';

/** A panel beside the view: a function of the context, and the styles that it needs. */
export interface Panel {
  readonly styles: readonly CSSResult[];
  readonly render: (context: Context) => TemplateResult;
}
