/** `pnpm bench`: runs bench.ts, and with it the arguments, such as the names of the parts to run. */
import {register} from 'node:module';

register('../support/typescript-hooks.js', import.meta.url);
await import('./bench.ts');
