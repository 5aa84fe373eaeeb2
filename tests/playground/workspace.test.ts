import { beforeEach, describe, expect, it } from 'vitest';
import { PreviewPlace } from '../../src/demos/preview-place.ts';
import { Workspace } from '../../src/playground/workspace.ts';
import { SandboxDouble } from '../workbench/sandbox-double.ts';
import { until } from '../workbench/session-rig.ts';

const template = { '/src/App.tsx': 'start', '/index.html': '<div>' };
let kept: Uint8Array | null;
let aside: Uint8Array | null;
let noted: Map<string, Uint8Array | null>;
let refuses: boolean;
let rests: boolean;
let hangs: boolean;
let sandbox: SandboxDouble;
let started: string | null;

function open(): Workspace {
  sandbox = new SandboxDouble();
  return new Workspace({
    boot: async () => ({ sandbox }),
    template: async () => template,
    store: {
      load: async () => kept,
      save: async (zip) => {
        if (refuses) throw new Error('full');
        if (hangs) return new Promise<never>(() => {});
        kept = zip;
      },
      setAside: async () => {
        aside = kept;
        kept = null;
      },
      loadAside: async () => aside,
      clear: async () => {
        kept = null;
      },
    },
    note: {
      read: () => noted,
      write: (changes) => {
        noted = new Map(changes);
      },
      clear: () => noted.clear(),
    },
    later: (_ms, run) => {
      let cancelled = false;
      setImmediate(() => !cancelled && !rests && run());
      return () => {
        cancelled = true;
      };
    },
    previews: new PreviewPlace(() => null),
    startMark: {
      read: () => started,
      write: (text) => {
        started = text;
        return true;
      },
      remove: () => {
        started = null;
      },
    },
  });
}

beforeEach(() => {
  started = null;
  kept = null;
  aside = null;
  noted = new Map();
  refuses = false;
  rests = false;
  hangs = false;
});

