import {intro, log, note} from '@clack/prompts';
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
  /** Lines under a title, such as commands to type. */
  lines(title: string, lines: readonly string[]): void;
  /** Text as it is, such as the help. */
  text(text: string): void;
}

let endProgress: EndProgress | undefined;

/** For a terminal. */
export const terminalOutput: Output = {
  intro: title => intro(title),
  step: line => log.success(line),
  warn: line => log.warn(line),
  progress: line => (endProgress = startSpinner(process.stdout, line)),
  release() {
    endProgress?.('Stopped.', false);
    // A process that is ended by a signal leaves the terminal as a prompt has set it.
    process.stdin.setRawMode(false);
    process.stdout.write(SHOW_CURSOR);
  },
  lines: (title, lines) => note(lines.join('\n'), title, {format: line => line}),
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
    lines: (title, lines) => print(`\n${title}:\n${lines.map(line => `  ${line}`).join('\n')}\n`),
    text: print,
  };
}
