import type {Flags} from './flags.js';
import type {PackageManager} from './package-manager.js';

/** Prompts at a terminal. Each rejects with `cancelled` on Ctrl-C. */
export interface Prompt {
  /** @param problem returns what is wrong with an answer; the prompt then asks again */
  text(message: string, initial: string, problem: (answer: string) => string | undefined): Promise<string>;
  select(message: string, options: readonly {value: string; hint?: string}[]): Promise<string>;
  /** @param initial the answer if the user only presses Enter */
  confirm(message: string, initial: boolean): Promise<boolean>;
}

/** How the steps access the terminal, file system and processes; tests pass their own. */
export interface Tools {
  readonly cwd: string;
  /** The folder that holds the templates. */
  readonly templates: URL;
  /** The release that a new project depends on. */
  readonly version: string;
  readonly packageManager: PackageManager;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Undefined without a terminal. */
  readonly prompt: Prompt | undefined;
  /** Prints a line. */
  readonly print: (line: string) => void;
  /** Runs a program in the foreground until it ends. @returns its exit code */
  readonly run: (
    program: string,
    args: readonly string[],
    options: {readonly cwd: string},
  ) => Promise<number>;
  /** Runs the project's `server.js` in this process, with these settings in the environment. */
  readonly serve: (dir: string, settings: Readonly<Record<string, string>>) => Promise<void>;
}

/** The results of the steps. */
export interface Decisions {
  /** The project's folder, absolute. */
  readonly dir: string;
  /** The project's name in its package.json. */
  readonly name: string;
  /** The name of the template: a folder in `templates`. */
  readonly template: string;
  /**
   * - `create`: a new project in a new or empty folder
   * - `overwrite`: the template's files in a folder with other files
   * - `reuse`: an existing project of ours; nothing is written
   */
  readonly mode: 'create' | 'overwrite' | 'reuse';
  /** `PORT` and `HOST`, if the user chose them; otherwise the project's own settings apply. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The input of the steps. Each takes only the part that it needs, and returns its results. */
export interface Context extends Tools, Decisions {
  readonly flags: Flags;
}

export type Step = (context: Context) => Promise<Partial<Decisions> | void>;
