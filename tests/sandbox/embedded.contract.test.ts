import { describe, test } from 'vitest';
import { sandboxContract } from './contract.ts';
import { createEmbeddedInNode } from './doubles/embedded.ts';

describe('the embedded engine keeps the contract', () => {
  for (const { name, run } of sandboxContract) test(name, () => run(() => createEmbeddedInNode()));
});
