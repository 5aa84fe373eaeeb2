/** The embedded engine in Node: its real files and shell, without a page to preview in. */

import {
  createEmbeddedSandbox,
  type EmbeddedOptions,
} from '../../../src/sandbox/engines/embedded/embedded.ts';
import { PreviewRequests } from '../../../src/sandbox/preview-requests.ts';
import { SandboxError, type SandboxPreview } from '../../../src/sandbox/sandbox.ts';
import { createThreadPort } from './thread-port.ts';

const nothingAttached = () =>
  Promise.reject(new SandboxError('no-preview', 'Nothing is shown yet.', 'Attach the preview first.'));

export function noPreview(): SandboxPreview & { dispose(): void } {
  return {
    attach: nothingAttached,
    reload: nothingAttached,
    settled: async () => {},
    on: () => () => {},
    requests: new PreviewRequests(),
    probe: {
      outline: nothingAttached,
      text: nothingAttached,
      measureText: nothingAttached,
      colours: nothingAttached,
      act: nothingAttached,
      highlight: nothingAttached,
    },
    dispose: () => {},
  };
}

export function createEmbeddedInNode(options: EmbeddedOptions = {}) {
  return createEmbeddedSandbox({ createPort: createThreadPort, createPreview: noPreview, ...options });
}
