import type { PreflightLight } from '../agent/model-access.ts';

export interface Verdict {
  readonly state: 'green' | 'amber' | 'red';
  readonly title: string;
  readonly text: string;
}

/** What the lights mean together, said so that it can be read out. */
export function verdictOf(lights: readonly PreflightLight[]): Verdict {
  const red = lights.filter((light) => light.state === 'red');
  const amber = lights.filter((light) => light.state === 'amber');
  if (red.length > 0) {
    return {
      state: 'red',
      title: red.length === 1 ? 'One thing to repair' : `${red.length} things to repair`,
      text: `${list(red)}. What to do stands beside it.`,
    };
  }
  if (amber.length > 0) {
    return { state: 'amber', title: 'Ready, with a note', text: `Look at: ${list(amber)}.` };
  }
  return {
    state: 'green',
    title: 'Ready',
    text: 'Everything that a session needs was tried, just now, on this machine.',
  };
}

function list(lights: readonly PreflightLight[]): string {
  return lights.map((light) => light.title).join(', ');
}
