import {html, nothing, type TemplateResult} from 'lit';
import {cardStyles} from '../styles/card.js';
import {avatar} from './avatar.js';
import type {View} from './view.js';

interface Card {
  readonly name: 'start' | 'dialing' | 'ringing' | 'ended';
  /** The name for the avatar at the top; without it, there is no avatar. */
  readonly who?: string;
  /** Whether the avatar has an animated ring. */
  readonly isRinging?: boolean;
  /** Shown instead of the avatar. */
  readonly video?: unknown;
  readonly title: string;
  readonly hint?: string | undefined;
  readonly body?: unknown;
  readonly actions: unknown;
  /** Below the actions. */
  readonly after?: unknown;
}

/** An avatar, a title and actions: the layout of every view other than the lobby and the stage. */
export const card = ({
  name,
  who,
  isRinging = false,
  video,
  title,
  hint,
  body = nothing,
  actions,
  after = nothing,
}: Card): TemplateResult => html`
  <div class="card" part="card ${name}">
    ${video ?? (who ? html`<div class=${isRinging ? 'face ringing' : 'face'}>${avatar(who)}</div>` : nothing)}
    <h2 part="title">${title}</h2>
    ${hint ? html`<p class="hint" part="hint">${hint}</p>` : nothing} ${body}
    <div class="actions">${actions}</div>
    ${after}
    <slot name=${name}></slot>
  </div>
`;

export const cardView = (render: View['render']): View => ({styles: [cardStyles], render});
