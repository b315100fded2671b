#!/usr/bin/env node
// Until run() settles, the process counts as not having finished: a closed terminal must not look like success.
process.exitCode = 70;
const { run } = await import('../dist/coc.js');
process.exitCode = await run(process.argv.slice(2));
