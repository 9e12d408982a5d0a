import type {CSSResult, TemplateResult} from 'lit';
import type {Context} from '../context.js';
import type {StageTools} from './stage-tools.js';

/** The content of the element in one state: a function of the context, and the styles that only it needs. */
export interface View {
  readonly styles: readonly CSSResult[];
  readonly render: (context: Context, tools?: StageTools) => TemplateResult;
}

export type ViewName = 'start' | 'lobby' | 'dialing' | 'ringing' | 'stage' | 'ended';

export type Views = Readonly<Record<ViewName, View>>;
