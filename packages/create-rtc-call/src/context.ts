import type {Flags} from './flags.js';
import type {PackageManager} from './package-manager.js';

/** The questions that a person at a terminal can be asked. Each rejects with `cancelled` on Ctrl-C. */
export interface Prompt {
  /** @param problem says what is wrong with an answer, which is then asked for again */
  text(message: string, initial: string, problem: (answer: string) => string | undefined): Promise<string>;
  select(message: string, options: readonly {value: string; hint?: string}[]): Promise<string>;
  /** @param initial the answer to Enter */
  confirm(message: string, initial: boolean): Promise<boolean>;
}

/** What the steps do to the world outside; a test passes its own. */
export interface Tools {
  readonly cwd: string;
  /** The folder that holds the templates. */
  readonly templates: URL;
  /** The release that a new project depends on. */
  readonly version: string;
  readonly packageManager: PackageManager;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Undefined where nobody can answer: no terminal. */
  readonly prompt: Prompt | undefined;
  /** Writes a line for the person. */
  readonly print: (line: string) => void;
  /** Runs a program in the foreground until it ends. @returns its exit code */
  readonly run: (
    program: string,
    args: readonly string[],
    options: {readonly cwd: string},
  ) => Promise<number>;
  /** Becomes the project's server: runs its `server.js` in this process, with these settings in the environment. */
  readonly serve: (dir: string, settings: Readonly<Record<string, string>>) => Promise<void>;
}

/** What the steps decide, one after the other. */
export interface Decisions {
  /** The project's folder, absolute. */
  readonly dir: string;
  /** The project's name in its package.json. */
  readonly name: string;
  /** The name of the template: a folder in `templates`. */
  readonly template: string;
  /**
   * - `create` a new project in a new or empty folder
   * - `overwrite` the template's own files among others
   * - `reuse` a project that we scaffolded before: nothing is written
   */
  readonly mode: 'create' | 'overwrite' | 'reuse';
  /** What the person asked of the server, `PORT` and `HOST`; the project's own where they are left out. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What a step may use: it takes only the part that it needs, and returns what it decided. */
export interface Context extends Tools, Decisions {
  readonly flags: Flags;
}

export type Step = (context: Context) => Promise<Partial<Decisions> | void>;
