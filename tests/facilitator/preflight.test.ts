import { describe, expect, it } from 'vitest';
import type { PreflightLight } from '../../src/agent/model-access.ts';
import { type BrowserSight, browserLights } from '../../src/facilitator/browser-lights.ts';
import { addressLight, clockLight } from '../../src/facilitator/server-lights.ts';
import { verdictOf } from '../../src/facilitator/verdict.ts';
import { workbookLight } from '../../src/facilitator/workbook-light.ts';

const good: BrowserSight = {
  worker: true,
  streams: true,
  randomness: true,
  online: true,
  width: 1920,
  height: 1080,
  storage: async () => {},
  room: async () => 2_000_000_000,
  wakeLock: async () => 'held',
};

async function states(over: Partial<BrowserSight>) {
  const lights = await browserLights({ ...good, ...over });
  for (const light of lights) {
    if (light.state !== 'green') expect(light.remedy, `${light.id} says what to do`).toBeTruthy();
  }
  return Object.fromEntries(lights.map((light) => [light.id, light.state]));
}

describe('the lights of a browser', () => {
  it('are green where everything is there', async () => {
    expect(await states({})).toEqual({
      browser: 'green',
      storage: 'green',
      screen: 'green',
      awake: 'green',
    });
  });

  it('are red where the sandbox could not run or nothing can be kept', async () => {
    expect((await states({ worker: false })).browser).toBe('red');
    expect((await states({ storage: () => Promise.reject(new Error('private')) })).storage).toBe('red');
  });

  it('are amber offline, on a small window, or with little room: a rehearsal still works', async () => {
    expect((await states({ online: false })).network).toBe('amber');
    expect((await states({ width: 1024 })).screen).toBe('amber');
    expect((await states({ room: async () => 10_000_000 })).storage).toBe('amber');
  });

  it('do not depend on a browser that keeps its room secret', async () => {
    expect((await states({ room: () => Promise.reject(new Error('no')) })).storage).toBe('green');
    expect((await states({ room: async () => null })).storage).toBe('green');
  });
});

describe('the lights that were measured', () => {
  it('say whether the screen stays awake, and what to do where it does not', async () => {
    expect((await states({ wakeLock: async () => 'missing' })).awake).toBe('amber');
    expect((await states({ wakeLock: () => Promise.reject(new Error('battery')) })).awake).toBe('amber');
  });

  it('calculate a model', async () => {
    expect(await workbookLight()).toMatchObject({
      state: 'green',
      text: expect.stringMatching(/^200 formulas/),
    });
  });

  it('compare where page and server believe to be', () => {
    expect(addressLight('http://kit:4321', 'http://kit:4321').state).toBe('green');
    const red = addressLight('https://demo.example.com', 'http://127.0.0.1:4321');
    expect(red.state).toBe('red');
    expect(red.remedy).toContain('FIRSTHAND_ORIGIN=https://demo.example.com');
  });

  it('compare the clocks', () => {
    expect(clockLight(-90_000).state).toBe('green');
    expect(clockLight(600_000).text).toContain('10 minutes behind');
    expect(clockLight(-3_600_000).text).toContain('60 minutes ahead');
  });
});

describe('the verdict', () => {
  const light = (state: PreflightLight['state'], title = 'Sandbox'): PreflightLight => ({
    id: title,
    title,
    state,
    text: '',
  });

  it('is ready only where no light is red', () => {
    expect(verdictOf([light('green')])).toMatchObject({ state: 'green', title: 'Ready' });
    expect(verdictOf([light('green'), light('amber', 'Network')])).toMatchObject({ state: 'amber' });
    expect(verdictOf([light('amber'), light('red', 'Storage')])).toMatchObject({
      state: 'red',
      title: 'One thing to repair',
    });
  });

  it('names what to look at', () => {
    expect(verdictOf([light('red', 'Storage'), light('red', 'Sandbox')]).text).toContain('Storage, Sandbox');
  });
});
