import {describe, expect, it} from 'vitest';
import {checkNode} from './node-version.js';

describe('checkNode', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0', '100.0.0'])('accepts Node %s', version => {
    expect(() => checkNode(version)).not.toThrow();
  });

  it.each(['20.18.3', '18.20.0', '4.9.1'])('rejects Node %s', version => {
    expect(() => checkNode(version)).toThrow(
      expect.objectContaining({code: 'node-too-old', hint: expect.stringContaining('nodejs.org')}),
    );
  });
});
