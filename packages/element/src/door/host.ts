import type {Knock, Participant} from '@rtc-call/engine';
import {html, nothing, type TemplateResult} from 'lit';
import {views} from '../views/index.js';
import type {Context, DoorTile, PersonAction} from '../context.js';
import {icon, type IconName} from '../icons.js';
import {verificationViews} from '../verification/index.js';
import type {DoorState} from './state.js';

/** At the top of the people panel, for hosts: who knocks. */
export function knockList(context: Context) {
  const {strings, commands, door} = context;
  if (!door || door.knocks.length === 0) return nothing;
  const {knocks, knockCount} = door;
  return html`<section class="knocks" part="knocks" aria-labelledby="knocks">
    <header>
      <h3 id="knocks" part="knocks-title">
        ${strings.waitingToJoin} <span class="count">${knockCount}</span>
      </h3>
      ${
        knockCount > 1
          ? html`<button
              type="button"
              class="link-button"
              part="admit-all-button"
              @click=${() => commands.ask(call => call.admit())}
            >
              ${strings.admitAll}
            </button>`
          : nothing
      }
    </header>
    <ul>
      ${knocks.map((knock, index) => knockRow(knock, index, context))}
    </ul>
    ${
      knockCount > knocks.length
        ? html`<p class="hint" part="hint">+ ${strings.others(knockCount - knocks.length)}</p>`
        : nothing
    }
  </section>`;
}

/** The names of the buttons end with that of the person. */
function knockRow({id, displayName, text}: Knock, index: number, {strings, commands, nameOf}: Context) {
  const name = nameOf({id, displayName});
  return html`<li class="person" part="knock">
    ${views.loaded?.avatar(name)}
    <div class="who">
      <p class="person-name" part="person-name" id="knock-${index}"><bdi>${name}</bdi></p>
      ${text ? html`<p class="hint" part="knock-text" dir="auto">${text}</p>` : nothing}
    </div>
    <button
      type="button"
      class="control refuse"
      part="control refuse-button"
      id="refuse-${index}"
      aria-label=${strings.refuse}
      aria-labelledby="refuse-${index} knock-${index}"
      title=${strings.refuse}
      @click=${() => commands.ask(call => call.refuseEntry(id))}
    >
      ${icon('close')}
    </button>
    <button
      type="button"
      class="admit"
      part="admit-button"
      id="admit-${index}"
      aria-labelledby="admit-${index} knock-${index}"
      @click=${() => commands.ask(call => call.admit(id))}
    >
      ${strings.admit}
    </button>
  </li>`;
}

/** For hosts: the lock, and a button that mutes everyone. For everybody else: whether the room is locked. */
export function hostSection({strings, commands, door, participants}: Context) {
  if (!door?.role)
    return door?.isLocked
      ? html`<p class="locked" part="locked">${icon('lock')}${strings.roomLocked}</p>`
      : nothing;
  const lock = ({target}: Event) => {
    const field = target as HTMLInputElement;
    const isOn = field.checked;
    // Shown when the broker has done it.
    field.checked = door.isLocked;
    void commands.ask(call => call.lockRoom(isOn));
  };
  return html`<section class="host-tools" part="host-tools" aria-label=${strings.hostControls}>
    <label class="switch" part="switch-label">
      <span
        >${strings.lockRoom}<span class="hint" part="hint" aria-hidden="true"
          >${strings.lockRoomHint}</span
        ></span
      >
      <input
        type="checkbox"
        role="switch"
        part="switch lock-switch"
        aria-label=${strings.lockRoom}
        aria-description=${strings.lockRoomHint}
        .checked=${door.isLocked}
        @change=${lock}
      />
    </label>
    <button
      type="button"
      class="button"
      part="button mute-all-button"
      ?disabled=${participants.every(({isMicrophoneMuted}) => isMicrophoneMuted)}
      @click=${() => commands.ask(call => call.muteParticipant())}
    >
      ${icon('microphoneOff')}${strings.muteEveryone}
    </button>
  </section>`;
}

/** “People, waiting to join: 3”. */
export function peopleLabel({door, strings}: Pick<Context, 'door' | 'strings'>): string {
  if (door?.knockCount) return `${strings.people}, ${strings.waitingToJoin}: ${door.knockCount}`;
  return door?.isLocked ? `${strings.people}, ${strings.roomLocked}` : strings.people;
}

const action = (
  name: string,
  drawing: IconName,
  label: string,
  run: () => unknown,
  isDisabled = false,
): PersonAction => ({name: `${name}-button`, drawing: icon(drawing), label, run, isDisabled});

/** What I may do about a person. */
function actionsFor(state: DoorState, person: Participant, context: Context): readonly PersonAction[] {
  const {door, strings, commands} = context;
  if (!door?.role) return [];
  const {id, isMicrophoneMuted, screen, isHost} = person;
  const isAppointed = door.role === 'host';
  const mute = () => commands.ask(call => call.muteParticipant(id));
  const stopShare = () => commands.ask(call => call.stopShare(id));
  const remove = () => state.ask({about: 'remove', id, name: context.nameOf(person)}, context);
  return [
    action('mute', 'microphoneOff', strings.mutePerson, mute, isMicrophoneMuted),
    ...(isAppointed && screen ? [action('stop-share', 'screenOff', strings.screenshareStop, stopShare)] : []),
    // The broker lets nobody remove a host.
    ...(isAppointed && !isHost ? [action('remove', 'userRemove', strings.removePerson, remove)] : []),
  ];
}

/** In the people panel. */
export const personActions = (state: DoorState, person: Participant, context: Context): TemplateResult[] =>
  actionsFor(state, person, context).map(
    ({name, drawing, label, run, isDisabled}) =>
      html`<button
        type="button"
        class=${name}
        part="person-button ${name}"
        ?disabled=${isDisabled ?? false}
        @click=${run}
      >
        ${drawing}${label}
      </button>`,
  );

/** In the menu of a tile. */
export function personItems(state: DoorState, context: Context) {
  const person = context.participants.find(({id}) => id === state.person);
  const close = () => context.ui.menu === 'person' && context.commands.toggleMenu('person');
  const check = person && context.verificationUi?.action(person, context);
  const actions = person ? actionsFor(state, person, context) : [];
  // At the end, where it moves no other when it is loaded.
  return [...actions, ...(check ? [check] : [])].map(
    ({name, drawing, label, run, isDisabled = false}) =>
      html`<button
        type="button"
        class="item ${name}"
        part="menu-item ${name}"
        role="menuitem"
        tabindex="-1"
        ?disabled=${isDisabled}
        @click=${() => {
          close();
          run();
        }}
      >
        ${drawing}<span>${label}</span>
      </button>`,
  );
}

/** Over the tile of a participant, for hosts. */
export function tileButton(
  state: DoorState,
  {key, kind, name}: DoorTile,
  {door, strings, ui, commands}: Context,
) {
  if (!door?.role || kind !== 'participant') return nothing;
  const isOpener = state.person === key;
  const opener = isOpener ? 'control-person' : '';
  const preload = () => {
    commands.preload('person');
    // The menu has a line of it, without which it is still of use.
    verificationViews.load().catch(() => {});
  };
  const open = () => {
    preload();
    state.set({person: key});
    commands.toggleMenu('person');
  };
  return html`<button
    type="button"
    class="tool host-button"
    part="tool host-button ${opener}"
    aria-label="${strings.more}: ${name}"
    aria-haspopup="menu"
    aria-expanded=${isOpener && ui.menu === 'person'}
    @pointerenter=${preload}
    @focus=${preload}
    @click=${open}
  >
    ${icon('more')}
  </button>`;
}
