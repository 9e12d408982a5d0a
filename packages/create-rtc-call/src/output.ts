import {cancel, intro, log, outro} from '@clack/prompts';
import {SHOW_CURSOR, startSpinner, type EndProgress} from './spinner.js';

/** What the scaffolder prints: an introduction, a list of steps, and closing lines. */
export interface Output {
  intro(title: string): void;
  /** One finished step. */
  step(line: string): void;
  /** Something that is not as the user may expect, but no error. */
  warn(line: string): void;
  /** Something that takes time. */
  progress(line: string): EndProgress;
  /** Gives the terminal back, whatever is being displayed. */
  release(): void;
  /** The last line after a cancelled prompt. */
  cancelled(line: string): void;
  /** The last of the steps: a sentence, and lines to copy, such as commands. */
  closing(sentence: string, lines?: readonly string[]): void;
  /** Text as it is, such as the help. */
  text(text: string): void;
}

let endProgress: EndProgress | undefined;

/** For a terminal. */
export const terminalOutput: Output = {
  intro(title) {
    // Yarn 1 leaves its progress on the line.
    process.stdout.write('\n');
    intro(title);
  },
  step: line => log.success(line),
  warn: line => log.warn(line),
  progress: line => (endProgress = startSpinner(process.stdout, line)),
  release() {
    endProgress?.('Not installed.', false);
    // A process that is ended by a signal leaves the terminal as a prompt has set it.
    process.stdin.setRawMode(false);
    process.stdout.write(SHOW_CURSOR);
  },
  cancelled: line => cancel(line),
  closing(sentence, lines = []) {
    // Without a frame, so that they can be copied, and a narrow terminal does not tear it.
    outro([sentence, ...lines.map(line => `   ${line}`)].join('\n'));
  },
  text: text => console.log(text),
};

/** For files, pipes and continuous integration. */
export function plainOutput(print: (line: string) => void): Output {
  return {
    intro: () => {},
    step: print,
    warn: print,
    progress(line) {
      print(`${line}…`);
      return print;
    },
    release: () => {},
    cancelled: print,
    closing(sentence, lines = []) {
      print(`\n${sentence}${lines.map(line => `\n  ${line}`).join('')}${lines.length > 0 ? '\n' : ''}`);
    },
    text: print,
  };
}
