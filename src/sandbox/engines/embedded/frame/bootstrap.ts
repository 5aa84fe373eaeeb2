/**
 * The one script of a preview page. Before any code of the project it removes WebRTC and
 * takes the intrinsics that it works with; then it waits for the host's port.
 */
import type { ToFrame } from '../preview-messages.ts';
import { guardBoundaries } from './boundaries.ts';
import { openChannel, send } from './channel.ts';
import { forwardConsole } from './console.ts';
import { containElements } from './containment.ts';
import { countElements } from './element-count.ts';
import { forgetErrors, tellError, watchErrors } from './errors.ts';
import { guardEval } from './eval-guard.ts';
import { addFonts } from './fonts.ts';
import { HotUpdate, type RefreshRuntime } from './hot-update.ts';
import { listen } from './intrinsics.ts';
import { Linker, ModuleFailure } from './linker.ts';
import { teachManners } from './manners.ts';
import { PageStores } from './memory.ts';
import { putStyle, showPage, whenShown } from './page.ts';
import { answerProbe } from './probe.ts';
import { hearAnswer } from './requests.ts';
import { startTests } from './test-host.ts';
import { createTurn } from './turn.ts';
import { removeWebRtc } from './webrtc.ts';

removeWebRtc(globalThis);
containElements();
guardEval(globalThis);
guardBoundaries(globalThis);
const stores = new PageStores();
stores.install();
let refresh: RefreshRuntime | null = null;
const turn = createTurn();
/** Nothing of the page runs any more. */
let halted = false;
const linker = new Linker({
  turn,
  style: putStyle,
  component: (path, type, name, signature, hooks) => hot.register(path, type, name, signature, hooks),
  given: { '#preview': { place: stores.place } },
});
const hot = new HotUpdate(
  linker,
  () => refresh,
  (paths) => send({ type: 'rerun', modules: [...paths] }),
);

type Load = Extract<ToFrame, { type: 'load' }>;
type Update = Extract<ToFrame, { type: 'update' }>;

function guarded(run: () => void): boolean {
  try {
    run();
    return true;
  } catch (error) {
    if (error instanceof ModuleFailure) {
      tellError(error.reason, error.kind, { path: error.path, line: 0, column: 0 });
    } else tellError(error, 'runtime');
    return false;
  }
}

function load(message: Load): void {
  forwardConsole();
  watchErrors();
  teachManners();
  countElements((reason) => {
    halted = true;
    turn.halt(reason);
  });
  stores.fill(message.memory);
  linker.addVendors(message.vendors);
  linker.addModules(message.modules);
  addFonts(message.fonts, () => start(message));
}

function start(message: Load): void {
  showPage(message.page, message.assets);
  guarded(() => {
    if (message.vendors.some(({ name }) => name === 'react-refresh/runtime')) {
      refresh = linker.vendor('react-refresh/runtime') as RefreshRuntime;
      refresh.injectIntoGlobalHook(globalThis);
    }
    linker.addIcons(message.icons);
  });
  for (const entry of message.entries) if (!guarded(() => linker.load(entry))) break;
  whenShown(
    () => send({ type: 'ready' }),
    (blank) => send({ type: 'blank', blank }),
  );
}

function update(message: Update): void {
  forgetErrors();
  addFonts(message.fonts, () => apply(message));
}

function apply(message: Update): void {
  linker.addVendors(message.vendors);
  let kept = true;
  const ran = guarded(() => {
    linker.addIcons(message.icons);
    kept = hot.apply(message.modules, message.entries);
  });
  const { update } = message;
  if (!kept || halted) send({ type: 'reload', update });
  else send({ type: ran ? 'updated' : 'failed', update });
}

listen(window, 'pagehide', (event) => {
  if (event.isTrusted) send({ type: 'leaving' });
});

openChannel((message) => {
  if (message.type === 'ping') send({ type: 'pong', id: message.id });
  else if (message.type === 'answer') hearAnswer(message.id, message.answer);
  else if (message.type === 'probe') answerProbe(message.id, message.question);
  else if (message.type === 'load') load(message);
  else if (message.type === 'update') update(message);
  else if (message.type === 'test') guarded(() => startTests(message.request));
});
