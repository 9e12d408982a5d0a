/**
 * Chromium hides its addresses behind mDNS names from pages that capture nothing, and no machine is sure to resolve
 * those: a page that captures once is shown the real ones.
 */
export async function revealAddresses() {
  const stream = await navigator.mediaDevices.getUserMedia({audio: true});
  for (const track of stream.getTracks()) track.stop();
}
