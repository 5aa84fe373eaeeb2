/** What a run of a demo begins with. */
import type { Tool } from '../agent/tool.ts';
import type { Brand } from '../brand/schema.ts';
import type { RunRecord } from '../run/schema.ts';
import type { Sandbox, SandboxKind } from '../sandbox/sandbox.ts';
import type { Demo } from './demo.ts';
import type { LadderSources } from './ladder.ts';
import type { OwnBrief } from './own-brief/brief.ts';
import type { ProjectFiles } from './project-files.ts';
import type { SessionParts } from './session-parts.ts';
import type { DamagedRun, Pace, Rung } from './session-state.ts';
import type { SessionWorkbook } from './session-workbook.ts';

export interface SessionOptions {
  readonly demoId: string;
  /** Title on the screen until the demo is loaded. */
  readonly title?: string;
  /** What the agent makes, until the demo is loaded; an app by default. */
  readonly artefact?: Demo['artefact'];
  /** What the agent should build, in a person's own words; for a demo that takes a brief. */
  readonly brief?: OwnBrief;
  /** Whose name and colours the demo wears; its own by default. */
  readonly brand?: Brand;
  /** Who shall play the model's part; the best that is there by default. */
  readonly want?: Rung | 'best';
  /** By default the server says which. */
  readonly engine?: SandboxKind;
  /** False for a run that nobody shall find again; true by default. */
  readonly keep?: boolean;
  /** Speed of a rehearsal; 1 by default. */
  readonly pace?: Pace;
  /** The run that `want: 'replay'` plays back; by default the newest that ended well. */
  readonly recording?: RunRecord;
  /** The same, by the id of a kept run. */
  readonly recordingId?: string;
  /** A damaged run in whose place this one begins. */
  readonly damagedRun?: DamagedRun;
}

/** A run that is taken up again, or copied. */
export interface SessionOrigin {
  readonly record: RunRecord;
  /** The copy is a run of its own. */
  readonly fork: boolean;
}

/** What is there once the sandbox has booted. */
export interface ReadySession {
  readonly demo: Demo;
  readonly parts: SessionParts;
  readonly sandbox: Sandbox;
  readonly files: ProjectFiles;
  /** Null in a demo of an app. */
  readonly workbook: SessionWorkbook | null;
  readonly tools: readonly Tool[];
  readonly sources: LadderSources;
}
