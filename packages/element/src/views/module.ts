import type * as allViews from './all-views.js';

/** What is loaded with the views, for code that is loaded later and must not import it again. */
export type ViewsModule = typeof allViews;
