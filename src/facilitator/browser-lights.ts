import type { PreflightLight } from '../agent/model-access.ts';
import { floorNames } from '../browser-floor/floor.ts';

/** What preflight looks at in a browser; passed in so that it can be tested without one. */
export interface BrowserSight {
  readonly worker: boolean;
  readonly streams: boolean;
  readonly randomness: boolean;
  readonly online: boolean;
  readonly width: number;
  readonly height: number;
  /** Writes, reads and removes a row; rejects with the reason. */
  readonly storage: () => Promise<void>;
  /** Bytes that may still be stored; null where the browser does not say. */
  readonly room: () => Promise<number | null>;
  /** Keeps the screen awake for a moment: whether it could, or `missing` where the browser offers nothing. */
  readonly wakeLock: () => Promise<'held' | 'refused' | 'missing'>;
}

const ROOM_NEEDED = 50_000_000;

/** Features, storage, screen, its sleep, and a missing network, as lights. */
export async function browserLights(sight: BrowserSight): Promise<PreflightLight[]> {
  const offline = sight.online ? [] : [network()];
  return [features(sight), await storage(sight), screen(sight), await awake(sight), ...offline];
}

function features(sight: BrowserSight): PreflightLight {
  const missing = [
    sight.worker ? '' : 'background workers',
    sight.streams ? '' : 'streams',
    sight.randomness ? '' : 'secure random numbers',
  ].filter((name) => name !== '');
  const base = { id: 'browser', title: 'Browser' };
  if (missing.length === 0)
    return {
      ...base,
      state: 'green',
      text: 'Background workers, streams and secure random numbers are there.',
    };
  return {
    ...base,
    state: 'red',
    text: `Lacks ${missing.join(' and ')}.`,
    remedy: `Use ${floorNames.join(', ')} or newer.`,
  };
}

async function storage(sight: BrowserSight): Promise<PreflightLight> {
  const base = { id: 'storage', title: 'Storage in this browser' };
  try {
    await sight.storage();
  } catch {
    return {
      ...base,
      state: 'red',
      text: 'The browser refuses to keep anything. Runs would be lost on reload.',
      remedy: 'Leave private browsing, or allow this site to store data.',
    };
  }
  const left = await sight.room().catch(() => null);
  if (left !== null && left < ROOM_NEEDED) {
    return {
      ...base,
      state: 'amber',
      text: `Only ${Math.floor(left / 1e6)} MB are left for this site.`,
      remedy: 'Free some space on the disk, or erase old runs on “My runs”.',
    };
  }
  return { ...base, state: 'green', text: 'Runs and progress can be kept in this browser.' };
}

function screen(sight: BrowserSight): PreflightLight {
  const base = { id: 'screen', title: 'Screen' };
  const size = `${sight.width} × ${sight.height}`;
  if (sight.width >= 1280 && sight.height >= 660) {
    return { ...base, state: 'green', text: `The window is ${size}: enough for the stage.` };
  }
  return {
    ...base,
    state: 'amber',
    text: `The window is ${size}. The stage wants 1280 × 720 or more.`,
    remedy: 'Make the window full screen on the projector, or set the zoom of the browser to 100 %.',
  };
}

/** Over plain http a browser offers none, except on the machine itself. */
async function awake(sight: BrowserSight): Promise<PreflightLight> {
  const base = { id: 'awake', title: 'Screen stays awake' };
  const found = await sight.wakeLock().catch(() => 'refused' as const);
  if (found === 'held') {
    return {
      ...base,
      state: 'green',
      text: 'The browser kept it awake. It will while a demo is open or runs.',
    };
  }
  return {
    ...base,
    state: 'amber',
    text:
      found === 'missing'
        ? 'The browser does not offer it here. Most do over https, or on the machine that runs the kit.'
        : 'The browser refused it, perhaps to spare the battery.',
    remedy: 'Plug the machine in, and set it not to sleep or lock while the session lasts.',
  };
}

/** Where there is one, the server and the model show what it is good for. */
function network(): PreflightLight {
  return {
    id: 'network',
    title: 'Network',
    state: 'amber',
    text: 'This machine is offline. Rehearsals and replays work; a provider’s model does not.',
    remedy: 'Nothing to do for a rehearsal. For a live model, connect to the network.',
  };
}
