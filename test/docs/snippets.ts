/** The snippets that are checked: those of all pages for users. */
import {files, snippetsOf, type Snippet} from './pages.js';

/** Pages whose blocks are records of decisions, or written by a command from what is compiled anyway. */
const OTHERS = /^docs\/(?:decisions|api|glossary)\/|CHANGELOG\.md$|^\.changeset\/|\/src\/|^test\//;

export const pages: readonly string[] = files.filter(path => path.endsWith('.md') && !OTHERS.test(path));

export const snippets: readonly Snippet[] = pages.flatMap(snippetsOf);

export const inLanguages = (...languages: string[]): Snippet[] =>
  snippets.filter(({language}) => languages.includes(language));
