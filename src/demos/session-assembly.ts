/** Loads everything a session is made of and boots its sandbox. */
import type { StatusAnswer } from '../agent/model-access.ts';
import { damagedStep, damageOf } from '../run/integrity.ts';
import type { CheckOutcome, RunRecord } from '../run/schema.ts';
import { judgesStructureOnly } from '../workbook/judged.ts';
import type { Demo } from './demo.ts';
import type { LadderSources } from './ladder.ts';
import { keptBrief } from './own-brief/brief.ts';
import { ProjectFiles } from './project-files.ts';
import type { RunLease } from './run-lease.ts';
import type { SessionBoard } from './session-board.ts';
import type { ReadySession } from './session-options.ts';
import type { SessionParts } from './session-parts.ts';
import { seedOf } from './session-records.ts';
import { SessionWorkbook } from './session-workbook.ts';

export interface AssemblyHooks {
  readonly signal: AbortSignal;
  /** The right to write this run, before anything else is there. */
  readonly onLease: (lease: RunLease) => void;
  readonly walkForAgent: (signal: AbortSignal) => Promise<readonly CheckOutcome[]>;
  /** What is to be undone when the session ends. */
  readonly cleanUp: (undo: () => void) => void;
}

/** Null where the signal was aborted meanwhile. */
export async function assemble(board: SessionBoard, hooks: AssemblyHooks): Promise<ReadySession | null> {
  const { options, use } = board;
  const { signal } = hooks;
  const [loaded, parts, status, lease] = await Promise.all([
    use.loadDemo(options.demoId),
    use.loadParts(),
    use.status(signal).catch(() => null),
    use.takeLease(board.state.runId),
  ]);
  hooks.onLease(lease);
  const recording = await findRecording(board, loaded).catch(() => null);
  const demo = withItsBrief(loaded, board, recording);
  const { title, artefact } = demo;
  board.set({ readOnly: !lease.held, demo, title, artefact, brand: board.wornBrand(demo) });
  const makesModel = demo.artefact === 'workbook';
  const [booted, workbookParts] = await Promise.all([
    parts.bootSandbox({
      // A model needs no server and no packages.
      engine: makesModel ? 'embedded' : (options.engine ?? status?.engine ?? 'embedded'),
      ...(status?.webcontainerKey ? { webcontainerKey: status.webcontainerKey } : {}),
      signal,
    }),
    makesModel ? parts.loadWorkbook() : null,
  ]);
  const { sandbox, fellBack } = booted;
  if (signal.aborted) {
    await sandbox.dispose();
    return null;
  }
  board.set({ engine: { kind: sandbox.kind, ...(fellBack ? { fellBack } : {}) } });
  const files = new ProjectFiles({
    sandbox,
    recorder: () => board.mustRecord(),
    agentWorks: () => board.round !== null,
    onChange: () => board.gather(),
  });
  hooks.cleanUp(sandbox.preview.on((event) => board.hear(event)));
  const workbook = workbookParts && new SessionWorkbook(board, workbookParts, demo.title);
  const runChecks = hooks.walkForAgent;
  const tools =
    workbookParts && workbook
      ? workbookParts.createTools({
          desk: workbook.desk,
          briefing: demo.briefing,
          runChecks,
          structureOnly: judgesStructureOnly(demo.checks),
        })
      : parts.createTools({ sandbox, runChecks });
  return {
    demo,
    parts,
    sandbox,
    files,
    workbook,
    tools,
    sources: ladder(board, demo, parts, status, recording),
  };
}

/** The demo for the brief that the run begins with, or began with; as it is where it takes none. */
function withItsBrief(demo: Demo, { options, origin }: SessionBoard, recording: RunRecord | null): Demo {
  const kept = origin?.record ?? recording;
  const brief = options.brief ?? (kept && keptBrief(seedOf(kept.events)));
  return (brief && demo.withBrief?.(brief)) || demo;
}

/** What a replay plays back: the run that was asked for, the one it played before, or the newest. */
async function findRecording(board: SessionBoard, { withBrief }: Demo): Promise<RunRecord | null> {
  const { options, use, origin, state } = board;
  const id = origin?.record.header.replayOf?.runId ?? options.recordingId;
  const asked = options.recording ?? (id ? await use.store.load(id) : null);
  if (asked?.header.demo !== options.demoId) {
    // The newest run from a brief of one's own may be of another client.
    return withBrief ? null : use.store.newest(options.demoId, state.runId);
  }
  if (!damageOf(asked)) return asked;
  // Another run than the one that was asked for is not played in its place.
  board.set({ damagedRun: { runId: asked.header.runId, step: damagedStep(asked), wantedFor: 'replay' } });
  return null;
}

function ladder(
  board: SessionBoard,
  demo: Demo,
  parts: SessionParts,
  status: StatusAnswer | null,
  recording: RunRecord | null,
): LadderSources {
  return {
    status,
    recording,
    damagedRecording: board.state.damagedRun?.wantedFor === 'replay',
    live: (index) => {
      const model = status?.models[index];
      if (!model) throw new Error('There is no such model.');
      return parts.liveModel(model);
    },
    rehearsed: demo.liveOnly !== true,
    rehearsal: () => parts.rehearsalModel(demo.rehearsal(board.wornBrand(demo)), () => board.state.pace),
    replay: (record) => parts.replayModel(record),
  };
}
