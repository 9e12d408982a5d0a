/** English of the note that is in the page while the call is in a window of its own. */
export const pictureInPictureStrings = {
  inPictureInPicture: 'The call is in its own window.',
  pictureInPictureBack: 'Bring it back',
};

export type PictureInPictureStrings = typeof pictureInPictureStrings;
