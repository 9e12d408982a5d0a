import config from './web-test-runner.config.js';
import {webkitLauncher} from './scripts/webkit.js';

/**
 * Runs the tests of the interface in WebKit. It draws without a graphics card and takes four times as long as the other
 * browsers, so only `pnpm test:full` does it.
 */
export default {
  ...config,
  // WebKitGTK has no RTCPeerConnection, so it can't have real calls.
  files: ['packages/element/src/**/!(loopback).browser.test.ts'],
  browsers: [await webkitLauncher()],
};
