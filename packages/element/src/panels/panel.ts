import type {CSSResult, TemplateResult} from 'lit';
import type {Context} from '../context.js';

/** What opens beside the view: a title and a function of the context. */
export interface Panel {
  readonly styles: readonly CSSResult[];
  readonly title: (context: Context) => string;
  readonly render: (context: Context) => TemplateResult;
}
