/** The images of docs/gallery, which `pnpm looks --gallery` takes, by their file names. */
import type {Image} from './plan.js';

export const GALLERY: Readonly<Record<string, Image>> = {
  lobby: {scene: 'lobby-people', size: 'desktop', look: 'light'},
  'call-of-two': {scene: 'two-people', size: 'desktop', look: 'dark'},
  'grid-of-nine': {scene: 'nine-people', size: 'desktop', look: 'light'},
  'shared-screen': {scene: 'screenshare', size: 'desktop', look: 'dark'},
  ringing: {scene: 'ringing-seen', size: 'desktop', look: 'light'},
  chat: {scene: 'chat', size: 'desktop', look: 'light'},
  files: {scene: 'chat-files', size: 'desktop', look: 'dark'},
  people: {scene: 'people', size: 'desktop', look: 'light'},
  door: {scene: 'host-people-three-knocks', size: 'desktop', look: 'light'},
  check: {scene: 'verify-comparing', size: 'desktop', look: 'dark'},
  settings: {scene: 'settings', size: 'desktop', look: 'dark'},
  flow: {scene: 'flow-page', size: 'desktop', look: 'light'},
  phone: {scene: 'five-people', size: 'phone', look: 'dark'},
  'right-to-left': {scene: 'lobby-people', size: 'desktop', look: 'rtl'},
  themes: {scene: 'themes', size: 'desktop', look: 'light'},
};
