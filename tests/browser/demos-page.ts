/** Loaded into the harness's empty page: plays demos for real (agent loop, tools, sandbox, checks). */
import { runAgent } from '../../src/agent/loop.ts';
import { createRehearsalModel } from '../../src/agent/models/rehearsal.ts';
import { createTools } from '../../src/agent/tools/create-tools.ts';
import type { Brand } from '../../src/brand/schema.ts';
import { appChecks } from '../../src/demos/checks/app-checks.ts';
import type { CheckContext, CheckResult, Demo } from '../../src/demos/demo.ts';
import { demos } from '../../src/demos/registry.ts';
import { Recorder } from '../../src/run/recorder.ts';
import { createEmbeddedSandbox } from '../../src/sandbox/engines/embedded/embedded.ts';
import type { PreviewEvent, Sandbox } from '../../src/sandbox/sandbox.ts';

let sandbox: Sandbox | null = null;
let events: PreviewEvent[] = [];
let demo: Demo | null = null;
let brand: Brand | null = null;
let recorder: Recorder | null = null;

type Where = 'in sight' | 'out of sight';

function stage(width: number, height: number, where: Where): HTMLElement {
  document.body.style.margin = '0';
  const element = document.createElement('div');
  Object.assign(element.style, { width: `${width}px`, height: `${height}px` });
  // As the workbench keeps a preview that no screen shows.
  if (where === 'out of sight')
    Object.assign(element.style, { position: 'fixed', left: '-10000px', top: '0' });
  document.body.replaceChildren(element);
  return element;
}

function running(): { sandbox: Sandbox; demo: Demo; brand: Brand; recorder: Recorder } {
  if (!sandbox || !demo || !brand || !recorder) throw new Error('No demo is open.');
  return { sandbox, demo, brand, recorder };
}

function contextNow(): CheckContext {
  const { sandbox: box, brand: worn } = running();
  return {
    sandbox: box,
    workbook: null,
    brand: worn,
    events: [...events],
    signal: new AbortController().signal,
  };
}

async function judge(checks: Demo['checks']): Promise<CheckResult[]> {
  const context = contextNow();
  const results: CheckResult[] = [];
  for (const check of checks) results.push(await check.run(context));
  return results;
}

export const page = {
  /** Boots a sandbox with the demo's seed, or other files, in a frame of this size. */
  async open(
    id: string,
    worn?: Brand,
    files?: Record<string, string>,
    size: readonly [width: number, height: number] = [1240, 720],
    where: Where = 'in sight',
  ): Promise<void> {
    await sandbox?.dispose();
    demo = (await demos.find((entry) => entry.id === id)?.load()) ?? null;
    if (!demo) throw new Error(`No demo ${id}`);
    brand = worn ?? demo.brand;
    sandbox = await createEmbeddedSandbox();
    for (const [path, text] of Object.entries(files ?? demo.seed)) await sandbox.fs.write(path, text);
    events = [];
    sandbox.preview.on((event) => {
      if (event.type === 'loading') events = [];
      events.push(event);
    });
    recorder = new Recorder({
      header: {
        type: 'firsthand.run',
        version: 1,
        runId: 'test-run-1',
        demo: id,
        title: demo.title,
        mode: 'rehearsal',
        model: 'test',
        engine: 'embedded',
        brand,
        startedAt: new Date().toISOString(),
      },
    });
    await sandbox.preview.attach(stage(size[0], size[1], where));
  },
  /** Plays one round with the rehearsal at full speed. */
  async ask(text: string): Promise<{ end: string; ms: number; problem: string }> {
    const now = running();
    const started = performance.now();
    const outcome = await runAgent({
      model: createRehearsalModel(now.demo.rehearsal(now.brand)),
      tools: createTools({ sandbox: now.sandbox, checks: () => judge(now.demo.checks) }),
      sandbox: now.sandbox,
      recorder: now.recorder,
      system: now.demo.system,
      request: { text },
    });
    return { end: outcome.end, ms: performance.now() - started, problem: outcome.text ?? '' };
  },
  changes: () => running().demo.changes.map((change) => change.label),
  /** The template with other files laid over it. */
  async openOver(id: string, worn: Brand, files: Record<string, string>): Promise<void> {
    const seed = (await demos.find((entry) => entry.id === id)?.load())?.seed ?? {};
    await page.open(id, worn, { ...seed, ...files });
  },
  wear(next: Brand): void {
    brand = next;
  },
  check: (views?: readonly string[]) => judge(views ? appChecks(views) : running().demo.checks),
  /** One check alone. */
  async checkOne(id: string): Promise<CheckResult | undefined> {
    const found = running().demo.checks.filter((check) => check.id === id);
    return (await judge(found))[0];
  },
  flaw: (choice: string) => running().demo.flaw?.found(contextNow(), choice),
  async edit(path: string, old: string, next: string): Promise<void> {
    const { fs, preview } = running().sandbox;
    const text = new TextDecoder().decode(await fs.read(path));
    if (!text.includes(old)) throw new Error(`${path} has no ${old}`);
    await fs.write(
      path,
      text.replace(old, () => next),
    );
    await preview.settled();
  },
  said: () =>
    running()
      .recorder.events.flatMap((event) => ('delta' in event ? [String(event.delta)] : []))
      .join(''),
  lines: () =>
    running().recorder.events.flatMap((event) =>
      event.type === 'CUSTOM' && event.name === 'firsthand.line' ? [event.value.text] : [],
    ),
  async files(): Promise<Record<string, string>> {
    const { fs } = running().sandbox;
    const found: Record<string, string> = {};
    for (const entry of await fs.list('/', { recursive: true })) {
      if (entry.kind === 'file') found[entry.path] = new TextDecoder().decode(await fs.read(entry.path));
    }
    return found;
  },
  async tests(): Promise<string> {
    const run = running().sandbox.exec('npm test');
    let text = '';
    const reader = run.output.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) text += part.value.text;
    return `${await run.exit} ${text}`;
  },
  act: (action: Parameters<Sandbox['preview']['probe']['act']>[0]) =>
    running().sandbox.preview.probe.act(action),
  text: () => running().sandbox.preview.probe.text(),
  outline: () => running().sandbox.preview.probe.outline(),
  events: () => events,
};

export type DemosPage = typeof page;
