/** Stands behind the last character of a text that still comes. */
export const CARET = <span className="ris-caret" aria-hidden="true" />;
