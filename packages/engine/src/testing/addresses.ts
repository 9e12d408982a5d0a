/**
 * Chromium hides its addresses behind mDNS names from pages that have never captured media, and not every machine can
 * resolve those. After one capture a page gets the real addresses.
 */
export async function revealAddresses() {
  const stream = await navigator.mediaDevices.getUserMedia({audio: true});
  for (const track of stream.getTracks()) track.stop();
}
