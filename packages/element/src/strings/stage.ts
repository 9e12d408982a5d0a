/** English of what a call of three or more, or a shared screen, adds to the stage. */
export const stageStrings = {
  /** `page` is the current page, from 1. */
  pagePrevious: (page: number, pages: number) => `Previous page, now ${page} of ${pages}`,
  pageNext: (page: number, pages: number) => `Next page, now ${page} of ${pages}`,
  /** A button that is pressed or not. */
  pin: (name: string) => `Pin ${name}`,
  sharingScreen: 'You’re sharing your screen',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomFit: 'Fit',
  zoomActual: 'Actual size',
  screenFullscreen: 'Screen in full screen',
};

export type StageStrings = typeof stageStrings;
