import type {PopOutSource} from '../picture-in-picture.js';

/** Size of the window, in CSS px. The browser remembers what the visitor makes of it. */
const SIZE = {width: 400, height: 300};

/** What the element inherits from the page, apart from its tokens. */
const INHERITED = ['color-scheme', 'direction'];

/**
 * Moves the element into a window of its own, which it fills, and back when that is closed. A note takes its place in the
 * page. If the page removes the note, or the element itself, the window is
 * closed. Returns a function that closes it.
 */
export async function openDocument(
  {host, strings, tokens, createError}: PopOutSource,
  onClose: () => void,
): Promise<() => void> {
  const style = getComputedStyle(host);
  const names = [...tokens, ...INHERITED];
  const inherited = names.map(name => [name, style.getPropertyValue(name)] as const);
  const {inlineSize, blockSize} = style;
  const view = await window.documentPictureInPicture!.requestWindow(SIZE).catch((cause: unknown) => {
    throw createError('picture-in-picture-refused', {cause});
  });
  const {document: other} = view;
  other.documentElement.lang = document.documentElement.lang;
  other.title = document.title;
  for (const [name, value] of inherited) if (value) other.documentElement.style.setProperty(name, value);
  const sheet = new (view as Window & typeof globalThis).CSSStyleSheet();
  sheet.replaceSync(
    `body { margin: 0 } ${host.localName} { position: fixed !important; inset: 0 !important; inline-size: auto !important; block-size: auto !important; margin: 0 !important; --rtc-radius: 0px !important }`,
  );
  other.adoptedStyleSheets = [sheet];

  const note = createNote(strings, {inlineSize, blockSize}, () => view.close());
  host.replaceWith(note);
  other.body.append(host);
  let isOpen = true;
  const goBack = () => {
    if (!isOpen) return;
    isOpen = false;
    watch.disconnect();
    // Without the note, the page has removed what it belongs to, and the element with it.
    if (note.isConnected && host.ownerDocument === other) note.replaceWith(host);
    else if (host.ownerDocument === other) host.remove();
    note.remove();
    onClose();
  };
  view.addEventListener('pagehide', goBack);
  const close = () => {
    goBack();
    view.close();
  };
  const watch = new MutationObserver(() => {
    if (!note.isConnected || host.ownerDocument !== other || !host.isConnected) close();
  });
  for (const root of [document, note.getRootNode(), other])
    watch.observe(root, {childList: true, subtree: true});
  return close;
}

/** What is in the page meanwhile: a sentence, and a button that brings the call back. */
function createNote(
  strings: PopOutSource['strings'],
  size: {readonly inlineSize: string; readonly blockSize: string},
  bringBack: () => void,
): HTMLElement {
  const note = document.createElement('div');
  note.setAttribute('role', 'group');
  Object.assign(note.style, {
    ...size,
    boxSizing: 'border-box',
    display: 'grid',
    placeContent: 'center',
    justifyItems: 'center',
    gap: '12px',
    padding: '16px',
    maxInlineSize: '100%',
    textAlign: 'center',
    border: '1px solid color-mix(in srgb, currentColor 20%, transparent)',
    borderRadius: '16px',
    fontFamily: 'system-ui, sans-serif',
  });
  const text = document.createElement('p');
  text.style.margin = '0';
  text.textContent = strings.inPictureInPicture;
  const button = document.createElement('button');
  Object.assign(button.style, {font: 'inherit', minBlockSize: '44px', paddingInline: '20px'});
  button.type = 'button';
  button.textContent = strings.pictureInPictureBack;
  button.addEventListener('click', bringBack);
  note.append(text, button);
  return note;
}
