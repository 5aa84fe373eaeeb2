/** Plays parts of a script with the real tools on a real workbook, without a browser. */
import type { RehearsalPart, RehearsalResult } from '../../../src/agent/models/rehearsal.ts';
import type { Tool, ToolContext } from '../../../src/agent/tool.ts';
import { createWorkbookTools } from '../../../src/agent/tools/workbook/create-workbook-tools.ts';
import type { CheckContext, CheckResult, Demo } from '../../../src/demos/demo.ts';
import { WorkbookDesk } from '../../../src/workbook/desk.ts';
import type { WorkbookCommand } from '../../../src/workbook/schema.ts';
import type { Workbook } from '../../../src/workbook/workbook.ts';

export interface PlayedCall {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly result: RehearsalResult;
  readonly line: string;
}

/** A desk with the tools of a demo, and what was said and done at it. */
export class ModelTable {
  readonly desk: WorkbookDesk;
  readonly demo: Demo;
  readonly commands: WorkbookCommand[] = [];
  said: string[] = [];
  calls: PlayedCall[] = [];
  readonly #tools: ReadonlyMap<string, Tool>;

  constructor(demo: Demo, start: readonly WorkbookCommand[] = []) {
    this.demo = demo;
    this.desk = new WorkbookDesk({ title: demo.title, onCommand: (command) => this.commands.push(command) });
    if (start.length > 0) this.desk.restore(start);
    this.commands.push(...start);
    const tools = createWorkbookTools({
      desk: this.desk,
      briefing: demo.briefing,
      runChecks: () => runChecks(demo, this.desk.workbook),
    });
    this.#tools = new Map(tools.map((tool) => [tool.name, tool]));
  }

  /** Plays a part to its end. `answer` decides the result of a call in the tools' place. */
  async play(
    part: RehearsalPart,
    answer: (tool: string, input: Readonly<Record<string, unknown>>) => RehearsalResult | undefined = () =>
      undefined,
  ): Promise<this> {
    this.said = [];
    this.calls = [];
    let step = part.next({ ok: true, text: '' });
    while (!step.done) {
      const move = step.value;
      if (move.move === 'say') {
        this.said.push(move.text);
        step = part.next({ ok: true, text: '' });
        continue;
      }
      const given = answer(move.tool, move.input);
      const result = given ? { ...given, line: '' } : await this.#use(move.tool, move.input);
      this.calls.push({ tool: move.tool, input: move.input, result, line: result.line });
      step = part.next({ ok: result.ok, text: result.text });
    }
    return this;
  }

  async ask(request: string): Promise<this> {
    const part = this.demo.rehearsal(this.demo.brand).answer(request);
    if (!part) throw new Error(`The script does not know “${request}”`);
    return this.play(part);
  }

  async #use(name: string, given: unknown): Promise<RehearsalResult & { line: string }> {
    const tool = this.#tools.get(name);
    if (!tool) throw new Error(`There is no tool ${name}`);
    const input = tool.input.parse(JSON.parse(JSON.stringify(given)));
    const { ok, text, line } = await tool.run(input, context);
    return { ok, text, line: line ?? '' };
  }

  checks(): Promise<CheckResult[]> {
    return runChecks(this.demo, this.desk.workbook);
  }
}

const context = {
  sandbox: null,
  signal: new AbortController().signal,
  report: () => {},
} as unknown as ToolContext;

export async function runChecks(
  demo: Pick<Demo, 'checks' | 'brand'>,
  workbook: Workbook | null,
): Promise<CheckResult[]> {
  const looked = {
    workbook,
    brand: demo.brand,
    events: [],
    signal: context.signal,
  } as unknown as CheckContext;
  return Promise.all(demo.checks.map((check) => check.run(looked)));
}
