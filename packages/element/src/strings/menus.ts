/** English of the "more" menu and of the list of keyboard shortcuts. */
export const menuStrings = {
  gridView: 'Grid view',
  speakerView: 'Speaker view',
  pictureInPicture: 'Picture-in-picture',
  pictureInPictureStop: 'Exit picture-in-picture',
  pictureInPictureAuto: 'Pop out when I switch tabs',
  shortcuts: 'Keyboard shortcuts',
  shortcutsHint: 'They work while the focus is in the call, but not in a text field.',
  /** Names of keys. */
  keySpace: 'Space',
  keyEscape: 'Esc',
  shortcutTalk: 'Hold to talk while muted',
  shortcutClose: 'Close what is open',
};

export type MenuStrings = typeof menuStrings;
