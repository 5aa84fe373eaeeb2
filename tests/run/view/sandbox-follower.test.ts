import { describe, expect, it } from 'vitest';
import { SandboxFollower } from '../../../src/run/view/sandbox-follower.ts';

/** Files that a test lets through one by one. */
function slowFiles() {
  const log: string[] = [];
  const held: (() => void)[] = [];
  const hold = (line: string) => {
    log.push(line);
    return new Promise<void>((resolve) => held.push(resolve));
  };
  return {
    log,
    release: async () => {
      held.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
    files: {
      write: (path: string, data: Uint8Array | string) => hold(`write ${path} ${String(data)}`),
      remove: (path: string) => hold(`remove ${path}`),
    },
  };
}

describe('a sandbox that follows', () => {
  it('writes what differs and removes what is gone', async () => {
    const log: string[] = [];
    const follower = new SandboxFollower({
      write: async (path, data) => void log.push(`write ${path} ${String(data)}`),
      remove: async (path) => void log.push(`remove ${path}`),
    });
    await follower.follow(
      new Map([
        ['/a', '1'],
        ['/b', '1'],
      ]),
    );
    await follower.follow(
      new Map([
        ['/a', '1'],
        ['/c', '2'],
      ]),
    );
    expect(log).toEqual(['write /a 1', 'write /b 1', 'remove /b', 'write /c 2']);
  });

  it('passes over what was only on the way', async () => {
    const { files, log, release } = slowFiles();
    const follower = new SandboxFollower(files);
    const done = follower.follow(new Map([['/a', '1']]));
    for (const text of ['2', '3', '4']) void follower.follow(new Map([['/a', text]]));
    await release();
    await release();
    await done;
    expect(log).toEqual(['write /a 1', 'write /a 4']);
  });
});
