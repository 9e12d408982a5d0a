import {announcementsOf} from '../announcement-texts.js';
import {isOnStage} from '../context.js';
import {shortcuts} from '../controls/shortcuts.js';
import {addControls, arrangeControls, usableControls} from '../controls/arrange.js';
import {takeFiles} from '../files.js';
import {announcementStrings} from '../strings/announcements.js';
import {controlStrings} from '../strings/controls.js';
import {avatarStyles} from '../styles/avatar.js';
import {controlStyles} from '../styles/controls.js';
import {addStrings} from '../strings/index.js';
import {lobbyStrings} from '../strings/lobby.js';
import {ringingStrings} from '../strings/ringing.js';
import {viewStrings} from '../strings/views.js';
import {avatar} from './avatar.js';
import {ended} from './ended.js';
import {isLocalLink, linkFrom, linkToShare} from '../link.js';
import {lobby} from './lobby.js';
import {deviceNotices} from './notices.js';
import {whoIs} from './people.js';
import {dialing, ringing} from './ringing.js';
import {stage} from './stage.js';
import {start} from './start.js';
import type {Views} from './view.js';

addStrings({...announcementStrings, ...viewStrings, ...controlStrings, ...lobbyStrings, ...ringingStrings});

export {
  addControls,
  announcementsOf,
  arrangeControls,
  avatar,
  deviceNotices,
  isLocalLink,
  isOnStage,
  linkFrom,
  linkToShare,
  shortcuts,
  takeFiles,
  usableControls,
  whoIs,
};

/** What all views share, before their own styles. */
export const styles = [controlStyles, avatarStyles];

/** All views in one chunk: most calls show three of them, and one more request costs more than the rest. */
export const views: Views = {start, lobby, dialing, ringing, stage, ended};
