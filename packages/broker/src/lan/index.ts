/**
 * Calls with phones in the same network: certificates of this machine's own authority, the addresses to open, and the page
 * that explains how to trust it. Imports options/ and the leaves; @peculiar/x509 is loaded with the first certificate.
 */
export {openLan, type Lan} from './lan.js';
export {servePages} from './pages.js';
export {acceptPlain} from './plain.js';
export type {LanAddress} from './terminal.js';
