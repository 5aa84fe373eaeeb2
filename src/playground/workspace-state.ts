import type { PreviewError, SandboxEntry, SandboxKind } from '../sandbox/sandbox.ts';

/** What the playground's screen shows: one immutable object, replaced on every change. */
export interface WorkspaceState {
  readonly status: 'booting' | 'ready' | 'failed';
  readonly engine: {
    readonly kind: SandboxKind;
    readonly fellBack?: { readonly code: string; readonly what: string; readonly remedy: string };
  } | null;
  readonly entries: readonly SandboxEntry[];
  /** Path of the file in the editor. */
  readonly open: string | null;
  /** Its text as the sandbox has it; null while it is read. */
  readonly text: string | null;
  readonly saved: 'saved' | 'saving' | 'failed' | 'erased';
  /** Files of an earlier visit are back. */
  readonly restored: boolean;
  /** The page of a kept project is not started by itself: on the last visit it never got ready. */
  readonly previewHeld: boolean;
  readonly previewReady: boolean;
  /** The first of the problems that stand on the preview now. */
  readonly previewError: PreviewError | null;
  /** Seconds for which the page has not answered and is waited for; 0 where it answers. */
  readonly previewWaits: number;
  /** What went wrong with the last action, in plain words; null where nothing did. */
  readonly problem: { readonly title: string; readonly text: string } | null;
  /** A reset or an import can be taken back. */
  readonly canUndo: boolean;
}
