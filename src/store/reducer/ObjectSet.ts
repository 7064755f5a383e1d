/** A set of objects. Most batches own a handful, for which an array is faster to make and to search. */
export class ObjectSet {
  readonly #few: object[] = [];
  #many: Set<object> | undefined;

  has(value: object): boolean {
    return this.#many ? this.#many.has(value) : this.#few.includes(value);
  }

  add(value: object): void {
    if (this.#many) this.#many.add(value);
    else if (this.#few.push(value) > 16) this.#many = new Set(this.#few);
  }
}
