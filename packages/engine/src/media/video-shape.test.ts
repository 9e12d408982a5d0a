import {describe, expect, it} from 'vitest';
import {shapeVideo} from './video-shape.js';

describe('shapeVideo', () => {
  const SMALL = {maxBitrate: 300_000, scaleDownBy: 4, isPaused: false};

  /** A sender that returns the last parameters and counts how often they were set. */
  const startSender = (contentHint: string) => {
    let parameters: object = {encodings: [{}]};
    let count = 0;
    const sender = {
      track: {kind: 'video', contentHint},
      getParameters: () => structuredClone(parameters),
      async setParameters(next: object) {
        count += 1;
        parameters = next;
      },
    };
    return {sender: sender as unknown as RTCRtpSender, get: () => parameters, count: () => count};
  };

  it('scales a camera down, and lets the browser balance size and frame rate', async () => {
    const {sender, get} = startSender('motion');
    await shapeVideo(sender, SMALL);
    expect(get()).toEqual({
      encodings: [{maxBitrate: 300_000, scaleResolutionDownBy: 4, active: true}],
      degradationPreference: 'balanced',
    });
  });

  it('never scales a screen down, so that it stays readable', async () => {
    const {sender, get} = startSender('detail');
    await shapeVideo(sender, SMALL);
    expect(get()).toEqual({
      encodings: [{maxBitrate: 300_000, scaleResolutionDownBy: 1, active: true}],
      degradationPreference: 'maintain-resolution',
    });
  });

  it('pauses a screen like a camera', async () => {
    for (const contentHint of ['motion', 'detail']) {
      const {sender, get} = startSender(contentHint);
      await shapeVideo(sender, {...SMALL, isPaused: true});
      expect(get()).toMatchObject({encodings: [{active: false}]});
    }
  });

  it('sets parameters only if they change', async () => {
    const {sender, count} = startSender('motion');
    await shapeVideo(sender, SMALL);
    await shapeVideo(sender, SMALL);
    expect(count()).toBe(1);
  });
});
