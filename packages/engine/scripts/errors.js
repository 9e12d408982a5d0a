// @ts-check
/** Writes docs/errors.md. Run `pnpm build` before. */
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {BROKER_PROBLEMS, CALL_PROBLEMS} from '../dist/problems.js';
import {renderErrors} from './errors-page.js';

const page = join(import.meta.dirname, '../../../docs/errors.md');
await writeFile(page, renderErrors(CALL_PROBLEMS, BROKER_PROBLEMS));
