import { useEffect, useState } from 'react';
import type { PanelDesk } from '../props.ts';
import { type CheckLine, findingLines } from './check-lines.ts';

/** A workbook rests this long before it is read through, ms. */
const REST_MS = 400;

/** What a reading of the whole workbook finds; null until it was read once. Only where it is looked at. */
export function useFindings(desk: PanelDesk): readonly CheckLine[] | null {
  const [lines, setLines] = useState<readonly CheckLine[] | null>(null);
  useEffect(() => {
    let timer = setTimeout(read, 0);
    function read() {
      setLines(findingLines(desk.workbook));
    }
    const off = desk.subscribe(({ passing }) => {
      if (passing) return;
      clearTimeout(timer);
      timer = setTimeout(read, REST_MS);
    });
    return () => {
      off();
      clearTimeout(timer);
    };
  }, [desk]);
  return lines;
}
