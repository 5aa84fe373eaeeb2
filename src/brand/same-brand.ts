import type { Brand } from './schema.ts';

/** Whether two brands look and are called the same. */
export function isSameBrand(one: Brand, other: Brand): boolean {
  return (
    one.name === other.name &&
    one.primary === other.primary &&
    one.secondary === other.secondary &&
    one.logo === other.logo
  );
}
