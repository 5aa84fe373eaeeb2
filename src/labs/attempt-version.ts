/** Version of a kept attempt. It stands alone, so that a page can know it without the schema library. */
export const ATTEMPT_VERSION = 1;
