/**
 * Times of the preview in the browser that opens this page, for the bench. Call
 * `window.measurePreview()` on `/tests/harness/measure.html`; run it in a fresh browser
 * for the cold figure.
 */
import { MemoryFiles } from '../../src/sandbox/engines/embedded/files.ts';
import { createEmbeddedPreview } from '../../src/sandbox/engines/embedded/preview.ts';
import { counterProject } from './projects.ts';

export interface PreviewMeasures {
  /** From the call to the first page, everything loaded for it. */
  readonly firstPreviewMs: number;
  /** Median from the write of a file to the page that shows it, state kept. */
  readonly hotUpdateMs: number;
  /** Bytes that came over the wire for the first page, compressed where the server does. */
  readonly transferredBytes: number;
}

async function measurePreview(rounds = 15): Promise<PreviewMeasures> {
  const stage = document.createElement('div');
  stage.style.cssText = 'width:1000px;height:700px';
  document.body.append(stage);
  const start = performance.now();
  const files = new MemoryFiles();
  for (const [path, text] of Object.entries(counterProject)) await files.write(path, text);
  const preview = createEmbeddedPreview(files);
  await preview.attach(stage);
  const firstPreviewMs = performance.now() - start;
  const entries = performance.getEntriesByType('resource');
  const transferredBytes = entries.reduce((sum, entry) => sum + Reflect.get(entry, 'transferSize'), 0);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const source = (counterProject['/src/App.tsx'] ?? '').replace('Count is', `Round ${round} is`);
    const updated = new Promise<void>((resolve) => {
      const stop = preview.on((event) => {
        if (event.type !== 'updated') return;
        stop();
        resolve();
      });
    });
    const from = performance.now();
    await files.write('/src/App.tsx', source);
    await updated;
    times.push(performance.now() - from);
    const shown = await preview.probe.text();
    if (!shown.includes(`Round ${round} is`))
      throw new Error('The update was told before the page showed it.');
  }
  preview.dispose();
  stage.remove();
  times.sort((a, b) => a - b);
  return { firstPreviewMs, hotUpdateMs: times[Math.floor(times.length / 2)] ?? 0, transferredBytes };
}

declare global {
  interface Window {
    measurePreview: typeof measurePreview;
  }
}
window.measurePreview = measurePreview;
