/** Assumptions and a scenario set in a person's words. */
import { parseCell } from '../../workbook/address.ts';
import { call, type Part, phase, say } from '../script.ts';
import {
  type ClearSetting,
  type InputRequest,
  isClear,
  outOfRange,
  sayValue,
  type UnclearSetting,
  unclear,
} from './input-requests.ts';
import { amount } from './model-reading.ts';
import type { Headline, ModelScript } from './model-rehearsal.ts';
import { checkWorkbook, must } from './model-script.ts';
import { type ReadCell, read, readNumber } from './read-cells.ts';

/** Sets what was asked for, checks the model, and says what moved. */
export function* settle(wanted: InputRequest, script: ModelScript): Part {
  yield* phase('Your change');
  const open = unclear(wanted);
  if (open.length > 0) {
    yield* say(`${open.map(askWhich).join(' ')} Nothing was changed.`);
    return;
  }
  const outside = outOfRange(wanted);
  if (outside.length > 0) {
    yield* say(outside.map(refuse).join(' '));
    return;
  }
  const steps = yield* findTyped(wanted.settings.filter(isClear));
  if (!steps) return;
  const before = yield* readHeadlines(script.headlines);
  for (const step of steps) yield* write(step);
  if (wanted.scenario !== null) {
    const label = script.scenarios[wanted.scenario - 1] ?? '';
    yield* must('set_scenario', { choose: wanted.scenario }, `switch to ${label}`);
    yield* say(`The model shows ${label} now.`);
  }
  yield* tellWhatMoved(script.headlines, before);
}

function askWhich({ input, readings }: UnclearSetting): string {
  return `“${input.phrases[0]}” can mean ${readings.map(({ said }) => said).join(' or ')}. Which one?`;
}

function refuse({ input, value }: ClearSetting): string {
  return `${input.phrases[0]} of ${sayValue(input, value)} lies outside what this model is made for: from ${sayValue(input, input.least)} to ${sayValue(input, input.most)}. Nothing was changed.`;
}

interface SettingStep {
  readonly setting: ClearSetting;
  readonly sheet: string;
  /** The cell in which the number is typed: the live one, or the base that it begins with. */
  readonly typed: ReadCell;
}

/** Where each number is typed; the first assumption that is worked out in another way is said, and nothing is written. */
function* findTyped(settings: readonly ClearSetting[]): Part<readonly SettingStep[] | null> {
  const steps: SettingStep[] = [];
  for (const setting of settings) {
    const label = setting.input.phrases[0] ?? setting.input.name;
    const live = yield* read(setting.input.name, `set ${label}`);
    const [cell] = live.cells;
    const typed = cell && (yield* typedCell(live.sheet, cell));
    if (!typed) {
      yield* say(
        `“${label}” in ${live.sheet}!${live.area} is worked out in another way than the script knows. Somebody has changed the model by hand there. Nothing was touched. To work with the model as it is now, a live model is needed.`,
      );
      return null;
    }
    steps.push({ setting, sheet: live.sheet, typed });
  }
  return steps;
}

function* write({ setting: { input, value }, sheet, typed }: SettingStep): Part {
  const label = input.phrases[0] ?? input.name;
  yield* must(
    'write_range',
    { purpose: label.toLowerCase(), sheet, at: typed.address, rows: [[value]] },
    `set ${label}`,
  );
  const now = yield* readNumber(input.name);
  const was = typeof typed.value === 'number' ? `, it was ${sayValue(input, typed.value)}` : '';
  const shown =
    now === null || Math.abs(now - value) < 1e-9
      ? ''
      : ` With what the chosen scenario adds that makes ${sayValue(input, now)}.`;
  yield* say(`“${label}” is ${sayValue(input, value)} now${was}.${shown}`);
}

/** An assumption of several scenarios, as the scripts write it: a base and what each adds, or one number for each. */
const chosen = /^=(?:([A-Z]{1,2}\d+)\+CHOOSE\(Scenario,0|CHOOSE\(Scenario,([A-Z]{1,2}\d+)),[^()]*\)$/;

/**
 * The cell in which the number of an assumption is typed, in the assumption's own row. Null where a person works it
 * out in another way: what their formula reads belongs to something else.
 */
export function* typedCell(sheet: string, live: ReadCell): Part<ReadCell | null> {
  if (live.formula === null) return typeof live.value === 'number' ? live : null;
  const [, base, first = base] = chosen.exec(live.formula) ?? [];
  if (first === undefined || parseCell(first)?.row !== live.row - 1) return null;
  const { cells } = yield* read(`${sheet}!${first}`, 'read the assumption');
  const cell = cells[0] ?? null;
  return cell?.formula === null && typeof cell.value === 'number' ? cell : null;
}

/** Name → value now. */
export type Headlines = ReadonlyMap<string, number>;

export function* readHeadlines(headlines: readonly Headline[]): Part<Headlines> {
  const values = new Map<string, number>();
  for (const { name } of headlines) {
    const value = yield* readNumber(name);
    if (value !== null) values.set(name, value);
  }
  return values;
}

/** Checks the model and says what the change did, whatever that is. */
export function* tellWhatMoved(headlines: readonly Headline[], before: Headlines, done = ''): Part {
  const checked = yield* checkWorkbook();
  const results = yield* call('run_checks', {});
  const after = yield* readHeadlines(headlines);
  const moved = headlines.flatMap(({ name, label }) => {
    const [was, is] = [before.get(name), after.get(name)];
    if (was === undefined || is === undefined || Math.abs(is - was) < 0.5) return [];
    return [`${label} moves from ${amount(Math.round(was))} to ${amount(Math.round(is))}`];
  });
  const told = moved.length > 0 ? `${capital(moved.join(', and '))}.` : 'The key figures do not move.';
  const verdict =
    checked.clean && results.ok
      ? 'The balance sheet balances, and every check passes.'
      : 'Not every check passes now: the Checks panel says what was measured and where.';
  yield* say([done, told, verdict].filter((part) => part !== '').join(' '));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
