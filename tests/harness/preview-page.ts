/**
 * Host page for preview tests: opens projects given as path → text, and answers in plain
 * values, so that the same scenarios run in any browser that can evaluate a function.
 */
import { createTools } from '../../src/agent/tools/create-tools.ts';
import { checkProject } from '../../src/sandbox/engines/embedded/check-project.ts';
import { MemoryFiles } from '../../src/sandbox/engines/embedded/files.ts';
import { createEmbeddedPreview } from '../../src/sandbox/engines/embedded/preview.ts';
import { runTests } from '../../src/sandbox/engines/embedded/test-run.ts';
import { standingProblems } from '../../src/sandbox/preview-problems.ts';
import type { PreviewProbe } from '../../src/sandbox/probe.ts';
import type { PreviewEvent, Sandbox } from '../../src/sandbox/sandbox.ts';

type Project = Readonly<Record<string, string>>;

async function filesOf(project: Project): Promise<MemoryFiles> {
  const files = new MemoryFiles();
  for (const [path, text] of Object.entries(project)) await files.write(path, text);
  return files;
}

let files = new MemoryFiles();
let preview: ReturnType<typeof createEmbeddedPreview> | null = null;
let events: PreviewEvent[] = [];
let ticks = 0;
const stray: unknown[] = [];

setInterval(() => {
  ticks++;
}, 50);
window.addEventListener('message', ({ data }) => stray.length < 1000 && stray.push(data));

function stage(): HTMLElement {
  const element = document.getElementById('stage');
  if (element === null) throw new Error('The page has no stage.');
  return element;
}

function active(): NonNullable<typeof preview> {
  if (preview === null) throw new Error('No project is open.');
  return preview;
}

/** What specs call, as `window.harness`. */
export const harness = {
  async open(project: Project): Promise<PreviewEvent[]> {
    preview?.dispose();
    stage().replaceChildren();
    events = [];
    files = await filesOf(project);
    preview = createEmbeddedPreview(files);
    preview.on((event) => events.push(event));
    await preview.attach(stage());
    return events;
  },
  /** Opens where the page's place is not in the document yet; it is put on the stage while its frame waits. */
  async openBeforeShown(project: Project): Promise<PreviewEvent[]> {
    harness.close();
    events = [];
    files = await filesOf(project);
    preview = createEmbeddedPreview(files);
    preview.on((event) => events.push(event));
    const place = document.createElement('div');
    const waits = new Promise<void>((resolve) => {
      new MutationObserver(() => resolve()).observe(place, { childList: true });
    });
    const early = preview.attach(place);
    await waits;
    await preview.attach(stage());
    await early;
    return events;
  },
  /** Opens without waiting for the first page: for pages that never get there. */
  start(project: Project): void {
    void harness.open(project).catch(() => {});
  },
  async write(project: Project): Promise<void> {
    for (const [path, text] of Object.entries(project)) await files.write(path, text);
  },
  remove: (path: string) => files.remove(path),
  reload: () => active().reload(),
  events: () => events,
  /** The problems that stand, as a listener has them. */
  problems: () => events.reduce(standingProblems, []),
  settled: () => active().settled(),
  forget(): void {
    events = [];
  },
  pulse: () => ({ ticks }),
  stray: () => stray.length,
  text: () => active().probe.text(),
  outline: () => active().probe.outline(),
  measureText: () => active().probe.measureText(),
  colours: () => active().probe.colours(),
  act: (action: Parameters<PreviewProbe['act']>[0]) => active().probe.act(action),
  /** What the page asks of the person; files with their text. */
  requests: () =>
    Promise.all(
      active().requests.open.map(async (request) =>
        request.kind === 'save'
          ? { ...request, content: await request.content.text() }
          : { ...request, content: '' },
      ),
    ),
  answer: (id: number, answer: boolean | string | null) => active().requests.answer(id, answer),
  highlight: (ref: string | null) => active().probe.highlight(ref),
  async test(project: Project, filter?: string, abortAfterMs?: number) {
    const signal =
      abortAfterMs === undefined ? new AbortController().signal : AbortSignal.timeout(abortAfterMs);
    return runTests(await filesOf(project), filter === undefined ? { signal } : { filter, signal });
  },
  async check(project: Project) {
    return checkProject(await filesOf(project), { signal: new AbortController().signal });
  },
  /** The agent's tool on the page that is open. */
  async usePage(input: unknown) {
    const sandbox = { preview: active(), fs: files } as unknown as Sandbox;
    const tool = createTools({ sandbox }).find(({ name }) => name === 'use_page');
    if (tool === undefined) throw new Error('There is no use_page.');
    const signal = new AbortController().signal;
    return tool.run(tool.input.parse(input), { sandbox, signal, report: () => {} });
  },
  frames: () => document.querySelectorAll('iframe').length,
  close(): void {
    preview?.dispose();
    preview = null;
    stage().replaceChildren();
  },
};

declare global {
  interface Window {
    harness: typeof harness;
  }
}
window.harness = harness;
