import type { PreflightLight } from '../agent/model-access.ts';

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
}

const ROOM_NEEDED = 50_000_000;

/** Features, storage, screen and network, as lights. */
export async function browserLights(sight: BrowserSight): Promise<PreflightLight[]> {
  return [features(sight), await storage(sight), screen(sight), network(sight)];
}

function features(sight: BrowserSight): PreflightLight {
  const missing = [
    sight.worker ? '' : 'background workers',
    sight.streams ? '' : 'streams',
    sight.randomness ? '' : 'secure random numbers',
  ].filter((name) => name !== '');
  const base = { id: 'browser', title: 'Browser' };
  if (missing.length === 0) return { ...base, state: 'green', text: 'Has everything the sandbox needs.' };
  return {
    ...base,
    state: 'red',
    text: `Lacks ${missing.join(' and ')}.`,
    remedy: 'Use a current Chrome, Edge, Firefox or Safari.',
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

function network(sight: BrowserSight): PreflightLight {
  const base = { id: 'network', title: 'Network' };
  if (sight.online) return { ...base, state: 'green', text: 'This machine is connected.' };
  return {
    ...base,
    state: 'amber',
    text: 'This machine is offline. Rehearsals and replays work; a provider’s model does not.',
    remedy: 'Nothing to do for a rehearsal. For a live model, connect to the network.',
  };
}
