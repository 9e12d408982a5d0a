// Written by scripts/icons.js from lucide-static 1.62.0; do not edit.
// Lucide is ISC-licensed, © Lucide Icons and Contributors; parts are MIT, © Cole Bemis (Feather).
export const doorIcons = {
  door: 'M10 21H2M10 3H7a2 2 0 00-2 2v16M14 12h.01M19 21V5a2 2 0 00-1.675-1.974l-6.163-1.013A1 1 0 0010 3v18a1 1 0 001.124.992zM22 21h-3',
  lock: 'M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-14a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2M7 11V7a5 5 0 0 1 10 0v4',
  userLock:
    'M19 16v-2a2 2 0 0 0-4 0v2M9.5 15H7a4 4 0 0 0-4 4v2M6 7a4 4 0 1 0 8 0a4 4 0 1 0-8 0M13.899000000000001 16h6.202a0.899 0.899 0 0 1 0.899 0.899v3.202a0.899 0.899 0 0 1-0.899 0.899h-6.202a0.899 0.899 0 0 1-0.899-0.899v-3.202a0.899 0.899 0 0 1 0.899-0.899',
  userRemove: 'M2 21a8 8 0 0 1 13.292-6M5 8a5 5 0 1 0 10 0a5 5 0 1 0-10 0M22 19h-6',
};

export type DoorIconName = keyof typeof doorIcons;
