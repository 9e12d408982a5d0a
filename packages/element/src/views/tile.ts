import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {mediaStream, participantVideo} from '../media-stream.js';
import {onResize} from '../resize.js';
import type {Place, Tile} from './arrange.js';
import {avatar} from './avatar.js';

/** One participant or screen. The `<video>` exists even without video, because it plays the audio. */
export const tileTemplate = (tile: Tile & {readonly place: Place}, context: Context): TemplateResult => {
  const {kind, place, name, isVideoShown, isSpeaking, status} = tile;
  const flags = [
    kind,
    place,
    isSpeaking ? 'speaking' : '',
    status === 'reconnecting' ? 'reconnecting' : '',
    isVideoShown ? '' : 'no-picture',
  ];
  const setHeight = (height: number) => {
    if (kind === 'participant') context.commands.setViewHeight(tile.key, height);
  };
  return html`<figure class="tile ${flags.join(' ')}" part="tile ${flags.join(' ')}" ${onResize(setHeight)}>
    ${video(tile, context)}${isVideoShown ? nothing : avatar(tile.avatarName)}${overlay(tile, context)}
    <figcaption class="name" part="name">${signs(tile, context)}<span dir="auto">${name}</span></figcaption>
  </figure>`;
};

function video({kind, name, stream, isVideoShown}: Tile, {local, commands}: Context) {
  const className = `${kind === 'me' ? 'mirrored' : 'remote'} ${isVideoShown ? '' : 'blank'}`;
  const {speakerId} = local;
  if (kind !== 'me' && stream)
    return participantVideo(stream, {
      className,
      label: name,
      speakerId,
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
    <span class="spinner"></span>${status === 'connecting' ? strings.connecting : strings.reconnecting}
  </p>`;
}

const signs = ({isMicrophoneMuted, quality}: Tile, {strings}: Context) => html`
  ${isMicrophoneMuted ? sign('microphoneOff', strings.muted) : nothing}
  ${quality === 'poor' || quality === 'lost' ? sign('alert', strings.poorConnection) : nothing}
`;

const sign = (name: 'microphoneOff' | 'alert', label: string) =>
  html`<span class="sign ${name}" role="img" aria-label=${label}>${icon(name)}</span>`;
