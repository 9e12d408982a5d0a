import {html, nothing, type TemplateResult} from 'lit';
import {cardStyles} from '../styles/card.js';
import {avatar} from './avatar.js';
import type {View} from './view.js';

interface Card {
  readonly name: 'start' | 'dialing' | 'ringing' | 'ended';
  /** Whose picture stands on top; none shows none. */
  readonly who?: string;
  /** Rings around the picture. */
  readonly isRinging?: boolean;
  readonly title: string;
  readonly hint?: string | undefined;
  readonly body?: unknown;
  readonly actions: unknown;
}

/** A face, a sentence, and what one can do: the shape of every view outside a running call. */
export const card = ({
  name,
  who,
  isRinging = false,
  title,
  hint,
  body = nothing,
  actions,
}: Card): TemplateResult => html`
  <div class="card" part="card ${name}">
    ${who ? html`<div class=${isRinging ? 'who ringing' : 'who'}>${avatar(who)}</div>` : nothing}
    <h2 part="title">${title}</h2>
    ${hint ? html`<p class="hint">${hint}</p>` : nothing} ${body}
    <div class="actions">${actions}</div>
    <slot name=${name}></slot>
  </div>
`;

export const cardView = (render: View['render']): View => ({styles: [cardStyles], render});
