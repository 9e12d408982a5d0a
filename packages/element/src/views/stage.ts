import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {reactionStyles} from '../styles/reactions.js';
import {stageStyles} from '../styles/stage.js';
import {tileStyles} from '../styles/tile.js';
import {onResize} from '../resize.js';
import {gapOf, stageBar} from './control-bar.js';
import {keyedList} from './keyed-list.js';
import {notice} from './notice.js';
import {stageNotices} from './notices.js';
import {tileTemplate, usesOfTiles} from './tile.js';
import type {StageTools} from './stage-tools.js';
import {pair, placed, tilesOf} from './tiles.js';
import type {View} from './view.js';

/** The stage of a call: everyone's tile and the controls, also while nobody else is in the room. */
export const stage: View = {styles: [stageStyles, tileStyles, reactionStyles], render};

function render(context: Context, tools?: StageTools): TemplateResult {
  const {options, strings, state, commands, ui} = context;
  const notices = [
    // First, so that others don't move it: it would be announced again.
    context.verificationUi?.notice(context) ?? nothing,
    ...stageNotices(context),
    ...(context.doorUi?.notices(context) ?? []),
    speakingWhileMuted(context),
    soundButton(context),
  ].filter(one => one !== nothing);
  // A notice is where my tile would be in an upper corner.
  const [x, y] = ui.corner;
  const everyone = tilesOf(context);
  const arrangement =
    tools?.arrange(everyone, context) ?? pair(everyone, notices.length > 0 ? [x, 1] : [x, y]);
  const {mode, shape, sizes} = arrangement;
  const tiles = everyone.map((tile, index) => placed(tile, arrangement.tiles[index]!));
  const measure = (_: number, box: Element) =>
    commands.setBox({width: box.clientWidth, height: box.clientHeight, gap: gapOf(box)});
  const turn = (event: KeyboardEvent | TouchEvent) => tools?.turn(event, arrangement, context);
  return html`
    <div
      class="stage"
      part="stage"
      role="region"
      tabindex="-1"
      data-focus
      aria-label=${strings.callRegion}
      @keydown=${turn}
    >
      <div class="notices" part="notices">${notices}</div>
      <div
        class="tiles ${mode} ${shape}"
        part="tiles ${mode}"
        .style=${sizes}
        @touchstart=${turn}
        @touchend=${turn}
        ${onResize(measure)}
      >
        ${keyedList(tiles, tile => tileTemplate(tile, context, tools), usesOfTiles(context, tools))}
        ${state === 'waiting' ? invitation(context) : nothing}
        ${state === 'connecting' && context.participants.length === 0 && options.room ? joining(context) : nothing}
      </div>
      ${tools?.pager(arrangement, context)} ${context.captions()} ${tools?.sharing(context)}
      <div class="bar" part="bar">
        <slot name="bar-start"></slot>
        ${stageBar(context)}
        <slot name="bar-end"></slot>
      </div>
    </div>
  `;
}

/** Shown until the broker has admitted me. Usually that is immediate; this appears only if it takes a while. */
const joining = ({strings}: Context) => html`
  <p class="joining" part="joining"><span class="spinner" part="spinner"></span>${strings.joining}</p>
`;

/** Shown while nobody else is in the room: the link to share. */
function invitation({strings, link: linkOf, ui, options, commands, lanLink}: Context) {
  const link = options.features.has('invite') ? linkOf() : undefined;
  return html`
    <section class="invitation" part="invitation" aria-labelledby="invitation">
      <h2 id="invitation" part="title invitation-title">${strings.waitingTitle}</h2>
      ${
        link !== undefined
          ? html`<p class="hint" part="hint">${strings.waitingHint}</p>
              <div class="link">
                <input
                  part="link"
                  dir="ltr"
                  readonly
                  aria-label=${strings.inviteLink}
                  .value=${link}
                  @focus=${(event: FocusEvent) => (event.target as HTMLInputElement).select()}
                />
                <button
                  type="button"
                  class="button primary"
                  part="button copy-button"
                  @click=${() => commands.copyLink()}
                >
                  ${icon(ui.isLinkCopied ? 'check' : 'copy')}${ui.isLinkCopied ? strings.linkCopied : strings.copyLink}
                </button>
              </div>
              ${lanLink()}`
          : nothing
      }
      <slot name="waiting"></slot>
    </section>
  `;
}

const speakingWhileMuted = ({ui, local, strings}: Context) =>
  ui.isSpeakingWhileMuted && local.microphone.isMuted
    ? notice(strings.speakingWhileMuted, '', undefined, nothing, 'microphoneOff')
    : nothing;

const soundButton = ({ui, strings, commands}: Context) =>
  ui.isSoundBlocked
    ? html`<button
        type="button"
        class="button primary"
        part="button sound-button"
        @click=${() => commands.turnSoundOn()}
      >
        ${icon('speaker')}${strings.turnSoundOn}
      </button>`
    : nothing;
