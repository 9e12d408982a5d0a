import {OnDemand} from '@rtc-call/engine/on-demand';

/** Replaces the link of a page on localhost, which nobody else can open, while the visitor waits for others. */
export const lanLink = new OnDemand('lan-link', async () => (await import('./views/lan-link.js')).lanLink);

/** Whether a link can be opened on this computer only. */
export const isLocalLink = (link: string | undefined): boolean =>
  link !== undefined &&
  /^https?:\/\/(?:localhost|[^/?#@]+\.localhost|127[\d.]+|\[::1\])(?:[:/?#]|$)/.test(link);

/** The same page at an address that other devices in this network can open. */
export function linkFrom(lanUrl: string | null | undefined, link: string | undefined): string | undefined {
  if (!lanUrl || !isLocalLink(link)) return link;
  const {pathname, search, hash} = new URL(link!);
  return lanUrl + pathname + search + hash;
}
