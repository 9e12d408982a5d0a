#!/usr/bin/env node
import {createCli} from './cli/main.js';

await createCli(process).parseAsync();
