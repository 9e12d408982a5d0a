import {html, nothing, type TemplateResult} from 'lit';
import type {Quality} from '@rtc-call/engine';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {mediaStream, participantVideo} from '../media-stream.js';
import {onResize} from '../resize.js';
import {drag, moveByKey, selfTools} from './self-view.js';
import type {StageTools} from './stage-tools.js';
import type {PlacedTile, Tile} from './tiles.js';
import {avatar} from './avatar.js';
import {reactionsOf} from './reactions.js';

/** What a tile shows apart from what it is of: it is rendered again only if one of these has changed, or the tile. */
export const usesOfTiles = (context: Context, tools: StageTools | undefined): readonly unknown[] => [
  context.ui,
  context.strings,
  context.local.speakerId,
  context.local.devices,
  tools,
  context.door?.role,
  context.doorUi,
  context.verificationUi,
];

/**
 * One participant or screen. The `<video>` exists even without video, because it plays the audio. Over it are, from the top,
 * the tools, the avatar with the status, and the name: in the flow, so that none covers another.
 */
export function tileTemplate(tile: PlacedTile, context: Context, tools?: StageTools): TemplateResult {
  const {key, kind, place, position, name, avatarName, isVideoShown, isSpeaking, status} = tile;
  const {isHandRaised, isMicrophoneMuted, quality} = tile;
  const {ui, strings} = context;
  const isFloating = place === 'pip';
  const flags = [
    kind,
    place,
    isSpeaking ? 'speaking' : '',
    status === 'reconnecting' ? 'reconnecting' : '',
    isVideoShown ? '' : 'no-picture',
    isFloating && ui.isSelfHidden ? 'folded' : '',
  ];
  const setHeight = (height: number) => {
    if (kind === 'participant') context.commands.setViewHeight(tile.key, height);
  };
  const picture = video(tile, context);
  return html`<figure
    class="tile ${flags.join(' ')}"
    part="tile ${flags.join(' ')}"
    .style=${position}
    ?hidden=${place === 'away'}
    @pointerdown=${isFloating && ((event: PointerEvent) => drag(event, context))}
    @keydown=${isFloating && ((event: KeyboardEvent) => moveByKey(event, context))}
    ${onResize(setHeight)}
  >
    ${kind === 'screen' ? (tools?.viewport(tile, context, picture) ?? picture) : picture}
    ${kind === 'screen' ? nothing : reactionsOf(key, context)}
    <div class="middle">${isVideoShown ? nothing : avatar(avatarName)}${overlay(tile, context)}</div>
    <figcaption class="name" part="name">
      ${
        isHandRaised
          ? html`<span class="sign hand" part="hand" role="img" aria-label=${strings.handRaised}
              >${icon('hand')}</span
            >`
          : nothing
      }
      ${
        isMicrophoneMuted
          ? html`<span class="sign muted" part="muted" role="img" aria-label=${strings.muted}
              >${icon('microphoneOff')}</span
            >`
          : nothing
      }<span dir="auto">${name}</span>
      ${kind === 'participant' && status !== 'connecting' ? bars(quality, strings.qualities[quality]) : nothing}
      ${context.verificationUi?.mark(tile, context)}
    </figcaption>
    ${isFloating ? selfTools(context) : tools?.over(tile, context)}
    ${isFloating ? nothing : context.doorUi?.tool(tile, context)}
  </figure>`;
}

function video({key, kind, name, stream, isVideoShown}: Tile, {local, ui, commands}: Context) {
  const className = `${kind === 'me' ? 'mirrored' : 'remote'} ${isVideoShown ? '' : 'blank'}`;
  const {speakerId} = local;
  if (kind !== 'me' && stream)
    return participantVideo(stream, {
      className,
      label: name,
      speakerId,
      volume: ui.volumes[key.split(':')[0]!],
      onSoundBlocked: commands.soundBlocked,
    });
  return html`<video
    class=${className}
    part="video"
    autoplay
    playsinline
    aria-label=${name}
    ${mediaStream(stream, {isMuted: true})}
  ></video>`;
}

function overlay({status, isVideoPaused}: Tile, {strings}: Context) {
  if (status === 'connected')
    return isVideoPaused ? html`<p class="overlay" part="overlay">${strings.videoPaused}</p>` : nothing;
  return html`<p class="overlay" part="overlay">
    <span class="spinner" part="spinner"></span
    >${status === 'connecting' ? strings.connecting : strings.reconnecting}
  </p>`;
}

/** The quality of the connection; styles/tile.ts says how many of the bars are full. */
const bars = (quality: Quality, label: string) =>
  html`<svg class="sign bars ${quality}" part="quality" viewBox="0 0 14 12" role="img" aria-label=${label}>
    <rect y="9" width="2.5" height="3" rx="1" />
    <rect x="4" y="6" width="2.5" height="6" rx="1" />
    <rect x="8" y="3" width="2.5" height="9" rx="1" />
    <rect x="12" width="2.5" height="12" rx="1" />
  </svg>`;
