#!/usr/bin/env node
import {createCli} from './cli/index.js';

await createCli(process).parseAsync();
