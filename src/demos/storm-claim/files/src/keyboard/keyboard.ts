/** The view that a digit key opens: 1 the first, 2 the second … */
export function viewForKey<Id extends string>(key: string, views: readonly { readonly id: Id }[]): Id | null {
  return /^[1-9]$/.test(key) ? (views[Number(key) - 1]?.id ?? null) : null;
}

/** True while a person types an answer: then a digit is a digit. */
export function isTyping(tag: string): boolean {
  return ['INPUT', 'TEXTAREA', 'SELECT'].includes(tag.toUpperCase());
}
