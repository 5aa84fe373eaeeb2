import { describe, expect, it } from 'vitest';
import type { Recorder } from '../../src/run/recorder.ts';
import { emptyStory, type Story, tellStory } from '../../src/run/story.ts';
import type { WorkbookCommand } from '../../src/workbook/schema.ts';
import { TestClock, testRecorder } from '../doubles/run-setup.ts';

const write = (sheet: string, at: string, rows: (string | number | null)[][]): WorkbookCommand => ({
  do: 'write',
  sheet,
  at,
  rows,
});

/** A call that changes the workbook, as the loop records it. */
function call(
  recorder: Recorder,
  id: string,
  name: string,
  input: object,
  commands: WorkbookCommand[],
): void {
  recorder.append({ type: 'TOOL_CALL_START', toolCallId: id, toolCallName: name });
  for (const delta of JSON.stringify(input).match(/[\s\S]{1,9}/g) ?? [])
    recorder.append({ type: 'TOOL_CALL_ARGS', toolCallId: id, delta });
  recorder.append({ type: 'TOOL_CALL_END', toolCallId: id });
  for (const command of commands) recorder.fact('workbook', { by: 'agent', command, callId: id });
  recorder.append({
    type: 'TOOL_CALL_RESULT',
    messageId: `result-${id}`,
    toolCallId: id,
    content: `Wrote ${name}`,
    role: 'tool',
  });
  recorder.fact('line', { callId: id, text: 'Wrote the revenue rows', ok: true, ms: 3 });
}

const revenue = write('PnL', 'B4', [['Customers', '=B1*2']]);

function begun(): Recorder {
  const recorder = testRecorder({}, new TestClock());
  recorder.append({ type: 'RUN_STARTED', threadId: 't', runId: 't.r1' });
  recorder.fact('human', { kind: 'request', text: 'Build a model' });
  return recorder;
}

function end(recorder: Recorder): void {
  recorder.append({ type: 'RUN_FINISHED', threadId: 't', runId: 't.r1', outcome: { type: 'success' } });
}

function edit(recorder: Recorder, text: string, command: WorkbookCommand): void {
  recorder.fact('human', { kind: 'edit', text });
  recorder.fact('workbook', { by: 'person', command });
}

function stepOf(story: Story, text: string) {
  return story.steps.find((step) => step.text === text);
}

