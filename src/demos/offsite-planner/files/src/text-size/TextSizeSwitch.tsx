import { AArrowUp } from 'lucide-react';
import { useEffect, useState } from 'react';
import { t } from '../words.ts';
import { firstSize, nextSize, type TextSize } from './text-size.ts';

export function TextSizeSwitch() {
  const [size, setSize] = useState<TextSize>(firstSize);

  useEffect(() => {
    document.documentElement.style.fontSize = `${size}%`;
    return () => {
      document.documentElement.style.fontSize = '';
    };
  }, [size]);

  return (
    <button
      type="button"
      className="tool"
      aria-label={t('Text size {size} %, change it', { size })}
      onClick={() => setSize(nextSize(size))}
    >
      <AArrowUp size={19} aria-hidden="true" />
    </button>
  );
}
