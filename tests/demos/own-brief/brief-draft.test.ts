import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyDraft, keepDraft, readDraft } from '../../../src/demos/own-brief/brief-draft.ts';
import { eraseItems } from '../../../src/storage/erasure.ts';
import { keyOf } from '../../../src/storage/names.ts';
import { storageDouble } from '../../doubles/browser-storage.ts';

const draft = { kind: 'app', text: 'An app for our branches' } as const;

beforeEach(() => {
  vi.stubGlobal('localStorage', storageDouble());
  vi.stubGlobal('sessionStorage', storageDouble());
});
afterEach(() => vi.unstubAllGlobals());

describe('a brief that is being written', () => {
  it('is gone where another tab erased everything, and a new one is kept again', () => {
    keepDraft(draft);
    expect(readDraft()).toEqual(draft);
    const here = sessionStorage;
    vi.stubGlobal('sessionStorage', storageDouble());
    eraseItems(1);
    vi.stubGlobal('sessionStorage', here);
    expect(readDraft()).toEqual(emptyDraft);
    expect(sessionStorage.getItem(keyOf('ownBrief'))).toBeNull();
    keepDraft(draft);
    expect(readDraft()).toEqual(draft);
  });
});
