/** Uses a finished app as a person would, to show whether something is wrong with it. */
import { flatten, type PlacedNode } from './checks/outline.ts';
import { settledText } from './checks/settle.ts';
import type { CheckContext } from './demo.ts';

export class AppUser {
  readonly #context: CheckContext;

  constructor(context: CheckContext) {
    this.#context = context;
  }

  /** Loads the page anew. */
  async begin(): Promise<void> {
    await this.#context.sandbox.preview.reload();
    await this.text();
  }

  text(): Promise<string> {
    return settledText(this.#context.sandbox.preview.probe, this.#context.signal);
  }

  async nodes(): Promise<PlacedNode[]> {
    await this.text();
    return flatten(await this.#context.sandbox.preview.probe.outline(this.#context.signal));
  }

  /** Presses a control by role and name; false where it is not there. */
  async press(role: string, name: string): Promise<boolean> {
    const { probe } = this.#context.sandbox.preview;
    const result = await probe.act({ do: 'click', target: { role, name } }, this.#context.signal);
    await this.text();
    return result.ok;
  }

  /** Answers questions by their labels: text is typed, a choice is chosen, `true` is pressed. */
  async answer(answers: Readonly<Record<string, string | true>>): Promise<boolean> {
    const { probe } = this.#context.sandbox.preview;
    let good = true;
    for (const [label, value] of Object.entries(answers)) {
      const field = (await this.nodes()).find(
        (node) => ANSWERED.has(node.role) && node.name.toLowerCase().startsWith(label.toLowerCase()),
      );
      if (!field) {
        good = false;
        continue;
      }
      const target = { ref: field.ref };
      const result =
        value === true
          ? await probe.act({ do: 'click', target }, this.#context.signal)
          : field.role === 'combobox'
            ? await probe.act({ do: 'choose', target, value }, this.#context.signal)
            : await probe.act({ do: 'fill', target, value }, this.#context.signal);
      good = good && result.ok;
    }
    return good;
  }
}

const ANSWERED = new Set(['textbox', 'combobox', 'spinbutton', 'checkbox', 'radio']);