describe('the playground', () => {
  it('writes nothing over files of an earlier visit that it cannot open, and says so', async () => {
    const damaged = new Uint8Array([1, 2, 3]);
    kept = damaged;
    const workspace = open();
    sandbox.restore = async () => {
      throw new Error('not a zip');
    };
    await workspace.boot();
    expect(workspace.getState()).toMatchObject({
      status: 'ready',
      restored: false,
      problem: { title: 'The files of your last visit could not be opened' },
    });
    await workspace.write('/src/App.tsx', 'new');
    await workspace.dispose();
    expect(aside).toBe(damaged);
  });

  it('begins with the template and opens the file to look at', async () => {
    const workspace = open();
    await workspace.boot();
    expect(workspace.getState()).toMatchObject({
      status: 'ready',
      open: '/src/App.tsx',
      text: 'start',
      restored: false,
    });
  });

  it('does not start a kept project by itself that never got ready on the last visit', async () => {
    const first = open();
    await first.boot();
    await first.write('/src/App.tsx', 'hangs');
    await until(() => kept !== null);
    expect(first.getState().previewHeld).toBe(false);
    // The page hangs and the tab is closed: it was never ready.
    const second = open();
    second.attachPreview({} as HTMLElement);
    await second.boot();
    expect(second.getState().previewHeld).toBe(true);
    expect(sandbox.attached).toBeNull();
    second.startPreview();
    await until(() => sandbox.attached !== null);
    expect(second.getState().previewHeld).toBe(false);
    const third = open();
    await third.boot();
    expect(third.getState().previewHeld).toBe(false);
  });

  it('keeps a crash of the page over everything that went well after it', async () => {
    const workspace = open();
    await workspace.boot();
    const boom = { message: 'Error: Boom', plain: 'It broke.', source: 'runtime' } as const;
    sandbox.say({ type: 'loading' });
    sandbox.say({ type: 'error', error: boom });
    sandbox.say({ type: 'ready', ms: 1 });
    sandbox.say({ type: 'updated', ms: 1, stateKept: true });
    sandbox.say({ type: 'waiting', seconds: 10 });
    expect(workspace.getState()).toMatchObject({ previewReady: true, previewError: boom, previewWaits: 10 });
    sandbox.say({ type: 'problems', load: 1, build: 2, problems: [] });
    expect(workspace.getState()).toMatchObject({ previewError: null });
  });

  it('keeps what was typed and has it again on the next visit', async () => {
    const first = open();
    await first.boot();
    await first.write('/src/App.tsx', 'mine');
    await until(() => first.getState().saved === 'saved' && kept !== null);
    await first.dispose();
    const second = open();
    await second.boot();
    expect(second.getState()).toMatchObject({ restored: true, text: 'mine' });
  });

  it('has again what was typed in the moment before the page was left', async () => {
    const first = open();
    await first.boot();
    rests = true;
    refuses = true;
    await first.write('/src/other.ts', 'written');
    await first.remove('/index.html');
    first.type('/src/App.tsx', 'typed');
    first.leave();
    await until(() => first.getState().saved === 'failed');
    refuses = false;
    rests = false;
    const second = open();
    await second.boot();
    expect(second.getState()).toMatchObject({ restored: true, text: 'typed', saved: 'saved' });
    expect(sandbox.text('/src/other.ts')).toBe('written');
    expect([...sandbox.files.keys()].sort()).toEqual(['/src/App.tsx', '/src/other.ts']);
    expect(noted.size).toBe(0);
  });

  it('has again what was being kept when the page was left', async () => {
    const first = open();
    await first.boot();
    hangs = true;
    await first.write('/src/App.tsx', 'mine');
    for (let turn = 0; turn < 10; turn++) await new Promise((next) => setImmediate(next));
    first.leave();
    hangs = false;
    const second = open();
    await second.boot();
    expect(second.getState()).toMatchObject({ restored: true, text: 'mine' });
  });

  it('notes nothing where all is kept', async () => {
    const workspace = open();
    await workspace.boot();
    workspace.type('/src/App.tsx', 'mine');
    await until(() => workspace.getState().saved === 'saved' && kept !== null);
    workspace.leave();
    expect(noted.size).toBe(0);
    expect(sandbox.text('/src/App.tsx')).toBe('mine');
  });

  it('writes what was typed before another file opens, and before an export', async () => {
    const workspace = open();
    await workspace.boot();
    rests = true;
    workspace.type('/src/App.tsx', 'mine');
    await workspace.open('/index.html');
    expect(sandbox.text('/src/App.tsx')).toBe('mine');
    workspace.type('/index.html', 'page');
    await workspace.exportZip();
    expect(sandbox.text('/index.html')).toBe('page');
  });

  it('begins anew where the kept zip is broken', async () => {
    kept = new TextEncoder().encode('no zip');
    const workspace = open();
    await workspace.boot();
    expect(workspace.getState()).toMatchObject({ status: 'ready', restored: false, text: 'start' });
  });

  it('says when nothing can be kept', async () => {
    const workspace = open();
    await workspace.boot();
    refuses = true;
    await workspace.write('/src/App.tsx', 'mine');
    await until(() => workspace.getState().saved === 'failed');
  });

  it('makes, renames and deletes, and takes a deletion back', async () => {
    const workspace = open();
    await workspace.boot();
    expect(await workspace.create('/src/new.ts')).toBe(true);
    expect(workspace.getState().open).toBe('/src/new.ts');
    expect(await workspace.create('/src/new.ts')).toBe(false);
    expect(workspace.getState().problem?.text).toContain('already there');
    expect(await workspace.rename('/src', '/code')).toBe(true);
    expect([...sandbox.files.keys()].sort()).toEqual(['/code/App.tsx', '/code/new.ts', '/index.html']);
    expect(workspace.getState()).toMatchObject({ open: '/code/new.ts', problem: null });
    await workspace.remove('/code');
    expect([...sandbox.files.keys()]).toEqual(['/index.html']);
    await workspace.undo();
    expect(sandbox.text('/code/App.tsx')).toBe('start');
  });

  it('refuses a broken zip without changing anything', async () => {
    const workspace = open();
    await workspace.boot();
    expect(await workspace.importZip(new TextEncoder().encode('no zip'))).toBe(false);
    expect(workspace.getState().problem?.title).toContain('nothing was changed');
    expect(sandbox.text('/src/App.tsx')).toBe('start');
    expect(workspace.getState().canUndo).toBe(false);
  });

  it('starts over, and takes that back', async () => {
    const workspace = open();
    await workspace.boot();
    await workspace.write('/src/App.tsx', 'mine');
    await workspace.create('/extra.ts');
    await workspace.reset();
    expect([...sandbox.files.keys()].sort()).toEqual(['/index.html', '/src/App.tsx']);
    expect(workspace.getState().text).toBe('start');
    await workspace.undo();
    expect(sandbox.text('/src/App.tsx')).toBe('mine');
    expect(workspace.getState().canUndo).toBe(false);
  });
});

describe('what an agent made of the files', () => {
  it('is taken over at once, and can be taken back', async () => {
    const workspace = open();
    await workspace.boot();
    await sandbox.fs.write('/logo.png', new Uint8Array([0x89, 0xff, 0xfe]));
    await until(() => workspace.getState().entries.some(({ path }) => path === '/logo.png'));
    expect(await workspace.texts()).toEqual(template);
    const changes = new Map<string, string | null>([
      ['/src/App.tsx', 'made'],
      ['/src/rules.ts', 'new'],
      ['/index.html', null],
    ]);
    expect(await workspace.takeOver(changes)).toBe(true);
    expect(await workspace.texts()).toEqual({ '/src/App.tsx': 'made', '/src/rules.ts': 'new' });
    expect(workspace.getState().entries.map(({ path }) => path)).toContain('/logo.png');
    await workspace.undo();
    expect(await workspace.texts()).toMatchObject(template);
  });

  it('are taken over while the playground’s own page is not on the screen and cannot load', async () => {
    const workspace = open();
    await workspace.boot();
    sandbox.preview.reload = () => new Promise<never>(() => {});
    expect(await workspace.takeOver(new Map([['/src/App.tsx', 'made']]))).toBe(true);
    expect(await workspace.texts()).toMatchObject({ '/src/App.tsx': 'made' });
  });
});
