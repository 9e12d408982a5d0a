import {CANCEL_SYMBOL, confirm, select, text} from '@clack/prompts';
import type {Prompt} from './context.js';
import {Cancelled} from './errors.js';

/** Prompts at the terminal. */
export const terminalPrompt: Prompt = {
  text: async (message, initial, problem) =>
    answered(
      await text({
        message,
        placeholder: initial,
        defaultValue: initial,
        validate: answer => problem(answer || initial),
      }),
    ),
  select: async (message, options) =>
    answered(
      await select<string>({
        message,
        options: options.map(({value, label = value, hint}) => ({value, label, hint})),
      }),
    ) as (typeof options)[number]['value'],
  confirm: async (message, initialValue) => answered(await confirm({message, initialValue})),
};

function answered<Answer>(answer: Answer | typeof CANCEL_SYMBOL): Answer {
  if (answer === CANCEL_SYMBOL) throw new Cancelled();
  return answer;
}
