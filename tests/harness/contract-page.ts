/** Runs the contract of the sandbox in a real browser, with the real workers and frames. */
import { bootSandbox } from '../../src/sandbox/boot.ts';
import { createEmbeddedSandbox } from '../../src/sandbox/engines/embedded/embedded.ts';
import { createBrowserPort } from '../../src/sandbox/engines/embedded/shell/browser-port.ts';
import { createContainerPreview } from '../../src/sandbox/engines/webcontainer/container-preview.ts';
import { createWebContainerSandbox } from '../../src/sandbox/engines/webcontainer/webcontainer.ts';
import { projectTemplate } from '../../src/sandbox/project-template.ts';
import type { PreviewEvent, Sandbox, SandboxProcess } from '../../src/sandbox/sandbox.ts';
import { createWebContainerDouble } from '../doubles/webcontainer.ts';
import { sandboxContract } from '../sandbox/contract.ts';

const makers: Readonly<Record<string, () => Promise<Sandbox>>> = {
  embedded: () => createEmbeddedSandbox(),
  webcontainer() {
    const double = createWebContainerDouble();
    return createWebContainerSandbox({
      createPort: () => createBrowserPort('real'),
      surroundings: {
        load: async () => double.library,
        isSecureContext: true,
        crossOriginIsolated: true,
        isCapable: true,
      },
    });
  },
};

async function printed({ output, exit }: SandboxProcess): Promise<{ text: string; exit: number }> {
  const reader = output.getReader();
  let text = '';
  for (let next = await reader.read(); !next.done; next = await reader.read()) text += next.value.text;
  return { text, exit: await exit };
}

/** What specs call, as `window.contract`. */
const contract = {
  names: sandboxContract.map(({ name }) => name),
  /** Resolves to what went wrong, or to nothing. */
  async run(engine: string, name: string): Promise<string | null> {
    const found = sandboxContract.find((each) => each.name === name);
    const make = makers[engine];
    if (!found || !make) return 'there is no such case';
    try {
      await found.run(make);
      return null;
    } catch (error) {
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
  },
  /** The template as a person meets it: shown, tested, built, changed by the shell. */
  async template() {
    const { sandbox } = await bootSandbox({ engine: 'embedded' });
    const events: PreviewEvent[] = [];
    sandbox.preview.on((event) => events.push(event));
    for (const [path, text] of Object.entries(projectTemplate)) await sandbox.fs.write(path, text);
    await sandbox.fs.write(
      '/src/sum.test.ts',
      "import { expect, test } from 'vitest';\ntest('adds', () => expect(1 + 1).toBe(2));\ntest('fails', () => expect(1).toBe(2));\n",
    );
    const stage = document.getElementById('stage');
    if (!stage) throw new Error('The page has no stage.');
    await sandbox.preview.attach(stage);
    const shown = await sandbox.preview.probe.text();
    const build = await printed(sandbox.exec('npm run build'));
    const tests = await printed(sandbox.exec('npm test'));
    const last = await printed(sandbox.exec('npm test 2>&1 | tail -1'));
    const changed = new Promise<void>((resolve) =>
      sandbox.preview.on(({ type }) => type === 'updated' && resolve()),
    );
    await printed(sandbox.exec("sed -i 's/Nothing here yet/Changed by the shell/' src/App.tsx"));
    await changed;
    const after = await sandbox.preview.probe.text();
    const broken = await printed(
      sandbox.exec('echo \'import x from "nope"; console.log(x);\' > src/broken.ts; npx tsc --noEmit'),
    );
    await sandbox.dispose();
    return { shown, build, tests, last, after, broken, frames: document.querySelectorAll('iframe').length };
  },
  /** The WebContainer engine's preview on the double, with the kit's script as the dev server would inject it. */
  async container(script: string, packages?: string[]) {
    const double = createWebContainerDouble(packages ? { packages } : {});
    const sandbox = await createWebContainerSandbox({
      createPort: () => createBrowserPort('real'),
      createPreview: (container, files) =>
        createContainerPreview(container, files, { loadScript: async () => script }),
      surroundings: {
        load: async () => double.library,
        isSecureContext: true,
        crossOriginIsolated: true,
        isCapable: true,
      },
    });
    const events: PreviewEvent[] = [];
    sandbox.preview.on((event) => events.push(event));
    for (const [path, text] of Object.entries(projectTemplate)) await sandbox.fs.write(path, text);
    const stage = document.getElementById('stage');
    if (!stage) throw new Error('The page has no stage.');
    await sandbox.preview.attach(stage);
    const inside = double.current();
    const failed = events.some(({ type }) => type === 'error');
    if (failed) return { events, spawned: inside?.spawned };
    const before = await sandbox.preview.probe.text();
    const acted = await sandbox.preview.probe.act({ do: 'click', target: { role: 'button', name: 'Count' } });
    const after = await sandbox.preview.probe.text();
    inside?.previewSays({
      type: 'PREVIEW_UNCAUGHT_EXCEPTION' as never,
      message: 'x is not a function',
      stack: 'TypeError: x is not a function\n at App (https://host/src/App.tsx:3:9)',
      previewId: '1',
      port: 5173,
      pathname: '/',
      search: '',
      hash: '',
    });
    await sandbox.preview.reload();
    const reloaded = await sandbox.preview.probe.text();
    const spawned = [...(inside?.spawned ?? [])];
    const scripts = inside?.previewScripts.map(({ src }) => src === script);
    await sandbox.dispose();
    await new Promise((resolve) => setTimeout(resolve, 20));
    return { events, before, acted, after, reloaded, spawned, scripts, running: inside?.running() };
  },
  /** The real engine from stackblitz.com, for networks that reach it. */
  async real() {
    const sandbox = await createWebContainerSandbox();
    for (const [path, text] of Object.entries(projectTemplate)) await sandbox.fs.write(path, text);
    const stage = document.getElementById('stage');
    if (!stage) throw new Error('The page has no stage.');
    await sandbox.preview.attach(stage);
    const shown = await sandbox.preview.probe.text();
    const node = await printed(sandbox.exec('node -v'));
    const { kind } = sandbox;
    await sandbox.dispose();
    return { kind, shown, node };
  },
};

declare global {
  interface Window {
    contract: typeof contract;
  }
}
window.contract = contract;
