import { useCallback, useEffect, useState } from 'react';

export interface LabAddress {
  readonly demo: string | null;
  readonly step: string | null;
}

export function readAddress(search: string): LabAddress {
  const query = new URLSearchParams(search);
  return { demo: query.get('demo'), step: query.get('at') };
}

export function writeAddress(address: LabAddress): string {
  const query = new URLSearchParams();
  if (address.demo) query.set('demo', address.demo);
  if (address.step) query.set('at', address.step);
  return `?${query}`;
}

/** The demo and step that the address names; the back button walks the steps. */
export function useLabAddress(): [LabAddress, (next: LabAddress, how: 'push' | 'replace') => void] {
  const [address, setAddress] = useState<LabAddress>(() => readAddress(location.search));
  useEffect(() => {
    const read = () => setAddress(readAddress(location.search));
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);
  const go = useCallback((next: LabAddress, how: 'push' | 'replace') => {
    const target = writeAddress(next);
    if (target !== location.search) {
      if (how === 'push') history.pushState(null, '', target);
      else history.replaceState(null, '', target);
    }
    setAddress(next);
  }, []);
  return [address, go];
}
