/** Tells tool calls: their input as it arrives, what they do, their results. */
import { emptyPartial } from './partial-json.ts';
import type { OwnEventValue } from './schema.ts';
import { callDetail, callFocus, callIcon, callText, resultDetail, writingFile } from './story-call.ts';
import type { Stamp, StoryDraft } from './story-draft.ts';
import type { OpenCall } from './story-model.ts';

export function openCall(draft: StoryDraft, callId: string, name: string, stamp: Stamp): void {
  draft.awake();
  const call: OpenCall = { name, step: null, input: emptyPartial, output: '', result: '', tests: null };
  if (name === 'set_phase') {
    keepCall(draft, callId, call);
    return;
  }
  draft.story.toolCalls += 1;
  const step = draft.add(
    {
      kind: 'call',
      icon: callIcon(name),
      state: 'running',
      text: callText(call),
      detail: null,
      tool: name,
      callId,
    },
    stamp,
  );
  keepCall(draft, callId, { ...call, step });
}

function keepCall(draft: StoryDraft, callId: string, call: OpenCall): void {
  draft.memory.calls = { ...draft.memory.calls, [callId]: call };
}

export function changeCall(draft: StoryDraft, callId: string, change: Partial<OpenCall>, stamp: Stamp): void {
  const before = draft.call(callId);
  if (!before) return;
  const call = { ...before, ...change };
  keepCall(draft, callId, call);
  if (call.step === null) return;
  const shown = draft.steps[call.step]?.detail ?? null;
  draft.change(call.step, { detail: callDetail(call, draft.story.files, shown), to: stamp.seq });
}

export function tellDoing(draft: StoryDraft, callId: string, text: string, stamp: Stamp): void {
  const step = draft.call(callId)?.step;
  if (step !== null && step !== undefined) draft.change(step, { text, to: stamp.seq });
}

export function tellOutput(draft: StoryDraft, callId: string, text: string, stamp: Stamp): void {
  const call = draft.call(callId);
  if (call) changeCall(draft, callId, { output: call.output + text }, stamp);
}

/** What a call writes and where, from its input so far; asked once for all events that came together. */
export function tellWriting(draft: StoryDraft, callId: string): void {
  const call = draft.call(callId);
  if (!call) return;
  draft.story.writing = writingFile(callId, call) ?? draft.story.writing;
  draft.story.focus = callFocus(call) ?? draft.story.focus;
}

export function closeCall(draft: StoryDraft, value: OwnEventValue<'line'>, stamp: Stamp): void {
  const call = draft.call(value.callId);
  if (!call) return;
  if (draft.story.writing?.callId === value.callId) draft.story.writing = null;
  if (call.name === 'check' && !value.cut) tellModelCheck(draft, value.ok);
  if (call.step !== null) {
    const shown = draft.steps[call.step]?.detail ?? null;
    draft.change(call.step, { text: value.text, detail: resultDetail(call, shown) });
    draft.end(call.step, value.cut ? 'cut' : value.ok ? 'ok' : 'failed', stamp);
  }
  const { [value.callId]: _closed, ...open } = draft.memory.calls;
  draft.memory.calls = open;
}

/** The agent looked at its own model: a finding that is gone at the next look was repaired. */
function tellModelCheck(draft: StoryDraft, ok: boolean): void {
  if (draft.memory.modelFailed && ok) draft.story.repairs += 1;
  draft.memory.modelFailed = !ok;
}
