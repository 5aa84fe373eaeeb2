/** Tries the form of an app as a person would: empty, with one wrong answer, and whole. */
import type { ElementRef, TextMeasure } from '../../sandbox/probe.ts';
import type { CheckContext } from '../demo.ts';
import { type AnswerValues, answersFor } from './answers.ts';
import { flatten, isEnabled, type PlacedNode } from './outline.ts';
import { settledText } from './settle.ts';
import { fieldsOf, goTo, restedTexts, type Tour, type Visit } from './tour.ts';

export interface FormTrial {
  /** The view with the form; null where there is none. */
  readonly visit: Visit | null;
  /** An empty form was refused. */
  readonly refusesEmpty: boolean;
  /** Wrong answers that were tried, and whether each was refused. */
  readonly wrong: readonly { readonly label: string; readonly what: string; readonly refused: boolean }[];
  readonly acceptsWhole: boolean;
  /** Labels of the questions that stayed wrong although they were answered. */
  readonly stuck: readonly string[];
  /** Text on the page while it said what was wrong. */
  readonly texts: readonly TextMeasure[];
}

const SUBMIT =
  /\b(send|submit|save|join|sign|register|report|book|request|add|create|apply|continue|next|confirm|order|reserve|seat|count|me|place|file|post|enviar|reservar|absenden|melden)\b/i;
const WRONG =
  /\b(required|enter|invalid|must|please|choose|write|valid|missing|need|needs|fill|error|wrong|not|another look|cannot|exist|full|tell)\b/i;
const ROUNDS = 6;

const trials = new WeakMap<Tour, Promise<FormTrial>>();

/** The trial of a tour's app: made on the first call. Loads the page anew at the end, so that nothing stays behind. */
export function trialOf(context: CheckContext, tour: Tour): Promise<FormTrial> {
  const known = trials.get(tour) ?? makeTrial(context, tour);
  trials.set(tour, known);
  return known;
}

async function makeTrial(context: CheckContext, tour: Tour): Promise<FormTrial> {
  const visit = [...tour.visits, tour.first]
    .map((each) => ({ each, fields: fieldsOf(each.nodes).length }))
    .filter(({ fields }) => fields > 1)
    .sort((a, b) => b.fields - a.fields)[0]?.each;
  const nothing = { refusesEmpty: false, wrong: [], acceptsWhole: false, stuck: [], texts: [] };
  if (!visit) return { visit: null, ...nothing };
  const form = new FormTester(context, visit);
  try {
    return { visit, ...(await form.run()) };
  } finally {
    await context.sandbox.preview.reload();
    await settledText(context.sandbox.preview.probe, context.signal);
  }
}

interface FormNow {
  readonly fields: readonly PlacedNode[];
  readonly nodes: readonly PlacedNode[];
  readonly text: string;
}

/** Places of the values to try, by the label of the question. */
type Attempts = Map<string, number>;

class FormTester {
  readonly #context: CheckContext;
  readonly #visit: Visit;
  readonly #today = new Date();
  /** Names of the questions before anything was wrong: later a message may have become part of a name. */
  #names: readonly string[] = [];
  readonly #first = new Map<string, AnswerValues>();

  constructor(context: CheckContext, visit: Visit) {
    this.#context = context;
    this.#visit = visit;
  }

