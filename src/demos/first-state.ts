/** A session's state before anything was prepared. */
import type { Brand } from '../brand/schema.ts';
import { lastBrand } from '../run/last-brand.ts';
import { emptyStory } from '../run/story.ts';
import type { SessionOptions, SessionOrigin } from './session-options.ts';
import type { SessionDependencies } from './session-parts.ts';
import type { SessionState } from './session-state.ts';

const UNBRANDED: Brand = { name: 'Your company', primary: '#0e6a5b' };

export function firstState(
  options: SessionOptions,
  use: Pick<SessionDependencies, 'createRunId' | 'isOnline'>,
  origin: SessionOrigin | null,
): SessionState {
  const { record, fork } = origin ?? {};
  const header = record?.header;
  const runId = header && !fork ? header.runId : use.createRunId();
  const parentRunId = fork ? header?.runId : header?.parentRunId;
  return {
    runId,
    ...(parentRunId ? { parentRunId } : {}),
    demo: null,
    title: options.title ?? '',
    artefact: options.artefact ?? 'app',
    brand: (record && lastBrand(record)) ?? options.brand ?? UNBRANDED,
    status: 'idle',
    engine: null,
    mode: { mode: 'rehearsal', rung: 'rehearsal', label: '' },
    clock: { base: 0, since: null },
    steps: 0,
    files: 0,
    usage: null,
    story: emptyStory({ mode: 'rehearsal', model: '' }),
    checks: [],
    checking: false,
    checkedAt: null,
    checksStale: true,
    slow: null,
    problem: null,
    offline: !use.isOnline(),
    pauseAsked: false,
    queued: [],
    pace: options.pace ?? 1,
    suggestions: [],
    outside: null,
    previewEvents: [],
    previewError: null,
    previewWaits: 0,
    previewHeld: false,
    previewReady: false,
    canUndo: false,
    canRedo: false,
    workbookVersion: 0,
    workbookFocus: null,
    selectedCell: null,
    paths: [],
    filesVersion: 0,
    interrupted: false,
    nextRung: null,
    damagedRun: options.damagedRun ?? null,
    readOnly: false,
    saved: 'never',
  };
}
