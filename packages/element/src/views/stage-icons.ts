// Written by scripts/icons.js from lucide-static 1.62.0; do not edit.
// Lucide is ISC-licensed, © Lucide Icons and Contributors; parts are MIT, © Cole Bemis (Feather).
import {drawn} from '../icons.js';

const PATHS = {
  chevron: 'M9 18l6-6-6-6',
  fit: 'M3 7V5a2 2 0 0 1 2-2h2M17 3h2a2 2 0 0 1 2 2v2M21 17v2a2 2 0 0 1-2 2h-2M7 21H5a2 2 0 0 1-2-2v-2',
  minus: 'M5 12h14',
  pin: 'M12 17v5M9 10.76a2 2 0 0 1-1.11 1.79l-1.78.9A2 2 0 0 0 5 15.24V16a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-.76a2 2 0 0 0-1.11-1.79l-1.78-.9A2 2 0 0 1 15 10.76V7a1 1 0 0 1 1-1 2 2 0 0 0 0-4H8a2 2 0 0 0 0 4 1 1 0 0 1 1 1z',
  plus: 'M5 12h14M12 5v14',
} as const;

/** Like `icon()`, for the icons that only the stage's tools show. */
export const stageIcon = (name: keyof typeof PATHS) => drawn(PATHS[name]);
