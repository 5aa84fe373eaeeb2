import { Hono } from 'hono';
import type { BudgetAnswer } from '../../agent/model-access.ts';
import type { App, AppDependencies, AppEnvironment } from '../app.ts';
import { dayEnd } from '../budget/day.ts';
import { KIT_SCOPE, kitScope } from '../budget/kit-scope.ts';

/** `GET /api/budget`: the day's meter, for everyone. */
export function budgetRoutes({ ledger, settings, clock }: AppDependencies): App {
  return new Hono<AppEnvironment>().get('/budget', async (context) => {
    const { cap } = kitScope(settings);
    const { settled, held } = await ledger.state(KIT_SCOPE);
    return context.json({
      capMicroUsd: cap,
      settledMicroUsd: settled,
      heldMicroUsd: held,
      availableMicroUsd: Math.max(0, cap - settled - held),
      resetsAt: new Date(dayEnd(clock())).toISOString(),
    } satisfies BudgetAnswer);
  });
}
