#!/usr/bin/env node
// The one file that must run on any Node from 18 on: it finds the pinned Node 24 and hands over to it.
import { spawn } from 'node:child_process';
import module, { createRequire } from 'node:module';

const NEEDED = [24, 15];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) {
  // Starting takes half the time from the second time on.
  module.enableCompileCache?.();
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  handOver(pinnedNode());
}

/** The Node binary that came with the dependencies, or null where its platform has none. */
function pinnedNode() {
  const require = createRequire(import.meta.url);
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const binary = process.platform === 'win32' ? 'node.exe' : 'bin/node';
  try {
    return require.resolve(`node-${platform}-${process.arch}/${binary}`);
  } catch {
    return null;
  }
}

/** Runs the same command on `node`; signals go to it, and its exit code is ours. */
function handOver(node) {
  if (!node) {
    console.error(
      `mujaz: Node ${NEEDED.join('.')} or newer is needed, this is ${process.versions.node}, and no pinned one is installed for ` +
        `${process.platform}-${process.arch}. Run "npm ci" without --omit=optional, or install Node 24.`,
    );
    process.exitCode = 1;
    return;
  }
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`mujaz: the pinned Node could not be started: ${error.message}. Run "npm ci" again.`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 128 : 1);
  });
}
