import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

interface Sticky<Element extends HTMLElement> {
  readonly ref: RefObject<Element | null>;
  readonly onScroll: () => void;
  /** False while the person reads further up. */
  readonly following: boolean;
  readonly toEnd: () => void;
}

/** Pixels from the end that still count as being at the end. */
const NEAR_END = 48;

/**
 * Keeps a scrolling list at its end while things are added, until the person scrolls back
 * to read; scrolling to the end follows again. `change` is any value that changes with the content.
 */
export function useSticky<Element extends HTMLElement>(change: unknown): Sticky<Element> {
  const ref = useRef<Element>(null);
  const [following, setFollowing] = useState(true);
  const followingNow = useRef(true);
  const onScroll = useCallback(() => {
    const element = ref.current;
    if (!element) return;
    followingNow.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
    setFollowing(followingNow.current);
  }, []);
  const toEnd = useCallback(() => {
    const element = ref.current;
    if (!element) return;
    followingNow.current = true;
    setFollowing(true);
    element.scrollTop = element.scrollHeight;
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs anew whenever the content changed
  useEffect(() => {
    if (followingNow.current) toEnd();
  }, [change, toEnd]);
  return { ref, onScroll, following, toEnd };
}
