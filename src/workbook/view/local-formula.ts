/**
 * Formulas are written the English way: a point before decimals, commas between arguments. What only makes
 * sense with a decimal comma and semicolons is translated; what makes sense in both is asked back where the
 * browser's language writes a decimal comma.
 */
import { browserLocale, separatorsOf } from '../../numbers/separators.ts';
import { parseFormula } from '../parse.ts';

interface FormulaPlace {
  readonly locale?: string | undefined;
  /** The formula that the cell holds; what stands there already has been read before. */
  readonly before: string;
}

/** A text, a name in quotes or an array in braces: nothing in them is translated. */
const kept = /"(?:[^"]|"")*"|'(?:[^']|'')+'|\{[^}]*\}/g;
const commaPair = /(?<![\w.,$])\d+,\d+(?![\w.,(!])/g;

/** The formulas that a typed one can mean, with `=`; itself where it makes sense in no way. */
export function localFormulas(typed: string, { locale = browserLocale(), before }: FormulaPlace): string[] {
  const local = inEnglish(typed);
  if (local === typed || !isFormula(local)) return [typed];
  if (!isFormula(typed)) return [local];
  const isNew = pairsOf(typed).some((pair) => !pairsOf(before).includes(pair));
  return separatorsOf(locale).decimal === ',' && isNew ? [typed, local] : [typed];
}

function inEnglish(formula: string): string {
  return outsideKept(formula, (part) =>
    part.replace(commaPair, (pair) => pair.replace(',', '.')).replaceAll(';', ','),
  );
}

function outsideKept(formula: string, change: (part: string) => string): string {
  let out = '';
  let from = 0;
  for (const { 0: text, index } of formula.matchAll(kept)) {
    out += change(formula.slice(from, index)) + text;
    from = index + text.length;
  }
  return out + change(formula.slice(from));
}

function pairsOf(formula: string): readonly string[] {
  return formula.replace(kept, '').match(commaPair) ?? [];
}

function isFormula(text: string): boolean {
  try {
    parseFormula(text.slice(1));
    return true;
  } catch {
    return false;
  }
}
