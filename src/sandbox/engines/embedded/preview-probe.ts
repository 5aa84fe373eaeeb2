import type { ElementTarget, PreviewProbe, ProbeAction } from '../../probe.ts';
import type { ProbeQuestion } from './preview-messages.ts';
import { parseAct, parseColours, parseMeasures, parseOutline, parseText } from './preview-parse.ts';

/** The probe as the host uses it, over a way to ask the frame. */
export function createProbe(
  ask: (question: ProbeQuestion, signal?: AbortSignal) => Promise<unknown>,
): PreviewProbe {
  return {
    outline: async (signal) => parseOutline(await ask({ ask: 'outline' }, signal)),
    text: async (signal) => parseText(await ask({ ask: 'text' }, signal)),
    measureText: async (signal) => parseMeasures(await ask({ ask: 'measure' }, signal)),
    colours: async (signal) => parseColours(await ask({ ask: 'colours' }, signal)),
    act: async (action, signal) =>
      parseAct(await ask({ ask: 'act', action: completeAction(action) }, signal)),
    highlight: async (ref) => {
      await ask({ ask: 'highlight', ref });
    },
  };
}

/** Every field is set: one that is missing would be looked up on a prototype that the page can change. */
function completeAction(action: ProbeAction): ProbeAction {
  if (action.do === 'press') {
    return action.target === undefined ? { ...action } : { ...action, target: completeTarget(action.target) };
  }
  return { ...action, target: completeTarget(action.target) };
}

function completeTarget(target: ElementTarget): ElementTarget {
  return 'ref' in target ? { ref: target.ref } : { role: target.role, name: target.name ?? '' };
}
