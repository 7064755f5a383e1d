/** A function that is run once for each object. What it said is remembered for as long as the object is there. */
export function onceFor<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { value: Value }>();
  return (key) => {
    let answer = known.get(key);
    if (!answer) known.set(key, (answer = { value: make(key) }));
    return answer.value;
  };
}