  async run(): Promise<Omit<FormTrial, 'visit'>> {
    const empty = await this.#go();
    this.#names = empty.fields.map((field) => field.name);
    const afterEmpty = await this.#send(empty);
    const refusesEmpty = refused(empty, afterEmpty);
    const texts = await restedTexts(this.#context);
    const attempts: Attempts = new Map();
    const start = refusesEmpty ? afterEmpty : await this.#open();
    const quick = await this.#wrongThenRight(start);
    if (quick) return { refusesEmpty, wrong: [quick], acceptsWhole: true, stuck: [], texts };
    const whole = await this.#fillUntilTaken(attempts);
    const wrong = whole.accepted ? await this.#tryWrong(empty, attempts) : [];
    return { refusesEmpty, wrong, acceptsWhole: whole.accepted, stuck: whole.stuck, texts };
  }

  /**
   * The short way: one wrong answer is refused, and once it is put right the same form is taken, so it was that
   * answer that was refused. Null where it did not go that way.
   */
  async #wrongThenRight(form: FormNow): Promise<FormTrial['wrong'][number] | null> {
    const field = form.fields.find((each) => this.#badFor(form.nodes, each) !== null);
    const bad = field ? this.#badFor(form.nodes, field) : null;
    if (!field || !bad) return null;
    await this.#fillIn(form, new Map());
    await this.#act({ do: 'fill', target: { ref: field.ref }, value: bad.value });
    const filled = await this.#now();
    const after = await this.#send(filled);
    if (!refused(filled, after)) return null;
    const same = after.fields.find((each) => this.#key(each) === this.#key(field));
    const [value] = same ? this.#answers(after.nodes, same).good : [];
    if (!same || value === undefined) return null;
    await this.#act({ do: 'fill', target: { ref: same.ref }, value });
    const right = await this.#now();
    return accepted(right, await this.#send(right))
      ? { label: this.#key(field), what: bad.what, refused: true }
      : null;
  }

  /** The name a question had at first. */
  #key(field: PlacedNode): string {
    return this.#names.find((name) => name !== '' && field.name.startsWith(name)) ?? field.name;
  }

  #badFor(nodes: readonly PlacedNode[], field: PlacedNode | undefined) {
    return field?.role === 'textbox' ? this.#answers(nodes, field).bad : null;
  }

  /** Goes to the form. */
  async #go(): Promise<FormNow> {
    if (this.#visit.control.role !== '') await goTo(this.#context, this.#visit);
    return this.#now();
  }

  /** Goes to the form on a page loaded anew. */
  async #open(): Promise<FormNow> {
    await this.#context.sandbox.preview.reload();
    await settledText(this.#context.sandbox.preview.probe, this.#context.signal);
    return this.#go();
  }

  /** `changedFrom`: the text before something was sent, because an answer may take a moment. */
  async #now(changedFrom?: string): Promise<FormNow> {
    const { probe } = this.#context.sandbox.preview;
    const text = await settledText(probe, this.#context.signal, changedFrom);
    const nodes = flatten(await probe.outline(this.#context.signal));
    return { nodes, fields: fieldsOf(nodes), text };
  }

  async #fillUntilTaken(attempts: Attempts): Promise<{ accepted: boolean; stuck: string[] }> {
    let form = await this.#open();
    let stuck: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await this.#fillIn(form, attempts);
      const filled = await this.#now();
      const after = await this.#send(filled);
      if (accepted(filled, after)) return { accepted: true, stuck: [] };
      const flagged = after.fields.filter((field) => field.state['invalid'] === 'true');
      const again = flagged.length > 0 ? flagged : after.fields;
      for (const field of again) attempts.set(this.#key(field), (attempts.get(this.#key(field)) ?? 0) + 1);
      stuck = flagged.map((field) => this.#key(field));
      form = after;
    }
    return { accepted: false, stuck };
  }

  /** One wrong answer at a time in a form that is right otherwise. */
  async #tryWrong({ fields, nodes }: FormNow, attempts: Attempts) {
    const wrong: { label: string; what: string; refused: boolean }[] = [];
    for (const [place, { name }] of fields.entries()) {
      if (wrong.length >= 2 || this.#badFor(nodes, fields[place]) === null) continue;
      const form = await this.#open();
      await this.#fillIn(form, attempts);
      const field = form.fields.find((other) => this.#key(other) === name);
      const bad = this.#badFor(form.nodes, field);
      if (!field || !bad) continue;
      await this.#act({ do: 'fill', target: { ref: field.ref }, value: bad.value });
      const filled = await this.#now();
      wrong.push({ label: name, what: bad.what, refused: !accepted(filled, await this.#send(filled)) });
    }
    return wrong;
  }

  async #fillIn(form: FormNow, attempts: Attempts): Promise<void> {
    const groups = new Set<ElementRef | null>();
    for (const field of form.fields.filter(isEnabled)) {
      const tried = attempts.get(this.#key(field)) ?? 0;
      if (field.role === 'radio') {
        if (groups.has(field.group)) continue;
        groups.add(field.group);
        const choices = form.fields.filter(
          (each) => each.role === 'radio' && each.group === field.group && isEnabled(each),
        );
        const choice = choices[tried % choices.length] ?? field;
        await this.#act({ do: 'click', target: { ref: choice.ref } });
      } else if (field.role === 'combobox' || field.role === 'listbox') await this.#pick(field, tried);
      else if (field.role === 'checkbox' || field.role === 'switch') {
        const wanted = field.state['required'] === 'true' || tried > 1;
        if (wanted && field.state['checked'] !== 'true')
          await this.#act({ do: 'click', target: { ref: field.ref } });
      } else if (field.role !== 'slider') {
        const values = this.#answers(form.nodes, field).good;
        const value = values[Math.min(tried, values.length - 1)] ?? 'Robin Sample';
        await this.#act({ do: 'fill', target: { ref: field.ref }, value });
      }
    }
  }

  async #pick(field: PlacedNode, tried: number): Promise<void> {
    const options = flatten(field.children).filter((node) => node.role === 'option' && isEnabled(node));
    const real = options.filter(
      (node) =>
        !/^$|^[-–—. ]+$|^(please |bitte )?(choose|select|pick|elegir|auswählen)/i.test(node.name.trim()),
    );
    const option = real[tried % Math.max(1, real.length)];
    if (option) await this.#act({ do: 'choose', target: { ref: field.ref }, value: option.name });
    else if (options.length === 0) {
      await this.#act({ do: 'fill', target: { ref: field.ref }, value: 'Robin Sample' });
    }
  }

  /** What the question said at first counts before what its error says. */
  #answers(nodes: readonly PlacedNode[], field: PlacedNode): AnswerValues {
    const now = answersFor(`${this.#key(field)} ${hintAfter(nodes, field)}`, field.role, this.#today);
    const first = this.#first.get(this.#key(field)) ?? now;
    this.#first.set(this.#key(field), first);
    return { good: [...new Set([...first.good, ...now.good])], bad: first.bad ?? now.bad };
  }

  async #send(form: FormNow): Promise<FormNow> {
    const button = submitButton(form);
    if (button) await this.#act({ do: 'click', target: { ref: button.ref } });
    return this.#now(form.text);
  }

  async #act(action: Parameters<CheckContext['sandbox']['preview']['probe']['act']>[0]): Promise<void> {
    await this.#context.sandbox.preview.probe.act(action, this.#context.signal);
  }
}

/** The words between a question and the next one. */
function hintAfter(nodes: readonly PlacedNode[], field: PlacedNode): string {
  const at = nodes.findIndex((node) => node.ref === field.ref && node.role === field.role);
  const words: string[] = [];
  for (const node of nodes.slice(at + 1, at + 6)) {
    if (node.role === 'button' || fieldsOf([node]).length > 0) break;
    if (node.role === 'text' || node.role === 'paragraph') words.push(node.name);
  }
  return words.join(' ');
}

/** The button after the last question that sounds like sending; else the first button after it. */
function submitButton(form: FormNow): PlacedNode | undefined {
  const refs = new Set(form.fields.map((field) => field.ref));
  const first = form.nodes.findIndex((node) => refs.has(node.ref));
  const last = form.nodes.findLastIndex((node) => refs.has(node.ref));
  const buttons = (from: number) =>
    form.nodes
      .slice(from + 1)
      .filter((node) => node.role === 'button' && isEnabled(node) && !('expanded' in node.state));
  return (
    buttons(last).find((node) => SUBMIT.test(node.name)) ??
    buttons(last)[0] ??
    buttons(first).find((node) => SUBMIT.test(node.name))
  );
}

/** The form is gone or empty again, or the page says something new that is no complaint. */
function accepted(before: FormNow, after: FormNow): boolean {
  const names = (form: FormNow) => [...new Set(form.fields.map((field) => field.name))];
  const kept = names(before).filter((name) =>
    names(after).some((other) => other.startsWith(name) || name.startsWith(other)),
  );
  if (kept.length < names(before).length / 2) return true;
  const typed = (form: FormNow) =>
    form.fields.filter((field) => field.role === 'textbox' && field.state['value']).length;
  if (typed(before) > 0 && typed(after) === 0) return true;
  if (complains(before, after)) return false;
  return newWords(before.text, after.text) !== '';
}

function refused(before: FormNow, after: FormNow): boolean {
  return !accepted(before, after) && (complains(before, after) || before.text === after.text);
}

/** Something on the page says, since the form was sent, that an answer is wrong. */
function complains(before: FormNow, after: FormNow): boolean {
  const wrong = (form: FormNow) => form.fields.filter((field) => field.state['invalid'] === 'true').length;
  const alerts = (form: FormNow) => form.nodes.filter((node) => node.role === 'alert').length;
  return (
    wrong(after) > wrong(before) ||
    alerts(after) > alerts(before) ||
    WRONG.test(newWords(before.text, after.text))
  );
}

function newWords(before: string, after: string): string {
  const known = new Map<string, number>();
  for (const word of before.split(/\s+/)) known.set(word, (known.get(word) ?? 0) + 1);
  return after
    .split(/\s+/)
    .filter((word) => {
      const left = known.get(word) ?? 0;
      known.set(word, left - 1);
      return left <= 0;
    })
    .join(' ')
    .trim();
}
