import {assert} from '@open-wc/testing';

/** What `script` returns in a frame of this origin with this `allow` attribute. */
async function inFrame(allow: string, script: string): Promise<unknown> {
  const frame = document.createElement('iframe');
  frame.allow = allow;
  frame.srcdoc = `<script type="module">
    import {capture} from '${new URL('capture.ts', import.meta.url).pathname}';
    import {canShareScreen} from '${new URL('policy.ts', import.meta.url).pathname}';
    import {ScreenShare} from '${new URL('screen-share.ts', import.meta.url).pathname}';
    const codeOf = promise => promise.then(value => 'no error: ' + value, ({code, detail}) => code + ' ' + detail);
    const preferred = {microphone: null, camera: null};
    parent.postMessage(await (async () => { ${script} })(), '*');
  </script>`;
  const answer = new Promise<unknown>(resolve => {
    addEventListener('message', function listen({source, data}) {
      if (source !== frame.contentWindow) return;
      removeEventListener('message', listen);
      resolve(data);
    });
  });
  document.body.append(frame);
  try {
    return await answer;
  } finally {
    frame.remove();
  }
}

const captureOf = (...roles: readonly string[]) =>
  `return codeOf(capture({roles: ${JSON.stringify(roles)}, preferred}).then(stream => stream.getTracks().map(track => (track.stop(), track.kind)).join()))`;

describe('in a frame', () => {
  for (const role of ['camera', 'microphone'])
    it(`that may not use the ${role}, the error says what to set`, async () => {
      const answer = String(await inFrame(`${role} 'none'`, captureOf(role)));
      assert.include(answer, 'policy-forbidden allow="camera; microphone; display-capture');
      assert.include(
        String(await inFrame(`${role} 'none'`, captureOf('camera', 'microphone'))),
        'policy-forbidden',
      );
    });

  it('that may use them, they open', async () => {
    assert.equal(
      await inFrame('camera; microphone', captureOf('camera', 'microphone')),
      'no error: audio,video',
    );
  });

  it('that may not capture the screen, sharing fails with what to set', async () => {
    const share = `navigator.mediaDevices.getDisplayMedia = async () => { throw new DOMException('', 'NotAllowedError'); };
      return codeOf(new ScreenShare({onChange() {}, onCaptured() {}}).start())`;
    const answer = String(await inFrame("display-capture 'none'", share));
    assert.include(answer, 'policy-forbidden allow="camera; microphone; display-capture');
  });

  it('that is known not to be allowed to capture the screen, sharing is not offered', async () => {
    const isKnown = 'featurePolicy' in document;
    assert.equal(await inFrame("display-capture 'none'", 'return canShareScreen()'), !isKnown);
    assert.equal(await inFrame('display-capture', 'return canShareScreen()'), true);
  });
});
