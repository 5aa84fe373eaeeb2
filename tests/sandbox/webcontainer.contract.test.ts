import { describe, test } from 'vitest';
import { createWebContainerDouble } from '../doubles/webcontainer.ts';
import { sandboxContract } from './contract.ts';
import { createContainerInNode } from './doubles/webcontainer.ts';

describe('the WebContainer engine keeps the contract, on the double of its library', () => {
  for (const { name, run } of sandboxContract) {
    test(name, () => {
      const double = createWebContainerDouble();
      return run(() => createContainerInNode(double));
    });
  }
});
