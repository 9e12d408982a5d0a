#!/usr/bin/env node
// Runs the CLI from a clone, with the clone's templates.
import {existsSync} from 'node:fs';

const built = new URL('../packages/create-rtc-call/dist/cli.js', import.meta.url);
if (existsSync(built)) {
  const {cli} = await import(built.href);
  await cli(new URL('../templates/', import.meta.url));
} else {
  console.error('✖ create-rtc-call is not built yet: run npx pnpm build first.');
  process.exitCode = 1;
}
