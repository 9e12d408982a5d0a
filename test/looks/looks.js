/** `pnpm looks`: runs looks.ts with the given arguments, such as the names of scenes. */
import {register} from 'node:module';

register('../support/typescript-hooks.js', import.meta.url);
await import('./looks.ts');
