/** Plays a part of a script with the real tools on a workbook of its own: what a rehearsal does, without a browser. */
import type { RehearsalPart, RehearsalResult } from '../../src/agent/models/rehearsal.ts';
import type { ToolContext } from '../../src/agent/tool.ts';
import { createWorkbookTools } from '../../src/agent/tools/workbook/create-workbook-tools.ts';
import type { CheckContext, CheckResult, Demo } from '../../src/demos/demo.ts';
import { WorkbookDesk } from '../../src/workbook/desk.ts';
import type { WorkbookCommand } from '../../src/workbook/schema.ts';

export interface PlayedCall {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly result: RehearsalResult;
  /** The line that a person reads. */
  readonly line: string;
}

export class WorkbookPlay {
  readonly desk: WorkbookDesk;
  readonly said: string[] = [];
  readonly calls: PlayedCall[] = [];
  readonly commands: WorkbookCommand[] = [];
  readonly #demo: Demo;
  #judged = true;

  constructor(demo: Demo) {
    this.#demo = demo;
    this.desk = new WorkbookDesk({ title: demo.title });
  }

  get workbook() {
    return this.desk.workbook;
  }

  async play(part: RehearsalPart): Promise<this> {
    const tools = new Map(
      createWorkbookTools({
        desk: this.desk,
        briefing: this.#demo.briefing,
        runChecks: () => (this.#judged ? this.judge() : Promise.resolve([])),
      }).map((tool) => [tool.name, tool]),
    );
    this.desk.beginStep('part');
    let step = part.next({ ok: true, text: '' });
    while (!step.done) {
      const move = step.value;
      if (move.move === 'say') {
        this.said.push(move.text);
        step = part.next({ ok: true, text: '' });
        continue;
      }
      const tool = tools.get(move.tool);
      if (!tool) throw new Error(`The script calls ${move.tool}, which is no tool`);
      const input = tool.input.parse(JSON.parse(JSON.stringify(move.input)));
      const result = await tool.run(input, this.#context());
      this.calls.push({
        tool: move.tool,
        input: move.input,
        result: { ok: result.ok, text: result.text },
        line: result.line ?? '',
      });
      step = part.next({ ok: result.ok, text: result.text });
    }
    return this;
  }

  #context(): ToolContext {
    return {
      sandbox: {} as ToolContext['sandbox'],
      signal: new AbortController().signal,
      report: (fact) => {
        if (fact.type === 'workbook') this.commands.push(fact.command);
      },
    };
  }

  /** From here on `run_checks` measures nothing, for tests that judge by themselves. */
  checksPass(): void {
    this.#judged = false;
  }

  context(): CheckContext {
    return {
      sandbox: {} as ToolContext['sandbox'],
      workbook: this.workbook,
      brand: this.#demo.brand,
      events: [],
      signal: new AbortController().signal,
    };
  }

  async judge(): Promise<CheckResult[]> {
    const context = this.context();
    const results: CheckResult[] = [];
    for (const check of this.#demo.checks) results.push(await check.run(context));
    return results;
  }
}
