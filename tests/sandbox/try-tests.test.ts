import { describe, expect, it } from 'vitest';
import { tryTests } from '../../src/sandbox/try-tests.ts';
import { MemorySandbox } from '../doubles/memory-sandbox.ts';

describe('trying whether tests run', () => {
  it('is content with one that passes', async () => {
    const sandbox = new MemorySandbox({
      command({ command, files, print }) {
        expect(files.has(command.replace('npm test ', ''))).toBe(true);
        print(' ✓ src/ready.test.ts (1 test)\n\nTests  1 passed (1)\n');
        return 0;
      },
    });
    expect(await tryTests(sandbox)).toBeNull();
  });

  it.each([
    [126, 'The tests could not be run here: They did not start.'],
    [0, 'Nothing was run.'],
  ])('hands on what was printed, at exit code %i', async (code, text) => {
    const sandbox = new MemorySandbox({
      command({ print }) {
        print(`${text}\n`);
        return code;
      },
    });
    expect(await tryTests(sandbox)).toBe(text);
  });
});
