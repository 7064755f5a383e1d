/**
 * A string that is documented to be one of `Known`, where the API may add values at any time.
 * Editors complete the known values; every other string is accepted and must be survived.
 */
export type OpenString<Known extends string> = Known | (string & {});
