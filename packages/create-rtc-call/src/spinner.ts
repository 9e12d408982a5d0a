import {styleText} from 'node:util';
import {S_BAR, S_STEP_CANCEL, S_SUCCESS, unicode} from '@clack/prompts';

/** Ends the display of something that takes time, with one line about the result. */
export type EndProgress = (result: string, isGood: boolean) => void;

const FRAMES = unicode ? ['◒', '◐', '◓', '◑'] : ['/', '-', '\\', '|'];
const FRAME_MS = 100;
const HIDE_CURSOR = '\x1b[?25l';
export const SHOW_CURSOR = '\x1b[?25h';
const START_OF_LINE = '\r\x1b[2K';

/**
 * Shows a line with a moving sign and the seconds so far. The spinner of @clack/prompts reads the keyboard in raw mode and
 * ends the process on Ctrl-C, while the package manager, which gets no signal then, goes on.
 */
export function startSpinner(terminal: NodeJS.WriteStream, line: string): EndProgress {
  const started = Date.now();
  let frame = 0;
  const draw = () => {
    const seconds = Math.floor((Date.now() - started) / 1_000);
    const text = `${FRAMES[frame++ % FRAMES.length]}  ${line}${seconds > 0 ? ` ${seconds} s` : ''}`;
    terminal.write(`${START_OF_LINE}${text.slice(0, Math.max(terminal.columns - 1, 1))}`);
  };
  terminal.write(`${styleText('gray', S_BAR)}\n${HIDE_CURSOR}`);
  draw();
  const timer = setInterval(draw, FRAME_MS);
  let hasEnded = false;
  return (result, isGood) => {
    if (hasEnded) return;
    hasEnded = true;
    clearInterval(timer);
    terminal.write(
      `${START_OF_LINE}${SHOW_CURSOR}${isGood ? styleText('green', S_SUCCESS) : styleText('red', S_STEP_CANCEL)}  ${result}\n`,
    );
  };
}
