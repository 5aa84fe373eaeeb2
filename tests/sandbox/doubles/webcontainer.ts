/** The WebContainer engine in Node, on the double of its library. */
import { createWebContainerSandbox } from '../../../src/sandbox/engines/webcontainer/webcontainer.ts';
import { createWebContainerDouble, type WebContainerDouble } from '../../doubles/webcontainer.ts';
import { noPreview } from './embedded.ts';
import { createThreadPort } from './thread-port.ts';

export function createContainerInNode(double: WebContainerDouble = createWebContainerDouble()) {
  return createWebContainerSandbox({
    createPort: () => createThreadPort('real'),
    createPreview: noPreview,
    surroundings: {
      load: async () => double.library,
      isSecureContext: true,
      crossOriginIsolated: true,
      isCapable: true,
    },
  });
}
