import type { PreflightLight, StatusAnswer } from '../agent/model-access.ts';
import { floorNames } from '../browser-floor/floor.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { tryTests } from '../sandbox/try-tests.ts';

/** A page of the smallest kind that still needs the compiler, the linker and React. */
const project = {
  '/index.html': '<div id="root"></div><script type="module" src="/src/main.tsx"></script>',
  '/src/main.tsx': `import { createRoot } from 'react-dom/client';
import { useState } from 'react';
function Ready() {
  const [pressed, setPressed] = useState(false);
  return <p style={{ margin: 0, display: 'grid', placeItems: 'center', minHeight: '100vh', font: '600 22px Georgia, serif', color: '#14201e', background: '#e3f0ed' }}>The sandbox works <button onClick={() => setPressed(true)} style={{ font: '500 15px system-ui' }}>{pressed ? 'It answers' : 'Press me'}</button></p>;
}
createRoot(document.getElementById('root')!).render(<Ready />);
`,
};

/** Words that must be on the page for the light to be green. */
const EXPECTED = 'The sandbox works';
/** What the page says once its button was pressed. */
const ANSWER = 'It answers';

export interface SandboxTry {
  readonly light: PreflightLight;
  /** Ends the sandbox and takes its page away. */
  readonly dispose: () => Promise<void>;
}

/**
 * Boots the sandbox as a lab would, shows a page in `element` and measures how long that took, presses a button
 * in it as the checks do, and runs a test.
 */
export async function trySandbox(
  element: HTMLElement,
  status: Pick<StatusAnswer, 'engine' | 'webcontainerKey'>,
  options: { now?: () => number; signal?: AbortSignal } = {},
): Promise<SandboxTry> {
  const now = options.now ?? (() => performance.now());
  const begun = now();
  const { bootSandbox } = await import('../sandbox/boot.ts');
  let sandbox: Sandbox | undefined;
  try {
    const booted = await bootSandbox({
      engine: status.engine,
      ...(status.webcontainerKey === undefined ? {} : { webcontainer: { apiKey: status.webcontainerKey } }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    sandbox = booted.sandbox;
    for (const [path, text] of Object.entries(project)) await sandbox.fs.write(path, text);
    await sandbox.preview.attach(element);
    const shown = await sandbox.preview.probe.text();
    const ms = Math.round(now() - begun);
    await sandbox.preview.probe.act({ do: 'click', target: { role: 'button' } }, options.signal);
    const answers = (await sandbox.preview.probe.text(options.signal)).includes(ANSWER);
    // A container runs tests only after an install, which is no matter of seconds.
    const refused = sandbox.kind === 'embedded' ? await tryTests(sandbox, options.signal) : null;
    const light = !shown.includes(EXPECTED)
      ? emptyLight()
      : !answers
        ? deafLight()
        : refused !== null
          ? noTestsLight(refused)
          : shownLight(sandbox.kind, ms, booted.fellBack);
    const kept = sandbox;
    return { light, dispose: () => kept.dispose() };
  } catch (error) {
    await sandbox?.dispose();
    return { light: brokenLight(error), dispose: async () => {} };
  }
}

const base = { id: 'sandbox', title: 'Sandbox' };

function shownLight(
  kind: Sandbox['kind'],
  ms: number,
  fellBack?: { what: string; remedy: string },
): PreflightLight {
  const engine = kind === 'embedded' ? 'embedded sandbox' : 'WebContainer';
  if (fellBack !== undefined) {
    return {
      ...base,
      state: 'amber',
      text: `${fellBack.what} The embedded sandbox took over and showed a page in ${ms} ms.`,
      remedy: fellBack.remedy,
    };
  }
  if (ms > 5000) {
    return {
      ...base,
      state: 'amber',
      text: `The ${engine} showed a page, after ${ms} ms. That is slow for a stage.`,
      remedy: 'Close other programs and tabs, plug the machine in, and check again.',
    };
  }
  const tried = kind === 'embedded' ? ', answered a press and ran a test' : ' and answered a press';
  return { ...base, state: 'green', text: `The ${engine} showed a page in ${ms} ms${tried}.` };
}

function emptyLight(): PreflightLight {
  return {
    ...base,
    state: 'red',
    text: 'The sandbox started, but its page stayed empty.',
    remedy:
      'Load this page again. If it stays empty, switch off extensions that block scripts, for this site.',
  };
}

function deafLight(): PreflightLight {
  return {
    ...base,
    state: 'red',
    text: 'The sandbox shows a page, but the page does not answer: checks would fail.',
    remedy: 'Load this page again. If it stays red, switch off extensions that change pages, for this site.',
  };
}

function noTestsLight(printed: string): PreflightLight {
  return {
    ...base,
    state: 'red',
    text: `The sandbox shows a page, but a test does not run in it. ${printed.split('\n', 1)[0] ?? ''}`.trim(),
    remedy: `Switch off extensions that block scripts or workers, for this site, or use ${floorNames.join(', ')} or newer.`,
  };
}

function brokenLight(error: unknown): PreflightLight {
  const hint = typeof error === 'object' && error !== null && 'hint' in error ? String(error.hint) : '';
  return {
    ...base,
    state: 'red',
    text: 'The sandbox did not start.',
    remedy:
      hint === '' ? `Load this page again. If it stays red, use ${floorNames.join(', ')} or newer.` : hint,
  };
}
