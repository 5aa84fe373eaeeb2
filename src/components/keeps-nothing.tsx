import { useEffect, useState } from 'react';
import { localItems } from '../storage/items.ts';
import { Notice } from './notice.tsx';

/** Says that this browser keeps nothing, how long work lasts then, and how to have it. Nothing where it keeps. */
export function KeepsNothing({ save, className }: { save: string; className?: string | undefined }) {
  const [keeps, setKeeps] = useState(true);
  // Asked in the browser only: a page that was built beforehand knows no storage.
  useEffect(() => setKeeps(localItems.durable), []);
  if (keeps) return null;
  return (
    <Notice
      tone="warn"
      announce="polite"
      title="This browser keeps nothing for this site"
      className={className}
    >
      Everything works, and lasts until you leave this page. {save}
    </Notice>
  );
}
