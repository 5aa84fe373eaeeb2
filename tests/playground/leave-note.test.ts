import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserLeaveNote } from '../../src/playground/leave-note.ts';
import { eraseItems } from '../../src/storage/erasure.ts';
import { storageDouble } from '../doubles/browser-storage.ts';

const changes = new Map([['/src/App.tsx', new Uint8Array([1, 2, 3])]]);

beforeEach(() => {
  vi.stubGlobal('localStorage', storageDouble());
  vi.stubGlobal('sessionStorage', storageDouble());
});
afterEach(() => vi.unstubAllGlobals());

describe('what the playground notes when it is left', () => {
  it('is read again, also where everything had been erased before the page was opened', () => {
    eraseItems(1);
    browserLeaveNote().write(changes);
    expect(browserLeaveNote().read()).toEqual(changes);
  });

  it('brings nothing back where everything was erased while it was open', () => {
    eraseItems(Number.MAX_SAFE_INTEGER);
    browserLeaveNote().write(changes);
    expect(browserLeaveNote().read()).toEqual(new Map());
  });
});
