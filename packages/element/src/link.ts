import type {Options} from './options.js';

/** Names of parameters that carry a token, whatever its value. */
const TOKEN_NAME = /^(?:(?:access|auth|id)[_-]?)?(?:token|jwt)$/i;
/** A JWT (RFC 7519 §3): three parts in base64url, the first of which is an object. */
const JWT = /eyJ[\w-]+\.[\w-]+\.[\w-]*/;

/**
 * The link to share: the `link` attribute, otherwise the address of the page, in both cases without a token or host key:
 * who gets the link would be me, or a host. Undefined if the page has no address that others could open.
 */
export function linkToShare({
  link,
  token,
  hostKey,
}: Pick<Options, 'link' | 'token'> & Partial<Pick<Options, 'hostKey'>>): string | undefined {
  // A short text may be in an address for other reasons.
  const isMine = (value: string) =>
    [token, hostKey].some(
      secret => secret !== undefined && (value === secret || (secret.length > 15 && value.includes(secret))),
    );
  if (link !== undefined) return without(link, (_, value) => isMine(value));
  const address = pageAddress();
  return (
    address && without(address, (name, value) => TOKEN_NAME.test(name) || JWT.test(value) || isMine(value))
  );
}

/** The address of the outermost page that this one may read. A page that embeds it from another origin can't be known. */
function pageAddress(): string | undefined {
  let view: Window = window;
  try {
    while (view.parent !== view && view.parent.location.href) view = view.parent;
  } catch {
    // from another origin
  }
  // A document without an address, such as `srcdoc`, was created by the page that its referrer names.
  return [view.location.href, document.referrer].find(address => /^https?:/.test(address));
}

type IsSecret = (name: string, value: string) => boolean;

/** The URL without the parameters, in its query or fragment, that are secret; undefined if its path is secret. */
function without(address: string, isSecret: IsSecret): string | undefined {
  const url = new URL(address);
  if (isSecret('', decode(url.pathname))) return undefined;
  url.username = url.password = '';
  url.search = filtered(url.search, isSecret);
  url.hash = filtered(url.hash, isSecret);
  return url.href;
}

/** The text without its secret parameters. Everything else keeps its spelling. */
const filtered = (text: string, isSecret: IsSecret): string =>
  text
    .replaceAll(
      /([?#&])([^?#&=]*)(=?)([^?#&]*)/g,
      (whole, separator: string, name: string, _, value: string) =>
        isSecret(decode(name), decode(value)) || isSecret('', decode(name)) ? separator : whole,
    )
    .replaceAll(/([?#&])&+/g, '$1')
    .replace(/[?#&]+$/, '');

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

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
