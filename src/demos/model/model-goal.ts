/** What a live model is told about a financial model, and the names that its checks read. */
import type { ModelSpec } from './model-spec.ts';

/** The request that a run of a model begins with. */
export function modelGoal(spec: ModelSpec, what: string, extra?: string): string {
  const wish = extra?.trim() ? ` ${extra.trim()}` : '';
  const { labels } = spec.scenario;
  return `Read the briefing and build ${what}: assumptions with their sources, calculations, profit and loss, cash flow, a balance sheet that balances in every period, ${labels.length} scenarios (${labels.join(', ')}), a summary with charts, checks, and notes on what the briefing leaves open. Check the model and repair what is wrong before you say that it is done.${wish}`;
}

/** How to work in a workbook, and the names of this model. */
export function modelSystem(spec: ModelSpec): string {
  return `${wayOfWork}\n\n${namesContract(spec)}`;
}

/** How to work in a workbook, whatever the model is about. */
export const wayOfWork = `You build a financial model in a workbook while people who are no accountants watch you.

How to work:
1. Begin with set_phase "Plan", read the briefing with read_briefing and say in two or three plain sentences how the model will be made. Then set_phase "Build", and "Check its own work" when you check. For a change that a person asks for: set_phase "Your change".
2. Sheets in the order of the work: Assumptions, what is sold, what it costs, what is bought, what is borrowed, profit and loss, cash flow, balance sheet, summary, checks, notes. Time runs to the right, one column a period, the same columns on every sheet, one column before the first period for opening balances.
3. One write_range for each block: the first period and fill_right for all others, so that every row has one formula from the first period to the last. Reach into the opening column rather than writing another formula for the first period. Give every write a purpose that a person understands.
4. Numbers of the briefing stand in the Assumptions only, each in its own cell with label, unit, the paragraph it is from (P4), and a name. Formulas read these names. With scenarios: a live cell beside the base value and what each scenario adds to it, chosen by one switch.
5. Interest counts on opening balances, so that nothing runs in a circle. Never make the balance sheet fit by a remainder: equity is what it was, plus profit, plus what owners paid in.
6. Look at every sheet as a finance director would: titles, units, number formats, bold totals, frozen headings, widths. Use format_range with roles.
7. Add checks for what must be 0 in every period, then check. Where something is off, trace it, say the cause in one sentence, repair the cause and check again. End with run_checks.
8. What the briefing leaves open or says twice stands on a sheet Notes with its paragraphs and what you assumed. Do not decide silently.

Write short, plain sentences. Say "the agent" or nothing, never "I". No exclamation marks. Do not say that something is right before a check has shown it.`;

/** The names that checks and the second calculation read. */
export function namesContract(spec: ModelSpec): string {
  const inputs = spec.inputs.map(
    ({ name, label, paragraphs }) => `${name} (${label}; ${paragraphs.join(', ')})`,
  );
  const lines = spec.lines.map(
    ({ name, label, means, sign }) =>
      `${name} (${means ?? label}${sign ? `, never ${sign === 'negative' ? 'above' : 'below'} 0` : ''})`,
  );
  const moves = spec.movements.map(
    ({ line, balance, direction }) =>
      `${line} = ${direction > 0 ? 'this period’s' : 'last period’s'} ${balance} less ${direction > 0 ? 'last' : 'this'} period’s`,
  );
  return `Programs judge the model by defined names; where the cells stand is free.
- ${spec.scenario.name}: the cell that chooses the scenario, 1 ${spec.scenario.labels.map((label, index) => (index === 0 ? label : `${index + 1} ${label}`)).join(', ')}.
- Assumptions, one cell each, the live one: ${inputs.join('; ')}.
- Results, ${spec.periods} cells each, one a period: ${spec.periodEnd} (last day of each period, a date); ${lines.join('; ')}.
- In profit and loss and cash flow, what costs or takes money away is negative, so that totals are sums. ${moves.join('; ')}.`;
}