describe('the story of a workbook', () => {
  it('shows what a call wrote, with what was filled, as a table', () => {
    const recorder = begun();
    call(recorder, 'c1', 'write_range', { sheet: 'PnL', at: 'B4', rows: revenue }, [
      { do: 'add-sheet', name: 'PnL' },
      revenue,
      { do: 'fill', sheet: 'PnL', from: 'C4:C4', to: 'C4:N4' },
    ]);
    const step = stepOf(tellStory(recorder), 'Wrote the revenue rows');
    expect(step?.icon).toBe('cells');
    expect(step?.detail).toEqual({
      type: 'cells',
      blocks: [{ sheet: 'PnL', at: 'B4', rows: [['Customers', '=B1*2']], before: null, area: 'B4:N4' }],
      more: 0,
      told: 'Wrote write_range',
    });
  });

  it('shows what stood there before, also where a fill had put it', () => {
    const recorder = begun();
    call(recorder, 'c1', 'write_range', {}, [
      { do: 'add-sheet', name: 'PnL' },
      revenue,
      { do: 'fill', sheet: 'PnL', from: 'C4', to: 'C4:N4' },
    ]);
    recorder.fact('workbook', { by: 'agent', command: write('PnL', 'E4', [[5]]) });
    call(recorder, 'c2', 'write_range', {}, [write('pnl', 'D4', [['=-B1', null]])]);
    const detail = tellStory(recorder).steps.at(-1)?.detail;
    expect(detail?.type === 'cells' && detail.blocks[0]?.before).toEqual([
      [{ formula: 'B1*2', rows: 0, columns: 1 }, 5],
    ]);
  });

  it('counts formulas and sheets, and says them in its line', () => {
    const recorder = begun();
    call(recorder, 'c1', 'write_range', {}, [
      { do: 'add-sheet', name: 'PnL' },
      { do: 'add-sheet', name: 'Inputs', at: 0 },
      revenue,
      { do: 'fill', sheet: 'PnL', from: 'C4', to: 'C4:N4' },
      write('PnL', 'N4', [[7]]),
    ]);
    end(recorder);
    const story = tellStory(recorder);
    expect(story.workbook).toEqual({ sheets: ['Inputs', 'PnL'], formulas: 11, changes: 5 });
    expect(story.line).toMatch(/^2 sheets with 11 formulas, in /);
  });

  it('forgets the formulas of a sheet that is taken away', () => {
    const recorder = begun();
    call(recorder, 'c1', 'write_range', {}, [{ do: 'add-sheet', name: 'PnL' }, revenue]);
    recorder.fact('workbook', { by: 'person', command: { do: 'remove-sheet', name: 'PNL' } });
    expect(tellStory(recorder).workbook).toMatchObject({ sheets: [], formulas: 0 });
  });

  it('shows cells while they arrive, and where the agent works', () => {
    const recorder = begun();
    recorder.append({ type: 'TOOL_CALL_START', toolCallId: 'c1', toolCallName: 'write_range' });
    const text = '{"sheet":"PnL","at":"B4","rows":[["Customers",100],["Reven';
    for (const delta of text.match(/.{1,4}/g) ?? [])
      recorder.append({ type: 'TOOL_CALL_ARGS', toolCallId: 'c1', delta });
    const story = tellStory(recorder);
    expect(story.writing).toEqual({
      callId: 'c1',
      path: 'PnL!B4',
      text: 'Customers   100\nReven',
      part: false,
      cells: { sheet: 'PnL', at: 'B4', rows: [['Customers', 100], ['Reven']] },
    });
    expect(story.focus).toEqual({ sheet: 'PnL', area: 'B4' });
    expect(story.steps.at(-1)?.detail).toEqual({
      type: 'writing-cells',
      sheet: 'PnL',
      at: 'B4',
      text: '[["Customers",100],["Reven',
    });
  });

  it('follows the area that was written, and lets go when the round ends', () => {
    const recorder = begun();
    call(recorder, 'c1', 'write_range', {}, [
      write('PnL', 'B4', [
        ['a', 'b'],
        ['c', 'd'],
      ]),
    ]);
    expect(tellStory(recorder).focus).toEqual({ sheet: 'PnL', area: 'B4:C5' });
    // Sixty columns to the right there is nothing to read: the eye stays with the labels.
    call(recorder, 'c2', 'write_range', {}, [{ do: 'fill', sheet: 'PnL', from: 'C4:C5', to: 'C4:BK5' }]);
    expect(tellStory(recorder).focus).toEqual({ sheet: 'PnL', area: 'B4:C5' });
    call(recorder, 'c3', 'write_range', {}, [{ do: 'fill', sheet: 'PnL', from: 'C9', to: 'C9:BK9' }]);
    expect(tellStory(recorder).focus).toEqual({ sheet: 'PnL', area: 'C9' });
    end(recorder);
    expect(tellStory(recorder)).toMatchObject({ focus: null, writing: null });
  });

  it('says why cells were refused', () => {
    const recorder = begun();
    recorder.append({ type: 'TOOL_CALL_START', toolCallId: 'c1', toolCallName: 'write_range' });
    const delta = '{"sheet":"PnL","at":"B4","rows":[["=SUM("]]}';
    recorder.append({ type: 'TOOL_CALL_ARGS', toolCallId: 'c1', delta });
    recorder.append({
      type: 'TOOL_CALL_RESULT',
      messageId: 'r',
      toolCallId: 'c1',
      content: 'PnL!B4: nothing was written',
      role: 'tool',
    });
    recorder.fact('line', { callId: 'c1', text: 'A formula could not be read', ok: false, ms: 1 });
    expect(tellStory(recorder).steps.at(-1)).toMatchObject({
      state: 'failed',
      detail: { type: 'text', text: 'PnL!B4: nothing was written' },
    });
  });

  it('makes checks stale, but not by how wide a column is', () => {
    const recorder = begun();
    recorder.fact('checks', { results: [{ id: 'a', title: 'A', pass: true, detail: '' }] });
    recorder.fact('workbook', { by: 'person', command: { do: 'widths', sheet: 'PnL', widths: { A: 90 } } });
    expect(tellStory(recorder).checks?.stale).toBe(false);
    recorder.fact('workbook', { by: 'person', command: write('PnL', 'B4', [[1]]) });
    expect(tellStory(recorder).checks?.stale).toBe(true);
  });

  it('tells successive edits of one cell as one moment and counts it once', () => {
    const recorder = begun();
    recorder.fact('workbook', { by: 'agent', command: write('Inputs', 'D4', [[0.02]]) });
    end(recorder);
    edit(recorder, 'Churn to 3 %', write('Inputs', 'D4', [[0.03]]));
    edit(recorder, 'Churn to 4 %', write('Inputs', 'D4', [[0.04]]));
    edit(recorder, 'Churn to 5 %', write('Inputs', 'D4', [[0.05]]));
    edit(recorder, 'Price to 40', write('Inputs', 'D5', [[40]]));
    const story = tellStory(recorder);
    expect(story.steps.map(({ text }) => text)).toEqual(['Build a model', 'Churn to 5 %', 'Price to 40']);
    expect(story.interventions).toBe(2);
    expect(story.steps[1]?.detail).toMatchObject({ blocks: [{ rows: [[0.05]], before: [[0.02]] }] });
    expect(story.phases.flatMap(({ steps }) => steps)).toEqual(story.steps);
  });

  it('keeps edits of the same cell apart where something happened between', () => {
    const recorder = begun();
    end(recorder);
    edit(recorder, 'Churn to 3 %', write('Inputs', 'D4', [[0.03]]));
    recorder.fact('human', { kind: 'undo', text: 'Took back: Churn to 3 %' });
    recorder.fact('workbook', { by: 'person', command: write('Inputs', 'D4', [[0.02]]) });
    edit(recorder, 'Churn to 4 %', write('Inputs', 'D4', [[0.04]]));
    expect(tellStory(recorder).steps).toHaveLength(4);
    expect(tellStory(recorder).interventions).toBe(3);
  });

  it('counts a finding of the agent’s own look that is gone at the next as a repair', () => {
    const recorder = begun();
    for (const ok of [true, false, false, true]) {
      const id = `k${recorder.lastSeq}`;
      recorder.append({ type: 'TOOL_CALL_START', toolCallId: id, toolCallName: 'check' });
      recorder.fact('line', { callId: id, text: 'Checked the model', ok, ms: 1 });
    }
    expect(tellStory(recorder).repairs).toBe(1);
  });

  it('is the same told at once or event by event', () => {
    const recorder = begun();
    call(recorder, 'c1', 'write_range', { sheet: 'PnL', at: 'B4', rows: [['a', 1]], purpose: 'x' }, [
      { do: 'add-sheet', name: 'PnL' },
      revenue,
      { do: 'fill', sheet: 'PnL', from: 'C4', to: 'C4:N4' },
    ]);
    end(recorder);
    edit(recorder, 'One', write('PnL', 'B4', [['x']]));
    edit(recorder, 'Two', write('PnL', 'B4', [['y']]));
    let story = emptyStory(recorder.header);
    for (let seq = 1; seq <= recorder.lastSeq; seq += 1) {
      const events = recorder.events.slice(0, seq);
      story = tellStory({ header: recorder.header, events }, story);
    }
    expect(story).toEqual(tellStory(recorder));
  });

  it('leaves the story told before as it was', () => {
    const recorder = begun();
    call(recorder, 'c1', 'write_range', {}, [{ do: 'add-sheet', name: 'PnL' }, revenue]);
    const before = tellStory(recorder);
    const kept = structuredClone(before);
    edit(recorder, 'One', write('PnL', 'B4', [['x', null]]));
    tellStory(recorder, before);
    expect(before).toEqual(kept);
  });
});
