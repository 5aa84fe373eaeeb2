/** The rehearsal of a model, put together from its build, its changes and the assumptions that may be set in words. */
import type { RehearsalScript } from '../../agent/models/rehearsal.ts';
import type { Brand } from '../../brand/schema.ts';
import type { ScriptedChange } from '../demo.ts';
import { findChanges, nearestChanges } from '../lookup.ts';
import { honestly, inTurn, type Part, say } from '../script.ts';
import { type KnownInput, readInputRequest } from './input-requests.ts';
import { repairFor } from './repairs.ts';
import { settle } from './set-inputs.ts';

/** A change that a rehearsal of a model can carry out on the model as it stands. */
export interface ModelChange extends ScriptedChange {
  run(): Part;
}

/** A cell that is told before and after a change. */
export interface Headline {
  /** Name of the cell. */
  readonly name: string;
  /** In words, to follow "moves": "the deepest overdraft". */
  readonly label: string;
}

export interface ModelScript {
  readonly title: string;
  readonly changes: readonly ModelChange[];
  /** Repairs that can be asked for but are not offered, because the participant is to find the flaw. */
  readonly repairs: readonly ModelChange[];
  readonly inputs: readonly KnownInput[];
  /** What scenarios 1, 2, 3 … are called. */
  readonly scenarios: readonly string[];
  readonly headlines: readonly Headline[];
  build(brand: Brand): Part;
}

export function modelRehearsal(script: ModelScript, brand: Brand): RehearsalScript {
  const known = [...script.changes, ...script.repairs];
  return {
    title: script.title,
    build: () => honestly(script.build(brand)),
    answer(request) {
      if (/\bundo\b|\btake (it|that|this) back\b/i.test(request)) return sayUndo();
      const repair = repairFor(request, script.headlines);
      if (repair) return honestly(repair);
      const changes = findChanges(request, known);
      if (changes.length > 0) return inTurn(changes.map((change) => honestly(change.run())));
      const wanted = readInputRequest(request, script);
      return wanted ? honestly(settle(wanted, script)) : null;
    },
    nearest: (request) => nearestChanges(request, script.changes),
  };
}

/** Says that the workbench takes changes back, not the script. */
function* sayUndo(): Part {
  yield* say(
    'Taking back a change is not done by the agent: press Undo, and the model is as it was before, number by number. Afterwards the change can be asked for again.',
  );
}
