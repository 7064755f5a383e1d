/** Assignment that cannot reach a prototype: a key `__proto__` becomes an ordinary property. */
export function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}
