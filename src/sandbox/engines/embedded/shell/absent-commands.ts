/** Programs that people and models reach for and that are not here: one plain line each. */
import { defineCommand } from 'just-bash/browser';
import { failed, type ShellCommand } from './result.ts';

const NO_NETWORK = 'nothing in it reaches the network';
const REASONS: Readonly<Record<string, string>> = {
  git: 'changes can be undone in the workbench, and every run is kept as a record',
  curl: NO_NETWORK,
  wget: NO_NETWORK,
  ping: NO_NETWORK,
  ssh: NO_NETWORK,
  python: 'it runs JavaScript and TypeScript',
  python3: 'it runs JavaScript and TypeScript',
  pip: 'it runs JavaScript and TypeScript',
  pip3: 'it runs JavaScript and TypeScript',
  deno: '“npm test” runs the tests of the project',
  docker: 'the sandbox itself is the container',
  sudo: 'no command needs more rights',
  apt: 'its tools are fixed',
  'apt-get': 'its tools are fixed',
  brew: 'its tools are fixed',
  ln: 'links are not kept in a project; copy the file',
  tar: 'the project can be taken home as a zip in the workbench',
  zip: 'the project can be taken home as a zip in the workbench',
  unzip: 'a zip can be brought in in the workbench',
  yq: 'its parts for YAML are left out; jq reads JSON',
  xan: 'its parts for tables are left out; awk and cut read CSV',
  sqlite3: 'it has no database',
  make: 'use “npm run” and the scripts of package.json',
  vi: 'write files with “cat > file” or the editor of the workbench',
  vim: 'write files with “cat > file” or the editor of the workbench',
  nano: 'write files with “cat > file” or the editor of the workbench',
};

export const absentCommands: readonly ShellCommand[] = Object.entries(REASONS).map(([name, reason]) =>
  defineCommand(name, async () => failed(`${name} is not in this sandbox: ${reason}.\n`, 127)),
);
