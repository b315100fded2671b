#!/usr/bin/env node
// Until run() settles, the process counts as not having finished: a closed terminal must not look like success.
process.exitCode = 70;
const { join } = require('node:path');
const { load } = require('../dist/start.js');
load(join(__dirname, '../dist'), 'coc.js', require)
  .run(process.argv.slice(2))
  .then((code) => {
    process.exitCode = code;
  });
