/** English of the captions. */
export const captionStrings = {
  /** The name of the list. */
  captions: 'Captions',
};

export type CaptionStrings = typeof captionStrings;
