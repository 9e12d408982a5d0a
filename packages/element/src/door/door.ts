/**
 * The door of a room, in one chunk: what hosts see, those who are outside, and whoever is told what a host did. It imports
 * nothing that the views import.
 */
import type {LitElement} from 'lit';
import type {DoorUi} from '../context.js';
import type {ExtraWiring} from '../extras.js';
import {addIcons} from '../icons.js';
import {addStrings} from '../strings/index.js';
import {doorStrings} from '../strings/door.js';
import {hostSection, knockList, peopleLabel, personActions, personItems, tileButton} from './host.js';
import {doorIcons} from './icons.js';
import {notices} from './notices.js';
import {entry, waiting} from './outside.js';
import {askToLeave, dialog} from './questions.js';
import {DoorState} from './state.js';

export {doorStyles as styles} from '../styles/door.js';

addStrings(doorStrings);
addIcons(doorIcons);

export class DoorViews extends DoorState implements DoorUi {
  readonly entry: DoorUi['entry'] = context => entry(this, context);
  readonly waiting = waiting;
  readonly notices: DoorUi['notices'] = context => notices(this, context);
  readonly section: DoorUi['section'] = context => [knockList(context), hostSection(context)];
  readonly peopleLabel = peopleLabel;
  readonly actions: DoorUi['actions'] = (person, context) => personActions(this, person, context);
  readonly tool: DoorUi['tool'] = (tile, context) => tileButton(this, tile, context);
  readonly items: DoorUi['items'] = context => personItems(this, context);
  readonly askToLeave: DoorUi['askToLeave'] = context => askToLeave(this, context);
  readonly dialog: DoorUi['dialog'] = context => dialog(this, context);
}

const all = new WeakMap<LitElement, DoorViews>();

export function of(host: LitElement, wiring: ExtraWiring): DoorViews {
  if (!all.has(host)) all.set(host, new DoorViews(host, wiring));
  return all.get(host)!;
}
