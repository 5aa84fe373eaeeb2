/** The ladder of who plays the model's part: live, second provider, rehearsal, replay. */
import type { Model } from '../agent/model.ts';
import type { StatusAnswer } from '../agent/model-access.ts';
import type { RunRecord } from '../run/schema.ts';
import type { Rung, SessionMode } from './session-state.ts';

export interface Step {
  readonly rung: Rung;
  readonly model: Model;
  /** What a replay plays back. */
  readonly record?: RunRecord;
}

export interface LadderSources {
  readonly status: StatusAnswer | null;
  readonly live: (index: number) => Model;
  /** Somebody has written a rehearsal: it plays; without one it only says so. */
  readonly rehearsed: boolean;
  readonly rehearsal: () => Model;
  readonly recording: RunRecord | null;
  /** The run that was asked for is damaged, so there is none to play back. */
  readonly damagedRecording: boolean;
  readonly replay: (record: RunRecord) => Model;
}

const ORDER: readonly Rung[] = ['live', 'second', 'rehearsal', 'replay'];

/** Which rungs are there, best first. */
export function availableRungs(
  sources: Pick<LadderSources, 'status' | 'recording' | 'rehearsed'>,
): readonly Rung[] {
  const { status, recording, rehearsed } = sources;
  const models = status?.modelAllowed ? status.models.length : 0;
  return ORDER.filter((rung) => {
    if (rung === 'live') return models > 0;
    if (rung === 'second') return models > 1;
    return rung === 'rehearsal' ? rehearsed : recording !== null;
  });
}

/** The rung after this one, or null. */
export function rungAfter(rung: Rung, available: readonly Rung[]): Rung | null {
  return ORDER.slice(ORDER.indexOf(rung) + 1).find((next) => available.includes(next)) ?? null;
}

/** The rung to begin with, and why it is not the one that was wanted. */
export function firstRung(
  want: Rung | 'best',
  available: readonly Rung[],
  sources: Pick<LadderSources, 'status' | 'damagedRecording'>,
): { readonly rung: Rung; readonly reason?: string } {
  if (want === 'best') return { rung: available[0] ?? 'rehearsal' };
  if (available.includes(want)) return { rung: want };
  const rung = want === 'second' && available.includes('live') ? 'live' : 'rehearsal';
  return { rung, reason: whyNot(want, sources) };
}

function whyNot(
  want: Rung,
  { status, damagedRecording }: Pick<LadderSources, 'status' | 'damagedRecording'>,
): string {
  if (want === 'replay' && damagedRecording) return 'The recorded run is damaged, so it is not played back.';
  if (want === 'replay') return 'There is no recorded run of this demo yet.';
  if (!status) return 'The server does not answer, so no model can be asked.';
  if (status.models.length === 0) return 'No model is connected.';
  if (!status.modelAllowed) return 'A model is connected, but the room is not open for participants.';
  return 'No second model is connected.';
}

/** Makes the model of a rung. */
export function makeStep(rung: Rung, sources: LadderSources): Step {
  if (rung === 'live') return { rung, model: sources.live(0) };
  if (rung === 'second') return { rung, model: sources.live(1) };
  if (rung === 'replay' && sources.recording) {
    return { rung, model: sources.replay(sources.recording), record: sources.recording };
  }
  return { rung: 'rehearsal', model: sources.rehearsal() };
}

/** What the badge shows for a step of the ladder. */
export function modeOf(step: Step, reason?: string): SessionMode {
  const header = step.record?.header;
  const replayOf = header && {
    runId: header.replayOf?.runId ?? header.runId,
    mode: header.replayOf?.mode ?? header.mode,
    model: header.replayOf?.model ?? header.model,
    startedAt: header.replayOf?.startedAt ?? header.startedAt,
  };
  return {
    mode: step.model.mode,
    rung: step.rung,
    label: step.model.label,
    ...(reason ? { reason } : {}),
    ...(replayOf ? { replayOf } : {}),
  };
}
