/**
 * Static files: a folder of pages, and the element's bundle. Files are read again on each request, so they may change.
 * Imports nothing but refusals.
 */
export {serveBundle, serveFolder} from './serve.js';
