/** The arguments of a call as an object, for providers that want their own reply back. */
export function toolInputObject(raw: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(raw === '' ? '{}' : raw);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // The model wrote something unreadable: it gets that back, and learns from the tool's error.
  }
  return { INVALID_JSON: raw };
}
