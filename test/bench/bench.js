/** `pnpm bench`: runs bench.ts with the given arguments, such as the names of parts. */
import {register} from 'node:module';

register('../support/typescript-hooks.js', import.meta.url);
await import('./bench.ts');
