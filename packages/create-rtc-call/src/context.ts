import type {Flags} from './flags.js';
import type {Output} from './output.js';
import type {PackageManager} from './package-manager.js';

export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label?: string;
  readonly hint?: string;
}

/** Prompts at a terminal. Each rejects with `Cancelled` on Ctrl-C. */
export interface Prompt {
  /** @param problem returns what is wrong with an answer; the prompt then asks again */
  text(message: string, initial: string, problem: (answer: string) => string | undefined): Promise<string>;
  /** The first option is the answer if the user only presses Enter. */
  select<Value extends string>(message: string, options: readonly Choice<Value>[]): Promise<Value>;
  /** @param initial the answer if the user only presses Enter */
  confirm(message: string, initial: boolean): Promise<boolean>;
}

/** How a program ended. */
export interface Finished {
  /** As in shells: 127 if there is no such program, 126 if it can't be run. */
  readonly code: number;
  /** The end of what it printed. */
  readonly output: string;
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
  readonly output: Output;
  /** Whether this machine has an address that phones in the same network can reach. */
  readonly hasNetwork: boolean;
  /** Whether the project in `dir`, which may not exist yet, can import the broker. */
  readonly isInstalled: (dir: string) => boolean;
  /** Runs a program without a terminal until it ends. */
  readonly run: (
    program: string,
    args: readonly string[],
    options: {readonly cwd: string},
  ) => Promise<Finished>;
  /** Runs `rtc-broker` of the project in `cwd` at this terminal. Resolves with its exit code. */
  readonly runBroker: (args: readonly string[]) => Promise<number>;
  /** Makes the folder a git repository. @returns whether that worked */
  readonly initGit: (dir: string) => boolean;
  /** Runs the project's `server.js` in this process, with these settings in the environment. Resolves when it listens. */
  readonly serve: (
    dir: string,
    settings: Readonly<Record<string, string>>,
    args: readonly string[],
  ) => Promise<void>;
}

/** Whether and where to start the server: `lan` means for phones in the same network too. */
export type Start = 'lan' | 'local' | 'no';

/** The results of the steps. */
export interface Decisions {
  /** The project's folder, absolute. */
  readonly dir: string;
  /** The project's name in its package.json. */
  readonly name: string;
  /** The name of the template: a folder in `templates`. Empty until it is known. */
  readonly template: string;
  /**
   * - `create`: a new project in a new or empty folder
   * - `overwrite`: the template's files in a folder with other files
   * - `reuse`: an existing project of ours; nothing is written
   */
  readonly mode: 'create' | 'overwrite' | 'reuse';
  readonly start: Start;
  /** `PORT` and `HOST`, if the user chose them; otherwise the project's own settings apply. */
  readonly settings: Readonly<Record<string, string>>;
  /** Whether the project is complete on the disk. */
  readonly isWritten: boolean;
  /** Whether its dependencies are installed. */
  readonly isInstalledNow: boolean;
}

/** The input of the steps. Each takes only the part that it needs, and returns its results. */
export interface Context extends Tools, Decisions {
  readonly flags: Flags;
}

export type Step = (context: Context) => Promise<Partial<Decisions> | void>;
