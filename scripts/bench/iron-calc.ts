/** The same model in IronCalc, given to it through its own interface. */
import { readFileSync } from 'node:fs';
import { initSync, Model } from '@ironcalc/wasm';
import { parseCell } from '../../src/workbook/address.ts';
import type { WorkbookFile } from '../../src/workbook/schema.ts';
import { at } from '../project.ts';

let started = false;

function start(): void {
  if (started) return;
  initSync({ module: readFileSync(at('node_modules', '@ironcalc', 'wasm', 'wasm_bg.wasm')) });
  started = true;
}

export class IronCalcModel {
  readonly #model: Model;
  readonly #sheets: ReadonlyMap<string, number>;

  constructor(file: WorkbookFile) {
    start();
    const model = new Model('model', 'en', 'UTC', 'en');
    model.pauseEvaluation();
    this.#model = model;
    this.#sheets = new Map(
      file.sheets.map(({ name }, index) => {
        if (index > 0) model.newSheet();
        model.renameSheet(index, name);
        return [name, index];
      }),
    );
    for (const [name, refersTo] of Object.entries(file.names)) model.newDefinedName(name, null, refersTo);
    for (const { name, cells } of file.sheets) {
      for (const [address, input] of Object.entries(cells)) {
        if (input !== null) this.#put(name, address, String(input));
      }
    }
    model.resumeEvaluation();
    model.evaluate();
  }

  #put(sheet: string, address: string, input: string): void {
    const place = parseCell(address);
    if (place) this.#model.setUserInput(this.#sheets.get(sheet) ?? 0, place.row + 1, place.column + 1, input);
  }

  /** Writes a number into a cell; everything is calculated before it returns. */
  edit(sheet: string, address: string, value: number): void {
    this.#put(sheet, address, String(value));
  }

  /** What a cell shows. */
  shown(sheet: string, address: string): string {
    const place = parseCell(address);
    if (!place) return '';
    return this.#model.getFormattedCellValue(this.#sheets.get(sheet) ?? 0, place.row + 1, place.column + 1);
  }
}
