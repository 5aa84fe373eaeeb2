/** Tells the kit's own facts: files, checks, tests, usage, changes of model, waits. */
import type { OwnEventValue } from './schema.ts';
import { changeCall } from './story-calls.ts';
import type { Stamp, StoryDraft } from './story-draft.ts';
import type { Story, StoryStep, UsageTotals } from './story-model.ts';
import { durationText } from './story-words.ts';

const MODE_WORDS: Readonly<Record<Story['mode'], string>> = {
  rehearsal: 'A rehearsal takes over',
  live: 'A live model takes over',
  replay: 'A recorded run plays on',
};

export function tellFile(draft: StoryDraft, value: OwnEventValue<'file'>, stamp: Stamp): void {
  const { path, before, after } = value;
  const { [path]: _before, ...rest } = draft.story.files;
  draft.story.files = after === null ? rest : { ...rest, [path]: after };
  if (value.by !== 'seed') outdateChecks(draft);
  if (value.by === 'agent') {
    const { [path]: _known, ...written } = draft.memory.written;
    draft.memory.written = after === null ? written : { ...written, [path]: true };
  }
  const call = draft.call(value.callId);
  if (call && call.step !== null && (call.name === 'write_file' || call.name === 'edit_file')) {
    draft.change(call.step, { detail: { type: 'file', path, before, after }, to: stamp.seq });
    if (draft.story.writing?.callId === value.callId) draft.story.writing = null;
  } else if (value.by === 'person') {
    attachToPerson(draft, { type: 'file', path, before, after }, stamp);
  }
}

/** What was measured was measured on something else. */
export function outdateChecks(draft: StoryDraft): void {
  if (draft.story.checks) draft.story.checks = { ...draft.story.checks, stale: true };
}

/** What a person changed shows under the moment that was just told. */
function attachToPerson(draft: StoryDraft, detail: NonNullable<StoryStep['detail']>, stamp: Stamp): void {
  const last = draft.steps.at(-1);
  if (last?.kind === 'person') draft.change(last.index, { detail: last.detail ?? detail, to: stamp.seq });
}

export function tellChecks(draft: StoryDraft, value: OwnEventValue<'checks'>, stamp: Stamp): void {
  const failed = value.results.some(({ pass, unmeasured }) => !pass && !unmeasured);
  // What could not be measured this time was not repaired by that.
  const isProven = value.results.every(({ pass }) => pass);
  if (draft.memory.checksFailed && isProven) draft.story.repairs += 1;
  draft.memory.checksFailed = failed || (draft.memory.checksFailed && !isProven);
  draft.story.checks = { results: value.results, at: stamp.timestamp, stale: false };
  const step = draft.call(value.callId)?.step ?? null;
  if (step !== null)
    draft.change(step, { detail: { type: 'checks', results: value.results }, to: stamp.seq });
}

export function tellTests(draft: StoryDraft, value: OwnEventValue<'tests'>, stamp: Stamp): void {
  const { passed, failed, firstFailure } = value;
  const outcome = { passed, failed, ...(firstFailure === undefined ? {} : { firstFailure }) };
  if ((draft.story.tests?.failed ?? 0) > 0 && failed === 0) draft.story.repairs += 1;
  draft.story.tests = { ...outcome, at: stamp.timestamp };
  const call = draft.call(value.callId);
  if (!call || value.callId === undefined) return;
  changeCall(draft, value.callId, { tests: outcome }, stamp);
  if (call.step !== null) draft.change(call.step, { icon: 'tests' });
}

export function tellUsage({ story }: StoryDraft, value: OwnEventValue<'usage'>): void {
  if (story.mode === 'live') story.usage = addUsage(story.usage, value);
  if (story.mode === 'replay') story.replayedUsage = addUsage(story.replayedUsage, value);
}

function addUsage(sum: UsageTotals, value: OwnEventValue<'usage'>): UsageTotals {
  return {
    input: sum.input + value.input,
    output: sum.output + value.output,
    cacheRead: sum.cacheRead + value.cacheRead,
    cacheWrite: sum.cacheWrite + value.cacheWrite,
    reasoning: sum.reasoning + value.reasoning,
    microUsd: sum.microUsd + (value.microUsd ?? 0),
    unpriced: sum.unpriced + (value.microUsd === undefined ? 1 : 0),
    estimated: sum.estimated || value.estimated,
    answers: sum.answers + (value.finish ? 1 : 0),
  };
}

export function tellMode(draft: StoryDraft, value: OwnEventValue<'mode'>, stamp: Stamp): void {
  const { story } = draft;
  const { mode, model, reason = '' } = value;
  story.modeChanges = [...story.modeChanges, { mode, model, reason, at: stamp.timestamp, seq: stamp.seq }];
  if (!story.modes.includes(mode)) story.modes = [...story.modes, mode];
  // A replay of a run that changed its mode is still a replay.
  if (story.mode !== 'replay') story.mode = mode;
  story.model = model;
  story.waiting = null;
  draft.cutCalls(stamp);
  draft.notice(reason ? `${MODE_WORDS[mode]}: ${reason}` : MODE_WORDS[mode], 'ok', stamp);
}

export function tellLimit(draft: StoryDraft, value: OwnEventValue<'limit'>, stamp: Stamp): void {
  draft.story.problem = { code: value.limit, text: value.text, hint: '' };
  draft.notice(value.text, 'failed', stamp);
}

export function tellRetry(draft: StoryDraft, value: OwnEventValue<'retry'>, stamp: Stamp): void {
  draft.awake();
  draft.cutCalls(stamp);
  const text = `${value.text} Asking again in ${durationText(value.waitMs)}.`;
  draft.story.waiting = { text, until: stamp.timestamp + value.waitMs };
  draft.memory.retry = draft.notice(text, 'running', stamp);
}
